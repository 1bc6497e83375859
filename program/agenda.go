package program

import (
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

// fallNews is for how many days a fall is news: for longer than an outage, and not for
// somebody who comes to look after the partner much later.
const fallNews = 30

// digest begins the name of a post that is a digest. Its date follows.
const digest = "digest "

// DigestName is the name of the post that is the recipient's digest of a date of theirs.
func DigestName(on Date) string { return digest + on.String() }

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
	marks, last := d.recipient.Marks, d.posted()
	if morning, open := d.open(now, due); open && last.Before(agenda.On) {
		agenda.Items = d.items(d.look(morning, d.rules.Today(now)))
	}
	if len(agenda.Items) > 0 {
		marks, last = d.marked(agenda.Items), agenda.On
	}
	if first, ok := d.afterDigest(now, last); ok {
		agenda.Next = d.soonest(marks, first)
	}
	return agenda
}

// open is the morning of the day of now, and whether a digest may still come of what was
// due by then.
func (d *Diary) open(now, due time.Time) (Morning, bool) {
	m, works := d.Morning(DateOf(now.In(d.zone)))
	return m, works && !now.Before(m.At) && now.Before(m.Ends) && !due.After(m.At)
}

// afterDigest is the first morning after now that is on a later date than the last digest.
func (d *Diary) afterDigest(now time.Time, last Date) (Morning, bool) {
	first, ok := d.After(now)
	for ok && !first.On.After(last) {
		first, ok = d.After(first.At)
	}
	return first, ok
}

// soonest is the first morning, from one on, on whose digest some partner is; zero when none
// is known.
func (d *Diary) soonest(marks map[string]Mark, first Morning) time.Time {
	var soonest time.Time
	for i := range d.recipient.Partners {
		p := &d.recipient.Partners[i]
		if next := d.next(p, marks[p.ID], first); !next.IsZero() && (soonest.IsZero() || next.Before(soonest)) {
			soonest = next
		}
	}
	return soonest
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
	maps.Copy(marks, d.recipient.Marks)
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
