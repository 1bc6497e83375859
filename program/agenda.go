package program

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// An Agenda is what a recipient is to be told now, and when to look again.
type Agenda struct {
	Items []Item // the most urgent first, and of those the cheapest to save; none: there is nothing to tell now
	On    Date   // the recipient's date, of which there is one digest at most

	// Next is when to look again, once the items have been told; zero when nothing that
	// is known now will ever be due.
	Next time.Time
}

// An Item is a partner in a digest, and why it is there.
type Item struct {
	Partner  Partner
	Standing Standing
	Reason   Reason

	// Occasion is the day because of which it is there: so many days before the
	// deadline, or the last on which a training can start. The digest comes on the last
	// of the recipient's mornings before it is over, or as soon as it can after that.
	// Absent where the reason is another.
	Occasion Date
}

// Reason is why a partner is in a digest.
type Reason int

// The reasons.
const (
	Rung       Reason = iota // so many days are left
	LastStart                // it is the last day on which its training can start
	SnoozeOver               // it was put off until now
	Fallen                   // a fall to a lower tier was applied
)

// fallNews is for how many days a fall is news: for longer than an outage, and not for
// somebody who comes to look after the partner much later.
const fallNews = 30

// digest begins the name of a post that is a digest. Its date follows.
const digest = "digest "

// DigestName is the name of the post that is the recipient's digest of a date of theirs.
func DigestName(on Date) string { return digest + on.String() }

