package commands

import (
	"cmp"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// bundle is a bundle of which so many partners are shown.
func (t *letter) bundle(b *bundle, shown int) []Part {
	rows := make(Rows, shown)
	for i, item := range b.items[:shown] {
		rows[i] = t.row(b, item)
	}
	parts := append(t.heading(b), rows)
	if more := len(b.items) - shown; more > 0 {
		parts = append(parts, plain(t.say.andMore(int64(more))))
	}
	if b.sort == startsNow && !t.inChannel() {
		parts = append(parts, plain(t.consequence(b)))
	}
	return parts
}

// heading says what the partners of a bundle have in common.
func (t *letter) heading(b *bundle) []Part {
	switch b.sort {
	case startsNow:
		return []Part{strong(t.say.lastDayToStart(b.common.start, t.today))}
	case cheapest:
		return []Part{strong(t.say.cheapestSaves(len(b.items), &b.common, t.today))}
	case crossed:
		if b.only {
			return nil
		}
		return []Part{strong(t.say.crossedALine(b.first))}
	case woken:
		return []Part{strong(t.say.putOffUntilNow(int64(len(b.items))))}
	case lapsed:
		return []Part{strong(t.say.managerDecides(int64(len(b.items)))), plain(t.say.recordedInTime())}
	}
	return []Part{strong(t.say.fellSince(int64(len(b.items))))}
}

// sameDay is the day because of which all of some items are there; absent when there are
// several.
func sameDay(items []*program.Item) program.Date {
	day := items[0].Occasion
	if slices.ContainsFunc(items, func(i *program.Item) bool { return i.Occasion != day }) {
		return program.Date{}
	}
	return day
}

// consequence is what follows if nobody cares for partners whose training must start: the
// managers' list, or, where the deadline comes before it, their decision.
func (t *letter) consequence(b *bundle) string {
	latest := t.today
	for _, item := range b.items {
		if item.Occasion.After(latest) {
			latest = item.Occasion
		}
	}
	monday := t.weekAfter(latest)
	var listed int64
	for _, item := range b.items {
		if !item.Standing.Deadline.Before(monday) {
			listed++
		}
	}
	if listed == 0 {
		return t.say.decidedAfter()
	}
	return t.say.listedToManagers(listed, monday, t.today)
}

// weekAfter is the first working day of the week after a day, on which managers read
// their summary.
func (t *letter) weekAfter(day program.Date) program.Date {
	for day = day.AddDays(1); day.Weekday() != time.Monday; {
		day = day.AddDays(1)
	}
	for !t.rules.IsWorkday(day) {
		day = day.AddDays(1)
	}
	return day
}

// row is a partner with why it is there, what saves it, and what can be done.
func (t *letter) row(b *bundle, item *program.Item) Row {
	p := &item.Partner
	row := Row{Action: Action{Label: t.say.open(), Command: "/tier " + byID(p)}}
	switch {
	case b.sort == fallen:
	case t.inChannel():
		row.Actions = []Action{{Label: t.say.takeItOn(), Command: "/tier assign " + byID(p) + " " + me}}
	default:
		row = t.ownChoices(p, t.diary)
	}
	row.Text = t.text(b, item)
	return row
}

// text is why a partner is there and what saves it, without what the title and the heading
// have said of all.
func (t *letter) text(b *bundle, item *program.Item) Text {
	text := Text{{Text: short(item.Partner.Name), Strong: true}}
	for _, fact := range t.facts(b, item) {
		text = append(text, Span{Text: " · " + fact})
	}
	if item.Reason == program.Fallen {
		return append(text, t.decidedBy(item.Partner.Fell, " · ")...)
	}
	if needs := t.needs(b, item); needs != "" {
		text = append(text, Span{Text: "\n" + needs})
	}
	return text
}

// facts are tier, time left and fall of a partner.
func (t *letter) facts(b *bundle, item *program.Item) []string {
	s := &item.Standing
	var facts []string
	if s.Tier != b.common.tier {
		facts = append(facts, t.label(s.Tier.Label))
	}
	switch {
	case item.Reason == program.Fallen:
		return append(facts, t.say.fellRow(t.tierLabel(item.Partner.Fell.From), item.Partner.Fell.On))
	case s.State == program.Lapsed && item.Partner.IsHeld(s.Deadline):
		return append(facts, t.say.fallIsHeldRow(t.tierOrNone(s.After)))
	case s.State == program.Lapsed:
		return append(facts, t.say.fallsRow(t.tierOrNone(s.After)))
	case !t.titleTells(s):
		facts = append(facts, t.say.untilRow(s)+t.reminder(item))
	}
	switch {
	case keeps(s):
		facts = append(facts, t.say.keepsTier())
	case !t.titleTells(s) || t.commonFall(t.first) == "":
		facts = append(facts, t.say.thenTier(t.tierOrNone(s.After)))
	}
	return facts
}

// titleTells reports whether the title says how many days a partner has left.
func (t *letter) titleTells(s *program.Standing) bool {
	return len(t.first) > 0 && s.Deadline == t.first[0].Standing.Deadline
}

// reminder names the rung that a partner has crossed where the days left are others.
func (t *letter) reminder(item *program.Item) string {
	if item.Reason != program.Rung || rungOf(item).off == 0 {
		return ""
	}
	return t.say.reminderAt(rungOf(item))
}

// A rung is one of the reminders before a deadline.
type rung struct {
	days int // before the deadline
	off  int // negative: it comes early, since there is no working morning until then; positive: late
}

// rungOf is the rung that an item has crossed.
func rungOf(item *program.Item) rung {
	s := &item.Standing
	days := s.Deadline.Since(item.Occasion)
	return rung{days, cmp.Compare(days, s.DaysLeft)}
}

// needs is what saves a partner: each thing with what it takes and by when it must start.
func (t *letter) needs(b *bundle, item *program.Item) string {
	s := &item.Standing
	if b.common.step != "" {
		return ""
	}
	begin := t.begin
	if only := onlyLack(s); only != nil && only.LatestStart == b.common.start {
		begin = func(*program.Result) string { return "" } // as the heading says
	}
	things := t.lacking(s.Requirements, t.label)
	if s.State != program.Lapsed {
		things = t.saves(s.Requirements, t.label, begin)
	}
	if len(things) == 0 {
		return ""
	}
	return t.say.missingItems(things, s.State == program.Lapsed)
}
