package commands

import (
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
		return []Part{strong(t.say.lastDayToStart(sameDay(b.items), t.today))}
	case cheapest:
		only := t.onlyLack(&b.items[0].Standing)
		return []Part{strong(t.say.cheapestSaves(b.save.step, only.LatestStart, t.today))}
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
	row := Row{Text: t.text(b, item), Action: Action{Label: t.say.open(), Command: "/tier " + byID(p)}}
	switch {
	case b.sort == fallen:
	case t.inChannel():
		row.Actions = []Action{{Label: t.say.takeItOn(), Command: "/tier assign " + byID(p) + " " + me}}
	default:
		row.Actions = []Action{t.careAction(p)}
		t.snoozes(&row, p)
	}
	return row
}

// text is why a partner is there and what saves it. What all of a bundle have in common,
// its heading and the title have said.
func (t *letter) text(b *bundle, item *program.Item) Text {
	name := Span{Text: short(item.Partner.Name), Strong: true}
	s := &item.Standing
	if b.sort == cheapest && t.inTitle(b.save) {
		only := t.onlyLack(s)
		return Text{name, {Text: " · " + t.say.daysLeft(s.DaysLeft) + " · " + join(t.lack(only, t.label), ", ", t.training(only))}}
	}
	text := Text{name, {Text: t.line(item)}}
	if item.Reason == program.Fallen {
		return append(text, t.decidedBy(item.Partner.Fell, " · ")...)
	}
	if needs := t.needs(item); needs != "" {
		text = append(text, Span{Text: "\n" + needs})
	}
	return text
}

// inTitle reports whether the title says by when those of a save would fall, and to what.
func (t *letter) inTitle(s save) bool {
	first := next(t.falling())
	return first[0].Standing.Deadline == s.deadline && t.commonFall(first) != ""
}

// line is tier, time left and fall of a partner.
func (t *letter) line(item *program.Item) string {
	s := &item.Standing
	text := " · " + t.label(s.Tier.Label) + " · "
	switch {
	case item.Reason == program.Fallen:
		return text + t.say.fellRow(t.tierLabel(item.Partner.Fell.From), item.Partner.Fell.On)
	case s.State == program.Lapsed && item.Partner.IsHeld(s.Deadline):
		return text + t.say.fallIsHeldRow(t.tierOrNone(s.After))
	case s.State == program.Lapsed:
		return text + t.say.fallsWaitingRow(t.tierOrNone(s.After))
	}
	text += t.say.untilRow(s)
	if rung := s.Deadline.Since(item.Occasion); item.Reason == program.Rung && rung != s.DaysLeft {
		text += t.say.reminderAt(int64(rung))
	}
	if keeps(s) {
		return text + " · " + t.say.keepsTier()
	}
	return text + " · " + t.say.thenTier(t.tierOrNone(s.After))
}

// needs is what saves a partner: each thing with what it takes and by when it must start.
func (t *letter) needs(item *program.Item) string {
	s := &item.Standing
	things := t.lacking(s.Requirements, t.label)
	if s.State != program.Lapsed {
		things = t.saves(s.Requirements, t.label, t.begin)
	}
	if len(things) == 0 {
		return ""
	}
	return t.say.missingItems(things, s.State == program.Lapsed)
}
