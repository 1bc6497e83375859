package program

import (
	"cmp"
	"slices"
)

// The methods of this file change a partner by one thing that has become known. Each
// reports whether it was news: the same thing told twice changes nothing the second
// time. They work on the partner itself, so that callers hand them a [Partner.Clone].

// Hold records that a person passed a certificate on a day. Somebody who holds it on
// that day already is no news, except that an earlier day takes the place of a later
// one, and that a day before today takes the place of one that was not known: evidence
// counts by the day it was earned. A day that is not known is no news of somebody who
// holds it. Whose certificate ended before holds a new one.
func (p *Partner) Hold(h Holding, today Date) bool {
	for i := range p.Certificates {
		known := &p.Certificates[i]
		if !known.samePerson(&h) {
			continue
		}
		if held, news := told(&known.Earned, known.Ends, h.Earned, today); held {
			return news
		}
	}
	p.Certificates = append(p.Certificates, h)
	return true
}

// Earn records that the partner earned a competency on a day, as [Partner.Hold] does.
func (p *Partner) Earn(e Earned, today Date) bool {
	for i := range p.Competencies {
		known := &p.Competencies[i]
		if known.Competency != e.Competency {
			continue
		}
		if held, news := told(&known.Earned, known.Ends, e.Earned, today); held {
			return news
		}
	}
	p.Competencies = append(p.Competencies, e)
	return true
}

// told brings a day to what is known already, and reports whether that is the thing
// told of, and whether the day was news.
func told(known *Date, ends, day, today Date) (held, news bool) {
	switch {
	case !ends.IsZero() && !day.Before(ends):
		return false, false
	case day.IsZero():
		return true, false
	case known.IsZero() && day.Before(today), day.Before(*known):
		*known = day
		return true, true
	}
	return true, false
}

// Measure records a metric's value from a day on. A value that holds on that day
// already is no news.
func (p *Partner) Measure(r Reading) bool {
	i := len(p.Readings) - 1 // of two on one day the later counts
	for i >= 0 && (p.Readings[i].Metric != r.Metric || p.Readings[i].From != r.From) {
		i--
	}
	switch {
	case i >= 0 && p.Readings[i] == r:
		return false
	case i >= 0:
		p.Readings[i] = r
		return true
	case p.measures(r.Metric) && p.Value(r.Metric, r.From) == r.Value:
		return false
	}
	p.Readings = append(p.Readings, r)
	slices.SortStableFunc(p.Readings, func(a, b Reading) int {
		return cmp.Or(cmp.Compare(a.Metric, b.Metric), a.From.Compare(b.From))
	})
	return true
}

// measures reports whether there is any reading of a metric.
func (p *Partner) measures(metric string) bool {
	return slices.ContainsFunc(p.Readings, func(r Reading) bool { return r.Metric == metric })
}

// EndHolding records that a person's certificate no longer counts from a day on; of
// any kind when kind is empty. One that was earned on that day or later has never
// counted, and goes; what ended before that day is history, and stays.
func (p *Partner) EndHolding(certificate, kind, holder string, day Date) bool {
	return end(&p.Certificates, day, func(h *Holding) (earned Date, ends *Date) {
		if !h.isOf(certificate, kind) || h.Holder == "" || !SamePerson(h.Holder, holder) {
			return Date{}, nil
		}
		return h.Earned, &h.Ends
	})
}

// EndCompetency records that a competency no longer counts from a day on, as
// [Partner.EndHolding] does.
func (p *Partner) EndCompetency(id string, day Date) bool {
	return end(&p.Competencies, day, func(e *Earned) (earned Date, ends *Date) {
		if e.Competency != id {
			return Date{}, nil
		}
		return e.Earned, &e.Ends
	})
}

// end ends on a day all evidence for which period gives an end that lies later, or
// never, and reports whether there was any.
func end[T any](list *[]T, day Date, period func(*T) (earned Date, ends *Date)) bool {
	news := false
	*list = slices.DeleteFunc(*list, func(item T) bool {
		earned, ends := period(&item)
		never := ends != nil && runsOn(*ends, day) && !earned.IsZero() && !earned.Before(day)
		news = news || never
		return never
	})
	for i := range *list {
		if _, ends := period(&(*list)[i]); ends != nil && runsOn(*ends, day) {
			*ends, news = day, true
		}
	}
	return news
}

// runsOn reports whether what ends on a day, or never, still counts on another.
func runsOn(ends, day Date) bool { return ends.IsZero() || day.Before(ends) }

// EndUnnamed records that n people without names no longer hold a certificate from a
// day on, and returns how many there were to end, at most n.
func (p *Partner) EndUnnamed(certificate, kind string, n int, day Date) int {
	left := n
	var ended []Holding
	for i := range p.Certificates {
		h := &p.Certificates[i]
		if !h.isOf(certificate, kind) || h.Holder != "" || !runsOn(h.Ends, day) {
			continue
		}
		gone := *h
		gone.Unnamed, gone.Ends = min(left, h.Unnamed), day
		h.Unnamed -= gone.Unnamed
		left -= gone.Unnamed
		if gone.Unnamed > 0 && gone.Earned.Before(day) {
			ended = append(ended, gone)
		}
	}
	p.Certificates = slices.DeleteFunc(append(p.Certificates, ended...), func(h Holding) bool { return h.People() == 0 })
	return n - left
}

// isOf reports whether a holding is of a certificate, and of a kind unless that is
// empty.
func (h *Holding) isOf(certificate, kind string) bool {
	return h.Certificate == certificate && (kind == "" || h.Kind == kind)
}

// MoveTo gives the partner a tier, by a decision of the day. Whoever comes to a tier
// after the programme began has no grace of its own; an extension was granted for the
// tier it had, a fall put off was from it, and an earlier fall led to it. The tier it has
// already is no news.
func (p *Partner) MoveTo(tier *Tier, day, firstDay Date) bool {
	if p.Tier == tier.ID {
		return false
	}
	p.Tier, p.TierSince = tier.ID, Date{}
	p.Extension, p.Held, p.Fell = nil, nil, nil
	if day.After(firstDay) {
		p.TierSince = day
	}
	return true
}

// samePerson reports whether two holdings are one person's, of the same certificate
// and kind.
func (h *Holding) samePerson(other *Holding) bool {
	return h.Certificate == other.Certificate && h.Kind == other.Kind &&
		h.Holder != "" && other.Holder != "" && SamePerson(h.Holder, other.Holder)
}
