package main

import (
	"slices"
	"testing"

	"github.com/tierbot/tierbot/bot"
)

// Days go by for a bot that may not speak. When its app is installed again it says what is
// still of use, once, and then each thing on its day again.
func TestLivingWithoutAToken(t *testing.T) {
	t.Parallel()
	s, w := onTheEve(t)
	before := days(w.messages(alex))
	w.slack.Revoke()
	liveUntil(t, s, september.AddDays(8))
	if got := days(w.messages(alex)); !slices.Equal(got, before) {
		t.Errorf("without a token alex is told on %v", got)
	}
	if problem := w.bot.Status().Reminders.Problem; problem != bot.SlackRefuses {
		t.Errorf("the problem is %q, want %q", problem, bot.SlackRefuses)
	}
	w.slack.Reinstall(botToken)
	liveUntil(t, s, september.AddDays(9))
	if got := days(w.messages(alex))[len(before):]; len(got) != 1 {
		t.Errorf("installed again, alex is told on %v, want once", got)
	}
	liveUntil(t, s, october)
	if got := days(w.messages(alex)); got[len(got)-1] != "2009-10-13" {
		t.Errorf("alex is told on %v, want 2009-10-13 as the last day", got)
	}
}

// Days go by for a bot that does not believe its store, and nobody hears of it again what
// they have heard. Starting over gives it another.
func TestLivingWithAnEmptiedStore(t *testing.T) {
	t.Parallel()
	s, w := onTheEve(t)
	before := days(w.messages(alex))
	w.redis.FlushAll()
	liveUntil(t, s, october)
	if got := days(w.messages(alex)); !slices.Equal(got, before) {
		t.Errorf("out of an emptied store alex is told on %v", got)
	}
	if problem := w.bot.Status().Reminders.Problem; problem != bot.StoreSuspect {
		t.Errorf("the problem is %q, want %q", problem, bot.StoreSuspect)
	}
	jumpTo(t, s, september.String())
	s.world.Load().told(t, alex, "30 days")
}
