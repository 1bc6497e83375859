package commands_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestWhatTheChannelReads holds that what the managers' channel is told unasked, and what
// takes its place once it is decided, may be read by all of a channel: no figure in money,
// no holder of a certificate, nothing for one person alone.
func TestWhatTheChannelReads(t *testing.T) {
	for name, kinds := range map[string][]string{
		"channel": {"rehearsal", "decision", "falls", "week", "digest"},
		"week":    {"week"},
	} {
		t.Run(name, func(t *testing.T) { forAChannel(t, name, kinds) })
	}
}

// forAChannel plays a script in which a channel is told some kinds of things.
func forAChannel(t *testing.T, name string, kinds []string) {
	scripts := transcript.Scripts()
	script := scripts[slices.IndexFunc(scripts, func(s transcript.Script) bool { return s.Name == name })]
	for _, lang := range []program.Lang{program.English, program.French} {
		told := map[string]bool{}
		for turn, err := range script.Play(t.Context(), transcript.How{Lang: lang}) {
			if err != nil {
				t.Fatal(err)
			}
			reply := turn.Reply
			switch {
			case reply.Instead != nil:
				reply = reply.Instead.In(lang)
			case turn.Kind != transcript.Posted:
				continue
			}
			told[turn.Asked] = true
			if text := reply.String(); strings.Contains(text, "987") || strings.Contains(text, "Canary") {
				t.Errorf("%s in %s tells too much:\n%s", turn.Line, lang, text)
			}
			if reply.Private || reply.File != nil || len(reply.Notices) > 0 {
				t.Errorf("%s in %s is not for a channel", turn.Line, lang)
			}
		}
		for _, what := range kinds {
			if !told[what] {
				t.Errorf("the channel reads no %s in %s", what, lang)
			}
		}
	}
}

func day(t *testing.T, text string) program.Date {
	t.Helper()
	d, err := program.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWhoHasTouchedAPartner is what counts as having done something about it.
func TestWhoHasTouchedAPartner(t *testing.T) {
	deadline := day(t, "2010-01-14")
	told := program.Mark{Deadline: deadline, Since: day(t, "2009-11-01")}
	for _, tt := range []struct {
		name     string
		change   func(*program.Mark)
		reported string
		touched  bool
	}{
		{"nobody", func(*program.Mark) {}, "", false},
		{"pressed something", func(m *program.Mark) { m.Touched = day(t, "2009-12-01") }, "", true},
		{"pressed something, and was told of nothing", func(m *program.Mark) { *m = program.Mark{Touched: day(t, "2009-12-01")} }, "", true},
		{"was told of nothing", func(m *program.Mark) { *m = program.Mark{} }, "2009-12-01", false},
		{"put it off", func(m *program.Mark) { m.Snoozed = day(t, "2009-12-01") }, "", true},
		{"wants to hear nothing of it", func(m *program.Mark) { m.Stopped = true }, "", false},
		{"takes care of it, and wants to hear nothing of it", func(m *program.Mark) { m.Stopped, m.Touched = true, day(t, "2009-12-01") }, "", true},
		{"of another deadline", func(m *program.Mark) { m.Touched, m.Deadline = day(t, "2009-09-01"), day(t, "2009-10-14") }, "", false},
		{"something was reported since", func(*program.Mark) {}, "2009-11-02", true},
		{"something was reported that day", func(*program.Mark) {}, "2009-11-01", true},
		{"something was reported before", func(*program.Mark) {}, "2009-10-31", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			store := transcript.NewShelf(partners(t, program.Default(), "id,name,tier,vtsp,competencies,revenue,owners\nacme,Acme,enterprise,A|B,,20000,U0OWNER\n"))
			mark := told
			tt.change(&mark)
			store.Known = map[string]map[string]program.Mark{"acme": {"U0OWNER": mark}}
			if tt.reported != "" {
				d := day(t, tt.reported)
				store.Partners[0].Reported = program.Report{By: "U0OWNER", At: time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)}
			}
			reply, _, err := commands.New(program.Default(), store).Week(t.Context(), commands.Week{Now: time.Date(2010, time.January, 11, 8, 0, 0, 0, time.UTC)})
			if listed := strings.Contains(reply.String(), "nobody has done anything"); err != nil || listed == tt.touched {
				t.Errorf("listed: %t, %v\n%s", listed, err, reply)
			}
		})
	}
}

// TestNothingToSay holds that a channel is not told that there is nothing to tell.
func TestNothingToSay(t *testing.T) {
	o := deadlineDay(t, 0, 3)
	for name, say := range map[string]func() (commands.Reply, bool, error){
		"rehearsal": func() (commands.Reply, bool, error) { return o.Rehearsal(t.Context(), told) },
		"decision":  func() (commands.Reply, bool, error) { return o.Decision(t.Context(), told) },
		"falls":     func() (commands.Reply, bool, error) { return o.Falls(t.Context(), told) },
		"week":      func() (commands.Reply, bool, error) { return o.Week(t.Context(), commands.Week{Now: morningAfter}) },
	} {
		if reply, ok, err := say(); ok || err != nil {
			t.Errorf("%s: %t, %v\n%s", name, ok, err, reply)
		}
		o.store.Down = true
		if reply, ok, err := say(); ok || err == nil {
			t.Errorf("%s without a store: %t, %v\n%s", name, ok, err, reply)
		}
		o.store.Down = false
	}
}
