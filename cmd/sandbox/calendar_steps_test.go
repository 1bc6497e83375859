package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// It does not matter in which steps a season is lived through: day by day, week by week, or
// all at once, everybody reads the same on the same days.
func TestStepsTellTheSame(t *testing.T) {
	t.Parallel()
	from, until := day(t, "2009-09-21"), day(t, "2009-10-21")
	lived := func(step int) map[string][]string {
		s, _ := staged(t, flags{day: from, few: 200})
		for s.calendar.today().Before(until) {
			to := s.calendar.today().AddDays(step)
			if to.After(until) {
				to = until
			}
			liveUntil(t, s, to)
		}
		return readings(s.world.Load())
	}
	atOnce := lived(until.Since(from))
	if len(atOnce["alex"]) < 5 || len(atOnce["#managers"]) < 2 {
		t.Errorf("too little is told to compare: %v", atOnce)
	}
	for name, step := range map[string]int{"day by day": 1, "week by week": 7} {
		if diff := cmp.Diff(atOnce, lived(step)); diff != "" {
			t.Errorf("%s something else is told than at once (-once +%s):\n%s", name, name, diff)
		}
	}
}

// readings are the days and texts of all that the bot has said of its own accord.
func readings(w *world) map[string][]string {
	all := make(map[string][]string)
	add := func(where string, messages []sandbox.Message) {
		for _, m := range messages {
			all[where] = append(all[where], dayOf(m)+" "+m.Plain())
		}
	}
	for _, reader := range people() {
		add(reader.Name, w.messages(reader.ID))
	}
	add("#managers", w.slack.Messages(dominique, office))
	return all
}

// A jump from June to January tells what living through it tells, but for what a bot that
// was away does not say: of all the rungs that a partner has crossed it tells the nearest
// only, in one digest on the day it awakes, and the managers hear of the newest deadline
// alone. What everybody knows in the end is the same, partner by partner.
func TestAJumpTellsTheNearestRungOnly(t *testing.T) {
	t.Parallel()
	until := day(t, "2010-01-20") // a Wednesday, after both deadlines
	lived, _ := staged(t, flags{few: 200})
	liveUntil(t, lived, until)
	jumped, _ := staged(t, flags{few: 200})
	if err := jumped.calendar.Jump(t.Context(), until.String()); err != nil {
		t.Fatal(err)
	}
	for _, owner := range []string{alex, camille, dominique} {
		if diff := cmp.Diff(toldOf(t, lived, owner), toldOf(t, jumped, owner)); diff != "" {
			t.Errorf("%s knows something else (-lived +jumped):\n%s", owner, diff)
		}
		if got := days(jumped.world.Load().messages(owner)); !slices.Equal(got, []string{until.String()}) {
			t.Errorf("after a jump %s is told on %v, want once, on the day of it", owner, got)
		}
		if n := len(lived.world.Load().messages(owner)); n < 10 {
			t.Errorf("living, %s is told %d times: too few to leave any out", owner, n)
		}
	}
	all, few := readings(lived.world.Load())["#managers"], readings(jumped.world.Load())["#managers"]
	const asked = "have lapsed: a decision is needed"
	decision := last(all, asked)
	if got := last(few, asked); afterDay(got) != afterDay(decision) || decision == "" {
		t.Errorf("after a jump the managers are asked\n%s\nwant\n%s", got, decision)
	}
	if len(few) > 2 {
		t.Errorf("after a jump the managers hear %d things, want the decision and the week: %q", len(few), few)
	}
}

// toldOf is of which occasion and deadline somebody was told last, by partner.
func toldOf(t *testing.T, s *stage, user string) map[string][2]string {
	t.Helper()
	who, err := s.world.Load().partners.Recipient(t.Context(), user)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string][2]string)
	for id, mark := range who.Marks {
		all[id] = [2]string{mark.Deadline.String(), mark.Occasion.String()}
	}
	return all
}

// last is the last reading in which some words stand.
func last(readings []string, words string) string {
	for _, text := range slices.Backward(readings) {
		if strings.Contains(text, words) {
			return text
		}
	}
	return ""
}

// afterDay is a reading without the days it speaks of: its own, and the one as of which it
// holds.
func afterDay(reading string) string {
	_, text, _ := strings.Cut(reading, " ")
	text, _, _ = strings.Cut(text, "As of")
	return text
}
