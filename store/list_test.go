package store_test

import (
	"encoding/base64"
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
		for from, want := range map[string][]string{
			"no place!":                   {"9", "1"}, // the beginning
			place("beta"):                 {"7", "3"},
			place("beta\x00\x00\x00\xff"): {"1", "2"},
			place("zz\x00"):               nil,
		} {
			page, err := w.List(t.Context(), program.Scope{}, from, 2)
			if err != nil || !cmp.Equal(ids(page.Partners), want) {
				t.Errorf("from %q, which no page has named: %v, %v, want %v", from, ids(page.Partners), err, want)
			}
		}
	})
}

// place is a forged place.
func place(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

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

// What is far from the beginning is found in several strides.
func TestStrides(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		last := named("zebra", "Zebra Conseil")
		last.Tier = "premier"
		first := named("aardvark", "Aardvark")
		first.Tier = "enterprise"
		add(t, w, append(some(6_000, "p"), last, first)...)
		if got := pages(t, w, program.Scope{Tier: "premier"}, 5); !cmp.Equal(got, []string{"zebra"}) {
			t.Errorf("the rare tier lists %v", got)
		}
		page, err := w.List(t.Context(), program.Scope{Tier: "enterprise"}, "", 1)
		if err != nil || len(page.Partners) != 1 || page.Next != "" {
			t.Errorf("a full page that is the last one: %v, next %q, %v", ids(page.Partners), page.Next, err)
		}
		for _, words := range []string{"zebra", "zebra c", "zerba conseil", "zebbra konseil", "conseil"} {
			if found, err := w.Find(t.Context(), words); err != nil || !cmp.Equal(ids(found.Partners), []string{"zebra"}) {
				t.Errorf("Find(%q) = %v, %v", words, ids(found.Partners), err)
			}
		}
		found, err := w.Find(t.Context(), "partner p0042")
		if err != nil || found.How != program.PrefixMatch || len(found.Partners) != 10 || !found.More {
			t.Errorf("a beginning of many: %d, more %v, %v", len(found.Partners), found.More, err)
		}
		found, err = w.Find(t.Context(), "partner p00420q")
		if err != nil || found.How != program.NearMatch || len(found.Partners) != 5 || !found.More {
			t.Errorf("near to many: %d, more %v, %v", len(found.Partners), found.More, err)
		}
	})
}
