package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/tierbot/tierbot/program"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "sandbox:", err)
		os.Exit(1)
	}
}

// flags are what can be asked of the sandbox.
type flags struct {
	say   string
	asked bool // -say was given
	as    string
	addr  string
	day   program.Date

	few int // so many partners only, in tests that need no more; 0: all
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
		fmt.Fprintf(stdout, "Tierbot's sandbox: open %s/\nIt is %s there. Ctrl-C ends it, and nothing is kept.\n", s.url, f.day)
		<-ctx.Done()
		return nil
	})
}

func parse(args []string, stderr io.Writer) (flags, error) {
	f := flags{day: known}
	set := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&f.say, "say", "", "ask `words` such as \"/tier acme\", print the answer and exit")
	set.StringVar(&f.as, "as", "alex", "who asks with -say: `"+handles()+"`")
	set.StringVar(&f.addr, "addr", "127.0.0.1:0", "loopback `address` of the page; port 0 takes a free one")
	set.TextVar(&f.day, "day", f.day, "the `day` it is, as 2009-12-01")
	if err := set.Parse(args); err != nil {
		return f, err
	}
	set.Visit(func(given *flag.Flag) { f.asked = f.asked || given.Name == "say" })
	if f.asked && strings.TrimSpace(f.say) == "" {
		return f, errors.New("-say wants words, such as -say \"/tier acme\"")
	}
	if set.NArg() > 0 {
		return f, fmt.Errorf("%q is not understood; quote what -say asks: -say \"/tier acme\"", set.Arg(0))
	}
	if _, known := personNamed(f.as); !known {
		return f, fmt.Errorf("-as %q: want %s", f.as, handles())
	}
	return f, nil
}
