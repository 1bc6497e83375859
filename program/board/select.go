package board

import (
	"cmp"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// Select are the facts that fit, in an order; equals come by name. They are the caller's.
// Whoever needs only the first of many takes [Board.Top].
func (b *Board) Select(fits func(*Fact) bool, order func(a, b *Fact) int) []Fact {
	var found []uint32
	var f Fact
	for number, row := range b.rows.present() {
		if b.read(row, &f); fits(&f) {
			found = append(found, number)
		}
	}
	if len(found) == 0 {
		return nil
	}
	facts := make([]Fact, len(found))
	for i, number := range found {
		b.read(b.rows.at(number), &facts[i])
	}
	sortFacts(facts, order)
	return facts
}

// Top are the first n facts of [Board.Select], none when n is below 1, and how many there
// are in all. It takes room for the first alone.
func (b *Board) Top(n int, fits func(*Fact) bool, order func(a, b *Fact) int) (first []Fact, all int) {
	n = max(0, n)
	sorted := false // the first n are the best so far, in order
	for f := range b.facts() {
		if !fits(f) {
			continue
		}
		all++
		if n == 0 || sorted && order(f, &first[n-1]) > 0 {
			continue
		}
		first = append(first, *f)
		if len(first) >= 2*n+pageRows {
			sortFacts(first, order)
			first, sorted = first[:n], true
		}
	}
	sortFacts(first, order)
	return slices.Clip(first[:min(n, len(first))]), all
}

// sortFacts puts facts in an order, and equals in that of their names. A fact is long, so
// that their places are sorted first, and then each is moved once.
func sortFacts(facts []Fact, order func(a, b *Fact) int) {
	folded := make([]string, len(facts)) // the names, as far as they were compared
	name := func(i uint32) string {
		if folded[i] == "" {
			folded[i] = program.Fold(facts[i].Name)
		}
		return folded[i]
	}
	places := make([]uint32, len(facts))
	for i := range places {
		places[i] = uint32(i)
	}
	slices.SortFunc(places, func(i, j uint32) int {
		a, b := &facts[i], &facts[j]
		if c := order(a, b); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(name(i), name(j)), cmp.Compare(a.ID, b.ID))
	})
	arrange(facts, places)
}

// arrange brings to each place what stands at the one named there. It uses the places up.
func arrange(facts []Fact, places []uint32) {
	for i := range places {
		first, to := facts[i], uint32(i)
		for {
			from := places[to]
			places[to] = to
			if from == uint32(i) {
				break
			}
			facts[to] = facts[from]
			to = from
		}
		facts[to] = first
	}
}

// CheapestSave orders the facts of partners that fall by what it takes to save them, as seen
// on a day: what can still be saved comes before what cannot, then the fewest person-days,
// then the least that the figures lack, then what must start first, then the higher tier.
func CheapestSave(a, b *Fact, today program.Date) int {
	late := func(f *Fact) int {
		if f.Saving(today) == program.TooLate {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(late(a), late(b)),
		cmp.Compare(a.PersonDays, b.PersonDays),
		cmp.Compare(a.Short, b.Short),
		lastStart(a).Compare(lastStart(b)),
		cmp.Compare(b.Tier.Rank, a.Tier.Rank),
	)
}

// MostUrgent orders facts by what can still be done: first what falls and can be saved, by
// the day on which that must begin; then what has lapsed; then what can no longer be
// saved; then the rest, the nearest deadline ahead first.
func MostUrgent(a, b *Fact, today program.Date) int {
	return cmp.Or(
		cmp.Compare(calm(a, today), calm(b, today)),
		lastStart(a).Compare(lastStart(b)),
		cmp.Compare(a.PersonDays, b.PersonDays),
	)
}

func calm(f *Fact, today program.Date) int {
	switch {
	case f.Falls && f.Saving(today) != program.TooLate:
		return 0
	case f.Falls && f.State == program.Lapsed && !f.Held:
		return 1
	case f.Falls:
		return 2
	case f.Deadline.Before(today): // over, or absent
		return 4
	}
	return 3
}

// lastStart is the day by which something must begin: the deadline where there is nothing
// to train.
func lastStart(f *Fact) program.Date {
	if f.LatestStart.IsZero() {
		return f.Deadline
	}
	return f.LatestStart
}
