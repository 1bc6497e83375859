package bot_test

import (
	"strings"
	"testing"
)

// Nobody who reads nothing here is put in charge of a partner, whoever is told so.
func TestNoOutsiderLooksAfterAPartner(t *testing.T) {
	w := openBooks(t, enterprise("Acme"))
	for _, who := range []string{"visitor", "single", "stranger", "robot", "gone", "tierbot"} {
		m := w.answer(w.Command(alice, general, "/tier assign acme @"+who))
		w.says(m, "no full member")
	}
	w.says(w.answer(w.Command(alice, general, "/tier assign acme nobody@example.com")), "no full member")
	w.says(w.answer(w.Command(bruno, general, `/tier ajouter "Nouveau" @visitor`)), "membre à part entière")
	if n := w.entries(); n != 1 {
		t.Errorf("%d entries, want the first alone", n)
	}
	w.says(w.answer(w.Command(alice, general, "/tier assign acme @bruno manager@example.com")), "Assigned")
	p, err := w.store.Partner(t.Context(), "acme")
	if err != nil || strings.Join(p.Owners, " ") != bruno+" manager@example.com" {
		t.Errorf("the owners are %v, %v", p.Owners, err)
	}
	w.behaved()
}
