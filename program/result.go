package program

import (
	"cmp"
	"slices"
)

// result measures one requirement, with the evidence and the cost of what is
// missing.
func (r *Rules) result(p *Partner, req *Requirement, v view) Result {
	held, needed := p.held(req, v), req.needed()
	result := Result{Requirement: req, Held: held, Needed: needed, Missing: max(0, needed-held)}
	switch req.Form() {
	case People:
		if held > 0 {
			result.Holders = make([]Holding, 0, min(held, int64(len(p.Certificates))))
			p.people(req, v, func(h Holding) { result.Holders = append(result.Holders, h) })
		}
		result.PersonDays = float64(result.Missing) * r.Certificate(req.Certificate).Training.Days
	case Competencies:
		r.divide(&result, p, v)
		for _, c := range result.Cheapest() {
			result.PersonDays += c.Training.Days
		}
	}
	return result
}

// divide tells the competencies held from those not held.
func (r *Rules) divide(result *Result, p *Partner, v view) {
	all := make([]*Competency, len(result.Of))
	has, lacks := 0, len(all)
	for _, id := range result.Of {
		if p.has(id, v) {
			all[has] = r.Competency(id)
			has++
			continue
		}
		lacks--
		all[lacks] = r.Competency(id)
	}
	result.Has, result.Lacks = all[:has:has], all[has:]
	slices.Reverse(result.Lacks)
	slices.SortStableFunc(result.Lacks, func(a, b *Competency) int {
		return cmp.Compare(a.Training.Days, b.Training.Days)
	})
}

// Cheapest are the competencies that meet the requirement with the shortest
// training: as many of [Result.Lacks] as are missing.
func (r *Result) Cheapest() []*Competency {
	return r.Lacks[:min(int(r.Missing), len(r.Lacks))]
}

// latestStarts fills in each result's latest start for a deadline and returns the
// earliest of them. Different people train in parallel, so one requirement's
// training does not delay another's.
func (r *Rules) latestStarts(results []Result, deadline Date) Date {
	var first Date
	for i := range results {
		result := &results[i]
		if result.Met() {
			continue
		}
		days := r.longest(result)
		if days == 0 {
			continue
		}
		result.LatestStart = r.LatestStart(days, deadline)
		if first.IsZero() || result.LatestStart.Before(first) {
			first = result.LatestStart
		}
	}
	return first
}

// longest is the longest single training in the cheapest way to meet a
// requirement, in working days.
func (r *Rules) longest(result *Result) float64 {
	if result.Form() == People {
		return r.Certificate(result.Certificate).Training.Days
	}
	days := 0.0
	for _, c := range result.Cheapest() {
		days = max(days, c.Training.Days)
	}
	return days
}