// Telling is what a digest with the item has told.
func (i *Item) Telling() Telling {
	t := Telling{Partner: i.Partner.ID, Deadline: i.Standing.Deadline, Occasion: i.Occasion}
	if i.Reason == Fallen {
		t.Fell = i.Partner.Fell.Lapse
	}
	return t
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

// Agenda says what the recipient is to be told at the instant now, when they were due at
// another, which is in the past or the same. It is pure.
//
// A partner enters when it does not conform and has crossed a rung, or reaches the last
// day on which its training can start, since the recipient was last told of it; of
// several such days the latest counts alone. A day is crossed on the last of the
// recipient's mornings before it is over, so that weekends and holidays move it earlier.
// What was due on a morning and was kept by an outage may come later that day; what has
// become due since waits for the next morning. There is one digest a day.
func (d *Diary) Agenda(now, due time.Time) Agenda {
	agenda := Agenda{On: DateOf(now.In(d.zone))}
	marks := d.recipient.Marks
	morning, works := d.Morning(agenda.On)
	if works && !d.posted().After(agenda.On.AddDays(-1)) && !now.Before(morning.At) && now.Before(morning.Ends) && !due.After(morning.At) {
		agenda.Items = d.items(d.look(morning, d.rules.Today(now)))
		marks = d.marked(agenda.Items)
	}
	first, ok := d.After(now)
	for last := d.posted(); ok && (!first.On.After(last) || len(agenda.Items) > 0 && !first.On.After(agenda.On)); {
		first, ok = d.After(first.At)
	}
	if !ok {
		return agenda
	}
	for i := range d.recipient.Partners {
		p := &d.recipient.Partners[i]
		if next := d.next(p, marks[p.ID], first); !next.IsZero() && (agenda.Next.IsZero() || next.Before(agenda.Next)) {
			agenda.Next = next
		}
	}
	return agenda
}

// posted is the date of the last digest that went out or was given up.
func (d *Diary) posted() Date {
	var last Date
	for i := range d.recipient.Posts {
		post := &d.recipient.Posts[i]
		name, ok := strings.CutPrefix(post.Name, digest)
		if on, err := ParseDate(name); ok && err == nil && (post.State == Sent || post.State == GivenUp) {
			last = later(last, on)
		}
	}
	return last
}

// marked are the marks once the items have been told.
func (d *Diary) marked(items []Item) map[string]Mark {
	marks := make(map[string]Mark, len(d.recipient.Marks)+len(items))
	for id, mark := range d.recipient.Marks {
		marks[id] = mark
	}
	for i := range items {
		id := items[i].Partner.ID
		marks[id] = marks[id].Told(items[i].Telling(), items[i].Standing.Day)
	}
	return marks
}

// A look is the programme's calendar as it is seen on a morning: what falls before until
// cannot wait for the next one.
type look struct{ day, until Date }

func (d *Diary) look(m Morning, day Date) look {
	next, ok := d.After(m.At)
	if !ok {
		return look{day, day.AddDays(furthest)}
	}
	return look{day, next.Day}
}

// items are the partners that enter a digest.
func (d *Diary) items(l look) []Item {
	var items []Item
	for i := range d.recipient.Partners {
		p := &d.recipient.Partners[i]
		if item, ok := d.enters(p, d.recipient.Marks[p.ID], l); ok {
			items = append(items, item)
		}
	}
	slices.SortStableFunc(items, func(a, b Item) int { return a.compare(&b) })
	return items
}

// enters says whether a partner is in the digest of a morning, and why.
func (d *Diary) enters(p *Partner, mark Mark, l look) (Item, bool) {
	if mark.Stopped {
		return Item{}, false
	}
	item := Item{Partner: *p, Standing: d.rules.Evaluate(p, l.day)}
	if p.Fell != nil && mark.Fell != p.Fell.Lapse && l.day.Since(p.Fell.On) <= fallNews {
		item.Reason = Fallen
		return item, true
	}
	if item.Standing.State == Conforming {
		return Item{}, false
	}
	item.Occasion, item.Reason = d.occasion(&item.Standing, l)
	if !mark.Snoozed.IsZero() {
		item.Reason = SnoozeOver
		return item, mark.wakes(&item.Standing).Before(l.until)
	}
	if item.Occasion.IsZero() || mark.Deadline == item.Standing.Deadline && !mark.Occasion.Before(item.Occasion) {
		return Item{}, false
	}
	return item, true
}

// occasion is the latest occasion of a partner that is crossed; absent when none is yet.
func (d *Diary) occasion(s *Standing, l look) (Date, Reason) {
	var nearest Date
	reason := Rung
	for _, rung := range d.habits.Rungs {
		if day := s.Deadline.AddDays(-rung); day.Before(l.until) {
			nearest = later(nearest, day)
		}
	}
	if start := s.LatestStart; !start.IsZero() && start.Before(l.until) && !start.Before(nearest) {
		nearest, reason = start, LastStart
	}
	return nearest, reason
}

// next is the first morning, from one on, on whose digest a partner is; zero when none is
// known. Something can only change on a day on which evidence begins or ends, and on an
// occasion, so that only those mornings are looked at.
func (d *Diary) next(p *Partner, mark Mark, first Morning) time.Time {
	if mark.Stopped {
		return time.Time{}
	}
	mornings := map[time.Time]Morning{first.At: first}
	consider := func(m Morning, ok bool) {
		if ok && m.At.After(first.At) {
			mornings[m.At] = m
		}
	}
	for day := first.Day; !day.IsZero(); day = p.changeAfter(day) {
		consider(d.From(day))
		s := d.rules.Evaluate(p, day)
		if s.State == Conforming {
			continue
		}
		for _, ends := range []Date{mark.wakes(&s), s.LatestStart} {
			if !ends.IsZero() {
				consider(d.By(ends))
			}
		}
		for _, rung := range d.habits.Rungs {
			consider(d.By(s.Deadline.AddDays(-rung)))
		}
	}
	for _, m := range slices.SortedFunc(maps.Values(mornings), func(a, b Morning) int { return a.At.Compare(b.At) }) {
		if _, enters := d.enters(p, mark, d.look(m, m.Day)); enters {
			return m.At
		}
	}
	return time.Time{}
}

// compare orders items: what can still be saved before what cannot, the most urgent
// first, then the cheapest, then by name.
func (i *Item) compare(j *Item) int {
	return cmp.Or(
		cmp.Compare(i.hope(), j.hope()),
		i.Standing.Deadline.Compare(j.Standing.Deadline),
		cmp.Compare(i.Standing.PersonDays, j.Standing.PersonDays),
		cmp.Compare(i.Partner.Name, j.Partner.Name),
	)
}

// hope is how well a partner can be saved, 0 being best: by training alone, if more than
// training is missing, if a training has no time left, once it has lapsed, once it fell.
func (i *Item) hope() int {
	s := &i.Standing
	switch {
	case i.Reason == Fallen:
		return 4
	case s.State == Lapsed:
		return 3
	case s.LatestStart.Before(s.Day) && !s.LatestStart.IsZero():
		return 2
	case slices.ContainsFunc(s.Requirements, func(r Result) bool { return !r.Met() && r.Form() == Minimum }):
		return 1
	}
	return 0
}
