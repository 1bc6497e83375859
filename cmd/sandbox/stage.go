package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// stage is what stays while worlds come and go: the address of the page, and what every
// world is made of. There is one world at a time; the calendar may have another begin.
type stage struct {
	flags  flags
	rules  *program.Rules
	house  program.Habits // how people are reminded who have said nothing
	log    *slog.Logger
	url    string // of the page, without a slash at its end
	server *http.Server

	shelf *shelf     // on which the world is kept; nil: nowhere
	first *beginning // of the first world

	calendar calendar
	world    atomic.Pointer[world] // whose Slack stands at the address; nil before the first
	anew     chan beginning
}

// beginning asks for a world, in the place of the one there is.
type beginning struct {
	day  program.Date // its first; of one that is kept zero, unless it is to go on with a later one
	kept *kept        // what it goes on from; nil: everything is new
	done chan<- error // hears when the world stands; it has room for that
}

// time is what the clock says in the beginning.
func (b *beginning) time(zone *time.Location) time.Time {
	if b.day.IsZero() {
		return b.kept.Now.In(zone)
	}
	return morning(b.day, zone)
}

// setUp takes the address. Nothing is there yet: see [stage.run].
func setUp(ctx context.Context, f flags, stderr io.Writer) (*stage, error) {
	level := slog.LevelWarn
	if f.asked {
		level = slog.LevelError // leaving in the middle of things is no reason to warn
	}
	s := &stage{
		flags: f.withDefaults(), anew: make(chan beginning),
		log: slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level})),
	}
	s.rules, s.calendar.stage = s.flags.rules, s
	s.house = commands.New(s.rules, nil).House
	s.first = &beginning{day: s.flags.day}
	err := s.flags.refused()
	if err == nil && f.data != "" {
		err = s.resume(f.day)
	}
	if err == nil {
		err = s.listen(ctx, f.addr)
	}
	if err != nil {
		return nil, errors.Join(err, s.shelf.close())
	}
	return s, nil
}

// checkAddr refuses to be reached from anywhere but this machine.
func checkAddr(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("-addr %q: want a loopback address such as 127.0.0.1:8000", addr)
	}
	return nil
}

// listen serves on a loopback address.
func (s *stage) listen(ctx context.Context, addr string) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("serve the page: %w", err)
	}
	s.url = "http://" + listener.Addr().String()
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go s.server.Serve(listener) // ends when run closes it
	return nil
}

// ServeHTTP is the Slack of the world there is. Its tokens are known to everybody, so no
// part of it is for pages of other sites.
func (s *stage) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if sandbox.Foreign(r) {
		http.Error(rw, "the sandbox is for this machine only", http.StatusForbidden)
		return
	}
	w := s.world.Load()
	if w == nil {
		http.Error(rw, "the sandbox is starting; try again in a moment", http.StatusServiceUnavailable)
		return
	}
	w.slack.ServeHTTP(rw, r)
}

// run opens a world on the day of the flags, runs do in it, and takes everything down after
// that. Meanwhile worlds are replaced as [stage.restart] asks. A bot that ends by itself
// ends do.
func (s *stage) run(ctx context.Context, do func(context.Context) error) error {
	defer s.shelf.close()
	defer s.server.Close()
	w, err := s.open(ctx, s.first)
	if err != nil {
		return interrupted(ctx, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := s.begin(ctx, do)
	keeping, rhythm := time.NewTicker(often), rhythm{}
	defer keeping.Stop()
	for {
		select {
		case err := <-done:
			return errors.Join(s.leave(w), err)
		case <-w.ended:
			stop()
			return errors.Join(<-done, s.leave(w))
		case <-keeping.C:
			s.keepAt(&rhythm, w)
		case b := <-s.anew:
			if w, err = s.change(ctx, w, &b); err != nil {
				stop()
				<-done
				return err
			}
		}
	}
}

// begin runs do in the world that stands, with a calendar that moves until do ends.
func (s *stage) begin(ctx context.Context, do func(context.Context) error) (done <-chan error) {
	ended := make(chan error, 1)
	s.calendar.open()
	go func() {
		err := do(ctx)
		s.calendar.close()
		ended <- err
	}()
	return ended
}

// interrupted is why no world stands: an error, or only that nobody waits for one any more.
func interrupted(ctx context.Context, err error) error {
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return errors.New("interrupted before it had begun")
	}
	return err
}

// change replaces a world, and tells whoever asked for it how that went. One that cannot be
// taken away stays; the error is why none stands any more.
func (s *stage) change(ctx context.Context, old *world, b *beginning) (*world, error) {
	if err := old.replaceable(ctx); err != nil {
		b.done <- err
		return old, nil
	}
	w, err := s.replace(ctx, old, b)
	b.done <- err
	return w, interrupted(ctx, err)
}

// replace takes a world down, of which nothing is kept, and opens another at the same
// address. What the shelf keeps goes first: without it, what Redis holds is known to be of
// another time.
func (s *stage) replace(ctx context.Context, old *world, b *beginning) (*world, error) {
	old.hush()
	err := s.shelf.clear()
	if err == nil {
		err = old.erase(ctx)
	}
	if err = errors.Join(err, old.close()); err != nil {
		return nil, err
	}
	return s.open(ctx, b)
}

// restart has everything begin anew on a day, and returns once it stands there. What was
// said and recorded is gone.
func (s *stage) restart(ctx context.Context, day program.Date) error {
	done := make(chan error, 1)
	select {
	case s.anew <- beginning{day: day, done: done}:
		return <-done
	case <-ctx.Done():
		return ctx.Err()
	}
}
