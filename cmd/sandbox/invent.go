package main

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// invented is the whole programme of the announcement: 1,150 Professional, 120
// Enterprise and 5 Premier partners, with names nobody bears and a believable
// spread of progress on a day seven weeks into the grace period, which is the first of
// June 2009. On a later day nothing more has happened. The same seed gives the same
// partners, so that what one person saw another finds again.
func invented(on program.Date) []program.Partner {
	in := &inventor{
		on:     on,
		random: rand.New(rand.NewPCG(2009, 4)),
		taken:  map[string]bool{"acme": true},
	}
	partners := []program.Partner{in.acme()}
	for range 119 {
		partners = append(partners, in.enterprise())
	}
	for range 5 {
		partners = append(partners, in.premier())
	}
	for range 1150 {
		partners = append(partners, in.professional())
	}
	imported := time.Date(on.Year, on.Month, on.Day-3, 8, 0, 0, 0, time.UTC)
	for i := range partners {
		partners[i].Owners = []string{ownerOf(i)}
		partners[i].Reported = program.Report{By: dominique, At: imported}
	}
	return partners
}

// acme is the partner of the examples: an Enterprise half way there.
func (in *inventor) acme() program.Partner {
	return program.Partner{
		ID: "acme", Name: "Acme", Tier: "enterprise", Aliases: []string{"Acme Informatique"},
		Certificates: []program.Holding{
			{Certificate: "vsp", Unnamed: 3},
			{Certificate: "vtsp", Holder: "Inès Morel", Earned: in.on.AddDays(-12)},
		},
		Readings: []program.Reading{{Metric: "revenue", Value: 12_000_00}},
	}
}

// ownerOf spreads partners over those who look after them: 46 are Alex's and 38 Camille's,
// as many as a desk has. All others wait for theirs with Dominique, which shows what a
// digest makes of a thousand partners.
func ownerOf(i int) string {
	switch {
	case i%28 == 0:
		return alex
	case i%28 == 1 && i < 38*28:
		return camille
	}
	return dominique
}

// inventor draws partners that differ in name and in how far they are.
type inventor struct {
	on     program.Date
	random *rand.Rand
	taken  map[string]bool
}

func (in *inventor) professional() program.Partner {
	p := in.partner("professional")
	if in.chance(22) {
		in.people(&p, 1+in.random.IntN(2))
	}
	if in.chance(6) {
		in.competencies(&p, "infrastructure")
	}
	if in.chance(30) {
		in.revenue(&p, 1_000+in.random.IntN(14_000))
	}
	return p
}

func (in *inventor) enterprise() program.Partner {
	p := in.partner("enterprise")
	in.people(&p, in.pick(20, 35, 25, 12, 8))
	if in.chance(40) {
		in.competencies(&p, "infrastructure")
	}
	if in.chance(15) {
		in.competencies(&p, "desktop")
	}
	in.revenue(&p, 3_000+in.random.IntN(60_000))
	return p
}

func (in *inventor) premier() program.Partner {
	p := in.partner("premier")
	in.people(&p, 2+in.random.IntN(3))
	in.competencies(&p, []string{"infrastructure", "continuity", "management"}[:1+in.random.IntN(3)]...)
	in.revenue(&p, 700_000+in.random.IntN(900_000))
	return p
}

func (in *inventor) partner(tier string) program.Partner {
	name := in.name()
	p := program.Partner{ID: program.FoldCompany(name), Name: name, Tier: tier}
	p.Certificates = append(p.Certificates, program.Holding{Certificate: "vsp", Unnamed: 1 + in.random.IntN(6)})
	return p
}

// people gives the partner n holders of the technical certificate, earned since the
// programme began.
func (in *inventor) people(p *program.Partner, n int) {
	for range n {
		holder := choose(in, firstNames) + " " + choose(in, lastNames)
		p.Certificates = append(p.Certificates, program.Holding{
			Certificate: "vtsp", Holder: holder, Earned: in.recently(),
		})
	}
}

func (in *inventor) competencies(p *program.Partner, ids ...string) {
	for _, id := range ids {
		p.Competencies = append(p.Competencies, program.Earned{Competency: id, Earned: in.recently()})
	}
}

func (in *inventor) revenue(p *program.Partner, dollars int) {
	p.Readings = []program.Reading{{Metric: "revenue", Value: program.Amount(dollars) * 100}}
}

// recently is a day since the programme began.
func (in *inventor) recently() program.Date { return in.on.AddDays(-1 - in.random.IntN(47)) }

func (in *inventor) chance(percent int) bool { return in.random.IntN(100) < percent }

// pick draws an index with the weights given in percent.
func (in *inventor) pick(weights ...int) int {
	drawn := in.random.IntN(100)
	for i, weight := range weights {
		if drawn -= weight; drawn < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// name draws a company name that folds to nothing seen before.
func (in *inventor) name() string {
	for {
		name := choose(in, stems) + " " + choose(in, trades)
		if in.chance(40) {
			name += " " + choose(in, cities)
		}
		if folded := program.FoldCompany(name); !in.taken[folded] {
			in.taken[folded] = true
			return strings.TrimSpace(name + " " + choose(in, forms))
		}
	}
}

func choose(in *inventor, words []string) string { return words[in.random.IntN(len(words))] }
