package commands_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// deadlineDay is a stage on the morning after a deadline: some partners have lapsed, the
// others conform.
func deadlineDay(t *testing.T, lapsed, others int) *office {
	t.Helper()
	var partners []program.Partner
	for n := range lapsed + others {
		p := program.Partner{ID: fmt.Sprintf("p%04d", n), Name: fmt.Sprintf("Partner %04d", n), Tier: "professional", Owners: []string{"U0OWNER"}}
		if n >= lapsed {
			p.Certificates = []program.Holding{{Certificate: "vtsp", Holder: "A. Holder"}}
		}
		partners = append(partners, p)
	}
	store := transcript.NewShelf(partners)
	return &office{
		T: t, store: store, Commands: commands.New(program.Default(), store),
		req: commands.Request{User: "U0BOSS", Locale: "en", As: commands.Manager, Now: morningAfter},
	}
}

var morningAfter = time.Date(2009, time.October, 15, 7, 0, 0, 0, time.UTC)

// told is the same for a whole channel.
var told = commands.Told{Lang: program.English, Now: morningAfter, Deadline: program.Date{Year: 2009, Month: time.October, Day: 14}}

// fallen are the ids of those who fell.
func (o *office) fallen() []string {
	var ids []string
	for _, p := range o.store.Partners {
		if p.Fell != nil {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// button is what a button of a reply asks.
func button(t *testing.T, r commands.Reply, label string) string {
	t.Helper()
	for _, a := range transcript.Buttons(r) {
		if a.Label == label {
			return a.Command
		}
	}
	t.Fatalf("there is no button %q:\n%s", label, r)
	return ""
}

// TestTheButtonHoldsWhatItsMessageToldOf holds that nothing seems otherwise than told about
// a partner whose fall is put off and that has fallen before.
func TestTheButtonHoldsWhatItsMessageToldOf(t *testing.T) {
	o := deadlineDay(t, 2, 0)
	o.store.Partners[0].Fell = &program.Fall{From: "enterprise", Lapse: day(t, "2009-08-31"), On: day(t, "2009-09-01")}
	message, _, err := o.Decision(t.Context(), told)
	if err != nil {
		t.Fatal(err)
	}
	reply := o.do("hold", button(t, message, "Hold all")).String()
	if !strings.HasPrefix(reply, "The falls of 2 partners are put off.\n") || strings.Contains(reply, "told of") {
		t.Errorf("the answer is\n%s", reply)
	}
}

// TestTheButtonAppliesWhatHasLapsedByNow holds that whoever was saved between the message
// and the press does not fall, nor whoever is saved while all are read and written, and
// that the answer says so.
func TestTheButtonAppliesWhatHasLapsedByNow(t *testing.T) {
	o := deadlineDay(t, 9, 1)
	message, ok, err := o.Decision(t.Context(), told)
	if err != nil || !ok {
		t.Fatalf("no decision: %t, %v", ok, err)
	}
	o.do("late", "/certify p0003 vtsp B. Holder on 14 October 2009")
	rival := func(id string) func(*transcript.Shelf) {
		return func(s *transcript.Shelf) {
			p, _ := s.Partner(t.Context(), id)
			p.Certificates = []program.Holding{{Certificate: "vtsp", Holder: "C. Holder", Earned: told.Deadline}}
			s.Write(program.Change{After: p}, program.Act{First: int64(len(s.Entries) + 1), Count: 1, By: "U0OTHER", What: "certify"})
		}
	}
	o.store.Rivals = []func(*transcript.Shelf){rival("p0004"), rival("p0005")}

	reply := o.do("press", button(t, message, "Apply all")).String()
	for _, want := range []string{
		"6 partners fell from Professional to Registered.",
		"The message told of 9; when you pressed, it was these 8 that waited.",
		"2 more were changed meanwhile",
	} {
		if !strings.Contains(reply, want) {
			t.Errorf("the answer lacks %q:\n%s", want, reply)
		}
	}
	if got, want := o.fallen(), []string{"p0000", "p0001", "p0002", "p0006", "p0007", "p0008"}; !slices.Equal(got, want) {
		t.Errorf("fell: %v, want %v", got, want)
	}
	if reply := o.do("again", button(t, message, "Apply all")); !strings.Contains(reply.String(), "No partner waits") {
		t.Errorf("pressed once more:\n%s", reply)
	}
	if again := o.do("press", button(t, message, "Apply all")); !strings.Contains(again.String(), "6 partners fell") {
		t.Errorf("the same press answers\n%s", again)
	}
}

// TestOneButtonPressedByTwo holds that the second of two managers reads what the first has
// done.
func TestOneButtonPressedByTwo(t *testing.T) {
	o := deadlineDay(t, 9, 1)
	message, _, _ := o.Decision(t.Context(), told)
	o.do("press", button(t, message, "Apply all"))
	o.req.User, o.req.Now = "U0SECOND", o.req.Now.Add(time.Second)
	reply := o.do("press", button(t, message, "Apply all")).String()
	if !strings.Contains(reply, "9 partners fell") || !strings.Contains(reply, "@U0BOSS") || !strings.Contains(reply, "This was decided before") {
		t.Errorf("the second reads\n%s", reply)
	}
	if hold := o.do("press two", button(t, message, "Hold all")).String(); !strings.Contains(hold, "No partner waits") {
		t.Errorf("and who wants to hold them\n%s", hold)
	}
}

// TestNobodyIsToldOfAFallAtOnce holds that falls, one or many, and the undoing of many
// tell no owner: the next digest does.
func TestNobodyIsToldOfAFallAtOnce(t *testing.T) {
	o := deadlineDay(t, 3, 0)
	for i, line := range []string{"/tier fall p0000", "/tier fall all", "/tier undo fall 5", "/tier hold all because we wait"} {
		if reply := o.do(fmt.Sprint(i), line); len(reply.Notices) > 0 || strings.Contains(reply.String(), "There is no entry") {
			t.Errorf("%s tells %d people\n%s", line, len(reply.Notices), reply)
		}
	}
}

// TestDecidingTwiceIsDecidingOnce holds, whatever the partners: to decide about all a
// second time changes nothing, whoever does not wait stays as it is, and undoing brings
// everything back.
func TestDecidingTwiceIsDecidingOnce(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(rt *rapid.T) {
		var partners []program.Partner
		for n := range rapid.IntRange(1, 12).Draw(rt, "partners") {
			p := program.Partner{ID: fmt.Sprint("p", n), Name: fmt.Sprint("Partner ", n), Tier: rapid.SampledFrom(rules.Tiers).Draw(rt, "tier").ID}
			for holder := range rapid.IntRange(0, 4).Draw(rt, "holders") {
				p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Holder: fmt.Sprint("Holder ", holder)})
			}
			if rapid.Bool().Draw(rt, "held") {
				p.Held = &program.Hold{Lapse: program.Date{Year: 2009, Month: time.October, Day: 14}, By: "U0BOSS"}
			}
			partners = append(partners, p)
		}
		store := transcript.NewShelf(partners)
		before := slices.Clone(store.Partners)
		c := commands.New(rules, store)
		ask := func(op, line string) commands.Reply {
			req := commands.Request{
				User: "U0BOSS", As: commands.Manager, Op: op, Command: "/tier", Text: line,
				Now: time.Date(2010, time.January, 15, 9, 0, 0, 0, time.UTC),
			}
			reply, err := c.Do(t.Context(), req)
			if err != nil {
				rt.Fatal(err)
			}
			withinLimits(rt, reply)
			return reply
		}
		line := rapid.SampledFrom([]string{`fall all seen:"3.14"`, "hold all because we wait"}).Draw(rt, "line")
		first := ask("first", line)
		once, entries := slices.Clone(store.Partners), len(store.Entries)
		ask("second", line)
		ask("first", line)
		if len(store.Entries) != entries {
			rt.Fatalf("%s: %d entries more", line, len(store.Entries)-entries)
		}
		for i := range before {
			p, was := &once[i], &before[i]
			s := rules.Evaluate(was, program.Date{Year: 2010, Month: time.January, Day: 15})
			if waits := s.State == program.Lapsed && !was.IsHeld(s.Deadline); waits == p.SameAs(was) {
				rt.Errorf("%s: %s waits: %t, and became %+v of %+v", line, p.ID, waits, p, was)
			}
		}
		if entries == len(partners) {
			return
		}
		_, undo, _ := strings.Cut(first.Actions[0].Command, " ")
		ask("undo", undo)
		for i := range before {
			if !store.Partners[i].SameAs(&before[i]) {
				rt.Errorf("%s, undone: %+v, was %+v", line, store.Partners[i], before[i])
			}
		}
	})
}
