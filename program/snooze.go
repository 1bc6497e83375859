package program

// SnoozeLimit is the day beyond which a partner cannot be put off: the last on which its
// training can start, as start says, or else its deadline.
func (s *Standing) SnoozeLimit() (limit Date, start bool) {
	if s.LatestStart.IsZero() || s.LatestStart.Before(s.Day) {
		return s.Deadline, false
	}
	return s.LatestStart, true
}

// Snooze is the day until which a partner can be put off that somebody wishes to put off
// until another: one of their mornings after today, no later than wished unless that is
// today or before, and never beyond [Standing.SnoozeLimit]. It is false when that is too
// late already, or there is nothing to put off.
func (d *Diary) Snooze(p *Partner, wish, today Date) (until Date, ok bool) {
	s := d.rules.Evaluate(p, today)
	if s.State != InGrace {
		return Date{}, false
	}
	limit, _ := s.SnoozeLimit()
	if m, found := d.By(earlier(wish, limit)); found && m.Day.After(today) {
		return m.Day, true
	}
	m, found := d.From(today.AddDays(1))
	return m.Day, found && !m.Day.After(limit)
}

// wakes is the day on which a snooze ends. It lasts neither beyond the deadline nor, unless
// the last day on which a training can start was told of already, beyond that, wherever
// they have moved meanwhile.
func (m *Mark) wakes(s *Standing) Date {
	until := earlier(m.Snoozed, s.Deadline)
	if told := m.Deadline == s.Deadline && !m.Occasion.Before(s.LatestStart); s.LatestStart.IsZero() || told {
		return until
	}
	return earlier(until, s.LatestStart)
}

// earlier is the earlier of two days.
func earlier(a, b Date) Date {
	if b.Before(a) {
		return b
	}
	return a
}
