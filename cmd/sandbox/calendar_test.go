package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// The steps lead to the next day and week, to the next working morning before which a
// deadline has come near, and to the next deadline; where there is none, nowhere.
func TestSteps(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{few: 10})
	for _, c := range []struct{ on, day, week, rung, deadline string }{
		{"2009-06-01", "2009-06-02", "2009-06-08", "2009-07-16", "2009-10-14"},
		{"2009-07-16", "2009-07-17", "2009-07-23", "2009-08-14", "2009-10-14"}, // 60 days before is a holiday's Saturday
		{"2009-10-14", "2009-10-15", "2009-10-21", "2009-10-16", "2010-01-14"},
		{"2010-01-14", "2010-01-15", "2010-01-21", "", ""},
		{"2010-12-31", "", "", "", ""},
	} {
		if c.on != "2009-06-01" {
			jumpTo(t, s, c.on)
		}
		a := s.calendar.Almanac()
		if a.Day != c.on || a.First != "2009-04-14" || a.Last != "2010-12-31" || a.Moving || a.Playing {
			t.Errorf("on %s the page shows %+v", c.on, a)
		}
		for i, want := range []string{c.day, c.week, c.rung, c.deadline} {
			if got := a.Steps[i]; got.Day != want {
				t.Errorf("on %s the step %s leads to %q, want %q", c.on, got.Name, got.Day, want)
			}
		}
	}
}

// Days that cannot be reached are refused with what can be done instead.
func TestDaysThatCannotBeReached(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{few: 10})
	for _, c := range []struct {
		move      func(context.Context, string) error
		day, want string
	}{
		{s.calendar.Live, "2009-06-01", "not after 2009-06-01"},
		{s.calendar.Live, "2009-05-01", "to go back, jump"},
		{s.calendar.Live, "2011-01-01", "from 2009-04-14 to 2010-12-31"},
		{s.calendar.Jump, "2009-06-01", "choose another day"},
		{s.calendar.Jump, "2009-04-13", "from 2009-04-14 to 2010-12-31"},
		{s.calendar.Jump, "tomorrow", "want a calendar day"},
	} {
		if err := c.move(t.Context(), c.day); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want it to say %q", c.day, err, c.want)
		}
	}
}

// Going back starts over: what was said and recorded is gone, and the partners are as they
// were. The page that asked for it gets its answer, although another world gives the next.
func TestGoingBackStartsOver(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{few: 200})
	acme := func() int64 {
		p, err := s.world.Load().partners.Partner(t.Context(), "acme")
		if err != nil {
			t.Fatal(err)
		}
		return int64(len(p.Certificates))
	}
	before := acme()
	for _, c := range []struct{ move, day string }{
		{`{"move":"jump","day":"2009-05-04"}`, "2009-05-04"},
		{`{"move":"reset"}`, "2009-06-01"},
	} {
		answer := s.world.Load().slack.Command(dominique, office, "/certify acme vtsp Alain Roy")
		if _, err := answer.Answer(t.Context()); err != nil || acme() != before+1 {
			t.Fatalf("nothing was recorded: %v", err)
		}
		liveUntil(t, s, day(t, "2009-09-14"))
		old := s.world.Load()
		if len(old.messages(alex)) == 0 {
			t.Fatal("alex was told nothing")
		}
		s.ask(t, c.move)
		w := s.world.Load()
		if w == old || s.calendar.Almanac().Day != c.day {
			t.Errorf("%s: it is %s, in a new world: %v", c.move, s.calendar.Almanac().Day, w != old)
		}
		if n := len(w.messages(alex)) + len(w.slack.Messages(dominique, office)); n != 0 {
			t.Errorf("%s: %d messages are left", c.move, n)
		}
		if got := acme(); got != before {
			t.Errorf("%s: acme has %d certificates, want %d", c.move, got, before)
		}
		answer = w.slack.Command(alex, partners, "/tier acme")
		if _, err := answer.Answer(t.Context()); err != nil {
			t.Errorf("%s: the bot does not answer: %v", c.move, err)
		}
	}
}

