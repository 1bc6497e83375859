package bot_test

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// entries is how many entries the audit log has.
func (w *books) entries() int {
	w.t.Helper()
	n := 0
	for {
		if _, err := w.store.Entry(w.t.Context(), int64(n+1)); err != nil {
			return n
		}
		n++
	}
}

// vtsp is how many people a partner has with the certificate.
func (w *books) vtsp(id string) int {
	w.t.Helper()
	p, err := w.store.Partner(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return len(p.Certificates)
}

// last is the latest message to somebody that holds a text.
func (w *books) last(who, text string) sandbox.Message {
	w.t.Helper()
	m, err := w.found(func(m sandbox.Message) bool {
		return (m.To == who || m.Channel == w.DM(who)) && m.User == tierbot && strings.Contains(m.Plain(), text)
	})
	if err != nil {
		w.t.Fatalf("nothing says %q: %v", text, err)
	}
	return m
}

// news is a file that changes one partner and adds another.
const news = "id,name,tier,vtsp\nacme,Acme,enterprise,A. Holder@2009-05-12|B. Holder@2009-05-14\nbeta,Beta,professional,\n"

func TestTwoClicksOnApplyAreOneImport(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	w.DropFile(alice, w.DM(alice), "news.csv", []byte(news))
	plan := w.last(alice, "Plan for news.csv")
	w.says(plan, "1 partner created and 1 partner updated")
	if n := w.entries(); n != 1 {
		t.Fatalf("%d entries before anybody applied the plan", n)
	}
	press := w.Press(alice, plan, "Apply")
	again := w.Repeat(press)
	w.says(w.answer(press), "2 partners")
	w.acked(again)
	w.last(alice, "applied already")
	if n := w.entries(); n != 3 {
		t.Errorf("%d entries, want 3", n)
	}
	// Another manager has the same file, whose plan is now to do nothing.
	w.DropFile(bruno, w.DM(bruno), "news.csv", []byte(news))
	w.says(w.last(bruno, "Plan pour news.csv"), "Tout est déjà enregistré")
	w.behaved()
}

func TestAPlanThatIsOutOfDateIsShownAnew(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	w.DropFile(alice, w.DM(alice), "news.csv", []byte(news))
	plan := w.last(alice, "Plan for news.csv")
	w.answer(w.Command(bruno, general, "/certify acme vtsp C. Holder"))
	anew := w.answer(w.Press(alice, plan, "Apply"))
	w.says(anew, "changed meanwhile", "Plan for news.csv")
	if n := w.entries(); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	w.behaved()
}

func TestTwoClicksOnUndoUndoOnce(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	recorded := w.answer(w.Command(alice, general, "/certify acme vtsp B. Holder"))
	press := w.Press(alice, recorded, "Undo")
	again := w.Repeat(press)
	w.says(w.answer(press), "Undone", "2 of 2 → 1 of 2")
	w.says(w.answer(again), "Undone", "2 of 2 → 1 of 2")
	if n := w.entries(); n != 3 || w.vtsp("acme") != 1 {
		t.Errorf("%d entries and %d holders, want 3 and 1", n, w.vtsp("acme"))
	}
	// Somebody else, from another message, a month later: nothing is undone twice.
	history := w.answer(w.Command(bruno, general, "/tier history acme"))
	w.says(w.answer(w.Press(bruno, history, "answer:1")), "déjà annulée")
	if n := w.entries(); n != 3 {
		t.Errorf("%d entries, want 3", n)
	}
	w.behaved()
}

func TestTwoClicksOnSubmitRecordOnce(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	form := w.view(w.Command(alice, general, "/certify acme"), 1)
	submit := w.Submit(alice, form, sandbox.Values{"holders": {"B. Holder"}})
	again := w.Repeat(submit)
	w.acked(submit)
	w.acked(again)
	w.last(alice, "1 of 2 → 2 of 2")
	if n := w.entries(); n != 2 || w.vtsp("acme") != 2 {
		t.Errorf("%d entries and %d holders, want 2 and 2", n, w.vtsp("acme"))
	}
	w.behaved()
}

func TestAFormThatWasOpenedBeforeSomebodyElsesChange(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	form := w.view(w.Command(alice, general, "/certify acme"), 1)
	w.answer(w.Command(bruno, general, "/certify acme competency desktop"))
	ack := w.acked(w.Submit(alice, form, sandbox.Values{"holders": {"B. Holder"}}))
	if answer := string(ack.Payload); !strings.Contains(answer, `"update"`) || !strings.Contains(answer, "Desktop Virtualization") {
		t.Errorf("the form does not come again with what has changed: %s", answer)
	}
	if n := w.entries(); n != 2 {
		t.Errorf("%d entries, want 2", n)
	}
	redrawn, _ := w.Modal(alice)
	w.acked(w.Submit(alice, redrawn, nil))
	w.last(alice, "1 of 2 → 2 of 2")
	if n := w.entries(); n != 3 || w.vtsp("acme") != 2 {
		t.Errorf("%d entries and %d holders, want 3 and 2", n, w.vtsp("acme"))
	}
	w.behaved()
}

// A forged press asks no more than its presser may, and what the bot did not write.
func TestForgedPresses(t *testing.T) {
	w := openBooks(t, enterprise("Acme"), program.Partner{ID: "beta", Name: "Beta", Tier: "registered"})
	card := w.answer(w.Command(manager, general, "/tier acme")) // who is no manager here
	for _, value := range []string{
		`/certify id:"acme" vtsp Eve`, `/tier undo 1`, `/tier undo import 1`, `/tier archive id:"acme"`, `/tier set id:"beta" premier because I say so`,
		`/tier import file:"F0FORGED" plan:"import-x" day:"2009-06-01"`, `/tier export`,
	} {
		press := sandbox.Block{"type": "button", "action_id": "replace:0", "block_id": "b", "value": value, "text": map[string]any{"type": "plain_text", "text": "x"}}
		w.says(w.answer(w.ForgePress(manager, card, press)), "for the managers of the programme")
	}
	for _, value := range []string{"", "rm -rf", "/nothing", "/certify" + strings.Repeat(" x", 2000), `{"command":"/tier undo 1"}`} {
		press := sandbox.Block{"type": "button", "action_id": "answer:0", "block_id": "b", "value": value, "text": map[string]any{"type": "plain_text", "text": "x"}}
		w.answer(w.ForgePress(alice, card, press))
	}
	if n := w.entries(); n != 2 {
		t.Errorf("%d entries, want those of the beginning", n)
	}
	kept, err := w.store.Refusals(t.Context(), 100)
	if err != nil || len(kept) != 7 {
		t.Errorf("%d refusals are kept, %v; want 7", len(kept), err)
	}
}
