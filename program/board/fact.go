package board

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A Fact is where one partner stands on the board's day. Its slices are the board's: they
// are read, not changed.
type Fact struct {
	ID, Name string
	Owners   []string

	Tier   *program.Tier // the recorded tier
	State  program.State
	Earned *program.Tier // the highest tier whose requirements are all met; nil: none
	Thin   bool          // it conforms, and one person's leaving would change that

	// Deadline is the last day of the grace that the partner has; of one that falls, or would
	// if nothing changed, the day of that lapse. Absent: it has none.
	Deadline program.Date
	Falls    bool          // it falls at the end of the deadline, or has, unless something changes
	Held     bool          // that fall is put off by a decision
	After    *program.Tier // the tier it falls to, nil when it keeps none; its own when it does not fall

	// What it takes to keep the tier, of a partner that falls.
	LatestStart program.Date   // the last day on which the training can start; absent: there is none to do
	PersonDays  float64        // of training, in working days of a person
	Short       program.Amount // how much the metrics lack; 0: no figure is missing
	Lacks       []string       // ids of certificates, competencies and metrics that would help

	// What it takes to come to the tier above. Next is nil at the top.
	Next      *program.Tier
	NextDays  float64
	NextShort program.Amount

	from, until program.Date // the days of which this holds: until is the first of which it may not, absent when there is none
}

// Saving says how the partner can still be saved on a day, when it falls.
func (f *Fact) Saving(today program.Date) program.Saving {
	switch {
	case f.Deadline.Before(today), !f.LatestStart.IsZero() && f.LatestStart.Before(today):
		return program.TooLate
	case f.Short > 0:
		return program.ByFigures
	}
	return program.ByTraining
}

// Eligible reports whether the partner has earned a higher tier than it has.
func (f *Fact) Eligible() bool { return f.Earned != nil && f.Earned.Rank > f.Tier.Rank }

// holds reports whether the fact is still right on a day.
func (f *Fact) holds(day program.Date) bool {
	return !day.Before(f.from) && (f.until.IsZero() || day.Before(f.until))
}

// fact is where a partner stands on a day.
func (b *Board) fact(p *program.Partner, day program.Date) Fact {
	s := b.rules.Evaluate(p, day)
	f := Fact{
		ID: p.ID, Name: p.Name, Owners: p.Owners,
		Tier: s.Tier, State: s.State, Earned: s.Earned, Thin: thin(&s),
		Deadline: s.Deadline, After: s.Tier,
		from: day, until: b.until(p, &s, day),
	}
	if next := s.Next; next != nil {
		f.Next, f.NextDays, f.NextShort = next.Tier, next.PersonDays, short(next.Requirements)
	}
	end := b.end(day)
	if end.Before(s.Deadline) {
		end = s.Deadline
	}
	falls, lapsed := b.rules.Falls(p, end)
	if !lapsed {
		return f
	}
	f.Falls, f.After, f.Deadline = true, falls.After, falls.Deadline
	f.Held = p.IsHeld(falls.Deadline)
	f.LatestStart, f.PersonDays, f.Short = falls.LatestStart, falls.PersonDays, short(falls.Requirements)
	f.Lacks = lacks(falls.Requirements)
	return f
}

// thin reports whether a partner conforms whose tier asks for as many people as it has.
func thin(s *program.Standing) bool {
	return s.State == program.Conforming && slices.ContainsFunc(s.Requirements, func(r program.Result) bool {
		return r.Form() == program.People && r.Held == r.Needed
	})
}

// short is how much the metrics lack.
func short(results []program.Result) program.Amount {
	var sum program.Amount
	for i := range results {
		if r := &results[i]; r.Form() == program.Minimum {
			sum += program.Amount(r.Missing)
		}
	}
	return sum
}

// lacks are the ids of what would help to meet what is not met.
func lacks(results []program.Result) []string {
	var ids []string
	for i := range results {
		r := &results[i]
		if r.Met() {
			continue
		}
		switch r.Form() {
		case program.People:
			ids = append(ids, r.Certificate)
		case program.Competencies:
			for _, c := range r.Lacks {
				ids = append(ids, c.ID)
			}
		case program.Minimum:
			ids = append(ids, r.Metric)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// until is the first day after one on which a partner may stand otherwise with nothing
// recorded: evidence begins or ends, a grace is over, or the day before was the last of
// what the board looks ahead to.
func (b *Board) until(p *program.Partner, s *program.Standing, day program.Date) program.Date {
	var first program.Date
	consider := func(d program.Date) {
		for _, d := range [...]program.Date{d, d.AddDays(1)} {
			if !d.IsZero() && d.After(day) && (first.IsZero() || d.Before(first)) {
				first = d
			}
		}
	}
	for _, h := range p.Certificates {
		consider(h.Earned)
		consider(h.Ends)
	}
	for _, c := range p.Competencies {
		consider(c.Earned)
		consider(c.Ends)
	}
	for _, r := range p.Readings {
		consider(r.From)
	}
	if p.Extension != nil {
		consider(p.Extension.Until)
	}
	consider(p.TierSince)
	consider(s.Deadline)
	consider(b.rules.Deadline(s.Tier))
	consider(b.last)
	return first
}
