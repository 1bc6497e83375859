package board

import (
	"cmp"
	"slices"
	"sort"

	"github.com/tierbot/tierbot/program"
)

// Select are the facts that fit, in an order; equals come by name. They are the caller's.
// Whoever needs only the first of many takes [Board.Top].
func (b *Board) Select(fits func(*Fact) bool, order func(a, b *Fact) int) []Fact {
	s := sorter{order: order}
	for f := range b.facts() {
		if fits(f) {
			s.facts = append(s.facts, *f)
		}
	}
	s.sort()
	return s.facts
}

// Top are the first n facts of [Board.Select], and how many there are in all. It takes
// room for the first alone.
func (b *Board) Top(n int, fits func(*Fact) bool, order func(a, b *Fact) int) (first []Fact, all int) {
	s := sorter{order: order}
	sorted := false // the first n are the best so far, in order
	for f := range b.facts() {
		if !fits(f) {
			continue
		}
		all++
		if sorted && order(f, &s.facts[n-1]) > 0 || n <= 0 {
			continue
		}
		s.facts = append(s.facts, *f)
		if len(s.facts) >= 2*n+pageRows {
			s.sort()
			s.facts, sorted = s.facts[:n], true
		}
	}
	s.sort()
	return slices.Clip(s.facts[:min(n, len(s.facts))]), all
}

// A sorter puts facts in an order, and equals in that of their names.
type sorter struct {
	facts  []Fact
	folded []string // the facts' names, as far as they were compared
	order  func(a, b *Fact) int
}

func (s *sorter) sort() {
	s.folded = make([]string, len(s.facts))
	sort.Sort(s)
}

func (s *sorter) Len() int { return len(s.facts) }

func (s *sorter) Swap(i, j int) {
	s.facts[i], s.facts[j] = s.facts[j], s.facts[i]
	s.folded[i], s.folded[j] = s.folded[j], s.folded[i]
}

func (s *sorter) Less(i, j int) bool {
	a, b := &s.facts[i], &s.facts[j]
	if c := s.order(a, b); c != 0 {
		return c < 0
	}
	return cmp.Or(cmp.Compare(s.name(i), s.name(j)), cmp.Compare(a.ID, b.ID)) < 0
}

func (s *sorter) name(i int) string {
	if s.folded[i] == "" {
		s.folded[i] = program.Fold(s.facts[i].Name)
	}
	return s.folded[i]
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
// saved; then the rest, the nearest deadline first.
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
	case f.Deadline.IsZero():
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
