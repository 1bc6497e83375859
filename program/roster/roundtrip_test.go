package roster_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// Writing partners and reading them into an empty store gives the same partners,
// whatever their names hold, in both forms and for any programme.
func TestRoundTrip(t *testing.T) {
	services, err := program.Load("services-path.toml", read(t, "../testdata/services-path.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rules := range []*program.Rules{program.Default(), services} {
		for form, write := range map[string]writer{"csv": roster.WriteCSV, "xlsx": roster.WriteXLSX} {
			t.Run(rules.Name.EN+" "+form, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) { roundTrip(t, rules, write) })
			})
		}
	}
}

type writer func(io.Writer, *program.Rules, []program.Partner) error

func roundTrip(t *rapid.T, rules *program.Rules, write writer) {
	partners := rapid.SliceOfNDistinct(partnerOf(rules), 1, 5, func(p program.Partner) string { return p.ID }).Draw(t, "partners")
	var file bytes.Buffer
	if err := write(&file, rules, partners); err != nil {
		t.Fatal(err)
	}
	got, err := roster.Read("export", &file, rules)
	if err != nil {
		t.Fatal(err)
	}
	plan := got.Plan(nil, later)
	if len(plan.Refused) > 0 {
		t.Fatalf("refused:\n%s", lines(plan.Refused))
	}
	byCertificate := cmpopts.SortSlices(func(a, b program.Holding) bool { return a.Certificate < b.Certificate })
	byMetric := cmpopts.SortSlices(func(a, b program.Reading) bool { return a.Metric < b.Metric })
	if diff := cmp.Diff(partners, after(plan), cmpopts.EquateEmpty(), byCertificate, byMetric); diff != "" {
		t.Fatalf("(-written +read):\n%s", diff)
	}
	again := got.Plan(partners, june) // a day before much of what they have
	if again.Unchanged != len(partners) {
		t.Fatalf("the file changes the partners it was written from: %s%+v", lines(again.Refused), again.Updated)
	}
}

// partnerOf draws a partner with everything the file can carry.
func partnerOf(rules *program.Rules) *rapid.Generator[program.Partner] {
	return rapid.Custom(func(t *rapid.T) program.Partner {
		p := program.Partner{
			ID:      text.Draw(t, "id"),
			Name:    text.Draw(t, "name"),
			Aliases: rapid.SliceOfNDistinct(text, 0, 3, rapid.ID).Draw(t, "aliases"),
			Tier:    rapid.SampledFrom(rules.Tiers).Draw(t, "tier").ID,
			Owners:  rapid.SliceOfNDistinct(owner, 0, 3, rapid.ID).Draw(t, "owners"),
		}
		for i := range rules.Certificates {
			p.Certificates = append(p.Certificates, holdings(t, &rules.Certificates[i])...)
		}
		for i := range rules.Competencies {
			if rapid.Bool().Draw(t, "competency") {
				from, until := days(t)
				p.Competencies = append(p.Competencies, program.Earned{Competency: rules.Competencies[i].ID, Earned: from, Ends: until})
			}
		}
		for i := range rules.Metrics {
			p.Readings = append(p.Readings, readings(t, rules.Metrics[i].ID)...)
		}
		return p
	})
}

// text draws names, the more awkward the better: everything that means something in
// a list or in a spreadsheet, around a letter.
var text = rapid.Custom(func(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"'", "=", "+", "-", "@", "|", ";", ",", `"`, "(", ")", "..", "3", "@2009-05-20", "#", "<!channel>",
			"é", "œ", "l'", "日本", "עברית", "💻", " ", "professional", "x",
		}),
		rapid.StringOfN(rapid.RuneFrom([]rune("aZ09àß'\"|;@=-+() .")), 1, 8, -1),
	)
	pieces := rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces")
	letter := rapid.SampledFrom([]string{"a", "É", "7"}).Draw(t, "letter")
	at := rapid.IntRange(0, len(pieces)).Draw(t, "at")
	return strings.Join(strings.Fields(strings.Join(slices.Insert(pieces, at, letter), "")), " ")
})

var owner = rapid.OneOf(
	rapid.StringMatching(`[UW][A-Z0-9]{8,10}`),
	rapid.StringMatching(`[a-z0-9+='-]{1,8}@[a-z]{1,8}\.(fr|com)`),
)

// holdings draws the holders of one certificate: people whose names are not one
// another's, and groups without names.
func holdings(t *rapid.T, cert *program.Certificate) []program.Holding {
	var all []program.Holding
	for _, name := range rapid.SliceOfNDistinct(text, 0, 4, program.Fold).Draw(t, "holders") {
		h := program.Holding{Certificate: cert.ID, Holder: name}
		if rapid.IntRange(0, 4).Draw(t, "named") == 0 {
			h.Holder, h.Unnamed = "", rapid.IntRange(1, 100).Draw(t, "people")
		}
		if len(cert.Kinds) > 0 && rapid.Bool().Draw(t, "has kind") {
			h.Kind = rapid.SampledFrom(cert.Kinds).Draw(t, "kind").ID
		}
		h.Earned, h.Ends = days(t)
		all = append(all, h)
	}
	return all
}

func readings(t *rapid.T, metric string) []program.Reading {
	var all []program.Reading
	from := program.Date{}
	for range rapid.IntRange(0, 3).Draw(t, "readings") {
		value := program.Amount(rapid.Int64Range(0, 1e17).Draw(t, "value"))
		all = append(all, program.Reading{Metric: metric, Value: value, From: from})
		from = day("2009-04-14").AddDays(len(all) * rapid.IntRange(1, 30).Draw(t, "days"))
		if last := all[len(all)-1].From; from.Before(last) {
			from = last
		}
	}
	return all
}

// days draws a period, of which either end may be unknown.
func days(t *rapid.T) (from, until program.Date) {
	if rapid.Bool().Draw(t, "has day") {
		from = day("2008-01-01").AddDays(rapid.IntRange(0, 900).Draw(t, "from"))
	}
	if rapid.IntRange(0, 3).Draw(t, "ends") == 0 {
		until = day("2009-01-01").AddDays(rapid.IntRange(540, 900).Draw(t, "until"))
	}
	return from, until
}
