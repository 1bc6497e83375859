package main

import (
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// The Redis in this process forgets by the machine's clock, as a real one does.
func TestInProcessRedisForgets(t *testing.T) {
	t.Parallel()
	s, _ := staged(t, flags{few: 1})
	redis := s.world.Load().redis
	redis.Set("fleeting", "")
	redis.SetTTL("fleeting", time.Millisecond)
	eventually(t, func() bool { return !redis.Exists("fleeting") })
}

// A real Redis keeps itself and the directory the page, so that the two go on together.
// Starting over empties both, and leaves other workspaces in that Redis alone.
func TestRealRedis(t *testing.T) {
	url := redistest.Start(t).URL()
	neighbour := neighbourIn(t, url)
	f := flags{day: september, few: 250, redis: url, data: t.TempDir()}
	live(t, f, func(s *stage) {
		w := s.world.Load()
		w.told(t, alex, "30 days")
		if w.redis != nil || w.stale {
			t.Error("there is a Redis in this process, or one that goes on from another time")
		}
	})
	f.day = october
	live(t, f, func(s *stage) {
		w := s.world.Load()
		w.told(t, alex, "1 day")
		if n := len(heard(s)["alex"]); n != 2 {
			t.Errorf("alex is told %d times, want twice", n)
		}
		w.line.setCut(true) // which is no reason not to start over
		if err := s.restart(t.Context(), september); err != nil {
			t.Fatal(err)
		}
		s.world.Load().told(t, alex, "30 days")
		if n := len(heard(s)["alex"]); n != 1 {
			t.Errorf("begun anew alex is told %d times, want once", n)
		}
	})
	if seen, err := neighbour.Seen(t.Context(), "something"); err != nil || !seen {
		t.Errorf("another workspace has forgotten: %v", err)
	}
}

// neighbourIn is another workspace in the same Redis, which has seen something.
func neighbourIn(t *testing.T, url string) *store.Workspace {
	t.Helper()
	r, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	neighbour := r.Workspace("T0OTHER")
	if _, err := neighbour.Seen(t.Context(), "something"); err != nil {
		t.Fatal(err)
	}
	return neighbour
}

// Whoever gives a Redis that holds partners already, without what was said meanwhile, is
// told so, and the partners stay as they are.
func TestRedisFromAnotherTime(t *testing.T) {
	url := redistest.Start(t).URL()
	if _, err := said(t, "-redis", url, "-as", "dominique", "-say", "/certify acme vtsp Alain Roy on 2009-05-28"); err != nil {
		t.Fatal(err)
	}
	live(t, flags{redis: url}, func(s *stage) {
		if end := s.end(); !strings.Contains(end, "from another time") {
			t.Errorf("it says %q", end)
		}
	})
	answer, err := said(t, "-redis", url, "-say", "/tier acme")
	if err != nil || !strings.Contains(answer, "2 of 2") {
		t.Errorf("%s, %v", answer, err)
	}
}

// A Redis that has gone away cannot be emptied: whoever wants to start over hears so, and the
// world goes on as it was.
func TestStartingOverWithoutItsRedis(t *testing.T) {
	server := redistest.Start(t)
	s, _ := staged(t, flags{day: september, few: 1, redis: server.URL(), data: t.TempDir()})
	w := s.world.Load()
	server.Stop()
	if err := s.calendar.Reset(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("without its Redis it starts over: %v", err)
	}
	if s.world.Load() != w {
		t.Error("there is another world")
	}
	server.Restart()
	if err := s.calendar.Reset(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestRedisOutOfReach(t *testing.T) {
	_, err := said(t, "-redis", "redis://:CANARY@127.0.0.1:1", "-say", "/tier acme")
	if err == nil || !strings.Contains(err.Error(), "-redis: it cannot be reached") || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("%v", err)
	}
}
