package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// staged is the sandbox as these flags ask for it, until the test ends, and what it logs.
func staged(t *testing.T, f flags) (*stage, *logbook) {
	t.Helper()
	s, logged, _ := raised(t, f)
	return s, logged
}

// live runs the sandbox from its start to its orderly end, with something done in between.
func live(t *testing.T, f flags, do func(*stage)) {
	t.Helper()
	s, logged, end := raised(t, f)
	do(s)
	if end(); strings.Contains(logged.String(), "level=ERROR") {
		t.Fatalf("the log says: %s", logged)
	}
}

// raised is the sandbox as these flags ask for it, what it logs, and its end, which comes
// with that of the test at the latest. It fails the test when it does not end well.
func raised(t *testing.T, f flags) (s *stage, logged *logbook, end func()) {
	t.Helper()
	logged = new(logbook)
	f.addr = "127.0.0.1:0"
	s, err := setUp(t.Context(), f, logged)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	opened, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- s.run(ctx, func(ctx context.Context) error {
			close(opened)
			<-ctx.Done()
			return nil
		})
	}()
	end = sync.OnceFunc(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("it ends with: %v\nthe log says: %s", err, logged)
		}
	})
	select {
	case <-opened:
		t.Cleanup(end)
	case err := <-ended:
		stop()
		t.Fatalf("it does not begin: %v\nthe log says: %s", err, logged)
	}
	return s, logged, end
}

// A logbook is a log that is read while it is written.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// eventually waits until something is so that is so soon, even on a machine that has much
// else to do.
func eventually(t *testing.T, so func() bool) {
	t.Helper()
	within(t, time.Minute, so)
}

// within waits until something is so.
func within(t *testing.T, limit time.Duration, so func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for !so() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("it was not so within %s", limit)
		}
	}
}

// liveUntil lives on to a day.
func liveUntil(t *testing.T, s *stage, until program.Date) {
	t.Helper()
	if err := s.calendar.Live(t.Context(), until.String()); err != nil {
		t.Fatal(err)
	}
}

// jumpTo goes to a day.
func jumpTo(t *testing.T, s *stage, day string) {
	t.Helper()
	if err := s.calendar.Jump(t.Context(), day); err != nil {
		t.Fatal(err)
	}
}

// messages are what the bot has told somebody in their conversation.
func (w *world) messages(user string) []sandbox.Message {
	return w.slack.Messages(user, w.slack.DM(user))
}

// days are those on which messages were sent.
func days(messages []sandbox.Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, dayOf(m))
	}
	return all
}

// dayOf is the day on which a message was sent.
func dayOf(m sandbox.Message) string {
	seconds, _, _ := strings.Cut(m.TS, ".")
	at, err := time.ParseDuration(seconds + "s")
	if err != nil {
		panic(err)
	}
	return program.Default().Today(time.Unix(0, 0).Add(at)).String()
}

// day is a day of the calendar.
func day(t *testing.T, text string) program.Date {
	t.Helper()
	d, err := program.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
