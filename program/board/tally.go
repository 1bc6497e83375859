package board

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A Tally counts partners by tier: now, and at the end of a day. Each of its three counts
// adds up, over the tiers and those that leave, to the number of partners.
type Tally struct {
	Day, End program.Date
	Partners int
	Tiers    []TierTally // from the lowest to the highest

	// Leaving are those that would keep no tier: if nothing changed, and with every save.
	Leaving, LeavingSaved int
}

// A TierTally counts the partners of one tier.
type TierTally struct {
	Tier  *program.Tier
	Now   int // hold it, as recorded
	Then  int // would hold it at the end of the day if nothing changed
	Saved int // would hold it then, were every save made that can still start in time

	Eligible int // have earned it and hold a lower one

	Saves []Save // how partners of this tier can still be saved from falling, by kind; none: no such kind
	Late  int    // fall from it and can no longer be saved
	Held  int    // would fall from it, were that not put off
}

// A Save is one kind of saving partners, and what it takes for all of them.
type Save struct {
	Kind       SaveKind
	Partners   int
	PersonDays float64
}

// SaveKind is what it takes to save a partner.
type SaveKind int

// The kinds, the cheapest first.
const (
	ByCertificates SaveKind = iota // people's certificates alone
	ByCompetencies                 // a competency as well
	ByRevenue                      // a figure as well
)

// Kind is what it takes to save the partner, when it falls and can be saved.
func (f *Fact) Kind(rules *program.Rules) SaveKind {
	if f.Short > 0 {
		return ByRevenue
	}
	for _, id := range f.Lacks {
		if rules.Competency(id) != nil {
			return ByCompetencies
		}
	}
	return ByCertificates
}

// Tally counts all partners as of the board's day, looking ahead to the end of a day, at
// the furthest that of [Board.End].
func (b *Board) Tally(end program.Date) Tally {
	t := Tally{Day: b.day, End: end, Partners: b.Len(), Tiers: make([]TierTally, len(b.rules.Tiers))}
	for i := range t.Tiers {
		t.Tiers[i].Tier = &b.rules.Tiers[i]
	}
	for f := range b.facts() {
		t.count(f, b)
	}
	return t
}

func (t *Tally) count(f *Fact, b *Board) {
	own := &t.Tiers[f.Tier.Rank]
	own.Now++
	if f.Eligible() {
		t.Tiers[f.Earned.Rank].Eligible++
	}
	then, saved := f.then(t.End), f.Tier
	switch {
	case !f.Falls || f.Deadline.After(t.End):
	case f.Held:
		own.Held++
	case f.Saving(t.Day) == program.TooLate:
		own.Late++
		saved = then
	default:
		own.save(f.Kind(b.rules), f.PersonDays)
	}
	if then == nil {
		t.Leaving++
	} else {
		t.Tiers[then.Rank].Then++
	}
	if saved == nil {
		t.LeavingSaved++
	} else {
		t.Tiers[saved.Rank].Saved++
	}
}

func (t *TierTally) save(kind SaveKind, days float64) {
	i := 0
	for i < len(t.Saves) && t.Saves[i].Kind < kind {
		i++
	}
	if i == len(t.Saves) || t.Saves[i].Kind != kind {
		t.Saves = slices.Insert(t.Saves, i, Save{Kind: kind})
	}
	t.Saves[i].Partners++
	t.Saves[i].PersonDays += days
}
