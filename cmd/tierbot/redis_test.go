package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

var discard = slog.New(slog.DiscardHandler)

// While Redis is well, /readyz asks it only when nothing was heard of it for five
// seconds; while it is not, at every turn.
func TestRedisWatch(t *testing.T) {
	now := time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)
	var answer error
	pings := 0
	w := &redisWatch{
		ping:   func(context.Context) error { pings++; return answer },
		now:    func() time.Time { return now },
		log:    discard,
		errors: newMetrics().redisErrors,
	}
	expect := func(step, class string, asked int) {
		t.Helper()
		pings = 0
		if got := w.problem(t.Context()); got != class {
			t.Errorf("%s: problem %q, want %q", step, got, class)
		}
		if pings != asked {
			t.Errorf("%s: %d pings, want %d", step, pings, asked)
		}
	}
	expect("the first time", "", 1)
	expect("at once again", "", 0)
	now = now.Add(5 * time.Second)
	expect("five seconds later", "", 1)
	now = now.Add(freshFor - time.Second)
	w.note(nil)
	now = now.Add(freshFor - time.Second)
	expect("after a question", "", 0)
	w.note(program.ErrUnknownPartner)
	expect("nobody by that name is an answer", "", 0)
	w.note(context.Canceled)
	expect("nor does it matter who hangs up", "", 0)

	answer = errors.New("MISCONF")
	w.note(context.DeadlineExceeded)
	expect("after a question that failed", "error", 1)
	expect("and again", "error", 1)
	answer = nil
	expect("when it is back", "", 1)
	expect("and well", "", 0)
}
