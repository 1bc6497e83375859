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

	// Deadline is the last day of the partner's grace, which may be over; of one that falls,
	// or would if nothing changed, the day of that lapse. Absent: its tier asks for nothing.
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

// then is the tier that the partner would hold at the end of a day if nothing changed; nil
// when it would keep none.
func (f *Fact) then(end program.Date) *program.Tier {
	if !f.Falls || f.Held || f.Deadline.After(end) {
		return f.Tier
	}
	return f.After
}

// fact is where a partner stands on a day, and the days of which that holds while nothing is
// recorded.
func (b *Board) fact(p *program.Partner, day program.Date) (Fact, span) {
	s := b.rules.Evaluate(p, day)
	f, holds := Fact{
		ID: p.ID, Name: p.Name, Owners: p.Owners,
		Tier: s.Tier, State: s.State, Earned: s.Earned, Thin: isThin(&s),
		Deadline: s.Deadline, After: s.Tier,
	}, during(p, &s, day)
	if next := s.Next; next != nil {
		f.Next, f.NextDays, f.NextShort = next.Tier, next.PersonDays, short(next.Requirements)
	}
	end := b.end(day)
	if end.Before(s.Deadline) {
		end = s.Deadline
	}
	falls, lapsed := b.rules.Falls(p, end)
	if !lapsed {
		return f, holds
	}
	f.Falls, f.After, f.Deadline = true, falls.After, falls.Deadline
	f.Held = p.IsHeld(falls.Deadline)
	f.LatestStart, f.PersonDays, f.Short = falls.LatestStart, falls.PersonDays, short(falls.Requirements)
	f.Lacks = lacks(falls.Requirements)
	return f, holds
}

// isThin reports whether a partner conforms whose tier asks for as many people as it has.
func isThin(s *program.Standing) bool {
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

// during are the days around one on which a partner stands the same while nothing is
// recorded. It may stand otherwise on a day on which some evidence begins or ends, on the
// day after, when that has cost it its tier, and on the day after its grace. What the
// board looks ahead to is the same on all of them: before the last deadline is over that
// is the end, and afterwards only evidence that ends can make a difference.
func during(p *program.Partner, s *program.Standing, today program.Date) span {
	t := turning{today: today}
	for i := range p.Certificates {
		t.evidence(p.Certificates[i].Earned)
		t.evidence(p.Certificates[i].Ends)
	}
	for i := range p.Competencies {
		t.evidence(p.Competencies[i].Earned)
		t.evidence(p.Competencies[i].Ends)
	}
	for i := range p.Readings {
		t.evidence(p.Readings[i].From)
	}
	if s.State != program.Conforming {
		t.at(s.Deadline.AddDays(1))
	}
	return span{pack(t.last), pack(t.next)}
}

// turning is when a partner may have come to stand as it does today, and when it may cease
// to; absent: never.
type turning struct{ today, last, next program.Date }

func (t *turning) at(day program.Date) {
	switch {
	case !day.After(t.today):
		if day.After(t.last) {
			t.last = day
		}
	case t.next.IsZero() || day.Before(t.next):
		t.next = day
	}
}

// evidence takes a day on which some begins or ends, and the day after; absent: none.
func (t *turning) evidence(day program.Date) {
	if day.IsZero() {
		return
	}
	t.at(day)
	if !day.After(t.today) && !day.Before(t.last) {
		t.at(day.AddDays(1))
	}
}
