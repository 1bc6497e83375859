package commands_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

var update = flag.Bool("update", false, "rewrite the transcripts with the answers as they are")

// TestTranscripts replays conversations. Each file of testdata is the manual of one
// command:
//
//	as U0OWNER en on 2009-12-01   who asks from here on, in which language, on which day
//	as manager U0BOSS en on 2009-12-01   the same of a manager of the programme
//	unsure                        nobody knows just now who the managers are
//	again                         what comes is the same gesture as the line before
//	file news.csv                 a file below the script, attached under its name
//	press Undo                    the button of that name below the last answer
//	reported acme by U0OWNER on 2009-11-12
//	extended acme until 2010-03-01 by U0BOSS because the merger is not through
//	known U0OWNER as owner@example.com   whose address it is, as whoever asks may know
//	storage down, storage up
//	store older since 2009-11-30  it has gone back that day; or it is empty
//	in Asia/Tokyo                 the time zone of whoever asks
//	digest                        what they are told on that day, and are marked as told
//	digest, with buttons          the same with what each button asks
//	digest of nobody              what the managers' channel is told of partners without an owner
//	digest of U0GONE              what it is told for somebody who cannot be
//	> /tier acme                  a command, and below it the answer
//	>> /tier acme                 the same with what each button asks
//	shared> /tier id:"acme"       the same as a whole channel reads it
//
// What is never for a channel ends in a line that says so.
//
// Behind the script stand partners.csv, in the shape of the partner file, and rules.toml
// where the programme is another than the embedded one.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, files := split(string(data))
			got := newConversation(t, files).replay(script)
			if *update {
				if err := os.WriteFile(file, []byte(got+string(data)[len(script):]), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(script, got); diff != "" {
				t.Errorf("the answers differ; run go test -update to accept them (-want +got)\n%s", diff)
			}
		})
	}
}

// fileName is the line above a file in a transcript, as in a txtar archive.
var fileName = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

// split takes a transcript apart into its script and the files behind it.
func split(transcript string) (script string, files map[string]string) {
	files = map[string]string{}
	marks := fileName.FindAllStringSubmatchIndex(transcript, -1)
	end := len(transcript)
	for _, m := range slices.Backward(marks) {
		files[transcript[m[2]:m[3]]] = transcript[m[1]:end]
		end = m[0]
	}
	return transcript[:end], files
}

// A conversation is a transcript being replayed.
type conversation struct {
	*testing.T
	rules *program.Rules
	store *shelf
	req   commands.Request

	files   map[string]string
	gesture int            // how many there have been
	last    commands.Reply // to the gesture before
}

// attached are files by their names, as if people had attached them.
type attached map[string]string

func (a attached) Read(_ context.Context, id string, most int) (commands.File, error) {
	switch text, ok := a[id]; {
	case !ok:
		return commands.File{}, commands.ErrFileGone
	case len(text) > most:
		return commands.File{}, commands.ErrFileTooLarge
	default:
		return commands.File{Name: id, Data: []byte(text)}, nil
	}
}

