package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/tierbot/tierbot/store"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)               // a second Ctrl-C ends it at once
	store.LogTo(slog.New(slog.DiscardHandler)) // the bot says what is wrong with Redis
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "sandbox:", err)
		os.Exit(1)
	}
}

// answerWithin bounds how long -say waits, so that a script never hangs.
const answerWithin = 20 * time.Second

// run is the whole command: it serves the page until ctx ends, or says one thing.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	f, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if f.asked {
		ctx, cancel := context.WithTimeout(ctx, answerWithin)
		defer cancel()
		return say(ctx, f, stdout, stderr)
	}
	return serve(ctx, f, stdout, stderr)
}

// serve prints the page's address and waits to be interrupted.
func serve(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	s, err := setUp(ctx, f, stderr)
	if err != nil {
		return err
	}
	return s.run(ctx, func(ctx context.Context) error {
		fmt.Fprintf(stdout, "Tierbot's sandbox: open %s/\nIt is %s there. %s\n", s.url, s.calendar.today(), s.end())
		<-ctx.Done()
		return nil
	})
}

// end is what Ctrl-C will do, for people.
func (s *stage) end() string {
	f := &s.flags
	lines := "Ctrl-C ends it, and nothing is kept."
	switch {
	case f.data != "":
		lines = "Ctrl-C ends it, and " + f.data + " keeps it for the next time."
	case f.redis != "":
		lines = "Ctrl-C ends it. Redis keeps its part, and with -data DIR the page would be kept as well."
	}
	if s.world.Load().stale {
		lines += "\nRedis holds partners, and whom they were told to, from another time, of which the page shows nothing:" +
			"\nto begin anew, start over in the calendar."
	}
	if s.first.kept != nil && f.file != nil {
		lines += "\nWhat is in " + f.file.Name + " was read when this began, and is not again."
	}
	return lines
}
