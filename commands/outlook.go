package commands

import (
	"cmp"

	"github.com/tierbot/tierbot/program"
)

// headline is how much time is left, or why there is none.
func (q *question) headline(p *program.Partner, s *program.Standing) Paragraph {
	tier := q.label(s.Tier.Label)
	switch {
	case s.State == program.Lapsed:
		falls := q.say.fallsWaiting(q.tierOrNone(s.After))
		if !p.IsHeld(s.Deadline) {
			return Paragraph{Text{{Text: falls, Strong: true}, {Text: q.say.stoodAt(s.Deadline)}}}
		}
		text := Text{{Text: q.say.fallIsHeld(q.tierOrNone(s.After)), Strong: true}}
		text = append(text, q.putOffBy(p.Held)...)
		return Paragraph{append(text, Span{Text: q.say.stoodAt(s.Deadline)})}
	case s.State == program.InGrace:
		strong, rest := q.say.timeLeft(s, extended(p, s))
		return Paragraph{Text{{Text: strong, Strong: true}, {Text: rest}}}
	case s.Deadline.IsZero():
		return Paragraph{Text{{Text: q.say.nothingMissing(), Strong: true}, {Text: q.say.asksNothing(tier)}}}
	case !s.HasGrace:
		return Paragraph{Text{{Text: q.say.nothingMissing(), Strong: true}, {Text: q.say.heldAfter(tier, s.Deadline)}}}
	case willFall(s):
		then := q.rules.Path(p, s.Tier, s.Deadline)
		items := q.lacking(then.Requirements, q.label)
		return Paragraph{Text{{Text: q.say.nothingMissingToday(), Strong: true}, {Text: q.say.butEnds(s, items)}}}
	}
	return Paragraph{Text{{Text: q.say.nothingMissing(), Strong: true}, {Text: q.say.keptAt(tier, s)}}}
}

// keeps reports whether the partner keeps its tier if nothing changes.
func keeps(s *program.Standing) bool {
	return s.After != nil && s.After.Rank >= s.Tier.Rank
}

// willFall reports whether a partner that conforms today loses its tier at the deadline
// nonetheless, because something that counts ends before.
func willFall(s *program.Standing) bool {
	return s.State == program.Conforming && s.HasGrace && !keeps(s)
}

// tierOrNone is a tier's label; empty for none, which is to leave the programme.
func (q *question) tierOrNone(t *program.Tier) string {
	if t == nil {
		return ""
	}
	return q.label(t.Label)
}

// ifNothingChanges is where the partner ends on the day after its deadline. A
// partner that keeps its tier and one that has lapsed are told so above.
func (q *question) ifNothingChanges(s *program.Standing) string {
	if s.State == program.Lapsed || s.Deadline.IsZero() || !s.HasGrace {
		return ""
	}
	if keeps(s) {
		if s.State == program.InGrace {
			return q.say.keepsAnyway(q.label(s.Tier.Label))
		}
		return ""
	}
	return q.say.falls(q.tierOrNone(s.After), s.Deadline.AddDays(1))
}

// nextStep is the one thing to do now: the training that must begin first, or what
// is left when none can still end in time.
func (q *question) nextStep(s *program.Standing) string {
	if s.State != program.InGrace {
		return ""
	}
	var first, late, other *program.Result
	for i := range s.Requirements {
		r := &s.Requirements[i]
		switch {
		case r.Met() || q.hidden(r.Requirement):
		case r.LatestStart.IsZero():
			other = cmp.Or(other, r)
		case r.LatestStart.Before(q.today):
			late = r
		case first == nil || r.LatestStart.Before(first.LatestStart):
			first = r
		}
	}
	switch {
	case late != nil:
		return q.say.askForTime(q.inBrief(late))
	case first != nil && (first.LatestStart != s.Deadline || s.DaysLeft == 0):
		return q.act(first) + q.say.daysToStart(first.LatestStart.Since(q.today))
	case cmp.Or(first, other) != nil:
		return q.act(cmp.Or(first, other)) + q.say.byThen(s.Deadline, q.today)
	}
	return ""
}

// wayBack is what a lapsed partner still lacks today for the tier it is to lose, or
// since when it lacks nothing. Its tier is then for a manager to decide.
func (q *question) wayBack(p *program.Partner, s *program.Standing) string {
	path := q.rules.Path(p, s.Tier, q.today)
	if !path.Met {
		items := q.lacking(path.Requirements, q.label)
		if len(items) == 0 {
			return ""
		}
		return q.say.stillMissing(q.label(s.Tier.Label), items)
	}
	var again program.Date
	for i := range s.Requirements {
		if late := s.Requirements[i].Late; again.Before(late) {
			again = late
		}
	}
	return q.say.metAgain(q.label(s.Tier.Label), again, q.today)
}

// act is what to do about an unmet requirement.
func (q *question) act(r *program.Result) string {
	name := q.requirement(r.Requirement, q.label)
	switch r.Form() {
	case program.People:
		return q.say.havePass(q.morePeople(r), name)
	case program.Minimum:
		return q.say.bringTo(name, q.say.amount(r.Needed, q.rules.Metric(r.Metric).Unit))
	}
	return q.say.book(q.inBrief(r), r.Missing)
}

// inBrief is what is missing where it stands in full above: a choice has short names.
func (q *question) inBrief(r *program.Result) string {
	if len(r.Of) > 1 {
		return q.oneOf(r, q.short)
	}
	return q.lack(r, q.label)
}
