package bot_test

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// The tests of this file press buttons twice, with the real commands and the real store.

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
