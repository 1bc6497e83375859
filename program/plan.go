package program

import "slices"

// A Plan is the cheapest way for one partner to meet all that a tier asks for, as seen on
// a day. What is on record and counts then is taken into account, and what is known to end
// before the deadline is not.
type Plan struct {
	Tier *Tier
	Day  Date // the day on which it is made

	// Deadline is the last day on which the tier must be met. For the partner's own tier,
	// and for one below, it is the day at whose end the partner falls, which lies in the
	// past when it has lapsed. For the own tier of a partner that keeps it, it is the last
	// day of its grace, and for a tier above, where nothing expires, the day on which the
	// tier's grace ends for all: while those lie ahead. Absent when there is no such day.
	Deadline Date
	Falls    bool // the partner falls, or has lapsed, at the end of that day if nothing changes

	// Steps are what there is to train, in the order in which it keeps the most ways
	// open: what takes longest first, because it must begin first. Different people train
	// in parallel, so that no step waits for another.
	Steps []Step

	// Figures are the metrics that fall short, each once. No training brings them.
	Figures []Result

	// PersonDays is what all steps take, in working days of a person. It is the least
	// that any way takes that can still be over by the deadline; of all ways, where none
	// can or there is no deadline.
	PersonDays float64

	// Earliest is the day on which all steps can be over if each begins on the plan's day,
	// or on the first working day after it. It is the plan's day when there is none, and
	// says nothing about figures.
	Earliest Date

	// LatestStart is the last working day on which the longest step can begin and still
	// end by the deadline; it may lie in the past. Absent without a deadline, or when no
	// step says how long it takes.
	LatestStart Date

	// LastChance is the same of the fastest way, which may begin later and cost more: the
	// last day on which the tier was, or is, within reach.
	LastChance Date
}

// A Step is one thing to train: a certificate that people are to pass, or a competency
// that the partner is to earn.
type Step struct {
	Certificate *Certificate // nil: it is a competency
	Kind        *Kind        // nil: of any kind
	People      int64        // how many are to pass; 1 of a competency
	Competency  *Competency  // nil: it is a certificate

	// New is how many of the people must be such as do not hold the certificate in any
	// kind yet, since the tier counts heads as well.
	New int64

	// Instead are the competencies not in the plan each of which would do in this one's
	// place and take as long, in the rules' order.
	Instead []*Competency

	Training    Training
	PersonDays  float64 // of all its people together
	LatestStart Date    // as in [Plan.LatestStart]
	Earliest    Date    // as in [Plan.Earliest]
}

// forever is after every day on which something can end.
var forever = Date{Year: 9999, Month: 12, Day: 31}

// Plan is the cheapest way for a partner to meet all that a tier asks for. It is a pure
// function of its arguments, and the slices of its result belong to the caller.
func (r *Rules) Plan(p *Partner, tier *Tier, day Date) Plan {
	plan := Plan{Tier: tier, Day: day, Earliest: day}
	plan.Deadline, plan.Falls = r.due(p, tier, day)
	results := r.Path(p, tier, later(day, plan.Deadline)).Requirements
	plan.Figures = figures(results)
	if !plan.Deadline.IsZero() {
		plan.LastChance = r.latestStarts(results, plan.Deadline)
	}
	plan.Steps = r.steps(p, results, &plan)
	for i := range plan.Steps {
		step := &plan.Steps[i]
		plan.PersonDays += step.PersonDays
		plan.Earliest = later(plan.Earliest, step.Earliest)
	}
	if len(plan.Steps) > 0 {
		plan.LatestStart = plan.Steps[0].LatestStart
	}
	return plan
}

// Done reports whether the tier is met without anything more.
func (p *Plan) Done() bool { return len(p.Steps) == 0 && len(p.Figures) == 0 }

// InTime reports whether the tier can still be met by the deadline, figures granted; it
// can when there is no deadline.
func (p *Plan) InTime() bool {
	switch {
	case p.Deadline.IsZero():
		return true
	case p.Deadline.Before(p.Day):
		return false
	}
	return p.LastChance.IsZero() || !p.LastChance.Before(p.Day)
}

// due is the day of [Plan.Deadline], and whether the partner falls at its end.
func (r *Rules) due(p *Partner, tier *Tier, day Date) (Date, bool) {
	own := r.tierOf(p)
	last := r.Deadline(tier)
	if tier.Rank <= own.Rank {
		if lapse, falls := r.lapse(p, own, forever); falls {
			return lapse, true
		}
		last = r.lastDay(p, own)
	}
	if tier.Rank < own.Rank || len(tier.Requirements) == 0 || last.Before(day) {
		return Date{}, false
	}
	return last, false
}

// figures are the metrics that fall short, each as the highest of its minimums asks.
func figures(results []Result) []Result {
	var short []Result
	for i := range results {
		result := &results[i]
		if result.Met() || result.Form() != Minimum {
			continue
		}
		same := func(other Result) bool { return other.Metric == result.Metric }
		switch at := slices.IndexFunc(short, same); {
		case at < 0:
			short = append(short, *result)
		case short[at].Needed < result.Needed:
			short[at] = *result
		}
	}
	return short
}
