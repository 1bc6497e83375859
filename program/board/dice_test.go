package board

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// dice draws a number from 0 up to, and without, another.
type dice func(n int) int

func drawn(t *rapid.T) dice {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "die") }
}

func seeded(seed uint64) dice { return rand.New(rand.NewPCG(seed, 2)).IntN }

func (d dice) once(in int) bool { return d(in) == 0 }

var (
	firstDay  = program.Default().FirstDay
	skills    = []string{"infrastructure", "continuity", "desktop", "management"}
	owners    = []string{"U01ALEX", "U02BENE", "U03CHLOE", "dora@example.com"}
	revenues  = []program.Amount{0, 999_999, 1_000_000, 50_000_000, 100_000_000, 250_000_000}
	tierNames = []string{"registered", "professional", "professional", "enterprise", "enterprise", "premier"}
)

// day is some day around the programme, or none.
func (d dice) day() program.Date {
	if d.once(3) {
		return program.Date{}
	}
	return firstDay.AddDays(d(420) - 20)
}

// end is none, or some day on which evidence ends.
func (d dice) end(earned program.Date) program.Date {
	if !d.once(6) {
		return program.Date{}
	}
	if earned.IsZero() {
		earned = firstDay
	}
	return earned.AddDays(1 + d(300))
}

// partner is a partner of the article's programme, with whatever can befall one.
func (d dice) partner(id string) program.Partner {
	p := program.Partner{ID: id, Name: "Partner " + id, Version: 1, Tier: tierNames[d(len(tierNames))]}
	for i := range d(6) {
		p.Certificates = append(p.Certificates, d.holding(i))
	}
	for range d(5) {
		p.Competencies = append(p.Competencies, d.earned())
	}
	for range d(3) {
		p.Readings = append(p.Readings, program.Reading{Metric: "revenue", Value: revenues[d(len(revenues))], From: d.day()})
	}
	for range d(3) {
		p.Owners = append(p.Owners, owners[d(len(owners))])
	}
	slices.Sort(p.Owners)
	p.Owners = slices.Compact(p.Owners)
	if d.once(8) {
		p.TierSince = firstDay.AddDays(1 + d(300))
	}
	if d.once(8) {
		p.Extension = &program.Extension{Until: firstDay.AddDays(150 + d(200))}
	}
	return p
}

func (d dice) holding(i int) program.Holding {
	h := program.Holding{Certificate: []string{"vtsp", "vtsp", "vsp"}[d(3)], Holder: fmt.Sprint("Holder ", i), Earned: d.day()}
	if d.once(5) {
		h.Holder, h.Unnamed = "", 1+d(3)
	}
	h.Ends = d.end(h.Earned)
	return h
}

func (d dice) earned() program.Earned {
	e := program.Earned{Competency: skills[d(len(skills))], Earned: d.day()}
	e.Ends = d.end(e.Earned)
	return e
}

// change is a partner after something that may happen to it on a day.
func (d dice) change(rules *program.Rules, p program.Partner, today program.Date) program.Partner {
	p = p.Clone()
	p.Version++
	switch d(9) {
	case 0:
		p.Hold(program.Holding{Certificate: "vtsp", Holder: fmt.Sprint("Holder ", d(9)), Earned: today}, today)
	case 1:
		p.Earn(program.Earned{Competency: skills[d(len(skills))], Earned: today.AddDays(-d(20))}, today)
	case 2:
		p.Measure(program.Reading{Metric: "revenue", Value: revenues[d(len(revenues))], From: today})
	case 3:
		p.Owners = []string{owners[d(len(owners))]}
	case 4:
		p.EndHolding("vtsp", "", fmt.Sprint("Holder ", d(9)), today.AddDays(d(100)))
	case 5:
		p.Extension = &program.Extension{Until: today.AddDays(d(200))}
	case 6:
		if held, ok := rules.PutOff(&p, today, program.Hold{By: "U01ALEX"}); ok {
			p = held
		}
	case 7:
		if fallen, ok := rules.Fall(&p, today, "U01ALEX"); ok {
			p = fallen
		}
	case 8:
		p.MoveTo(&rules.Tiers[d(len(rules.Tiers))], today, rules.FirstDay)
		p.Name += "!"
	}
	return p
}

// noon is an instant of a day.
func noon(day program.Date) time.Time {
	return time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
}

// A log is partners, and the audit log that tells of them.
type log struct {
	rules    *program.Rules
	partners map[string]program.Partner
	records  []program.Record
}

func newLog() *log { return &log{rules: program.Default(), partners: map[string]program.Partner{}} }

// write records what a partner became, or that it was removed.
func (l *log) write(id string, now *program.Partner, today program.Date) program.Record {
	r := program.Record{Number: int64(len(l.records) + 1), ID: id, By: "U01ALEX", At: noon(today), Now: now}
	l.records = append(l.records, r)
	if now == nil {
		delete(l.partners, id)
	} else {
		l.partners[id] = *now
	}
	return r
}

// happen is something that happens to some partner on a day.
func (l *log) happen(d dice, id string, today program.Date) program.Record {
	p, there := l.partners[id]
	switch {
	case there && d.once(12):
		return l.write(id, nil, today)
	case there:
		p = d.change(l.rules, p, today)
	default:
		p = d.partner(id)
	}
	return l.write(id, &p, today)
}

// refresh brings a board to a day, with the partners of a log.
func (l *log) refresh(b *Board, today program.Date) {
	b.Turn(today)
	var some []program.Partner
	for _, id := range b.Stale() {
		some = append(some, l.partners[id])
	}
	b.Refresh(some)
}
