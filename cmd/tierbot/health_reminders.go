package main

import (
	"time"

	"github.com/tierbot/tierbot/bot"
)

// A remindersCondition is what /readyz says of the reminders.
type remindersCondition struct {
	Problem bot.Problem `json:"problem,omitempty"` // why nothing goes out; empty: it does

	Suspect      string     `json:"suspect,omitempty"` // why the store is not believed: empty, older
	SuspectSince *time.Time `json:"suspect_since,omitempty"`
	Clock        string     `json:"clock,omitempty"`   // how far this machine's clock is from Redis's: 1h0m0s ahead, -1h0m0s behind
	Refused      string     `json:"refused,omitempty"` // Slack's code for taking nothing from the bot
	Blind        bool       `json:"blind,omitempty"`   // the bot may not read back what it sent

	PausedUntil  *time.Time `json:"paused_until,omitempty"`
	CarefulUntil *time.Time `json:"careful_until,omitempty"`
	Next         *time.Time `json:"next,omitempty"` // when somebody is next due

	Overdue int   `json:"overdue"`
	Missing int64 `json:"missing"`
	Untold  int   `json:"untold"`
}

// conditionOf says how the reminders are. A clock that is right enough is no news.
func conditionOf(s *bot.RemindersStatus) remindersCondition {
	c := remindersCondition{
		Problem: s.Problem,
		Suspect: s.Suspect.Reason, SuspectSince: instant(s.Suspect.Since),
		Refused: s.Refused, Blind: s.Blind,
		PausedUntil: instant(s.Paused), CarefulUntil: instant(s.Careful), Next: instant(s.Next),
		Overdue: s.Overdue, Missing: s.Missing, Untold: s.Untold,
	}
	if s.Ahead.Abs() > clocksApart {
		c.Clock = s.Ahead.Round(time.Second).String()
	}
	return c
}

// instant is nil for the zero time, which is none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}

// answers reports whether what stops the reminders leaves the answers to questions as
// they should be. A token that Slack refuses answers nobody, and a clock that is wrong
// counts the wrong days.
func (c *remindersCondition) answers() bool {
	return c.Refused == "" && c.Clock == ""
}
