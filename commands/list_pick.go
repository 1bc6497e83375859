package commands

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// mostLines is how many partners a page of a list has.
const mostLines = 20

// A selection is the partners whom a list has, of which one page is to be shown, and what
// there is to say of all of them.
type selection struct {
	page  []board.Fact
	start int // how many stand on the pages before
	count int // how many the list has
	days  float64

	savable, late, lapsed, eligible int         // of those on it, or of those that another kind of list would have
	own                             int         // of those on it, the asker's, where it is of everybody's
	falling, saveFirst              int         // candidates that are left out because they fall themselves, and of these those that can be saved
	tiers                           map[int]int // how many by the rank of the tier, whatever tier was asked for
	without                         []int       // of an empty list: how many fit without each of its criteria
}

// next is where the next page begins; empty when this is the last.
func (s *selection) next() string {
	if s.start+mostLines >= s.count {
		return ""
	}
	return strconv.Itoa(s.start + mostLines)
}

// A sieve says which partners fit a filter on a day.
type sieve struct {
	*filter
	today program.Date
	names []string // the owner's; none where the owner does not matter or cannot be known
}

// sieve prepares a filter.
func (q *question) sieve(f *filter) *sieve {
	s := &sieve{filter: f, today: q.today}
	switch f.owner {
	case "", nobody:
	case me:
		s.names = q.me()
	default:
		s.names = q.namesOf(f.owner)
	}
	return s
}

// fits reports whether a partner is on the list.
func (s *sieve) fits(f *board.Fact) bool {
	return s.fitsKind(f) && s.fitsTier(f) && s.besides(f)
}

// fitsKind reports whether it is what the list is for.
func (s *sieve) fitsKind(f *board.Fact) bool {
	switch s.kind {
	case saving:
		return toBeSaved(f, s.today)
	case tooLate:
		return f.Falls && !f.Held && f.Saving(s.today) == program.TooLate
	case promoting:
		return isCandidate(f)
	}
	return true
}

// isCandidate reports whether a partner could be promoted. Of those that fall only those
// that have already earned more could: the others have to be saved first.
func isCandidate(f *board.Fact) bool { return f.Eligible() || f.Next != nil && !f.Falls }

// toBeSaved reports whether a partner falls and can still be saved.
func toBeSaved(f *board.Fact, today program.Date) bool {
	return f.Falls && f.Saving(today) != program.TooLate
}

// fitsTier reports whether it has the tier that was asked for, or would come to it.
func (s *sieve) fitsTier(f *board.Fact) bool { return s.tier == nil || s.tier.Rank == s.rank(f) }

// rank is the rank of the tier by which a list knows a partner: its own, or the one that it
// is a candidate for.
func (s *sieve) rank(f *board.Fact) int {
	if s.kind == promoting {
		return target(f).Rank
	}
	return f.Tier.Rank
}

// target is the tier that a partner is a candidate for: the highest that it has earned, or
// the next; its own at the top.
func target(f *board.Fact) *program.Tier {
	switch {
	case f.Eligible():
		return f.Earned
	case f.Next != nil:
		return f.Next
	}
	return f.Tier
}

// besides reports whether all else of the filter fits.
func (s *sieve) besides(f *board.Fact) bool {
	switch {
	case s.state != "" && s.state != f.State,
		s.eligible && !f.Eligible(),
		s.falls != nil && !(f.Falls && f.After != nil && f.After.Rank == s.falls.Rank),
		s.missing != nil && !slices.ContainsFunc(s.missing, func(t thing) bool { return f.Falls && slices.Contains(f.Lacks, t.id()) }),
		s.within > 0 && !s.startsSoon(f):
		return false
	}
	return s.fitsOwner(f)
}

// startsSoon reports whether what saves it must start in the time that was asked for.
func (s *sieve) startsSoon(f *board.Fact) bool {
	return toBeSaved(f, s.today) && !startOf(f).After(s.lastStart(s.today))
}

// startOf is the day by which something must begin: the deadline where there is nothing to
// train.
func startOf(f *board.Fact) program.Date {
	if f.LatestStart.IsZero() {
		return f.Deadline
	}
	return f.LatestStart
}

