package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
	"github.com/tierbot/tierbot/store"
)

// flags are what can be asked of the sandbox. The zero value is what it is without any.
type flags struct {
	say   string
	asked bool // -say was given
	as    string
	addr  string
	day   program.Date // zero: the eighth week of the programme

	rules *program.Rules // nil: the embedded ones
	file  *roster.File   // of partners; nil: they are invented
	lang  program.Lang   // in channels; empty: English

	data  string // the directory in which the world is kept; empty: nowhere
	redis string // the URL of a real Redis; empty: one in this process

	few int // so many partners only, in tests that need no more; 0: all
}

// usage is what -h prints, with the names one can be.
const usage = `The sandbox is Tierbot without Slack and without Redis: a page with a small Slack on it,
the real bot behind it, and a calendar that stands in 2009.

    go run ./cmd/sandbox                      a page to try it on
    go run ./cmd/sandbox -say "/tier acme"    one question, answered here

What to ask
  -say WORDS       ask a command, or say something to the bot; print the answer and exit
  -as NAME         who asks with -say: %s (alex)

What there is
  -day DAY         the day it is, as 2009-12-01 (2009-06-01)
  -import FILE     partners from a CSV or XLSX file, in the place of 1,275 invented ones
  -rules FILE      another programme; it is then the eighth week of that one
  -lang LANG       what channels read, en or fr (en)

What stays
  -data DIR        a directory in which all of it is kept, and goes on with the next start
  -redis URL       a Redis of your own in the place of the one in this process, as
                   redis://localhost:6379; with -data, what is in it keeps itself

Where it is
  -addr ADDRESS    the page's, on loopback; port 0 takes a free one (127.0.0.1:0)
`

// dawn is the first day that can be asked for: no message of Slack's is older than what
// computers count from.
var dawn = program.Date{Year: 1970, Month: time.January, Day: 2}

// given are flags as they were typed.
type given struct {
	flags
	day, rules, file, lang string
}

// parse reads the flags. It says everything that is wrong with them at once.
func parse(args []string, stderr io.Writer) (flags, error) {
	var g given
	set := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	set.SetOutput(io.Discard) // the error is said by whoever gets it
	set.StringVar(&g.say, "say", "", "")
	set.StringVar(&g.as, "as", "alex", "")
	set.StringVar(&g.addr, "addr", "127.0.0.1:0", "")
	set.StringVar(&g.day, "day", "", "")
	set.StringVar(&g.file, "import", "", "")
	set.StringVar(&g.rules, "rules", "", "")
	set.StringVar(&g.lang, "lang", "en", "")
	set.StringVar(&g.data, "data", "", "")
	set.StringVar(&g.redis, "redis", "", "")
	switch err := set.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stderr, usage, handles())
		return flags{}, err
	case err != nil:
		return flags{}, fmt.Errorf("%w; -h lists the flags there are", err)
	}
	set.Visit(func(f *flag.Flag) { g.asked = g.asked || f.Name == "say" })
	return g.understood(set.Args())
}

// understood turns what was typed into what was meant, or lists every problem with it.
func (g *given) understood(rest []string) (flags, error) {
	f := g.flags
	var problems []error
	add := func(err error) { problems = append(problems, err) }
	if len(rest) > 0 {
		add(fmt.Errorf("%q is not understood; quote what -say asks: -say \"/tier acme\"", rest[0]))
	}
	if f.asked && strings.TrimSpace(f.say) == "" {
		add(errors.New("-say wants words, such as -say \"/tier acme\""))
	}
	if _, known := personNamed(f.as); !known {
		add(fmt.Errorf("-as %q: want %s", f.as, handles()))
	}
	if err := checkAddr(f.addr); err != nil {
		add(err)
	}
	if f.lang = program.Lang(g.lang); f.lang != program.English && f.lang != program.French {
		add(fmt.Errorf("-lang %q: want en or fr", g.lang))
	}
	if f.redis != "" {
		if _, err := store.Open(f.redis); err != nil {
			add(fmt.Errorf("-redis: %w", err))
		}
	}
	if g.day != "" {
		if err := f.day.UnmarshalText([]byte(g.day)); err != nil || f.day.Before(dawn) {
			add(fmt.Errorf("-day %q: want a day such as 2009-12-01, and none before %s", g.day, dawn))
		}
	}
	return f, problemsOf(append(problems, f.read(g.rules, g.file)...))
}

// withDefaults fills in what was left open.
func (f flags) withDefaults() flags {
	if f.rules == nil {
		f.rules = program.Default()
	}
	if f.day.IsZero() {
		f.day = f.rules.FirstDay.AddDays(headway)
	}
	return f
}

// read reads the files that were named.
func (f *flags) read(rules, file string) (problems []error) {
	f.rules = program.Default()
	if rules != "" {
		data, err := os.ReadFile(rules)
		if err == nil {
			f.rules, err = program.Load(filepath.Base(rules), data)
		}
		if err != nil {
			return []error{fmt.Errorf("-rules %s: %w", rules, cause(err))}
		}
	}
	switch {
	case file != "":
		if err := f.open(file); err != nil {
			problems = append(problems, fmt.Errorf("-import %s: %w", file, cause(err)))
		}
	case rules != "":
		if err := fits(f.rules); err != nil {
			problems = append(problems, fmt.Errorf("-rules %s: %w; give partners of this programme with -import FILE", rules, err))
		}
	}
	return problems
}

// open reads a partner file, which is understood when a world begins with it.
func (f *flags) open(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	f.file, err = roster.Read(filepath.Base(name), file, f.rules)
	return err
}

// problemsOf is one error for all problems, one a line; nil when there is none.
func problemsOf(problems []error) error {
	if len(problems) < 2 {
		return errors.Join(problems...)
	}
	return fmt.Errorf("this needs mending:\n%w", errors.Join(problems...))
}

// cause is what is wrong with a file, without its name once more.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
