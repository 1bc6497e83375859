package commands

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// weekLong is how many days a summary looks back.
const weekLong = 7

// weekNews is what a week's summary has to tell of the partners.
type weekNews struct {
	turned  []turned // in the week that is over
	crossed []string // names of those whose last day to start was in it
	loads   []load   // people with too much to start
	tally   board.Tally

	late      []string // ids of those in grace that are past their last day to start
	untouched []entry  // of these, those that nobody has done anything about
	waiting   int      // for a decision
	unowned   int      // that do not conform and that nobody looks after
}

// weekNews asks the board, and reads those partners that somebody may have left alone, some
// at once, so that Redis has time for others: there is a day on which they are a third of
// the programme.
func (q *question) weekNews(ctx context.Context) (*weekNews, error) {
	var seen weekNews
	if err := q.over(ctx, func(b *board.Board) { seen = q.weekOf(b) }); err != nil {
		return nil, err
	}
	for ids := range slices.Chunk(seen.late, staleAtOnce) {
		untouched, err := q.untouched(ctx, ids)
		if err != nil {
			return nil, err
		}
		seen.untouched = append(seen.untouched, untouched...)
	}
	slices.SortStableFunc(seen.untouched, moreUrgent)
	return &seen, nil
}

// weekOf is what the board says of a week.
func (q *question) weekOf(b *board.Board) weekNews {
	since := q.today.AddDays(-weekLong)
	midnight := time.Date(since.Year, since.Month, since.Day, 0, 0, 0, 0, q.rules.Zone)
	seen := weekNews{turned: net(until(b.Turns(midnight), q.Now)), tally: b.Tally(b.End())}
	loads := map[string]*load{}
	for f := range b.Facts() {
		if f.State != program.Conforming && len(f.Owners) == 0 {
			seen.unowned++
		}
		switch {
		case !f.Falls || f.Held:
		case f.State == program.Lapsed:
			seen.waiting++
		case f.LatestStart.IsZero():
		case f.LatestStart.Before(q.today):
			if f.State == program.InGrace {
				seen.late = append(seen.late, f.ID)
			}
			if !f.LatestStart.Before(since) && !f.Deadline.Before(q.today) {
				seen.crossed = append(seen.crossed, f.Name)
			}
		case f.LatestStart.Since(q.today) < soonDays && f.Saving(q.today) != program.TooLate:
			carry(loads, &f)
		}
	}
	slices.Sort(seen.late)
	slices.SortFunc(seen.crossed, byFolded)
	seen.loads = tooMuch(loads)
	return seen
}

func byFolded(a, b string) int {
	return cmp.Or(cmp.Compare(program.Fold(a), program.Fold(b)), cmp.Compare(a, b))
}

// turned are partners for which the same has turned, by name.
type turned struct {
	kind  board.TurnKind
	names []string
}

// opposites are the kinds of turns of which one takes the other back.
var opposites = [...][2]board.TurnKind{{board.Saved, board.Slipped}, {board.Promoted, board.Fell}, {board.Joined, board.Left}}

// until are the turns up to an instant: a clock that was set back has left others behind.
func until(turns []board.Turn, now time.Time) []board.Turn {
	return slices.DeleteFunc(turns, func(t board.Turn) bool { return t.At.After(now) })
}

// net is what has turned in the end: what was taken back within the week is no news.
func net(turns []board.Turn) []turned {
	type partner struct {
		name string
		sum  int
	}
	var all []turned
	for _, pair := range opposites {
		partners := map[string]partner{}
		for _, t := range turns {
			p := partners[t.ID]
			switch p.name = t.Name; t.Kind {
			case pair[0]:
				p.sum++
			case pair[1]:
				p.sum--
			}
			partners[t.ID] = p
		}
		for i, sign := range [...]int{1, -1} {
			group := turned{kind: pair[i]}
			for _, p := range partners {
				if p.sum*sign > 0 {
					group.names = append(group.names, p.name)
				}
			}
			if slices.SortFunc(group.names, byFolded); len(group.names) > 0 {
				all = append(all, group)
			}
		}
	}
	return all
}

// named are the partners that are called by name: the first of those that were saved, which
// is what the week was about, and of the others all, unless they are too many to be read.
func (t *turned) named() []string {
	if t.kind != board.Saved && len(t.names) > maxNames {
		return nil
	}
	return shortened(t.names, maxNames)
}

// A load is what one person must see started within two weeks.
type load struct {
	who    string // a Slack user id, or an e-mail address
	starts int    // partners
	days   float64
}

// soonDays is within how many days what must start counts as a load.
const soonDays = 14

// carry adds a partner to what its owners must see started.
func carry(loads map[string]*load, f *board.Fact) {
	for _, who := range f.Owners {
		l := loads[who]
		if l == nil {
			l = &load{who: who}
			loads[who] = l
		}
		l.starts++
		l.days += f.PersonDays
	}
}

// Somebody has too much who must see more than ten trainings started within two weeks, or
// at least five when that is more than twice what the middle one of all who have any has.
const (
	manyStarts = 10
	someStarts = 5
)

// tooMuch are the people with too much to start, those with the most first.
func tooMuch(loads map[string]*load) []load {
	var starts []int
	for _, l := range loads {
		starts = append(starts, l.starts)
	}
	slices.Sort(starts)
	var much []load
	for _, l := range loads {
		if median := starts[(len(starts)-1)/2]; l.starts > manyStarts || l.starts >= someStarts && l.starts > 2*median {
			much = append(much, *l)
		}
	}
	slices.SortFunc(much, func(a, b load) int {
		return cmp.Or(cmp.Compare(b.starts, a.starts), cmp.Compare(b.days, a.days), cmp.Compare(a.who, b.who))
	})
	return much
}

// untouched are those of some partners about which nobody has done anything.
func (q *question) untouched(ctx context.Context, ids []string) ([]entry, error) {
	partners, err := q.store.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	marks, err := q.store.Marks(ctx, partners)
	if err != nil {
		return nil, err
	}
	var untouched []entry
	for i := range partners {
		e := entry{partners[i], q.rules.Evaluate(&partners[i], q.today)}
		if !q.touched(&e, marks[i]) {
			untouched = append(untouched, e)
		}
	}
	return untouched, nil
}

// touched reports whether anybody has done something about a partner, and was told of no
// other deadline since: pressed something, or reported something once they knew. Who wants
// to hear nothing of it has said no more than that.
func (q *question) touched(e *entry, marks map[string]program.Mark) bool {
	for _, m := range marks {
		switch {
		case m.Deadline != e.standing.Deadline && !m.Deadline.IsZero():
		case !m.Touched.IsZero(), !m.Snoozed.IsZero():
			return true
		case !m.Since.IsZero() && e.partner.Reported.By != "" && !q.rules.Today(e.partner.Reported.At).Before(m.Since):
			return true
		}
	}
	return false
}
