package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/tierbot/tierbot/store"
)

// version is set by the linker; without it the module's own version is used.
var version string

// tierbot is the program with everything it touches besides its environment
// variables, Slack and Redis.
type tierbot struct {
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	asks     bool // a person reads stdout and can answer on stdin
	progress bool // a person watches stderr
	now      func() time.Time
}

// A command is one thing the program does.
type command struct {
	name  string
	usage string   // its arguments; empty: none
	help  string   // what it does, without a full stop
	flags []string // the flags it takes, with their dashes
	file  bool     // it takes exactly one file
	run   func(*tierbot, context.Context, call) error
}

// A call is a command's arguments.
type call struct {
	file  string
	flags map[string]bool
}

// subcommands are all of them, in the order help shows them. The first is what happens
// without arguments.
func subcommands() []command {
	return []command{
		{name: "serve", help: "answer in Slack until told to stop (the default)", run: (*tierbot).serve},
		{name: "check", help: "list everything that is wrong with the configuration, Redis and Slack", run: (*tierbot).check},
		{
			name: "import", usage: "FILE [--yes] [--dry-run]", flags: []string{"--yes", "--dry-run"}, file: true,
			help: "show what a CSV or XLSX file of partners changes, ask, and apply it", run: (*tierbot).importFile,
		},
		{name: "export", usage: "FILE", file: true, help: "write the partners to a .csv or .xlsx file; - writes CSV here", run: (*tierbot).exportFile},
		{name: "version", help: "print the version", run: (*tierbot).printVersion},
	}
}

// errUsage is a call that is not understood. errSilent is a failure that has been
// explained already.
var (
	errUsage  = errors.New("usage")
	errSilent = errors.New("explained")
)

// run is the whole program. It returns its exit code.
func (t *tierbot) run(ctx context.Context, args []string) int {
	store.LogTo(slog.New(slog.DiscardHandler)) // a person reads errors; serve has a log
	if len(args) > 0 && slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		t.printHelp(t.stdout)
		return 0
	}
	err := t.dispatch(ctx, args)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSilent):
		return 1
	case errors.Is(err, errUsage):
		fmt.Fprintf(t.stderr, "tierbot: %v\nRun \"tierbot help\" for what it understands.\n", err)
		return 2
	}
	fmt.Fprintf(t.stderr, "tierbot: %v\n", err)
	return 1
}

// dispatch finds the command and runs it.
func (t *tierbot) dispatch(ctx context.Context, args []string) error {
	all := subcommands()
	if len(args) == 0 {
		return all[0].run(t, ctx, call{})
	}
	i := slices.IndexFunc(all, func(c command) bool { return c.name == args[0] })
	if i < 0 {
		return fmt.Errorf("%w: there is no command %q", errUsage, args[0])
	}
	call, help, err := all[i].parse(args[1:])
	if err != nil {
		return err
	}
	if help {
		fmt.Fprintln(t.stdout, all[i].synopsis())
		return nil
	}
	return all[i].run(t, ctx, call)
}

// parse reads a command's arguments; flags stand before or after the file.
func (c *command) parse(args []string) (parsed call, help bool, err error) {
	parsed.flags = make(map[string]bool)
	for _, arg := range args {
		flag := "--" + strings.TrimLeft(arg, "-")
		switch {
		case arg == "-h", flag == "--help":
			return call{}, true, nil
		case strings.HasPrefix(arg, "-") && slices.Contains(c.flags, flag):
			parsed.flags[flag] = true
		case strings.HasPrefix(arg, "-") && arg != "-":
			return call{}, false, fmt.Errorf("%w: %s does not know %s", errUsage, c.name, arg)
		case !c.file || parsed.file != "":
			return call{}, false, fmt.Errorf("%w: %s does not take %q", errUsage, c.name, arg)
		default:
			parsed.file = arg
		}
	}
	if c.file && parsed.file == "" {
		return call{}, false, fmt.Errorf("%w: %s needs a file", errUsage, c.name)
	}
	return parsed, false, nil
}

func (c *command) synopsis() string {
	return strings.TrimSpace("tierbot " + c.name + " " + c.usage)
}

func (t *tierbot) printHelp(w io.Writer) {
	fmt.Fprint(w, "Tierbot tells a vendor's account managers, in Slack, where their partners stand.\n\n")
	for _, c := range subcommands() {
		fmt.Fprintf(w, "  %-42s %s\n", c.synopsis(), c.help)
	}
	fmt.Fprint(w, "\nIt is configured by environment variables:\n\n")
	for _, v := range variables() {
		fmt.Fprintf(w, "  %-22s %s (%s)\n", v.name, v.means, v.fallback)
	}
}

func (t *tierbot) printVersion(context.Context, call) error {
	_, err := fmt.Fprintln(t.stdout, "tierbot", versionOf())
	return err
}

// versionOf is the version that was built.
func versionOf() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
