package program

import (
	"cmp"
	"slices"
)

// A cover is the choice of competencies that together meet several requirements, some of
// which may list the same ones.
type cover struct {
	lacks  []int   // of each requirement, how many competencies are missing
	groups []group // what can be chosen
}

// A group is the competencies that help with the same requirements, the best first: all
// that matters is how many of them are chosen.
type group struct {
	helps   []int // which requirements, by their place in [cover.lacks]
	members []member
}

type member struct {
	*Competency
	weight
}

// A weight says which of two choices is better: the shorter training, of equals the
// fewer competencies, and of those the one that helps more with the tier above.
type weight struct {
	days  float64
	n     int
	above int
}

func (w weight) plus(o weight) weight { return weight{w.days + o.days, w.n + o.n, w.above + o.above} }

func (w weight) compare(o weight) int {
	return cmp.Or(cmp.Compare(w.days, o.days), cmp.Compare(w.n, o.n), cmp.Compare(o.above, w.above))
}

// newCover is the choice among those competencies that can be had, for the results that
// ask for some.
func newCover(results []Result, can func(*Competency) bool, above func(id string) int) *cover {
	var c cover
	var open []*Competency
	helps := map[*Competency][]int{}
	for i := range results {
		result := &results[i]
		if result.Met() || result.Form() != Competencies {
			continue
		}
		for _, competency := range result.Lacks {
			if !slices.Contains(open, competency) && can(competency) {
				open = append(open, competency)
			}
			helps[competency] = append(helps[competency], len(c.lacks))
		}
		c.lacks = append(c.lacks, int(result.Missing))
	}
	for _, competency := range open {
		c.add(helps[competency], member{competency, weight{competency.Training.Days, 1, above(competency.ID)}})
	}
	for i := range c.groups {
		slices.SortStableFunc(c.groups[i].members, func(a, b member) int { return a.compare(b.weight) })
	}
	return &c
}

// add puts a competency into the group of those that help with the same.
func (c *cover) add(helps []int, m member) {
	for i := range c.groups {
		if g := &c.groups[i]; slices.Equal(g.helps, helps) {
			g.members = append(g.members, m)
			return
		}
	}
	c.groups = append(c.groups, group{helps, []member{m}})
}

// cheapest is the best choice, and false when there is none.
func (c *cover) cheapest() ([]*Competency, bool) {
	s := search{cover: c, taken: make([]int, len(c.groups)), lacks: slices.Clone(c.lacks)}
	s.from(0, weight{})
	var chosen []*Competency
	for i, n := range s.best {
		for _, m := range c.groups[i].members[:n] {
			chosen = append(chosen, m.Competency)
		}
	}
	return chosen, s.best != nil
}

// instead are the competencies not chosen each of which can take one's place and takes as
// long.
func (c *cover) instead(chosen []*Competency, one *Competency) []*Competency {
	var others []*Competency
	for i := range c.groups {
		for _, m := range c.groups[i].members {
			if m.Training.Days != one.Training.Days || slices.Contains(chosen, m.Competency) {
				continue
			}
			swapped := slices.Clone(chosen)
			swapped[slices.Index(swapped, one)] = m.Competency
			if c.met(swapped) {
				others = append(others, m.Competency)
			}
		}
	}
	return others
}

// met reports whether a choice meets all requirements.
func (c *cover) met(chosen []*Competency) bool {
	lacks := slices.Clone(c.lacks)
	for i := range c.groups {
		g := &c.groups[i]
		for _, m := range g.members {
			if slices.Contains(chosen, m.Competency) {
				g.help(lacks, 1)
			}
		}
	}
	return most(lacks) == 0
}

// help takes so many of the group off what is missing, or puts them back.
func (g *group) help(lacks []int, n int) {
	for _, i := range g.helps {
		lacks[i] -= n
	}
}

// most is the most that any requirement still misses.
func most(lacks []int) int {
	n := 0
	for _, lack := range lacks {
		n = max(n, lack)
	}
	return n
}

// A search tries how many to take of each group, in turn, and gives up where what is
// still missing takes more than the best choice so far.
type search struct {
	*cover
	lacks  []int // what is missing with what is taken
	taken  []int // how many of each group
	best   []int // nil: no choice was found yet
	weight weight
	days   []float64 // room for bound
}

// from tries the groups from one on, with the weight of what was taken before.
func (s *search) from(at int, w weight) {
	if most(s.lacks) == 0 {
		if s.best == nil || w.compare(s.weight) < 0 {
			s.best, s.weight = slices.Clone(s.taken), w
		}
		return
	}
	if least, ok := s.bound(at); !ok || s.best != nil && w.plus(least).compare(s.weight) >= 0 {
		return
	}
	g := &s.groups[at]
	enough := 0
	for _, i := range g.helps {
		enough = max(enough, s.lacks[i])
	}
	for n := min(enough, len(g.members)); n >= 0; n-- {
		taken := w
		for _, m := range g.members[:n] {
			taken = taken.plus(m.weight)
		}
		g.help(s.lacks, n)
		s.taken[at] = n
		s.from(at+1, taken)
		s.taken[at] = 0
		g.help(s.lacks, -n)
	}
}

// bound is a weight that no choice among the groups from one on is better than, and false
// when there is none: each requirement by itself takes its shortest trainings.
func (s *search) bound(at int) (weight, bool) {
	var least weight
	for i, lack := range s.lacks {
		if lack <= 0 {
			continue
		}
		s.days = s.days[:0]
		for j := at; j < len(s.groups); j++ {
			if g := &s.groups[j]; slices.Contains(g.helps, i) {
				for _, m := range g.members {
					s.days = append(s.days, m.days)
				}
			}
		}
		if len(s.days) < lack {
			return weight{}, false
		}
		slices.Sort(s.days)
		sum := 0.0
		for _, days := range s.days[:lack] {
			sum += days
		}
		least.days, least.n = max(least.days, sum), max(least.n, lack)
	}
	for j := at; j < len(s.groups); j++ {
		for _, m := range s.groups[j].members {
			least.above += m.above
		}
	}
	return least, true
}
