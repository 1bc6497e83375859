package commands

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A fall is a partner that falls, or would, and where it then stands.
type fall struct {
	partner  program.Partner
	standing program.Standing // as [program.Rules.Falls] says
}

// A survey is what becomes of all partners when a day is over and nothing has changed.
type survey struct {
	partners int            // how many there are
	tiers    map[string]int // how many hold each tier, by its id
	falls    []fall         // those that fall, the cheapest save first
	held     []fall         // those whose fall is put off
	leaving  []fall         // those that keep no tier
}

// survey reads all partners as they stand at the end of a day.
func (q *question) survey(ctx context.Context, end program.Date) (*survey, error) {
	s := &survey{tiers: map[string]int{}}
	for p, err := range q.store.All(ctx) {
		if err != nil {
			return nil, err
		}
		s.partners++
		s.tiers[p.Tier]++
		standing, lapsed := q.rules.Falls(&p, end)
		standing.Next = nil // of no use here, and there may be very many of them
		switch f := (fall{p, standing}); {
		case !lapsed:
		case p.IsHeld(standing.Deadline):
			s.held = append(s.held, f)
		case standing.After == nil:
			s.leaving = append(s.leaving, f)
		default:
			s.falls = append(s.falls, f)
		}
	}
	for _, list := range [][]fall{s.falls, s.held, s.leaving} {
		slices.SortFunc(list, func(a, b fall) int {
			return cmp.Or(
				program.CheaperSave(&a.standing, &b.standing, q.today),
				cmp.Compare(program.Fold(a.partner.Name), program.Fold(b.partner.Name)),
				cmp.Compare(a.partner.ID, b.partner.ID),
			)
		})
	}
	return s, nil
}

// waiting is a survey of those that have lapsed and wait for a decision today.
func (q *question) waiting(ctx context.Context) (*survey, error) {
	return q.survey(ctx, q.today.AddDays(-1))
}

// heldFalls are those put off that would fall, were they not.
func (s *survey) heldFalls() []fall {
	var falls []fall
	for _, f := range s.held {
		if f.standing.After != nil {
			falls = append(falls, f)
		}
	}
	return falls
}

// printFalls tells the falls that somebody was told of from others: how many, and a mark
// of which. A button carries it.
func printFalls(falls []fall) string {
	lapses := make([]string, len(falls))
	for i := range falls {
		lapses[i] = lapseText(falls[i].partner.ID, falls[i].standing.Deadline)
	}
	return printOf(lapses)
}

func lapseText(id string, lapse program.Date) string { return id + "\x00" + lapse.String() }

func printOf(lapses []string) string {
	slices.Sort(lapses)
	mark := fnv.New32a()
	for _, text := range lapses {
		mark.Write([]byte(text))
	}
	return decimal(int64(len(lapses))) + "." + decimal(int64(mark.Sum32()))
}

// A move is partners that fall from one tier to another.
type move struct {
	from, to *program.Tier
	falls    []fall
}

// moves are falls by where they lead from and to, the highest tier first.
func moves(falls []fall) []move {
	var all []move
	for _, f := range falls {
		i := slices.IndexFunc(all, func(m move) bool { return m.from == f.standing.Tier && m.to == f.standing.After })
		if i < 0 {
			i = len(all)
			all = append(all, move{from: f.standing.Tier, to: f.standing.After})
		}
		all[i].falls = append(all[i].falls, f)
	}
	slices.SortStableFunc(all, func(a, b move) int {
		return cmp.Or(cmp.Compare(b.from.Rank, a.from.Rank), cmp.Compare(b.to.Rank, a.to.Rank))
	})
	return all
}

// moving goes on from how many fall with the moves: from where to where, and how many of
// each when there are several.
func (q *question) moving(all []move) string {
	if len(all) == 1 {
		return q.say.fromTo(q.label(all[0].from.Label), q.label(all[0].to.Label))
	}
	words := make([]string, len(all))
	for i := range all {
		words[i] = q.say.moveOf(int64(len(all[i].falls)), q.label(all[i].from.Label), q.label(all[i].to.Label))
	}
	return q.say.colon() + q.say.all(words)
}

// lapseOf is the one day on which all of some partners lapsed; absent when it was not
// the same for all.
func lapseOf(falls []fall) program.Date {
	if len(falls) == 0 {
		return program.Date{}
	}
	day := falls[0].standing.Deadline
	for i := range falls {
		if falls[i].standing.Deadline != day {
			return program.Date{}
		}
	}
	return day
}

// maxNames is how many partners a line names.
const maxNames = 10

// named is the first names of some falls, and how many more there are.
func (q *question) named(falls []fall) string {
	names := make([]string, 0, maxNames)
	for i := range falls[:min(len(falls), maxNames)] {
		names = append(names, short(falls[i].partner.Name))
	}
	return q.say.someNames(names, int64(len(falls)-len(names)))
}
