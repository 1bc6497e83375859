package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

func TestFindMisspelt(t *testing.T) {
	partners := []program.Partner{
		named("sg", "Société Générale", "SocGen"),
		named("sgp", "Société Générale Paris Nord"),
		named("cap", "Cap Gemini"),
		named("acme", "Acme"),
		named("vente", "Vente-Privée"),
	}
	tests := []struct {
		name, words string
		want        []string
	}{
		{"a letter too few", "societé generle", []string{"sg"}},
		{"a letter too many", "societe gennerale", []string{"sg"}},
		{"another letter", "societe generole", []string{"sg"}},
		{"neighbours swapped", "societe genreale", []string{"sg"}},
		{"swapped at the end", "socgne", []string{"sg"}},
		{"swapped at the beginning", "cpa gemini", []string{"cap"}},
		{"two mistakes", "societe jeneralle", []string{"sg"}},
		{"two at the ends", "zap geminy", []string{"cap"}},
		{"first letter wrong", "vcme", []string{"acme"}},
		{"one mistake in the beginning only", "cap gamin", []string{"cap"}},
		{"the beginning of several", "societte g", []string{"sg", "sgp"}},
		{"a later word", "generale", []string{"sg", "sgp"}},
		{"the middle of a word", "priv", []string{"vente"}},

		{"three mistakes", "zocieta jenerale", nil},
		{"too short for one mistake", "zc", nil},
		{"too short for two", "zcmz", nil},
	}
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, partners...)
		for _, test := range tests {
			found, err := w.Find(t.Context(), test.words)
			if err != nil {
				t.Fatal(err)
			}
			how := program.NearMatch
			if test.want == nil {
				how = program.NoMatch
			}
			if found.How != how || !cmp.Equal(ids(found.Partners), test.want) {
				t.Errorf("%s: Find(%q) = %v %v, want %v %v",
					test.name, test.words, found.How, ids(found.Partners), how, test.want)
			}
		}
	})
}

// The search finds exactly what comparing the words with every name would find.
func TestFindEqualsBruteForce(t *testing.T) {
	urls := map[string]string{
		"miniredis":    "redis://" + miniredis.RunT(t).Addr(),
		"redis-server": redistest.Start(t).URL(),
	}
	for server, url := range urls {
		t.Run(server, func(t *testing.T) {
			r := open(t, url)
			round := 0
			rapid.Check(t, func(rt *rapid.T) {
				round++
				w := r.Workspace(fmt.Sprintf("T%d", round))
				word := rapid.StringOfN(rapid.SampledFrom([]rune("abc")), 1, 9, -1)
				names := rapid.SliceOfNDistinct(word, 1, 40, rapid.ID).Draw(rt, "names")
				add(t, w, nameless(names)...)
				for _, words := range rapid.SliceOfN(word, 1, 8).Draw(rt, "queries") {
					found, err := w.Find(t.Context(), words)
					if err != nil {
						rt.Fatal(err)
					}
					how, want := bruteForce(names, words)
					if found.How != how || !cmp.Equal(ids(found.Partners), want) {
						rt.Errorf("Find(%q) among %q = %v %q, want %v %q",
							words, names, found.How, ids(found.Partners), how, want)
					}
				}
			})
		})
	}
}

// nameless are partners whose ids are their names, after a sign that no query has.
func nameless(names []string) []program.Partner {
	var partners []program.Partner
	for _, name := range names {
		partners = append(partners, program.Partner{ID: "#" + name, Name: name})
	}
	return partners
}

// bruteForce says what [store.Workspace.Find] must find, from its documentation.
func bruteForce(names []string, words string) (program.Match, []string) {
	names = slices.Sorted(slices.Values(names))
	if slices.Contains(names, words) {
		return program.ExactMatch, []string{"#" + words}
	}
	pick := func(most int, fits func(string) bool) []string {
		var picked []string
		for _, name := range names {
			if fits(name) && len(picked) < most {
				picked = append(picked, "#"+name)
			}
		}
		return picked
	}
	if found := pick(10, func(name string) bool { return strings.HasPrefix(name, words) }); found != nil {
		return program.PrefixMatch, found
	}
	for mistakes := 1; mistakes <= 2 && len(words) > 2*mistakes; mistakes++ {
		whole := func(name string) bool { return distance(name, words) <= mistakes }
		beginning := func(name string) bool {
			for end := range len(name) + 1 {
				if len(words) >= 4*mistakes && end > 0 && name[end-1] == words[len(words)-1] &&
					distance(name[:end], words) <= mistakes {
					return true
				}
			}
			return false
		}
		for _, fits := range []func(string) bool{whole, beginning} {
			if found := pick(5, fits); found != nil {
				return program.NearMatch, found
			}
		}
	}
	if len(words) >= 4 {
		if found := pick(5, func(name string) bool { return strings.Contains(name, words) }); found != nil {
			return program.NearMatch, found
		}
	}
	return program.NoMatch, nil
}

// distance is how many letters must be added, dropped, replaced or swapped with their
// neighbour to turn one word into the other.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
			default:
				replace := rows[i-1][j-1]
				if a[i-1] != b[j-1] {
					replace++
				}
				rows[i][j] = min(replace, rows[i-1][j]+1, rows[i][j-1]+1)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
				}
			}
		}
	}
	return rows[len(a)][len(b)]
}