// newConversation sets the stage: the partners of partners.csv, and the programme of
// rules.toml if it is there.
func newConversation(t *testing.T, files map[string]string) *conversation {
	c := &conversation{T: t, rules: program.Default(), files: files}
	if text, ok := files["rules.toml"]; ok {
		rules, err := program.Load("rules.toml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		c.rules = rules
	}
	c.store = newShelf(partners(t, c.rules, files["partners.csv"]))
	return c
}

// afterwards is a day after all that a transcript's partners ever did.
var afterwards = program.Date{Year: 2100, Month: time.January, Day: 1}

// partners reads a partner file.
func partners(t *testing.T, rules *program.Rules, csv string) []program.Partner {
	t.Helper()
	file, err := roster.Read("partners.csv", strings.NewReader(csv), rules)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := file.Plan(nil, afterwards).Batch("test", program.Report{})
	if err != nil {
		t.Fatal(err)
	}
	var partners []program.Partner
	for _, change := range batch.Changes {
		change.After.Reported = program.Report{}
		partners = append(partners, change.After)
	}
	return partners
}

// replay keeps the script's own lines and writes each answer anew.
func (c *conversation) replay(script string) string {
	var out strings.Builder
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "\t") || line == "\t":
			continue
		case line == "" || strings.HasPrefix(line, "#"):
			fmt.Fprintln(&out, line)
			continue
		}
		fmt.Fprintln(&out, line)
		if of, ok := strings.CutPrefix(line, "digest"); ok {
			c.indented(&out, c.digest(of))
			continue
		}
		if label, ok := strings.CutPrefix(line, "press "); ok {
			line = "> " + c.button(label)
		}
		prompt, command, ok := strings.Cut(line, "> ")
		if !ok {
			c.stage(line)
			continue
		}
		c.req.Shared = prompt == "shared"
		c.indented(&out, c.ask(command, prompt == ">"))
	}
	return out.String()
}

// indented writes an answer as it stands in a transcript.
func (c *conversation) indented(out *strings.Builder, answer string) {
	for line := range strings.Lines(answer) {
		fmt.Fprint(out, "\t", strings.TrimRight(line, "\n"), "\n")
	}
}

var (
	asLine       = regexp.MustCompile(`^as (manager )?(\S+) (\S+) on (\S+)$`)
	reportedLine = regexp.MustCompile(`^reported (\S+) by (.+) on (\S+)$`)
	knownLine    = regexp.MustCompile(`^known (\S+) as (\S+)$`)
	extendedLine = regexp.MustCompile(`^extended (\S+) until (\S+) by (\S+) because (.+)$`)
)

// button is what a button of the last answer asks.
func (c *conversation) button(label string) string {
	c.Helper()
	for _, action := range append(buttons(c.last), options(c.last)...) {
		if action.Label == label {
			return action.Command
		}
	}
	c.Fatalf("there is no button %q", label)
	return ""
}

// stage carries out a line that is not a command.
func (c *conversation) stage(line string) {
	c.Helper()
	if m := asLine.FindStringSubmatch(line); m != nil {
		c.as(m[2], m[3], m[4])
		if m[1] != "" {
			c.req.As = commands.Manager
		}
	} else if m := reportedLine.FindStringSubmatch(line); m != nil {
		c.partner(m[1]).Reported = program.Report{By: m[2], At: c.at(m[3])}
	} else if m := extendedLine.FindStringSubmatch(line); m != nil {
		until := program.DateOf(c.at(m[2]))
		c.partner(m[1]).Extension = &program.Extension{Until: until, By: m[3], Reason: m[4]}
	} else if m := knownLine.FindStringSubmatch(line); m != nil {
		c.req.People = map[string]string{m[1]: m[2]}
	} else if zone, ok := strings.CutPrefix(line, "in "); ok {
		c.store.zones = map[string]string{c.req.User: zone}
	} else if line == "unsure" {
		c.req.As, c.req.Unsure = commands.Reader, true
	} else if line == "again" {
		c.gesture--
	} else if rest, ok := strings.CutPrefix(line, "file "); ok {
		c.req.Files = attached(c.files)
		if c.files[rest] == "" {
			c.Fatalf("there is no file %s", rest)
		}
	} else if rest, ok := strings.CutPrefix(line, "storage "); ok {
		c.store.down = rest == "down"
	} else if rest, ok := strings.CutPrefix(line, "store "); ok {
		reason, since, _ := strings.Cut(rest, " since ")
		c.store.suspect = program.Suspicion{Reason: reason, Since: c.at(since)}
	} else {
		c.Fatalf("what is %q?", line)
	}
}

// as sets who asks. A person who is not a Slack id asks by their e-mail address.
func (c *conversation) as(who, locale, day string) {
	c.req = commands.Request{
		User: who, Email: strings.ToLower(who) + "@example.com", Locale: locale,
		Now: c.at(day), As: commands.Reader,
	}
}

