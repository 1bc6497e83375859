package commands

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// A landing is where the programme lands at the end of a day, and what would change that.
type landing struct {
	board.Tally
	gaps     []gap // of each tier, in the order of the tally
	waiting  int   // have lapsed and wait for a decision
	held     int   // have lapsed, and their fall is put off
	toTheEnd bool  // it looks at the end of all deadlines
}

// A gap is how far a tier is from what the vendor hopes for, and what closes it.
type gap struct {
	// Needed is how many of the tier's own partners must be saved to reach the target, once
	// the tiers above have saved what they need: all that can be where those are too few, and
	// 0 where it is reached without. Freed are those that then no longer fall into it from
	// above, and are missing here.
	needed, freed int
	days          float64 // of the cheapest saves that are needed, in person-days
	figures       int     // how many of those need a figure as well
	short         int     // is missing even with every save

	waiting int // have lapsed from the tier and wait for a decision
	// The candidates that a list of promotions has for the tier, as far as no figure is in
	// their way.
	eligible  int // hold a lower tier and have earned this one, and none above
	trainable int // hold the tier below, do not fall, and lack nothing for this one but training
}

// landingOf is where the programme lands at the end of a day.
func landingOf(b *board.Board, rules *program.Rules, end program.Date) landing {
	l := landing{Tally: b.Tally(end), toTheEnd: !end.Before(b.End())}
	l.gaps = make([]gap, len(l.Tiers))
	saves := make([]costs, len(l.Tiers))
	for f := range b.Facts() {
		l.rise(&f)
		switch lapsed := f.Falls && f.Deadline.Before(l.Day); {
		case !f.Falls || end.Before(f.Deadline):
		case lapsed && f.Held:
			l.held++
		case lapsed:
			l.waiting++
			l.gaps[f.Tier.Rank].waiting++
		case !f.Held && f.Saving(l.Day) != program.TooLate && f.Tier.Target.Min > 0:
			saves[f.Tier.Rank].add(&f)
		}
	}
	l.close(saves, rules)
	return l
}

// rise counts a partner for the tier that it could be promoted to.
func (l *landing) rise(f *board.Fact) {
	switch g := &l.gaps[target(f).Rank]; {
	case !isCandidate(f):
	case f.Eligible():
		g.eligible++
	case f.NextShort == 0:
		g.trainable++
	}
}

// costs are the saves of one tier, those that cost the same as one: of a hundred thousand
// partners most do.
type costs map[cost]*same

type cost struct {
	days  float64
	short program.Amount
	start program.Date // the last day to begin, or the deadline
	after int          // rank of the tier it would fall to
}

type same struct {
	one      board.Fact
	partners int
}

func (c *costs) add(f *board.Fact) {
	if *c == nil {
		*c = costs{}
	}
	key := cost{days: f.PersonDays, short: f.Short, start: f.LatestStart, after: rankOf(f.After)}
	if key.start.IsZero() {
		key.start = f.Deadline
	}
	if s := (*c)[key]; s != nil {
		s.partners++
		return
	}
	(*c)[key] = &same{*f, 1}
}

// cheapest are the saves as seen on a day, the cheapest first. Where two cost the same, the
// order says which of them is taken, so that the numbers are the same however often one asks.
func (c costs) cheapest(today program.Date) []*same {
	return slices.SortedFunc(maps.Values(c), func(a, b *same) int {
		return cmp.Or(board.CheapestSave(&a.one, &b.one, today), cmp.Compare(rankOf(a.one.After), rankOf(b.one.After)))
	})
}

// close is what closes the gaps, given what can be saved of each tier. It goes down from
// the highest, because whom a tier saves does not fall into a lower one.
func (l *landing) close(saves []costs, rules *program.Rules) {
	for rank := len(l.Tiers) - 1; rank >= 0; rank-- {
		t, g := &l.Tiers[rank], &l.gaps[rank]
		hoped := t.Tier.Target.Min
		g.short = max(0, hoped-t.Saved)
		lacking := max(0, hoped-(t.Then-g.freed))
		for _, s := range saves[rank].cheapest(l.Day) {
			n := min(s.partners, lacking-g.needed)
			g.needed += n
			g.days += float64(n) * s.one.PersonDays
			if s.one.Kind(rules) == board.ByRevenue {
				g.figures += n
			}
			if s.one.After != nil {
				l.gaps[s.one.After.Rank].freed += n
			}
		}
	}
}

// rankOf is a tier's rank; none is below the lowest.
func rankOf(t *program.Tier) int {
	if t == nil {
		return -1
	}
	return t.Rank
}

// over reports whether all that it looks at has happened.
func (l *landing) over() bool { return l.End.Before(l.Day) }
