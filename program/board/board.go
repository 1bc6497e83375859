package board

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A Board is where all partners stand on one day. It is made by [New].
type Board struct {
	rules *program.Rules
	last  program.Date // the last deadline of the programme
	day   program.Date // of which the facts are

	facts map[string]*Fact
	turns []Turn
	month []Month
}

// New is the board of no partners yet, on a day.
func New(rules *program.Rules, day program.Date) *Board {
	b := &Board{rules: rules, day: day, facts: map[string]*Fact{}}
	for i := range rules.Tiers {
		if d := rules.Deadline(&rules.Tiers[i]); d.After(b.last) {
			b.last = d
		}
	}
	return b
}

// Turn brings the board to a day. What no longer holds then is [Board.Stale].
func (b *Board) Turn(day program.Date) { b.day = day }

// Day is the day of which the board is.
func (b *Board) Day() program.Date { return b.day }

// End is the day that the board looks ahead to: the last deadline of the programme, and
// once that is over the day before the board's, at whose end every lapse so far has
// happened.
func (b *Board) End() program.Date { return b.end(b.day) }

func (b *Board) end(day program.Date) program.Date {
	if yesterday := day.AddDays(-1); b.last.Before(yesterday) {
		return yesterday
	}
	return b.last
}

// Follow takes up what the audit log says next.
func (b *Board) Follow(r program.Record) {
	before := b.facts[r.ID]
	b.begin(r.At)
	var after *Fact
	if r.Now == nil {
		delete(b.facts, r.ID)
	} else {
		f := b.fact(r.Now, b.day)
		after = &f
		b.facts[r.ID] = after
	}
	b.turned(before, after, r)
}

// Stale are the ids of the partners whose facts no longer hold on the board's day.
func (b *Board) Stale() []string {
	var ids []string
	for id, f := range b.facts {
		if !f.holds(b.day) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Refresh looks at partners again that were stale. Who is not on the board is passed over.
func (b *Board) Refresh(partners []program.Partner) {
	for i := range partners {
		if p := &partners[i]; b.facts[p.ID] != nil {
			f := b.fact(p, b.day)
			b.facts[p.ID] = &f
		}
	}
}

// Len is how many partners there are.
func (b *Board) Len() int { return len(b.facts) }

// Fact is where the partner with an id stands; false when it is not on the board.
func (b *Board) Fact(id string) (Fact, bool) {
	f := b.facts[id]
	if f == nil {
		return Fact{}, false
	}
	return *f, true
}

// Facts are where all partners stand, in no order.
func (b *Board) Facts() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for _, f := range b.facts {
			if !yield(*f) {
				return
			}
		}
	}
}

// Select are the facts that fit, in an order; equals come by name. They are the caller's.
func (b *Board) Select(fits func(*Fact) bool, order func(a, b *Fact) int) []Fact {
	var some []Fact
	for f := range b.Facts() {
		if fits(&f) {
			some = append(some, f)
		}
	}
	slices.SortFunc(some, func(a, b Fact) int {
		return cmp.Or(order(&a, &b), cmp.Compare(program.Fold(a.Name), program.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return some
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

// monthOf is the month of an instant, in the programme's zone.
func (b *Board) monthOf(t time.Time) (int, time.Month) {
	d := b.rules.Today(t)
	return d.Year, d.Month
}
