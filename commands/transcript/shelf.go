package transcript

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A Shelf is a store in memory. It finds what the real one finds, slowly, and answers one
// question at a time.
type Shelf struct {
	Partners []program.Partner                  // in the order of folded names
	Known    map[string]map[string]program.Mark // what is kept by [program.Mark], by partner and person
	Down     bool                               // every call fails

	Wishes
	Ledger
}

var _ commands.Store = (*Shelf)(nil)

var errDown = errors.New("connection refused")

// longAgo is when the shelf's first partners came in.
var longAgo = time.Date(2008, time.December, 30, 12, 0, 0, 0, time.UTC)

// NewShelf is a store with some partners, which came in long ago.
func NewShelf(partners []program.Partner) *Shelf {
	s := &Shelf{}
	act := program.Act{First: 1, Count: len(partners), By: "tierbot import", What: "import partners.csv", At: longAgo}
	for _, p := range partners {
		s.Write(program.Change{After: p}, act)
	}
	return s
}

func (s *Shelf) Find(_ context.Context, name string) (program.Found, error) {
	if s.Down {
		return program.Found{}, errDown
	}
	name = program.FoldCompany(name)
	for how := program.ExactMatch; how > program.NoMatch && name != ""; how-- {
		found := program.Found{How: how}
		for _, p := range s.Partners {
			called := append([]string{p.ID, p.Name}, p.Aliases...)
			if slices.ContainsFunc(called, func(n string) bool { return fits(how, name, program.FoldCompany(n)) }) {
				found.Partners = append(found.Partners, p)
			}
		}
		if n := len(found.Partners); n > 0 {
			found.More = n > 10
			found.Partners = found.Partners[:min(n, 10)]
			return found, nil
		}
	}
	return program.Found{}, nil
}

// fits reports whether a typed name finds a partner's name in one way.
func fits(how program.Match, typed, name string) bool {
	switch how {
	case program.ExactMatch:
		return typed == name
	case program.PrefixMatch:
		return strings.HasPrefix(name, typed)
	}
	return distance([]rune(typed), []rune(name)) <= min(2, len(typed)/3)
}

// distance is the number of letters by which two names differ.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func (s *Shelf) Partner(_ context.Context, id string) (program.Partner, error) {
	if s.Down {
		return program.Partner{}, errDown
	}
	for _, p := range s.Partners {
		if p.ID == id {
			return p, nil
		}
	}
	return program.Partner{}, program.ErrUnknownPartner
}

func (s *Shelf) List(_ context.Context, scope program.Scope, from string, limit int) (program.Page, error) {
	if s.Down {
		return program.Page{}, errDown
	}
	var all []program.Partner
	for _, p := range s.Partners {
		owned := slices.ContainsFunc(scope.Owners, func(o string) bool { return slices.Contains(p.Owners, o) })
		if (scope.Tier == "" || p.Tier == scope.Tier) && (len(scope.Owners) == 0 || owned) {
			all = append(all, p)
		}
	}
	start, _ := strconv.Atoi(from)
	page := program.Page{Partners: all[min(start, len(all)):min(start+limit, len(all))]}
	if start+limit < len(all) {
		page.Next = strconv.Itoa(start + limit)
	}
	return page, nil
}

func (s *Shelf) Some(_ context.Context, ids []string) ([]program.Partner, error) {
	if s.Down {
		return nil, errDown
	}
	var some []program.Partner
	for _, id := range ids {
		if i := s.Index(id); i >= 0 {
			some = append(some, s.Partners[i])
		}
	}
	return some, nil
}
