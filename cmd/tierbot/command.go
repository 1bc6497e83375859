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

// A call is a command's arguments.
type call struct {
	file  string
	flags map[string]bool
}

// errUsage is a call that is not understood. errSilent is a failure that has been
// explained already. errInterrupted is a question that a signal has answered.
var (
	errUsage       = errors.New("usage")
	errSilent      = errors.New("explained")
	errInterrupted = errors.New("interrupted")
)

// run is the whole program. It returns its exit code.
func (t *tierbot) run(ctx context.Context, args []string) int {
	store.LogTo(slog.New(slog.DiscardHandler)) // a person reads errors; serve has a log
	err := t.dispatch(ctx, args)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errSilent):
		return 1
	case errors.Is(err, errInterrupted):
		return 130 // as a shell says that SIGINT ended a program
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
	name, rest := args[0], args[1:]
	switch {
	case isHelp(name) && (len(rest) == 0 || isHelp(rest[0])):
		t.printHelp()
		return nil
	case isHelp(name):
		name, rest = rest[0], []string{"--help"}
	case name == "-version", name == "--version":
		name = "version"
	}
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		return fmt.Errorf("%w: there is no command %q", errUsage, name)
	}
	call, help, err := all[i].parse(rest)
	if err != nil {
		return err
	}
	if help {
		all[i].printHelp(t.stdout)
		return nil
	}
	return all[i].run(t, ctx, call)
}

func isHelp(word string) bool {
	return slices.Contains([]string{"help", "-h", "-help", "--help"}, word)
}

// parse reads a command's arguments; flags stand before or after the file.
func (c *command) parse(args []string) (parsed call, help bool, err error) {
	parsed.flags = make(map[string]bool)
	for _, arg := range args {
		flag := "--" + strings.TrimLeft(arg, "-")
		switch {
		case arg == "-h", flag == "--help":
			return call{}, true, nil
		case strings.HasPrefix(arg, "-") && c.takes(flag):
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

func (c *command) takes(flag string) bool {
	return slices.ContainsFunc(c.flags, func(known entry) bool { return known.word == flag })
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
