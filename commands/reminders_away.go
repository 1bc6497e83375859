package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// whileAway says of how many partners the last day falls into a time in which somebody is
// away, and when they hear of it. None is forgotten: what falls on no working morning comes
// on the one before.
func (r *reminded) whileAway() []Part {
	diary := r.rules.Diary(&r.recipient, r.House)
	var inTime, late int64
	var by program.Date
	for i := range r.recipient.Partners {
		p := &r.recipient.Partners[i]
		day := r.lastDayAway(p)
		if day.IsZero() {
			continue
		}
		morning, ok := diary.By(day)
		if !ok || !morning.At.After(r.Now) {
			late++
			continue
		}
		inTime++
		if morning.On.After(by) {
			by = morning.On
		}
	}
	var parts []Part
	if inTime > 0 {
		parts = append(parts, plain(r.say.toldBefore(inTime, by, r.today)))
	}
	if late > 0 {
		parts = append(parts, plain(r.say.notToldBefore(late)))
	}
	return parts
}

// lastDayAway is the first of a partner's last days, to start a training or before it
// falls, that lies in a time in which somebody is away, and of which they are to be told;
// absent: there is none.
func (r *reminded) lastDayAway(p *program.Partner) program.Date {
	habits, mark := r.habits(), r.recipient.Marks[p.ID]
	s := r.rules.Evaluate(p, r.today)
	if mark.Stopped || s.State != program.InGrace {
		return program.Date{}
	}
	days := []program.Date{s.LatestStart}
	if slices.Contains(habits.Rungs, 0) {
		days = append(days, s.Deadline)
	}
	for _, day := range days {
		told := mark.Deadline == s.Deadline && !mark.Occasion.Before(day)
		away := slices.ContainsFunc(habits.Away, func(span program.Span) bool { return !day.Before(span.From) && !day.After(span.To) })
		if !told && away && !day.Before(r.today) {
			return day
		}
	}
	return program.Date{}
}
