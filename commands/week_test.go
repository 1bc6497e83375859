package commands_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// channelPartners are partners of all tiers, some of whom lack what others lack not.
const channelPartners = `id,name,tier,vtsp,competencies,revenue,owners
acme,Acme,enterprise,A. Canary,,987654,U0OWNER
beta,Beta,enterprise,A. Canary|B. Canary,,987654,U0OTHER
gamma,Gamma,premier,A. Canary|B. Canary|C. Canary|D. Canary,infrastructure,987654,
delta,Delta,professional,,,987654,U0OWNER
epsilon,Epsilon,professional,,,,
zeta,Zeta,professional,A. Canary,,,
`

// TestWhatTheChannelReads compares what the managers' channel is told unasked, and holds
// that a whole channel may read it: no figure in money, and no holder of a certificate.
func TestWhatTheChannelReads(t *testing.T) {
	var out strings.Builder
	for _, lang := range []program.Lang{program.English, program.French} {
		store := transcript.NewShelf(partners(t, program.Default(), channelPartners))
		acme := &store.Partners[store.Index("acme")]
		acme.Reported = program.Report{By: "U0OWNER", At: time.Date(2009, time.November, 2, 9, 0, 0, 0, time.UTC)}
		january := program.Date{Year: 2010, Month: time.January, Day: 14}
		store.Known = map[string]map[string]program.Mark{
			"beta": {"U0OTHER": {Deadline: january, Since: day(t, "2009-10-16"), Touched: day(t, "2009-12-01")}},
			"acme": {"U0OWNER": {Deadline: january, Since: day(t, "2009-11-16")}},
		}
		c := commands.New(program.Default(), store)
		tell := func(what string, reply commands.Reply, ok bool, err error) {
			out.WriteString("# " + string(lang) + ": " + what + "\n\n")
			if err != nil || !ok {
				t.Errorf("%s in %s: %t, %v", what, lang, ok, err)
			}
			withinLimits(t, reply)
			if text := reply.String(); strings.Contains(text, "987") || strings.Contains(text, "Canary") {
				t.Errorf("%s in %s tells too much:\n%s", what, lang, text)
			}
			if reply.Private || reply.File != nil || len(reply.Notices) > 0 {
				t.Errorf("%s in %s is not for a channel", what, lang)
			}
			out.WriteString(reply.String() + "\n" + strings.Join(pressed(reply), "\n") + "\n\n")
		}
		at := func(text string) time.Time {
			return time.Date(day(t, text).Year, day(t, text).Month, day(t, text).Day, 8, 0, 0, 0, time.UTC)
		}
		october := program.Date{Year: 2009, Month: time.October, Day: 14}

		reply, ok, err := c.Rehearsal(t.Context(), commands.Told{Lang: lang, Now: at("2009-09-30"), Deadline: october})
		tell("rehearsal of October", reply, ok, err)
		reply, ok, err = c.Rehearsal(t.Context(), commands.Told{Lang: lang, Now: at("2010-01-11"), Deadline: january})
		tell("rehearsal of January, too late for a week's training", reply, ok, err)
		reply, ok, err = c.Decision(t.Context(), commands.Told{Lang: lang, Now: at("2009-10-15"), Deadline: october})
		tell("decision", reply, ok, err)
		reply, ok, err = c.Week(t.Context(), commands.Week{
			Lang: lang, Now: at("2010-01-11"), Unreachable: []commands.Unreached{{Who: "U0GONE", Partners: 46}, {Who: "nobody@example.com", Partners: 1}},
		})
		tell("week", reply, ok, err)
	}
	golden(t, "testdata/channel.golden", out.String())
}

// golden compares a text with a file, or rewrites it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; run go test -update to accept (-want +got)\n%s", file, diff)
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
			reply, ok, err := commands.New(program.Default(), store).Week(t.Context(), commands.Week{Now: time.Date(2010, time.January, 11, 8, 0, 0, 0, time.UTC)})
			if err != nil || ok == tt.touched {
				t.Errorf("listed: %t, %v\n%s", ok, err, reply)
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
