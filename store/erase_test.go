package store_test

import (
	"fmt"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store/redistest"
)

// What is erased is as if it had never been, and its neighbours stay, even one whose name
// would fit if the name were a pattern.
func TestErase(t *testing.T) {
	r := open(t, redistest.Start(t).URL())
	gone, kept := r.Workspace("T?"), r.Workspace("T1")
	add(t, kept, named("acme", "Acme"))
	const many = 700 // keys, which takes several looks to find
	for i := range many {
		_, err := gone.Seen(t.Context(), fmt.Sprint(i))
		must(t, err)
	}
	add(t, gone, named("acme", "Acme"))
	must(t, gone.Begin(t.Context(), noon))
	epoch := pulse(t, gone).Epoch

	must(t, gone.Erase(t.Context()))
	if after := pulse(t, gone); after.Epoch != "" || after.Audit != 0 || epoch == "" {
		t.Errorf("it was erased and shows %+v", after)
	}
	for i := range many {
		if seen, err := gone.Seen(t.Context(), fmt.Sprint(i)); err != nil || seen {
			t.Fatalf("what was seen is remembered: %v, %v", seen, err)
		}
	}
	must(t, gone.Erase(t.Context()))
	must(t, gone.Erase(t.Context()))    // of nothing there is nothing to erase
	add(t, gone, named("acme", "Acme")) // the same operation again, which it does not know
	for _, w := range []string{"T?", "T1"} {
		if found, err := r.Workspace(w).Find(t.Context(), "acme"); err != nil || found.How != program.ExactMatch {
			t.Errorf("workspace %s has %v, %v", w, found, err)
		}
	}
}
