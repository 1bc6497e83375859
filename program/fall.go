package program

import "cmp"

// Falls says where a partner stands once a day is over and nothing has changed until
// then, and whether it has lapsed. [Standing.Deadline] is the day of the lapse, which may
// be an earlier one; [Standing.After] the tier it falls to, nil when it keeps none; and
// [Standing.LatestStart] the last day on which the training that it lacks can start, if
// that alone would have saved it or still can.
func (r *Rules) Falls(p *Partner, end Date) (Standing, bool) {
	s := r.Evaluate(p, end.AddDays(1))
	if s.State != Lapsed {
		return s, false
	}
	s.LatestStart = r.latestStarts(s.Requirements, s.Deadline)
	return s, true
}

// Fall is a partner once its fall is applied on a day, by somebody's decision: at the
// highest tier it had earned by the end of the day of its lapse, from the day after that.
// It is false for a partner that has not lapsed before the day, whose fall is put off, or
// that keeps no tier.
func (r *Rules) Fall(p *Partner, day Date, by string) (Partner, bool) {
	s, lapsed := r.Falls(p, day.AddDays(-1))
	if !lapsed || s.After == nil || p.IsHeld(s.Deadline) {
		return Partner{}, false
	}
	fallen := p.Clone()
	fallen.MoveTo(s.After, s.Deadline.AddDays(1), r.FirstDay)
	fallen.Fell = &Fall{From: s.Tier.ID, Lapse: s.Deadline, On: day, By: by}
	return fallen, true
}

// PutOff is a partner whose fall is put off on a day, until somebody decides otherwise.
// It is false for a partner that would not fall.
func (r *Rules) PutOff(p *Partner, day Date, because Hold) (Partner, bool) {
	s, lapsed := r.Falls(p, day.AddDays(-1))
	if !lapsed || p.IsHeld(s.Deadline) {
		return Partner{}, false
	}
	held := p.Clone()
	because.Lapse = s.Deadline
	held.Held = &because
	return held, true
}

// IsHeld reports whether the fall because of a lapse on a day is put off.
func (p *Partner) IsHeld(lapse Date) bool { return p.Held != nil && p.Held.Lapse == lapse }

// Saving is how a partner that would fall can still keep its tier.
type Saving int

// The ways, the surest first.
const (
	ByTraining Saving = iota // by training alone
	ByFigures                // by a figure as well, which no training brings
	TooLate                  // by none: its training can no longer end in time, or the time is over
)

// Saving says on a day how a partner can still be saved that is in grace or whose standing
// [Rules.Falls] gave.
func (s *Standing) Saving(today Date) Saving {
	way := ByTraining
	for i := range s.Requirements {
		result := &s.Requirements[i]
		switch {
		case result.Met():
		case s.Deadline.Before(today), !result.LatestStart.IsZero() && result.LatestStart.Before(today):
			return TooLate
		case result.Form() == Minimum:
			way = ByFigures
		}
	}
	return way
}

// CheaperSave orders standings that [Rules.Falls] gave by what it takes to save their
// partners, as seen on a day: what can still be saved comes first, the cheapest before
// all, and of equals the one whose training must start first, then the one of the higher
// tier.
func CheaperSave(a, b *Standing, today Date) int {
	return cmp.Or(
		cmp.Compare(a.Saving(today), b.Saving(today)),
		cmp.Compare(a.PersonDays, b.PersonDays),
		a.LatestStart.Compare(b.LatestStart),
		cmp.Compare(b.Tier.Rank, a.Tier.Rank),
	)
}

// The mass fuse: so many falls at once are no accident when a person decides on them, and
// may be one when nobody does.
const (
	manyFalls   = 5 // more than so many,
	manyPercent = 5 // and more than so many of a hundred partners
)

// TooMany reports whether so many falls of so many partners, those that fall included,
// are more than may happen at once without a person's decision.
func TooMany(falls, partners int) bool {
	return falls > manyFalls && falls*100 > manyPercent*partners
}
