package program

// A Mark is what somebody has been told of one partner, and what they have asked for.
// The zero Mark: nothing yet.
type Mark struct {
	Deadline Date // of which they were told last
	Occasion Date // the latest occasion before it of which they were told
	Since    Date // the day they were first told of that deadline
	Fell     Date // the day of the lapse because of which the partner fell, once they know of the fall

	Snoozed Date // not to be told before this day; absent: they did not ask
	Touched Date // when they last pressed anything about the partner; absent as well once they are told of another deadline
	Stopped bool // they want to hear nothing of the partner any more
}

// A Telling is what a post tells of one partner, and what is marked once it has arrived.
type Telling struct {
	Partner  string // id
	Deadline Date
	Occasion Date
	Fell     Date // absent: it tells of no fall
}

// Told is the mark once a digest has told something, on a day of the programme. Of another
// deadline it begins anew. Whoever is told that a partner may still fall because of a lapse,
// since its fall was undone, knows of no fall any more.
func (m Mark) Told(t Telling, day Date) Mark {
	switch {
	case !t.Fell.IsZero():
		m.Fell = t.Fell
	case t.Deadline == m.Fell:
		m.Fell = Date{}
	}
	if m.Deadline != t.Deadline {
		if !m.Deadline.IsZero() {
			m.Touched = Date{}
		}
		m.Deadline, m.Occasion, m.Since = t.Deadline, Date{}, day
	}
	m.Occasion = later(m.Occasion, t.Occasion)
	m.Snoozed = Date{}
	return m
}
