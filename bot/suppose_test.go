package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// openReal makes a world in which the real commands answer, of one partner that misses
// something.
func openReal(t *testing.T) (*world, *transcript.Shelf) {
	t.Helper()
	store := transcript.NewShelf([]program.Partner{{
		ID: "acme", Name: "Acme", Tier: "enterprise", Owners: []string{bruno},
		Certificates: []program.Holding{{Certificate: "vtsp", Holder: "A. Holder"}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 1_200_000}},
	}})
	w := open(t, echo, func(o *bot.Options) {
		o.Commands, o.Managers = commands.New(program.Default(), store), []string{managers}
		o.Now = func() time.Time { return time.Date(2009, time.June, 1, 9, 0, 0, 0, time.UTC) }
	})
	w.ForgetViolations()
	return w, store
}

// saying is the message that says something.
func (w *world) saying(text string) sandbox.Message {
	w.t.Helper()
	m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), text) })
	if err != nil {
		w.t.Fatalf("nothing says %q: %v", text, err)
	}
	return m
}

// TestTheVerdictFollowsWhatIsSupposed: with each change the form says what would come of it;
// handed in, the answer says the same; bad input loses nothing; and nothing is recorded.
func TestTheVerdictFollowsWhatIsSupposed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, store := openReal(t)
		recorded := len(store.Entries)
		v := w.view(w.Command(alice, general, "/tier what-if acme"), 1)
		says := func(want string) {
			t.Helper()
			if got := fmt.Sprint(v.Blocks); !strings.Contains(got, want) {
				t.Errorf("%q is not in the form:\n%s", want, got)
			}
		}
		change := func(field string, values ...string) {
			t.Helper()
			x := w.Choose(alice, v, field, values...)
			w.acked(x)
			v = w.view(x, 1)
		}
		says("Acme · Enterprise · in grace")
		change("people:vtsp", "1")
		says("2 of 2")
		change("competencies", "infrastructure", "desktop")
		says("Acme · Enterprise · conforming")
		if got := blockIDs(v); got != "people:vtsp competencies amount:revenue day" {
			t.Errorf("fields were replaced that hold what they should: %s", got)
		}
		change("day", "2010-01-20")
		says("Acme · Enterprise · lapsed")
		refused := w.acked(w.Submit(alice, v, sandbox.Values{"amount:revenue": {"lots"}}))
		if refused.Errors["amount:revenue"] == "" {
			t.Errorf("nothing is said beside the amount: %v", refused.Errors)
		}
		change("day", "2010-01-14")
		w.acked(w.Submit(alice, v, sandbox.Values{"amount:revenue": {"14,500"}}))
		m := w.saying("Only supposed, nothing was recorded")
		w.says(m, "What if · Acme · Enterprise · conforming", "VTSP – 1 more person", "Revenue – $14,500")
		v = w.view(w.Press(alice, m, "Change…"), 1)
		says("Acme · Enterprise · conforming")
		if n := len(store.Entries) - recorded; n != 0 {
			t.Errorf("%d entries were written", n)
		}
		w.behaved()
	})
}

// TestPartnersAreHandedOverInAForm: a person is chosen from all, and one who cannot look
// after a partner is refused beside the field.
func TestPartnersAreHandedOverInAForm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, store := openReal(t)
		v := w.view(w.Command(manager, general, "/tier handover @"+bruno), 1)
		refused := w.acked(w.Submit(manager, v, sandbox.Values{"to": {visitor}}))
		if refused.Errors["to"] == "" {
			t.Errorf("nothing is said beside the person: %v", refused.Errors)
		}
		w.acked(w.Submit(manager, v, sandbox.Values{"to": {alice}}))
		w.saying("1 partner handed over")
		if p, err := store.Partner(t.Context(), "acme"); err != nil || len(p.Owners) != 1 || p.Owners[0] != alice {
			t.Errorf("it is looked after by %v, %v", p.Owners, err)
		}
		w.pass("20s")
		for _, who := range []string{alice, bruno} {
			if n := len(w.Messages(who, w.DM(who))); n != 1 {
				t.Errorf("%s is told %d times", who, n)
			}
		}
		w.behaved()
	})
}