func (s *sieve) fitsOwner(f *board.Fact) bool {
	switch s.owner {
	case "":
		return true
	case nobody:
		return len(f.Owners) == 0
	}
	return slices.ContainsFunc(f.Owners, func(owner string) bool { return slices.Contains(s.names, owner) })
}

// order puts the partners of a list in its order; those of a plain list come by name.
func (s *sieve) order(a, b *board.Fact) int {
	switch s.kind {
	case saving:
		return board.CheapestSave(a, b, s.today)
	case tooLate:
		return cmp.Or(lapsedLast(a, b), a.Deadline.Compare(b.Deadline), cmp.Compare(a.PersonDays, b.PersonDays))
	case promoting:
		return cmp.Or(eligibleFirst(a, b), cmp.Compare(a.NextDays, b.NextDays), cmp.Compare(a.NextShort, b.NextShort), cmp.Compare(target(b).Rank, target(a).Rank))
	}
	return 0
}

// lapsedLast puts first whoever more time would still help.
func lapsedLast(a, b *board.Fact) int {
	switch lapsed := a.State == program.Lapsed; {
	case lapsed == (b.State == program.Lapsed):
		return 0
	case lapsed:
		return 1
	}
	return -1
}

// eligibleFirst puts first those about whom only a decision is missing, the highest tier
// before the others.
func eligibleFirst(a, b *board.Fact) int {
	rank := func(f *board.Fact) int {
		if f.Eligible() {
			return f.Earned.Rank
		}
		return -1
	}
	return cmp.Compare(rank(b), rank(a))
}

// pick looks over all partners, once, for those of a filter.
func (q *question) pick(ctx context.Context, f filter, from string) (*selection, error) {
	s := q.sieve(&f)
	chosen := &selection{tiers: map[int]int{}}
	asked := listStart(from)
	mine := q.sieve(&filter{owner: me})
	err := q.over(ctx, func(b *board.Board) {
		first := front{sieve: s, most: asked + mostLines}
		for fact := range b.Facts() {
			s.survey(&fact, chosen)
			if s.fits(&fact) {
				chosen.count++
				chosen.days += fact.PersonDays
				if f.owner == "" && mine.fitsOwner(&fact) {
					chosen.own++
				}
				first.add(&fact)
			}
		}
		chosen.start = min(asked, max(0, chosen.count-1)/mostLines*mostLines)
		chosen.page = first.from(chosen.start)
		if chosen.count == 0 {
			chosen.without = q.wouldFit(b, f)
		}
	})
	return chosen, err
}

// survey counts a partner for what is said beside a list.
func (s *sieve) survey(f *board.Fact, chosen *selection) {
	if !s.besides(f) {
		return
	}
	if s.fitsKind(f) {
		chosen.tiers[s.rank(f)]++
	}
	if s.kind == promoting && f.Next != nil && !isCandidate(f) && (s.tier == nil || s.tier.Rank == f.Next.Rank) {
		chosen.falling++
		if toBeSaved(f, s.today) {
			chosen.saveFirst++
		}
	}
	if !s.fitsTier(f) {
		return
	}
	if toBeSaved(f, s.today) {
		chosen.savable++
	}
	if f.Eligible() {
		chosen.eligible++
	}
	if f.Falls && !f.Held && f.Saving(s.today) == program.TooLate {
		chosen.late++
		if f.State == program.Lapsed {
			chosen.lapsed++
		}
	}
}

// wouldFit is how many partners fit a filter without each of its criteria.
func (q *question) wouldFit(b *board.Board, f filter) []int {
	all := q.criteria(f, 0)
	counts := make([]int, len(all))
	for i := range all {
		s := q.sieve(&all[i].without)
		for fact := range b.Facts() {
			if s.fits(&fact) {
				counts[i]++
			}
		}
	}
	return counts
}

// furthestPage is how many partners can stand on the pages before one.
const furthestPage = 10_000_000

// listStart is where a page begins that was asked for: at a multiple of the page's length,
// and at the beginning when the place means nothing, as the places of older buttons do.
func listStart(from string) int {
	start, err := strconv.Atoi(from)
	if err != nil || start < 0 {
		return 0
	}
	return min(start, furthestPage) / mostLines * mostLines
}
