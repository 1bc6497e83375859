package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// On the Monday thirty days before the first deadline both account managers are told of
// their partners as soon as the bot is there, each in their language.
func TestDigestArrives(t *testing.T) {
	w, out := living(t, program.Date{Year: 2009, Month: time.September, Day: 14})
	for _, c := range []struct{ user, want string }{
		{alex, "30 days"},
		{camille, "30 jours"},
	} {
		if digest := w.told(t, c.user, c.want); !strings.Contains(digest.Plain(), "1") {
			t.Errorf("%s", digest.Plain())
		}
	}
	if said := out.String(); said != "" {
		t.Errorf("the log says: %s", said)
	}
}

// Time moves, and with it what people are told: each rung once, with the nearest one only
// after a while in which nobody was there.
func TestDaysGoBy(t *testing.T) {
	september := program.Date{Year: 2009, Month: time.September, Day: 14}
	w, _ := living(t, september)
	w.told(t, alex, "30 days")
	w.sleepUntil(t, september.AddDays(1)) // nothing is due
	w.sleepUntil(t, program.Date{Year: 2009, Month: time.October, Day: 13})
	w.told(t, alex, "1 day")
	var heard []string
	for _, m := range w.slack.Messages(alex, w.slack.DM(alex)) {
		heard = append(heard, plainSpaces(strings.SplitN(m.Plain(), "\n", 2)[0]))
	}
	if len(heard) != 2 {
		t.Errorf("alex is told %d times, want twice: %q", len(heard), heard)
	}
}

// living is the sandbox on a day, until the test ends, and what it logs.
func living(t *testing.T, day program.Date) (*world, *logbook) {
	t.Helper()
	s, logged := staged(t, flags{day: day})
	return s.world.Load(), logged
}

// told waits for what the bot tells somebody.
func (w *world) told(t *testing.T, user, words string) sandbox.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	m, err := w.slack.Await(ctx, func(m sandbox.Message) bool {
		return m.Channel == w.slack.DM(user) && m.User == tierbot && strings.Contains(plainSpaces(m.Plain()), words)
	})
	if err != nil {
		t.Fatalf("nobody tells %s of %q", user, words)
	}
	return m
}

// sleepUntil has the bot sleep until a later day.
func (w *world) sleepUntil(t *testing.T, day program.Date) {
	t.Helper()
	if err := w.jump(t.Context(), day); err != nil {
		t.Fatal(err)
	}
}
