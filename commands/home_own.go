package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// A bucket is what there is to do about a partner, and how soon.
type bucket int

// The buckets, in the order in which they are shown.
const (
	startNow   bucket = iota // something must start within days
	needsTime                // nothing that can start now ends in time: a manager can grant more
	startNext                // something must start later
	hasLapsed                // a manager decides
	allBuckets               // is how many there are
	calmEnough bucket = -1   // there is nothing to do
)

// bucketOf is what there is to do about a partner on a day. Whoever has said that they want
// to hear nothing of it does not read of it before something must start within days.
func (h *home) bucketOf(f *board.Fact) bucket {
	mark := h.recipient.Marks[f.ID]
	quiet := mark.Stopped || mark.Snoozed.After(h.today)
	switch {
	case !f.Falls || f.Held:
		return calmEnough
	case f.Deadline.Before(h.today):
		return hasLapsed
	case f.Saving(h.today) != program.TooLate && !startOf(f).After(h.today.AddDays(homeDays)):
		return startNow
	case quiet:
		return calmEnough
	case f.Saving(h.today) == program.TooLate:
		return needsTime
	}
	return startNext
}

// homeDays is how far ahead Home asks for something to be started: as far as any day of the
// week that is meant by its name. A week that ends on Sunday would keep silent on a Thursday
// about what is over on the Monday.
const homeDays = 7

// list are the ids of the partners that are listed, those of the first buckets first: what
// waits for others leaves room for what one can do.
func (h *home) list() []string {
	h.place = map[string]bucket{}
	var ids []string
	for at := range allBuckets {
		for _, f := range h.in(at) {
			if len(ids) == homePartners {
				h.rest++
				continue
			}
			ids = append(ids, f.ID)
			h.place[f.ID] = at
		}
	}
	return ids
}

// in are the asker's partners in a bucket, whether or not there is room for them.
func (h *home) in(at bucket) (some []*board.Fact) {
	for i := range h.own {
		if h.bucketOf(&h.own[i]) == at {
			some = append(some, &h.own[i])
		}
	}
	return some
}

// ownTitle is what is to be done today.
func (h *home) ownTitle() string {
	now, late := h.in(startNow), h.in(needsTime)
	last := slices.DeleteFunc(slices.Clone(now), func(f *board.Fact) bool { return startOf(f) != h.today })
	switch {
	case len(last) > 0:
		return h.say.homeToday(int64(len(last)))
	case len(now) > 0:
		return h.say.homeSoon(int64(len(now)))
	case len(late) > 0:
		return h.say.homeTooLate(int64(len(late)))
	case len(h.in(startNext)) > 0:
		return h.say.homeNothingYet()
	case len(h.in(hasLapsed)) > 0:
		return h.say.homeLapsed(int64(len(h.in(hasLapsed))))
	}
	return h.say.homeAllWell()
}

// ownParts are the asker's partners, with what to do about those that need something.
func (h *home) ownParts() []Part {
	if len(h.own) == 0 {
		return nil
	}
	parts := []Part{plain(h.say.ownTitle(h.count))}
	if next := h.in(startNext); len(next) > 0 && len(h.in(startNow))+len(h.in(needsTime)) == 0 {
		parts = append(parts, strong(h.say.homeNext(short(next[0].Name), startOf(next[0]), h.today)))
	}
	diary := h.diary()
	for at := range allBuckets {
		var rows Rows
		for i := range h.shown {
			if p := &h.shown[i]; h.place[p.ID] == at {
				rows = append(rows, h.ownRow(p, at, diary))
			}
		}
		if len(rows) > 0 {
			parts = append(parts, strong(h.say.homeHeading(at)), rows)
		}
	}
	if h.rest > 0 {
		parts = append(parts, plain(h.say.andMorePartners(int64(h.rest))))
	}
	if n := h.promotable(); n > 0 {
		action := Action{Label: h.say.whoPromotedLabel(), Command: "/tier list promote " + me}
		parts = append(parts, Rows{{Text: Text{{Text: h.say.homeEligible(int64(n))}}, Action: action}})
	}
	return parts
}

// promotable is how many of the asker's partners have earned a higher tier.
func (h *home) promotable() (n int) {
	for i := range h.own {
		if h.own[i].Eligible() {
			n++
		}
	}
	return n
}

// ownRow is one of the asker's partners: how long it has, the next step, and what can be
// done from here.
func (h *home) ownRow(p *program.Partner, at bucket, diary *program.Diary) Row {
	s := h.rules.Evaluate(p, h.today)
	row := h.row(p, &s)
	text := row.Text
	if step := h.nextStep(&s); step != "" {
		text = Text{{Text: short(p.Name), Strong: true}, {Text: " · " + h.label(s.Tier.Label) + " · " + h.say.untilRow(&s) + "\n"}, {Text: h.say.next() + step}}
	}
	mark := h.recipient.Marks[p.ID]
	wishes := h.wishes(mark, &s)
	if wishes != "" {
		text = append(text, Span{Text: "\n✓ " + capital(wishes)})
	}
	switch {
	case at == hasLapsed && h.decides():
		row.Actions = []Action{h.recordAction(p)}
	case s.State == program.InGrace:
		row = h.ownChoices(p, diary)
		if wishes != "" { // they are on it, or have put it off
			row.Actions[0] = h.backAction(p, mark)
		}
		row.Actions = append([]Action{h.planAction(p, nil)}, row.Actions...)
	case at != hasLapsed:
		row.Actions = []Action{h.planAction(p, nil)}
	}
	row.Text = text
	return row
}

// wantedParts are the partners about which the asker has asked for something and that are not
// listed for it.
func (h *home) wantedParts() []Part {
	others := h.recipient
	others.Partners = slices.DeleteFunc(slices.Clone(others.Partners), func(p program.Partner) bool {
		_, listed := h.place[p.ID]
		return listed
	})
	r := *h.reminded
	r.recipient = others
	rows := r.asked()
	if len(rows) == 0 {
		return nil
	}
	return []Part{strong(h.say.askedFor()), rows}
}
