package program

import "slices"

// Evaluate says where a partner stands on a day. It is a pure function of its
// three arguments, and the slices of its result belong to the caller.
//
// A partner whose recorded tier the rules do not know is an error of the data; it
// is evaluated as holding the lowest tier.
func (r *Rules) Evaluate(p *Partner, day Date) Standing {
	tier := r.tierOf(p)
	last := r.lastDay(p, tier)
	lapse, lapsed := r.lapse(p, tier, day)

	s := Standing{Day: day, Tier: tier, Earned: r.earned(p, len(r.Tiers), on(day))}
	switch {
	case lapsed:
		s.State, s.Deadline = Lapsed, lapse
		s.After = r.earned(p, tier.Rank, on(lapse))
	case len(tier.Requirements) == 0:
		s.State, s.After = Conforming, tier
	default:
		s.Deadline, s.HasGrace = last, !day.After(last)
		s.State = Conforming
		if !r.meets(p, tier, on(day)) {
			s.State, s.HasGrace = InGrace, true
			s.Deadline = later(last, day)
		}
		s.DaysLeft = max(0, s.Deadline.Since(day))
		s.After = r.earned(p, tier.Rank+1, view{earned: day, valid: later(s.Deadline, day)})
	}

	asked := day
	if lapsed {
		asked = lapse
	}
	path := r.Path(p, tier, asked)
	s.Requirements, s.PersonDays = path.Requirements, path.PersonDays
	if lapsed {
		p.markLate(s.Requirements, lapse, day)
	}
	if s.HasGrace {
		s.LatestStart = r.latestStarts(s.Requirements, s.Deadline)
	}
	if above := tier.Rank + 1; above < len(r.Tiers) {
		next := r.Path(p, &r.Tiers[above], day)
		s.Next = &next
	}
	return s
}

// Path says what a tier asks of a partner on a day, whatever tier it holds.
func (r *Rules) Path(p *Partner, tier *Tier, day Date) Path {
	path := Path{Tier: tier, Met: true}
	if len(tier.Requirements) == 0 {
		return path
	}
	path.Requirements = make([]Result, len(tier.Requirements))
	for i := range tier.Requirements {
		result := r.result(p, &tier.Requirements[i], on(day))
		path.Met = path.Met && result.Met()
		path.Requirements[i] = result
	}
	path.PersonDays = r.least(path.Requirements)
	return path
}

// tierOf is the partner's recorded tier.
func (r *Rules) tierOf(p *Partner) *Tier {
	if t := r.Tier(p.Tier); t != nil {
		return t
	}
	return &r.Tiers[0]
}

// lastDay is the last day on which a partner may fall short of its tier. The
// grace is the programme's one transition: whoever comes to a tier later has only
// the day of arrival, unless a manager grants a date.
func (r *Rules) lastDay(p *Partner, tier *Tier) Date {
	last := r.Deadline(tier)
	if last.IsZero() {
		last = r.FirstDay
	}
	last = later(last, p.TierSince)
	if p.Extension != nil {
		last = later(last, p.Extension.Until)
	}
	return last
}

// lapse is the day at whose end the partner should have met its tier and did not.
// From the last day of grace on, the end of every day is such a test, and a
// failure is not repaired by evidence earned afterwards. Only days on which some
// evidence begins or ends can differ from the day before.
func (r *Rules) lapse(p *Partner, tier *Tier, today Date) (Date, bool) {
	if len(tier.Requirements) == 0 {
		return Date{}, false
	}
	for day := r.lastDay(p, tier); !day.IsZero() && day.Before(today); day = p.changeAfter(day) {
		if !r.meets(p, tier, on(day)) {
			return day, true
		}
	}
	return Date{}, false
}

// markLate finds the day on which each requirement that was missing at the lapse
// was met after all.
func (p *Partner) markLate(results []Result, lapse, today Date) {
	for day := p.changeAfter(lapse); !day.IsZero() && !day.After(today); day = p.changeAfter(day) {
		for i := range results {
			result := &results[i]
			if !result.Met() && result.Late.IsZero() && p.held(result.Requirement, on(day)) >= result.Needed {
				result.Late = day
			}
		}
	}
}

