package main

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// A year is lived through without a word from Slack about rules that were broken: each
// digest comes once, on the morning on which the programme's own diary has something to tell,
// and the managers' channel hears of both deadlines before and after them.
//
// When TIERBOT_TEST_SCALE is full, it is played with everybody, a day a second.
func TestAYearIsLived(t *testing.T) {
	t.Parallel()
	f := flags{day: program.Default().FirstDay, few: 252}
	full := os.Getenv("TIERBOT_TEST_SCALE") == "full"
	if full {
		f.few = 0
	}
	s, _ := staged(t, f)
	until := day(t, "2010-06-30")
	if full {
		playUntil(t, s, until)
	} else {
		liveUntil(t, s, until)
	}
	w := s.world.Load()
	for _, owner := range []string{alex, camille, dominique} {
		want := digestDays(t, s, owner, until)
		if got := days(w.messages(owner)); !slices.Equal(got, want) {
			t.Errorf("%s is told something on\n%v, want\n%v", owner, got, want)
		}
		t.Logf("%s has %d digests", owner, len(want))
	}
	for on, words := range map[string]string{
		"2009-09-30": "would fall", "2009-10-15": "have lapsed", "2009-12-31": "would fall", "2010-01-15": "have lapsed",
	} {
		if !slices.ContainsFunc(w.slack.Messages(dominique, office), func(m sandbox.Message) bool {
			return dayOf(m) == on && strings.Contains(m.Plain(), words)
		}) {
			t.Errorf("on %s the managers' channel hears of nobody who %s", on, words)
		}
	}
	for _, v := range w.slack.Violations() {
		t.Errorf("broke a rule: %v", v)
	}
	wantOnce(t, w)
}

// digestDays are the mornings on which the diary of somebody has something to tell, asked
// about each morning there is.
func digestDays(t *testing.T, s *stage, owner string, until program.Date) []string {
	t.Helper()
	who := program.Recipient{ID: owner, Zone: "Europe/Paris", Marks: make(map[string]program.Mark)}
	begun, err := s.flags.batch(time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range begun.Changes {
		if change.After.Owners[0] == owner {
			who.Partners = append(who.Partners, change.After)
		}
	}
	var told []string
	for on := s.flags.day; !on.After(until); on = on.AddDays(1) {
		diary := s.rules.Diary(&who, s.house)
		morning, works := diary.Morning(on)
		if !works {
			continue
		}
		agenda := diary.Agenda(morning.At, morning.At)
		for _, item := range agenda.Items {
			id := item.Partner.ID
			who.Marks[id] = who.Marks[id].Told(item.Telling(), item.Standing.Day)
		}
		if len(agenda.Items) > 0 {
			told = append(told, on.String())
		}
	}
	return told
}

// wantOnce fails when two messages of the bot say that they are the same.
func wantOnce(t *testing.T, w *world) {
	t.Helper()
	seen := make(map[string]string)
	for _, reader := range people() {
		for _, m := range w.messages(reader.ID) {
			id := string(m.Metadata.EventPayload)
			if other := seen[id]; other != "" {
				t.Errorf("%s is told on %s what was told as %s", reader.Name, dayOf(m), other)
			}
			seen[id] = reader.Name + " on " + dayOf(m)
		}
	}
}

// playUntil lets days go by, one a second, until a day has come.
func playUntil(t *testing.T, s *stage, until program.Date) {
	t.Helper()
	s.calendar.Play(true)
	twice := 2 * aDay * time.Duration(until.Since(s.calendar.today()))
	within(t, twice, func() bool { return !s.calendar.today().Before(until) })
	stopped := s.calendar.stop()
	<-stopped.over
}
