package main

import (
	"time"

	"github.com/tierbot/tierbot/bot"
)

// reminderFigures are what the reminders tell of themselves. That nothing was sent is no
// fault in itself: on most days nobody is due.
var reminderFigures = []figure{
	total("tierbot_reminders_sent_total", "Messages sent unasked that arrived.",
		func(s bot.Status) float64 { return float64(s.Reminders.Sent) }),
	total("tierbot_reminders_in_doubt_total", "Attempts of which Slack did not say whether they arrived, so that they are looked for.",
		func(s bot.Status) float64 { return float64(s.Reminders.InDoubt) }),
	total("tierbot_reminders_found_total", "Messages that were found in Slack and so not sent again.",
		func(s bot.Status) float64 { return float64(s.Reminders.Found) }),
	total("tierbot_reminders_repeated_total", "Messages that had come twice, of which one was deleted.",
		func(s bot.Status) float64 { return float64(s.Reminders.Repeated) }),
	total("tierbot_reminders_given_up_total", "Messages of which nobody knows, after the last attempt, whether they arrived.",
		func(s bot.Status) float64 { return float64(s.Reminders.GivenUp) }),
	total("tierbot_reminders_missing_total", "Recipients who should have been due earlier than they were, and were made so.",
		func(s bot.Status) float64 { return float64(s.Reminders.Missing) }),
	gauge("tierbot_reminders_overdue", "Recipients who have been due for more than ten minutes.",
		func(s bot.Status) float64 { return float64(s.Reminders.Overdue) }),
	gauge("tierbot_reminders_untold", "Recipients of whose partners nobody could be told, not even the managers' channel.",
		func(s bot.Status) float64 { return float64(s.Reminders.Untold) }),
	gauge("tierbot_reminders_stopped", "1 while nothing goes out, for a reason that /readyz tells.",
		func(s bot.Status) float64 { return truth(s.Reminders.Problem != "") }),
	gauge("tierbot_reminders_suspect", "1 while the store is not believed, since it has lost something.",
		func(s bot.Status) float64 { return truth(s.Reminders.Suspect.Reason != "") }),
	gauge("tierbot_reminders_careful_until_seconds", "Until when each message is looked for before it is sent, in Unix time; 0: none is.",
		func(s bot.Status) float64 { return unix(s.Reminders.Careful) }),
	gauge("tierbot_reminders_paused_until_seconds", "Until when Slack wants no message, in Unix time; 0: it does.",
		func(s bot.Status) float64 { return unix(s.Reminders.Paused) }),
	gauge("tierbot_reminders_clock_ahead_seconds", "By how much this machine's clock is ahead of Redis's.",
		func(s bot.Status) float64 { return s.Reminders.Ahead.Seconds() }),
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// unix is an instant as a metric; 0 when there is none.
func unix(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.Unix())
}
