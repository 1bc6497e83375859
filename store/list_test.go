package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

func TestList(t *testing.T) {
	partner := func(id, name, tier string, owners ...string) program.Partner {
		return program.Partner{ID: id, Name: name, Tier: tier, Owners: owners, Aliases: []string{"Aa " + id, "Zz " + id}}
	}
	partners := []program.Partner{
		partner("7", "Delta", "premier", "U1"),
		partner("3", "Épsilon", "professional", "U2"),
		partner("9", "alpha", "professional", "U1", "ann@example.com"),
		partner("1", "Beta", "professional"),
		partner("2", "Beta SA", "premier", "ann@example.com", "U11"),
		partner("5", "gamma", "professional", "ann@example.com"),
	}
	tests := []struct {
		name  string
		scope program.Scope
		want  []string
	}{
		{"everything, by name", program.Scope{}, []string{"9", "1", "2", "7", "3", "5"}},
		{"one tier", program.Scope{Tier: "premier"}, []string{"2", "7"}},
		{"no such tier", program.Scope{Tier: "prem"}, nil},
		{"one person", program.Scope{Owners: []string{"U1"}}, []string{"9", "7"}},
		{"a person by two names", program.Scope{Owners: []string{"U1", "ann@example.com"}}, []string{"9", "2", "7", "5"}},
		{"a person's tier", program.Scope{Tier: "professional", Owners: []string{"ann@example.com"}}, []string{"9", "5"}},
		{"nobody's", program.Scope{Owners: []string{"U"}}, nil},
	}
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, partners...)
		for _, test := range tests {
			for limit := 1; limit <= 7; limit++ {
				got := pages(t, w, test.scope, limit)
				if !cmp.Equal(got, test.want) {
					t.Errorf("%s, %d a page: %v, want %v", test.name, limit, got, test.want)
				}
			}
		}
		if _, err := w.List(t.Context(), program.Scope{}, "no place", 5); err == nil {
			t.Error("a page that no page led to was read")
		}
	})
}

// pages lists page after page and returns all ids.
func pages(t *testing.T, w *store.Workspace, scope program.Scope, limit int) []string {
	t.Helper()
	var all []string
	for from := ""; ; {
		page, err := w.List(t.Context(), scope, from, limit)
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Partners) > limit || (page.Next != "" && len(page.Partners) < limit) {
			t.Fatalf("a page of %d with %d partners, next %q", limit, len(page.Partners), page.Next)
		}
		all = append(all, ids(page.Partners)...)
		if from = page.Next; from == "" {
			return all
		}
	}
}

func TestAll(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for range w.All(t.Context()) {
			t.Error("an empty store has a partner")
		}
		names := fill(t, w, 1_275)
		seen := make(map[string]bool)
		for p, err := range w.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			seen[p.Name] = true
		}
		for _, name := range names {
			if !seen[name] {
				t.Fatalf("%s is missing", name)
			}
		}
	})
}
