package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// A partner that was removed shows nowhere, by no name it ever had.
func TestRemovedShowsNowhere(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, full())
		if _, err := w.Apply(t.Context(), renaming(t, w, "rename", full().ID, "Société Renommée"), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Apply(t.Context(), removing(t, w, "archive", full().ID), nil); err != nil {
			t.Fatal(err)
		}
		if p, err := w.Partner(t.Context(), full().ID); !errors.Is(err, program.ErrUnknownPartner) {
			t.Errorf("read as %+v, %v", p, err)
		}
		for how, words := range map[string]string{
			"by id": full().ID, "by name": "Société Renommée", "by alias": "Oréal", "by the name before": full().Name,
			"by a beginning": "Société", "misspelt": "Societé Renonmée", "from within": "Renommée",
		} {
			if found, err := w.Find(t.Context(), words); err != nil || found.How != program.NoMatch {
				t.Errorf("found %s: %+v, %v", how, found, err)
			}
		}
		for _, scope := range []program.Scope{{}, {Tier: "enterprise"}, {Owners: []string{"U1", "ann@example.com"}}} {
			if left := pages(t, w, scope, 5); left != nil {
				t.Errorf("%+v still lists %v", scope, left)
			}
		}
		for p, err := range w.All(t.Context()) {
			t.Errorf("among all: %+v, %v", p, err)
		}
	})
}

// Versions go on where they were when a partner comes back, so that nothing decided on
// the partner it was before can be taken for a decision on the one it is now.
func TestRemovedComesBack(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"))
		before, err := w.Partner(t.Context(), "acme")
		if err != nil {
			t.Fatal(err)
		}
		rename := changing("rename", before, func(p *program.Partner) { p.Name = "Acme Lyon" })
		if _, err := w.Apply(t.Context(), removing(t, w, "archive", "acme"), nil); err != nil {
			t.Fatal(err)
		}
		comeback := adding("return", named("acme", "Acme Paris"))
		if receipt, err := w.Apply(t.Context(), comeback, nil); receipt.Entry != 3 || err != nil {
			t.Fatalf("coming back: %+v, %v", receipt, err)
		}
		want := named("acme", "Acme Paris")
		want.Version = 3
		p, err := w.Partner(t.Context(), "acme")
		if diff := cmp.Diff(want, p); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		if _, err := w.Apply(t.Context(), rename, nil); !errors.Is(err, program.ErrConflict) {
			t.Errorf("a change decided on the partner before: %v", err)
		}
		if found, err := w.Find(t.Context(), "acme paris"); err != nil || found.How != program.ExactMatch {
			t.Errorf("found %+v, %v", found, err)
		}
	})
}

// Whoever is not there can neither be changed nor removed, whether it has gone or has
// never been.
func TestRemovedConflicts(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"), named("beta", "Beta"))
		acme, err := w.Partner(t.Context(), "acme")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Apply(t.Context(), removing(t, w, "archive", "acme"), nil); err != nil {
			t.Fatal(err)
		}
		gone, beta := acme, named("beta", "Beta")
		gone.Version = 2 // as the removal counted
		tests := map[string]program.Change{
			"changed as it was":               {Before: &acme, After: acme},
			"changed as it would be":          {Before: &gone, After: gone},
			"removed again":                   {Before: &acme, After: acme, Removed: true},
			"removed as it would be":          {Before: &gone, After: gone, Removed: true},
			"removed on no ground":            {After: acme, Removed: true},
			"removed, never there":            {After: named("nobody", "Nobody"), Removed: true},
			"removed, there, on no ground":    {After: beta, Removed: true},
			"new, though it is there already": {After: beta},
		}
		for name, change := range tests {
			batch := program.Batch{Op: name, By: "U1", At: noon, What: name, Changes: []program.Change{
				{After: named("gamma", "Gamma")}, change,
			}}
			if _, err := w.Apply(t.Context(), batch, nil); !errors.Is(err, program.ErrConflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if left := pages(t, w, program.Scope{}, 5); len(left) != 1 {
			t.Errorf("a refused batch left %v", left)
		}
	})
}
