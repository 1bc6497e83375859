package commands_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestFallsUnasked holds what happens where nobody is asked: the falls of a deadline are
// applied once, unless they are suspiciously many, and then a person is asked.
func TestFallsUnasked(t *testing.T) {
	for _, tt := range []struct {
		name           string
		lapsed, others int
		says, fallen   string
		quiet          bool
	}{
		{"a few", 5, 0, "5 partners fell from Professional to Registered.", "p0000 p0001 p0002 p0003 p0004", false},
		{"many of very many", 6, 120, "6 partners fell from Professional to Registered.", "p0000 p0001 p0002 p0003 p0004 p0005", false},
		{"too many", 6, 100, "6 of 106 partners would fall at once. That is too many to do unasked: please decide.", "", false},
		{"nobody", 0, 3, "", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := deadlineDay(t, tt.lapsed, tt.others)
			for _, time := range []string{"once", "by another replica"} {
				reply, ok, err := o.Falls(t.Context(), told)
				if err != nil || ok == tt.quiet || !strings.Contains(reply.String(), tt.says) {
					t.Errorf("%s: %t, %v\n%s", time, ok, err, reply)
				}
				if got := strings.Join(o.fallen(), " "); got != tt.fallen {
					t.Errorf("%s: fell %s, want %s", time, got, tt.fallen)
				}
				if reply.Private {
					t.Errorf("%s: nobody would read it", time)
				}
				withinLimits(t, reply)
			}
			if got := len(o.store.Entries) - tt.lapsed - tt.others; got != len(strings.Fields(tt.fallen)) {
				t.Errorf("%d entries", got)
			}
		})
	}
}

// TestFallsAreNotAppliedAnew holds that what a person has taken back stays so.
func TestFallsAreNotAppliedAnew(t *testing.T) {
	o := deadlineDay(t, 5, 5)
	reply, _, _ := o.Falls(t.Context(), told)
	if by := o.store.Entries[len(o.store.Entries)-1].By; by != "tierbot" {
		t.Errorf("they were applied by %s", by)
	}
	o.do("undo", button(t, reply, "Undo all of it"))
	if n := len(o.fallen()); n > 0 {
		t.Fatalf("%d are still fallen", n)
	}
	if _, _, err := o.Falls(t.Context(), told); err != nil || len(o.fallen()) > 0 {
		t.Errorf("%d fell again, %v", len(o.fallen()), err)
	}
}

// TestFallsAreOfTheDeadline holds that whoever was spared by a person does not fall unasked
// with those of the next deadline, and that the channel is told who waits.
func TestFallsAreOfTheDeadline(t *testing.T) {
	o := deadlineDay(t, 2, 40)
	reply, _, err := o.Falls(t.Context(), told)
	if err != nil {
		t.Fatal(err)
	}
	o.do("undo", button(t, reply, "Undo all of it"))

	next := commands.Told{Lang: program.English, Now: morningAfter.AddDate(0, 3, 0), Deadline: day(t, "2010-01-14")}
	if reply, ok, err := o.Falls(t.Context(), next); !ok || err != nil || !strings.HasPrefix(reply.String(), "2 partners have lapsed") {
		t.Errorf("nobody is asked: %t, %v\n%s", ok, err, reply)
	}
	o.store.Partners[41].Tier = "enterprise"
	reply, ok, err := o.Falls(t.Context(), next)
	if !ok || err != nil || !strings.Contains(reply.String(), "1 partner fell from Enterprise to Professional.") ||
		!strings.Contains(reply.String(), "2 partners have lapsed and wait for a decision.") {
		t.Errorf("the channel reads: %t, %v\n%s", ok, err, reply)
	}
	if got := strings.Join(o.fallen(), " "); got != "p0041" {
		t.Errorf("fell: %s", got)
	}
}

// TestFallsAreThoseThatWereCounted holds that nobody falls unasked who was not among those
// that were few enough, such as a hundred that are imported at the same moment.
func TestFallsAreThoseThatWereCounted(t *testing.T) {
	o := deadlineDay(t, 2, 100)
	o.store.Rivals = []func(*transcript.Shelf){func(s *transcript.Shelf) {
		act := program.Act{First: int64(len(s.Entries) + 1), Count: 1, By: "U0OTHER", What: "import"}
		renamed := s.Partners[0]
		renamed.Name = "Another" // so that all are read anew
		s.Write(program.Change{After: renamed}, act)
		for n := range 100 {
			late := program.Partner{ID: fmt.Sprintf("late%d", n), Name: fmt.Sprintf("Late %d", n), Tier: "professional"}
			s.Write(program.Change{After: late}, act)
		}
	}}
	if _, ok, err := o.Falls(t.Context(), told); !ok || err != nil {
		t.Fatalf("%t, %v", ok, err)
	}
	if got := strings.Join(o.fallen(), " "); got != "p0000 p0001" {
		t.Errorf("fell: %s", got)
	}
}

// TestFallsHeldDoNotFall holds that nobody asked means nobody overruled.
func TestFallsHeldDoNotFall(t *testing.T) {
	o := deadlineDay(t, 3, 3)
	o.do("hold", "/tier hold p0001 because we wait")
	if _, _, err := o.Falls(t.Context(), told); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(o.fallen(), " "); got != "p0000 p0002" {
		t.Errorf("fell: %s", got)
	}
	french := told
	french.Lang = program.French
	if _, ok, err := o.Decision(t.Context(), french); ok || err != nil {
		t.Errorf("and still there is something to decide: %t, %v", ok, err)
	}
}

// TestAFallSaysWhoDecided holds that a card tells a person's decision from one that nobody
// was asked about.
func TestAFallSaysWhoDecided(t *testing.T) {
	person := deadlineDay(t, 1, 0)
	person.do("fall", "/tier fall p0000")
	nobody := deadlineDay(t, 1, 20)
	if _, _, err := nobody.Falls(t.Context(), told); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		office *office
		lang   string
		says   string
	}{
		{"a person", person, "en", "14 October 2009, decided by @U0BOSS\n"},
		{"une personne", person, "fr", "14 octobre 2009, décidé par @U0BOSS\n"},
		{"nobody asked", nobody, "en", "14 October 2009, applied automatically\n"},
		{"sans demander", nobody, "fr", "14 octobre 2009, appliqué automatiquement\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.office.req.Locale = tt.lang
			if card := tt.office.do("card", "/tier p0000").String(); !strings.Contains(card, tt.says) {
				t.Errorf("it does not say %q:\n%s", tt.says, card)
			}
		})
	}
}
