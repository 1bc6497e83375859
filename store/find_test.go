package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

func TestFind(t *testing.T) {
	partners := []program.Partner{
		named("societe generale", "Société Générale SA", "SocGen"),
		named("cap", "Cap Gemini"),
		named("P-17", "Capital Réseaux"),
		named("acme", "Acme"),
		named("acme lyon", "Acme", "Acme Lyon"),
		named("help", "help"),
		named("plus", "+++"),
		named("greek", "Ελληνικά"),
	}
	tests := []struct {
		words string
		how   program.Match
		want  []string
	}{
		{"Société Générale SA", program.ExactMatch, []string{"societe generale"}},
		{"societe generale", program.ExactMatch, []string{"societe generale"}},
		{"SOCIETE GENERALE S.A.", program.ExactMatch, []string{"societe generale"}},
		{"  société  générale ", program.ExactMatch, []string{"societe generale"}},
		{"socgen", program.ExactMatch, []string{"societe generale"}},
		{"capgemini", program.ExactMatch, []string{"cap"}},
		{"P-17", program.ExactMatch, []string{"P-17"}},
		{"help", program.ExactMatch, []string{"help"}},
		{"+++", program.ExactMatch, []string{"plus"}},
		{"ΕΛΛΗΝΙΚΆ", program.ExactMatch, []string{"greek"}},

		// The id comes first, and a second partner of the same name is not hidden.
		{"acme", program.ExactMatch, []string{"acme", "acme lyon"}},
		{"acme lyon", program.ExactMatch, []string{"acme lyon"}},

		// An id is as sure as a name, even where it begins other names.
		{"cap", program.ExactMatch, []string{"cap"}},

		{"capi", program.PrefixMatch, []string{"P-17"}},
		{"ca", program.PrefixMatch, []string{"cap", "P-17"}},
		{"soc", program.PrefixMatch, []string{"societe generale"}},
		{"acme l", program.PrefixMatch, []string{"acme lyon"}},

		{"nobody", program.NoMatch, nil},
		{"", program.NoMatch, nil},
		{"?!", program.NoMatch, nil},
	}
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, partners...)
		for _, test := range tests {
			found, err := w.Find(t.Context(), test.words)
			if err != nil {
				t.Fatalf("Find(%q): %v", test.words, err)
			}
			if found.How != test.how || !cmp.Equal(ids(found.Partners), test.want) {
				t.Errorf("Find(%q) = %v %v, want %v %v", test.words, found.How, ids(found.Partners), test.how, test.want)
			}
		}
	})
}

// ids are the ids of partners in their order.
func ids(partners []program.Partner) []string {
	var all []string
	for _, p := range partners {
		all = append(all, p.ID)
	}
	return all
}
