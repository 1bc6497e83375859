package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// The same update by every way, with the real commands and the real store.

// recordWays are the ways to say that A. Holder and B. Holder of Acme have passed.
var recordWays = []struct {
	name string
	do   func(w *whole)
}{
	{"command", func(w *whole) {
		w.Command(manager, general, "/certify acme vtsp B. Holder on 2009-05-28")
	}},
	{"mention", func(w *whole) {
		w.Say(manager, general, "@tierbot certify acme vtsp B. Holder on 2009-05-28")
	}},
	{"message", func(w *whole) {
		w.Say(manager, w.DM(manager), "certify acme vtsp B. Holder on 2009-05-28")
	}},
	{"form", func(w *whole) {
		w.fillIn(w.view(w.Command(manager, general, "/certify acme"), 1))
	}},
	{"shortcut", func(w *whole) {
		w.Say(alice, general, "acme: B. Holder has passed the VTSP")
		w.fillIn(w.view(w.MessageShortcut(manager, last(w.Messages(alice, general)), "record"), 1))
	}},
}

// fillIn chooses the partner and the certificate and submits.
func (w *whole) fillIn(v sandbox.View) {
	w.t.Helper()
	w.acked(w.Suggest(manager, v, "partner", "acm"))
	x := w.Choose(manager, v, "partner", "acme")
	v = w.view(x, 1)
	x = w.Choose(manager, v, "what", "certificate:vtsp")
	v = w.view(x, 1)
	values := make(sandbox.Values)
	for _, b := range v.Blocks {
		id := fmt.Sprint(b["block_id"])
		switch field, _, _ := strings.Cut(id, "#"); field {
		case "holders":
			values[id] = []string{"B. Holder"}
		case "day":
			values[id] = []string{"2009-05-28"}
		case "evidence":
			values[id] = []string{""}
		}
	}
	if ack := w.acked(w.Submit(manager, v, values)); len(ack.Errors) > 0 {
		w.t.Errorf("the form says %v", ack.Errors)
	}
}

func TestTheSameUpdateByEveryWayIsTheSame(t *testing.T) {
	var first program.Partner
	var entry program.Entry
	for i, way := range recordWays {
		t.Run(way.name, func(t *testing.T) {
			w, _ := openWhole(t, enterprise("Acme"))
			way.do(w)
			m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "2 of 2") })
			if err != nil {
				t.Fatal(err)
			}
			w.says(m, "1 of 2", "2 of 2", "[Undo]")
			stored, err := w.store.Partner(t.Context(), "acme")
			if err != nil {
				t.Fatal(err)
			}
			history, err := w.store.History(t.Context(), "acme", 0, 1)
			if err != nil || len(history.Entries) != 1 {
				t.Fatalf("history is %+v, %v", history, err)
			}
			if i == 0 {
				first, entry = stored, history.Entries[0]
				return
			}
			if diff := cmp.Diff(first, stored); diff != "" {
				t.Errorf("stored (-by command +by %s):\n%s", way.name, diff)
			}
			but := cmpopts.IgnoreFields(program.Act{}, "Evidence")
			if diff := cmp.Diff(entry, history.Entries[0], but); diff != "" {
				t.Errorf("entry (-by command +by %s):\n%s", way.name, diff)
			}
			w.behaved()
		})
	}
}

func TestUndoTwiceIsUndoneOnce(t *testing.T) {
	w, _ := openWhole(t, enterprise("Acme"))
	card := w.answer(w.Command(manager, general, "/certify acme vtsp B. Holder on 2009-05-28"))
	one, two := w.Press(manager, card, "Undo"), w.Press(manager, card, "Undo")
	w.answer(one)
	w.answer(two)
	stored, err := w.store.Partner(t.Context(), "acme")
	if err != nil || len(stored.Certificates) != 1 {
		t.Errorf("stored is %+v, %v", stored, err)
	}
	history, err := w.store.History(t.Context(), "acme", 0, 10)
	if err != nil || len(history.Entries) != 3 {
		t.Errorf("%d entries, want the seed, the update and its undoing: %v", len(history.Entries), err)
	}
	w.behaved()
}

func TestAFileDroppedPlannedAppliedAndTakenBack(t *testing.T) {
	w, _ := openWhole(t, enterprise("Acme"))
	w.DropFile(manager, w.DM(manager), "partners.csv", []byte("id,name,tier\nacme,Acme,premier\nbeta,Beta,professional\n"))
	plan, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "[Apply") })
	if err != nil {
		t.Fatal(err)
	}
	one, two := w.Press(manager, plan, "replace:0"), w.Press(manager, plan, "replace:0")
	applied := w.answer(one)
	w.answer(two)
	for id, tier := range map[string]string{"acme": "premier", "beta": "professional"} {
		if p, err := w.store.Partner(t.Context(), id); err != nil || p.Tier != tier {
			t.Errorf("%s is %q, %v", id, p.Tier, err)
		}
	}
	if acts, err := w.store.Acts(t.Context(), manager, 0, 10); err != nil || len(acts.Acts) != 1 {
		t.Errorf("%+v, %v", acts, err)
	}
	if applied.TS != plan.TS {
		t.Errorf("the plan stays beside\n%s", applied.Plain())
	}
	w.behaved()
}
