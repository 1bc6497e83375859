package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

// heard is what the bot told everybody, by where they read it.
func heard(s *stage) map[string][]string {
	all, slack := make(map[string][]string), s.world.Load().slack
	for _, reader := range people() {
		for _, place := range []string{slack.DM(reader.ID), partners, office} {
			for _, m := range slack.Messages(reader.ID, place) {
				channel, _ := slack.Channel(place)
				all[reader.Name+channel.Name] = append(all[reader.Name+channel.Name], m.Plain())
			}
		}
	}
	return all
}

var (
	september = program.Date{Year: 2009, Month: time.September, Day: 14} // thirty days before the deadline
	october   = program.Date{Year: 2009, Month: time.October, Day: 13}   // the day before it
)

// Whoever stops in the middle of the year and starts again hears what whoever never stopped
// hears: nothing twice, and nothing less.
func TestStoppedAndStarted(t *testing.T) {
	first := func(s *stage) {
		w := s.world.Load()
		w.told(t, alex, "30 days")
		w.told(t, camille, "30 jours")
	}
	then := func(s *stage) {
		w := s.world.Load()
		for _, day := range []program.Date{september.AddDays(1), october} { // on the first nothing is due
			if err := w.jump(t.Context(), day); err != nil {
				t.Fatal(err)
			}
		}
		w.told(t, alex, "1 day")
		w.told(t, camille, "1 jour")
	}
	var once, twice map[string][]string
	live(t, flags{day: september}, func(s *stage) {
		first(s)
		then(s)
		once = heard(s)
	})
	dir := t.TempDir()
	live(t, flags{day: september, data: dir}, first)
	live(t, flags{data: dir}, func(s *stage) {
		if today := s.rules.Today(s.world.Load().clock.now()); today != september || s.flags.day != september {
			t.Errorf("it goes on on %s, and began on %s", today, s.flags.day)
		}
		then(s)
		twice = heard(s)
	})
	if diff := cmp.Diff(once, twice); diff != "" {
		t.Errorf("stopped in between (+) and not (-):\n%s", diff)
	}
}

// What Redis had not yet written down when everything was killed is not said again: the
// message is found in the conversation.
func TestKilledBeforeRedisKnew(t *testing.T) {
	dir := t.TempDir()
	live(t, flags{day: september, few: 250}, func(s *stage) {
		w := s.world.Load()
		w.told(t, alex, "30 days")
		after, err := w.keep()
		if err != nil {
			t.Fatal(err)
		}
		after.Redis = before(t)
		text, err := json.Marshal(after)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, worldFile), text, 0o600); err != nil {
			t.Fatal(err)
		}
	})
	live(t, flags{data: dir, few: 250}, func(s *stage) {
		w := s.world.Load()
		w.settled(t)
		n := 0
		for _, m := range w.slack.Messages(alex, w.slack.DM(alex)) {
			if strings.Contains(plainSpaces(m.Plain()), "30 days") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("alex is told %d times, want once", n)
		}
	})
}