// at is noon of a day, in UTC.
func (c *conversation) at(day string) time.Time {
	c.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		c.Fatal(err)
	}
	return at.Add(12 * time.Hour)
}

func (c *conversation) partner(id string) *program.Partner {
	c.Helper()
	i := slices.IndexFunc(c.store.partners, func(p program.Partner) bool { return p.ID == id })
	if i < 0 {
		c.Fatalf("no partner %q in the transcript", id)
	}
	return &c.store.partners[i]
}

// ask is the answer to a command line as text, with what the buttons ask if wanted.
func (c *conversation) ask(line string, buttons bool) string {
	c.Helper()
	c.req.Command, c.req.Text, _ = strings.Cut(line, " ")
	c.gesture++
	c.req.Op = fmt.Sprint("gesture ", c.gesture)
	reply, err := commands.New(c.rules, c.store).Do(c.Context(), c.req)
	if (err != nil) != c.store.down {
		c.Errorf("%s: %v", line, err)
	}
	c.check(line, reply)
	c.last = reply
	text := reply.String()
	if reply.Private && c.req.Shared {
		text += "\n(for the asker alone)"
	}
	if reply.File != nil {
		text += "\n(attached: " + reply.File.Name + ")\n" + strings.TrimPrefix(strings.TrimSpace(string(reply.File.Data)), "\ufeff")
	}
	for _, notice := range reply.Notices {
		text += "\n(to " + notice.To + ") " + notice.EN.String() + "\n(to " + notice.To + ", in French) " + notice.FR.String()
	}
	if buttons {
		text += "\n" + strings.Join(pressed(reply), "\n")
	}
	return text
}

var effects = map[commands.Effect]string{commands.Answer: "answers", commands.Replace: "replaces", commands.Share: "shares"}

// pressed is each button and what it asks.
func pressed(reply commands.Reply) []string {
	var lines []string
	for _, action := range buttons(reply) {
		lines = append(lines, fmt.Sprintf("[%s] %s %s", action.Label, effects[action.Effect], action.Command))
	}
	for _, action := range options(reply) {
		lines = append(lines, fmt.Sprintf("(%s) %s %s", action.Label, effects[action.Effect], action.Command))
	}
	return lines
}

// options are what can be chosen from the menus of a reply, in reading order.
func options(reply commands.Reply) []commands.Action {
	var actions []commands.Action
	for _, part := range reply.Parts {
		if rows, ok := part.(commands.Rows); ok {
			for _, row := range rows {
				actions = append(actions, row.Menu.Actions...)
			}
		}
	}
	return actions
}

// buttons are all actions of a reply in reading order.
func buttons(reply commands.Reply) []commands.Action {
	var actions []commands.Action
	for _, part := range reply.Parts {
		if rows, ok := part.(commands.Rows); ok {
			for _, row := range rows {
				if row.Action != (commands.Action{}) {
					actions = append(actions, row.Action)
				}
				actions = append(actions, row.Actions...)
			}
		}
	}
	return append(actions, reply.Actions...)
}

// French has a no-break space before these marks, and formats have no holes.
var (
	looseMarks = regexp.MustCompile(`[ \p{L}\d][:;?!»]( |$)| »|« `)
	holes      = regexp.MustCompile(`%!|%[a-z\[]`)
)

// check holds what is true of every answer.
func (c *conversation) check(line string, reply commands.Reply) {
	c.Helper()
	text := reply.String()
	if strings.TrimSpace(text) == "" {
		c.Errorf("%s: an empty answer", line)
	}
	if hole := holes.FindString(text); hole != "" {
		c.Errorf("%s: %q in\n%s", line, hole, text)
	}
	if c.req.Locale == "fr" {
		if mark := looseMarks.FindString(text); mark != "" {
			c.Errorf("%s: no no-break space in %q of\n%s", line, mark, text)
		}
	}
	withinLimits(c.T, reply)
}
