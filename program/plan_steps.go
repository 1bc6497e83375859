package program

import (
	"cmp"
	"math"
	"slices"
)

// steps are what there is to train for a plan, in its order.
func (r *Rules) steps(p *Partner, results []Result, plan *Plan) []Step {
	wanted := r.wanted(p, plan)
	all := newCover(results, func(*Competency) bool { return true }, wanted)
	chosen, ok := newCover(results, plan.still(r), wanted).cheapest()
	if !ok {
		chosen, _ = all.cheapest()
	}
	steps := r.passes(results)
	for _, c := range chosen {
		steps = append(steps, Step{Competency: c, People: 1, Training: c.Training, Instead: all.instead(chosen, c)})
	}
	for i := range steps {
		steps[i].schedule(r, plan)
	}
	slices.SortStableFunc(steps, func(a, b Step) int {
		return cmp.Or(
			cmp.Compare(b.Training.Days, a.Training.Days),
			cmp.Compare(min(1, len(a.Instead)), min(1, len(b.Instead))),
			cmp.Compare(wanted(b.id()), wanted(a.id())),
		)
	})
	return steps
}

// still says which competencies can still be earned by the plan's deadline: any, where
// there is none ahead.
func (p *Plan) still(r *Rules) func(*Competency) bool {
	return func(c *Competency) bool {
		return p.Deadline.Before(p.Day) || c.Training.Days == 0 || !r.LatestStart(c.Training.Days, p.Deadline).Before(p.Day)
	}
}

// wanted says whether the tier above a plan's asks for a certificate or a competency that
// the partner lacks for it: 1, or 0.
func (r *Rules) wanted(p *Partner, plan *Plan) func(id string) int {
	var asked []string
	if above := plan.Tier.Rank + 1; above < len(r.Tiers) {
		for i := range r.Tiers[above].Requirements {
			req := &r.Tiers[above].Requirements[i]
			if p.held(req, on(plan.Day)) < req.needed() {
				asked = append(append(asked, req.Of...), req.Certificate)
			}
		}
	}
	return func(id string) int {
		if slices.Contains(asked, id) {
			return 1
		}
		return 0
	}
}

// id is the id of what the step trains.
func (s *Step) id() string {
	if s.Competency != nil {
		return s.Competency.ID
	}
	return s.Certificate.ID
}

// schedule says what a step takes, and when.
func (s *Step) schedule(r *Rules, plan *Plan) {
	s.PersonDays = float64(s.People) * s.Training.Days
	s.Earliest = r.EarliestEnd(s.Training.Days, plan.Day)
	if s.Training.Days > 0 && !plan.Deadline.IsZero() {
		s.LatestStart = r.LatestStart(s.Training.Days, plan.Deadline)
	}
}

// EarliestEnd is the day on which a training of so many working days is over that begins
// on a day, or on the first working day after it. Half a day takes a working day, and no
// days are over on the day itself. It undoes [Rules.LatestStart]: what begins by the one
// is over by the other.
func (r *Rules) EarliestEnd(days float64, day Date) Date {
	for left := int(math.Ceil(days)); ; day = day.AddDays(1) {
		if left > 0 && r.IsWorkday(day) {
			left--
		}
		if left == 0 {
			return day
		}
	}
}

// passes are the certificates that people must pass so that all results are met. A
// holder of any kind counts where none is asked for, and people of a kind count there
// too: so the least is the sum over the kinds, or the heads that are missing where those
// are more.
func (r *Rules) passes(results []Result) []Step {
	var steps []Step
	for i := range results {
		result := &results[i]
		if result.Met() || result.Form() != People {
			continue
		}
		certificate := r.Certificate(result.Certificate)
		kind := certificate.Kind(result.Kind)
		same := func(s Step) bool { return s.Certificate == certificate && s.Kind == kind }
		if at := slices.IndexFunc(steps, same); at >= 0 {
			steps[at].People = max(steps[at].People, result.Missing)
			continue
		}
		steps = append(steps, Step{Certificate: certificate, Kind: kind, People: result.Missing, Training: certificate.Training})
	}
	return heads(steps)
}

// heads takes off each step for any kind the people who pass it with a kind, and says how
// many of those must be new.
func heads(steps []Step) []Step {
	for i := range steps {
		every := &steps[i]
		if every.Kind != nil {
			continue
		}
		for j := range steps {
			if of := &steps[j]; of.Certificate == every.Certificate && of.Kind != nil {
				of.New = min(of.People, every.People)
				every.People -= of.New
			}
		}
		every.New = every.People
	}
	return slices.DeleteFunc(steps, func(s Step) bool { return s.People == 0 })
}

// least is what the cheapest way takes to meet all results together, in person-days. It
// is the sum of what each takes, unless the same training helps with several.
func (r *Rules) least(results []Result) float64 {
	sum := 0.0
	for i := range results {
		sum += results[i].PersonDays
	}
	if !shared(results) {
		return sum
	}
	sum = 0
	for _, s := range r.passes(results) {
		sum += float64(s.People) * s.Training.Days
	}
	all := newCover(results, func(*Competency) bool { return true }, func(string) int { return 0 })
	chosen, _ := all.cheapest()
	for _, c := range chosen {
		sum += c.Training.Days
	}
	return sum
}

// shared reports whether one training can help with two of the results.
func shared(results []Result) bool {
	for i := range results {
		for j := range results[:i] {
			if a, b := &results[i], &results[j]; !a.Met() && !b.Met() && a.shares(b) {
				return true
			}
		}
	}
	return false
}

// shares reports whether one training can help with both of two unmet results.
func (r *Result) shares(other *Result) bool {
	if r.Form() == People {
		return r.Certificate == other.Certificate
	}
	return slices.ContainsFunc(r.Lacks, func(c *Competency) bool { return slices.Contains(other.Lacks, c) })
}