// ask moves the calendar as the page does.
func (s *stage) ask(t *testing.T, move string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/sandbox/calendar", strings.NewReader(move))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Error    string          `json:"error"`
		Calendar sandbox.Almanac `json:"calendar"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Error != "" || answer.Calendar.Moving {
		t.Fatalf("%s: answered %+v: %v", move, answer, err)
	}
}

// Slack asks for a pause on the way: it is waited for, and the digest has its own day all
// the same.
func TestLivingWaitsForSlack(t *testing.T) {
	t.Parallel()
	s, w := onTheEve(t)
	w.slack.Fail("chat.postMessage", sandbox.Fault{RetryAfter: 2})
	liveUntil(t, s, day(t, "2009-09-18"))
	for _, owner := range []string{alex, camille, dominique} {
		if got := days(w.messages(owner)); got[len(got)-1] != "2009-09-14" {
			t.Errorf("%s is told on %v, want 2009-09-14 as the last day", owner, got)
		}
	}
}

// One journey is under way at a time; told to stop, it ends where it is.
func TestOneJourneyAtATime(t *testing.T) {
	t.Parallel()
	s, w := onTheEve(t)
	w.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, RetryAfter: 300})
	lived, calls := make(chan error, 1), w.slack.Calls("chat.postMessage")
	go func() { lived <- s.calendar.Live(t.Context(), "2009-10-20") }()
	eventually(t, func() bool { return w.slack.Calls("chat.postMessage") > calls })
	if a := s.calendar.Almanac(); !a.Moving || a.Day != "2009-09-14" {
		t.Errorf("on its way the page shows %+v", a)
	}
	for name, move := range map[string]func() error{
		"another": func() error { return s.calendar.Live(t.Context(), "2009-09-20") },
		"a jump":  func() error { return s.calendar.Jump(t.Context(), "2009-09-20") },
		"a reset": func() error { return s.calendar.Reset(t.Context()) },
	} {
		if err := move(); !errors.Is(err, errMoving) {
			t.Errorf("%s meanwhile: error %v", name, err)
		}
	}
	s.calendar.Play(true) // is not for now either
	s.calendar.Play(false)
	if err := <-lived; err != nil {
		t.Errorf("stopped, it ends with %v", err)
	}
	if a := s.calendar.Almanac(); a.Moving || a.Playing || a.Day != "2009-09-14" {
		t.Errorf("once stopped the page shows %+v", a)
	}
}

// A journey does not outlast what it was made for.
func TestAJourneyEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s, w := onTheEve(t)
	w.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, RetryAfter: 300})
	ctx, cancel := context.WithCancel(t.Context())
	lived := make(chan error, 1)
	go func() { lived <- s.calendar.Live(ctx, "2009-10-20") }()
	eventually(t, func() bool { return s.calendar.Almanac().Day == "2009-09-14" })
	cancel()
	if err := <-lived; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// Days are played until the last one, or until another move.
func TestPlay(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{day: day(t, "2010-12-24"), few: 10})
	s.calendar.Play(true)
	s.calendar.Play(true) // it does already
	eventually(t, func() bool { return s.calendar.Almanac().Day > "2010-12-25" })
	if !s.calendar.Almanac().Playing {
		t.Error("it does not say that it plays")
	}
	liveUntil(t, s, day(t, "2010-12-30"))
	if a := s.calendar.Almanac(); a.Playing || a.Day != "2010-12-30" {
		t.Errorf("after another move the page shows %+v", a)
	}
	s.calendar.Play(true)
	eventually(t, func() bool { return !s.calendar.Almanac().Playing })
	if a := s.calendar.Almanac(); a.Day != "2010-12-31" {
		t.Errorf("at the end the page shows %+v", a)
	}
}

// Whatever many people press at once, the calendar ends on a day of theirs and goes on.
func TestEverybodyMovesTheCalendar(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{few: 200})
	var moves sync.WaitGroup
	for i := range 4 {
		for _, move := range []func() error{
			func() error { return s.calendar.Live(t.Context(), september.AddDays(i).String()) },
			func() error { return s.calendar.Jump(t.Context(), s.flags.day.AddDays(9-i).String()) },
			func() error { return s.calendar.Reset(t.Context()) },
			func() error { s.calendar.Play(i%2 == 0); return nil },
			func() error { s.calendar.Almanac(); return nil },
		} {
			moves.Go(func() { _ = move() })
		}
	}
	moves.Wait()
	s.calendar.Play(false)
	eventually(t, func() bool { a := s.calendar.Almanac(); return !a.Playing && !a.Moving })
	liveUntil(t, s, october)
	if got := days(s.world.Load().messages(alex)); len(got) < 3 || !slices.Equal(got, slices.Compact(slices.Clone(got))) {
		t.Errorf("alex is told on %v, want several days, and no two digests on one", got)
	}
}

// However far and however often the time is moved, nothing of that is left: not while one
// lives on, nor when the sandbox ends. Other tests must not run meanwhile.
func TestNothingIsLeftBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	live(t, flags{few: 20}, func(s *stage) {
		liveUntil(t, s, day(t, "2009-06-10"))
		most := runtime.NumGoroutine() + 20 // some connections are idle; a leak would be one for each of 65 working days
		liveUntil(t, s, day(t, "2009-09-10"))
		wantGoroutines(t, most)
		s.calendar.Play(true)
		jumpTo(t, s, "2009-06-02")
		liveUntil(t, s, day(t, "2009-06-10"))
		wantGoroutines(t, most)
	})
	http.DefaultClient.CloseIdleConnections()
	wantGoroutines(t, before+2)
}

// wantGoroutines waits until there are at most so many. A minute in vain is a leak.
func wantGoroutines(t *testing.T, most int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for runtime.NumGoroutine() > most {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			var stacks strings.Builder
			_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
			t.Fatalf("%d goroutines, want %d at most\n%s", runtime.NumGoroutine(), most, stacks.String())
		}
	}
}

// onTheEve is the sandbox a few days before Monday 14 September 2009, thirty days before the
// first deadline; what came before has been told.
func onTheEve(t *testing.T) (*stage, *world) {
	t.Helper()
	s, _ := staged(t, flags{few: 200})
	liveUntil(t, s, september.AddDays(-4))
	return s, s.world.Load()
}