// before is what Redis holds before anybody was told anything.
func before(t *testing.T) (keys []key) {
	t.Helper()
	live(t, flags{day: september, few: 250, asked: true}, func(s *stage) {
		w := s.world.Load()
		err := w.partners.Begin(t.Context(), w.clock.now()) // as the bot does before all else
		if err == nil {
			keys, err = keysOf(w.redis)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	return keys
}

// settled waits until nobody is due any more: everybody was told, or found to have been.
func (w *world) settled(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		pulse, err := w.partners.Pulse(ctx, w.clock.now())
		if err != nil {
			t.Fatal(err)
		}
		if !pulse.Next.IsZero() && pulse.Next.After(w.clock.now().Add(time.Hour)) {
			return
		}
		_ = w.partners.Await(ctx, pulse.Audit, 50*time.Millisecond)
	}
}

// On a later day one goes on as if one had been away in between.
func TestStartedOnALaterDay(t *testing.T) {
	dir := t.TempDir()
	live(t, flags{day: september, data: dir, few: 250}, func(s *stage) {
		s.world.Load().told(t, alex, "30 days")
	})
	live(t, flags{day: october, data: dir, few: 250}, func(s *stage) {
		s.world.Load().told(t, alex, "1 day")
		if n := len(heard(s)["alex"]); n != 2 {
			t.Errorf("alex is told %d times, want twice", n)
		}
		if s.flags.day != september {
			t.Errorf("the calendar begins on %s, want %s as before", s.flags.day, september)
		}
	})
}

// Whoever goes on with a day behind the calendar's last stands on the last.
func TestStartedBehindTheCalendar(t *testing.T) {
	f := flags{data: t.TempDir(), few: 1}
	live(t, f, func(*stage) {})
	f.day = day(t, "2011-03-01")
	live(t, f, func(s *stage) {
		if a := s.calendar.Almanac(); a.Day != "2011-03-01" || a.Last != a.Day {
			t.Errorf("the page shows %+v", a)
		}
	})
}

// What one -say records the next finds, with -data; and the page, too.
func TestSayIsKept(t *testing.T) {
	dir := t.TempDir()
	if _, err := said(t, "-data", dir, "-as", "dominique", "-say", "/certify acme vtsp Alain Roy on 2009-05-28"); err != nil {
		t.Fatal(err)
	}
	answer, err := said(t, "-data", dir, "-say", "/tier acme")
	if err != nil || !strings.Contains(answer, "2 of 2") {
		t.Errorf("%s, %v", answer, err)
	}
	live(t, flags{data: dir}, func(s *stage) {
		w := s.world.Load()
		if n := len(w.slack.Messages(alex, partners)); n != 1 {
			t.Errorf("alex sees %d answers on the page, want the one", n)
		}
	})
}

// A file of partners is read when a world begins. One that goes on with the same flags says
// that it was.
func TestImportIsReadOnce(t *testing.T) {
	f, err := parse([]string{"-import", fileOf(t, "ours.csv", ours), "-data", t.TempDir()}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, again := range []bool{false, true} {
		live(t, f, func(s *stage) {
			if end := s.end(); strings.Contains(end, "ours.csv was read") != again {
				t.Errorf("begun again %v: it says %q", again, end)
			}
		})
	}
}

// From the page everything can be begun anew, which what is kept does not survive.
func TestBegunAnew(t *testing.T) {
	dir := t.TempDir()
	live(t, flags{data: dir, few: 40}, func(s *stage) {
		s.world.Load().slack.Say(alex, partners, "remember me")
		if err := s.put(s.world.Load()); err != nil {
			t.Fatal(err)
		}
		if err := s.restart(t.Context(), s.flags.day); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, worldFile)); !os.IsNotExist(err) {
			t.Errorf("the old world is still kept: %v", err)
		}
		s.world.Load().slack.Say(alex, partners, "and me")
	})
	live(t, flags{data: dir, few: 40}, func(s *stage) {
		messages := s.world.Load().slack.Messages(alex, partners)
		if len(messages) != 1 || messages[0].Text != "and me" {
			t.Errorf("what was said is %v", messages)
		}
	})
}

// While it runs, what people see change is kept at the next opportunity; what nobody saw
// change, after some more.
func TestRhythm(t *testing.T) {
	var r rhythm
	for i, look := range []struct {
		changes int64
		due     bool
	}{{5, true}, {5, false}, {6, true}, {6, false}, {6, false}, {0, true}} { // in the end another world
		if due := r.due(look.changes); due != look.due {
			t.Errorf("look %d finds %d changes: due is %v", i, look.changes, due)
		}
	}
	looks := 1
	for !r.due(0) {
		looks++
	}
	if looks != idle {
		t.Errorf("without a change it is kept after %d looks, want %d", looks, idle)
	}
}

// A kill costs a few seconds: what is said is kept soon, while the sandbox runs.
func TestKeptInTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, _ := staged(t, flags{data: dir, few: 1})
	s.world.Load().slack.Say(alex, partners, "before the kill")
	eventually(t, func() bool {
		text, err := os.ReadFile(filepath.Join(dir, worldFile))
		return err == nil && bytes.Contains(text, []byte("before the kill"))
	})
}

// A kept world is always a whole one, with nothing beside it, and nobody else's to read.
func TestKeptWhileItRuns(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, worldFile)
	live(t, flags{data: dir, few: 40, asked: true}, func(s *stage) {
		for range 3 {
			s.world.Load().slack.Say(alex, partners, "news")
			if err := s.put(s.world.Load()); err != nil {
				t.Fatal(err)
			}
			k, err := s.shelf.read()
			if err != nil || !bytes.Contains(k.Slack, []byte("news")) {
				t.Fatalf("what is kept is not what there is: %v", err)
			}
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	})
	if left, _ := filepath.Glob(file + ".*"); len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
}
