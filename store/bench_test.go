package store_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// sizes are an article's partners, a large vendor's, and everybody's.
var sizes = []int{1_275, 100_000, 1_000_000}

// BenchmarkSizes finds partners in stores of each size, and says what a partner takes
// there. A million partners take half a minute to store, so each size is stored once;
// -short leaves the million out.
func BenchmarkSizes(b *testing.B) {
	for _, size := range sizes {
		if testing.Short() && size > 100_000 {
			continue
		}
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			s := weigh(b, size)
			for _, kind := range []string{"exact", "prefix", "near1", "near2", "none"} {
				b.Run("find-"+kind, func(b *testing.B) {
					queries := queries(s.names, kind)
					for i := 0; b.Loop(); i++ {
						if _, err := s.workspace.Find(b.Context(), queries[i%len(queries)]); err != nil {
							b.Fatal(err)
						}
					}
				})
			}
			b.Run("memory", s.report)
		})
	}
}

// queries are names as people type them, well or badly.
func queries(names []string, kind string) []string {
	random := rand.New(rand.NewPCG(3, 4))
	all := make([]string, 200)
	for i := range all {
		name := names[random.IntN(len(names))]
		switch kind {
		case "prefix":
			name = name[:len(name)-3]
		case "near1":
			at := len(name) / 2
			name = name[:at] + "q" + name[at+1:]
		case "near2":
			name = name[:3] + "q" + name[4:len(name)-3] + "w" + name[len(name)-2:]
		case "none":
			name = "Zxqw" + strconv.Itoa(i) + " Nowhere"
		}
		all[i] = name
	}
	return all
}

// fill adds partners with four certificates and one owner, every third with an alias,
// and returns their names.
func fill(tb testing.TB, w *store.Workspace, size int) []string {
	tb.Helper()
	const batch = 20_000
	random := rand.New(rand.NewPCG(1, 2))
	names := make([]string, 0, size)
	for len(names) < size {
		partners := make([]program.Partner, min(batch, size-len(names)))
		for i := range partners {
			partners[i] = invent(random, len(names))
			names = append(names, partners[i].Name)
		}
		op := fmt.Sprintf("import partners.csv %d", len(names))
		if _, err := w.Apply(tb.Context(), adding(op, partners...), nil); err != nil {
			tb.Fatal(err)
		}
	}
	return names
}

var (
	syllables = strings.Fields("al an ar ba be bo ca ce co da de di do el en er fa fi ga ge go ha he il in jo ka la le li lo ma me mi mo na ne no or pa pe po qua ra re ri ro sa se si so ta te ti to va ve vi vo za")
	trades    = strings.Fields("Informatique Conseil Services Systèmes Réseaux Télécom Solutions Ingénierie Technologies Infogérance Distribution Groupe")
	firsts    = strings.Fields("Camille Claude Dominique Alix Maxime Sacha Morgan Lou Charlie Andréa")
	lasts     = strings.Fields("Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent")
)

// invent is a partner as the article's programme has them.
func invent(random *rand.Rand, i int) program.Partner {
	pick := func(words []string) string { return words[random.IntN(len(words))] }
	name := ""
	for range 3 + random.IntN(2) {
		name += pick(syllables)
	}
	name = strings.ToUpper(name[:1]) + name[1:] + " " + pick(trades)
	p := program.Partner{
		ID: program.FoldCompany(name) + " " + strconv.Itoa(i), Name: name, Tier: "professional",
		Owners:   []string{fmt.Sprintf("U09PARTN%03d", random.IntN(60))},
		Readings: []program.Reading{{Metric: "revenue", Value: program.Amount(random.IntN(1e8))}},
		Reported: program.Report{By: "partners.csv", At: noon},
	}
	if i%3 == 0 {
		p.Aliases = []string{name[:3] + strconv.Itoa(i%1000)}
	}
	for j := range 4 {
		p.Certificates = append(p.Certificates, program.Holding{
			Certificate: []string{"vsp", "vtsp"}[j%2],
			Holder:      pick(firsts) + " " + pick(lasts),
			Earned:      program.Date{Year: 2009, Month: 5, Day: 1 + random.IntN(28)},
		})
	}
	return p
}