// changeAfter is the next day on which some evidence of the partner begins or ends;
// absent when there is none.
func (p *Partner) changeAfter(day Date) Date {
	var next Date
	consider := func(d Date) {
		if d.After(day) && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	for i := range p.Certificates {
		consider(p.Certificates[i].Earned)
		consider(p.Certificates[i].Ends)
	}
	for i := range p.Competencies {
		consider(p.Competencies[i].Earned)
		consider(p.Competencies[i].Ends)
	}
	for i := range p.Readings {
		consider(p.Readings[i].From)
	}
	return next
}

// earned is the highest of the lowest n tiers whose requirements are all met; nil when not even the lowest one's are.
func (r *Rules) earned(p *Partner, n int, v view) *Tier {
	for i := n - 1; i >= 0; i-- {
		if r.meets(p, &r.Tiers[i], v) {
			return &r.Tiers[i]
		}
	}
	return nil
}

// meets reports whether all requirements of a tier are met. There is no averaging.
func (r *Rules) meets(p *Partner, tier *Tier, v view) bool {
	for i := range tier.Requirements {
		req := &tier.Requirements[i]
		if p.held(req, v) < req.needed() {
			return false
		}
	}
	return true
}

// needed is what a requirement asks, counted as [Result] counts.
func (req *Requirement) needed() int64 {
	if req.Form() == Minimum {
		return int64(req.Minimum)
	}
	return int64(req.Count)
}

// held is what the partner has towards a requirement, counted as [Result] counts.
func (p *Partner) held(req *Requirement, v view) int64 {
	switch req.Form() {
	case People:
		return p.people(req, v, nil)
	case Minimum:
		return int64(p.Value(req.Metric, v.earned))
	}
	n := int64(0)
	for _, id := range req.Of {
		if p.has(id, v) {
			n++
		}
	}
	return n
}

// people counts who holds what a requirement asks, each person once, and calls
// each with every holding that counts, when it is not nil.
func (p *Partner) people(req *Requirement, v view, each func(Holding)) int64 {
	n := int64(0)
	counted := p.counter()
	for i := range p.Certificates {
		h := &p.Certificates[i]
		if !h.satisfies(req, v) || counted.before(p, i, req, v) {
			continue
		}
		n += h.People()
		if each != nil {
			each(*h)
		}
	}
	return n
}

// People is how many people the holding stands for.
func (h *Holding) People() int64 {
	if h.Holder == "" {
		return int64(h.Unnamed)
	}
	return 1
}

// satisfies reports whether the holding is of the kind a requirement asks and
// counts.
func (h *Holding) satisfies(req *Requirement, v view) bool {
	return h.Certificate == req.Certificate &&
		(req.Kind == "" || h.Kind == req.Kind) &&
		v.counts(h.Earned, h.Ends)
}

// few is up to how many holdings it is quicker to compare each with those before it than
// to remember their names.
const few = 50

// A counter knows who has counted, by folded names; nil looks them up.
type counter map[string]bool

func (p *Partner) counter() counter {
	if len(p.Certificates) <= few {
		return nil
	}
	return make(counter, len(p.Certificates))
}

// before reports whether the i-th holder has counted already.
func (c counter) before(p *Partner, i int, req *Requirement, v view) bool {
	holder := p.Certificates[i].Holder
	switch {
	case holder == "":
		return false
	case c == nil:
		return p.countedBefore(i, req, v)
	}
	name := Fold(holder)
	seen := c[name]
	c[name] = true
	return seen
}

// countedBefore is [counter.before] for a few holdings.
func (p *Partner) countedBefore(i int, req *Requirement, v view) bool {
	return slices.ContainsFunc(p.Certificates[:i], func(h Holding) bool {
		return h.satisfies(req, v) && SamePerson(h.Holder, p.Certificates[i].Holder)
	})
}

// has reports whether the partner holds a competency.
func (p *Partner) has(id string, v view) bool {
	for i := range p.Competencies {
		c := &p.Competencies[i]
		if c.Competency == id && v.counts(c.Earned, c.Ends) {
			return true
		}
	}
	return false
}

// Value is a metric's value on a day: the latest reading from that day or before,
// and nothing without one.
func (p *Partner) Value(metric string, day Date) Amount {
	var value Amount
	var from Date
	for i := range p.Readings {
		reading := &p.Readings[i]
		if reading.Metric == metric && !reading.From.After(day) && !reading.From.Before(from) {
			value, from = reading.Value, reading.From
		}
	}
	return value
}

// A view is how evidence is looked at: what was earned by one day and is still valid
// on another. Looking ahead to a deadline, nothing more is earned, and what is
// known to end does end.
type view struct{ earned, valid Date }

// on looks at one day.
func on(day Date) view { return view{earned: day, valid: day} }

// counts reports whether evidence counts. The day it was typed plays no part.
func (v view) counts(earned, ends Date) bool {
	return !earned.After(v.earned) && (ends.IsZero() || v.valid.Before(ends))
}

// later is the later of two days; an absent day is before every other.
func later(a, b Date) Date {
	if a.Before(b) {
		return b
	}
	return a
}
