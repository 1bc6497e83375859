package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

func snoozeCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"snooze", "reporter"},
		Usage:   Wording{"<partner> (a day | a week | until <date>)", "<partenaire> (un jour | une semaine | jusqu'au <date>)"},
		Help:    Wording{"Puts your reminders of a partner off, no further than the last day to start its training.", "Reporte vos rappels d'un partenaire, au plus tard au dernier jour pour commencer sa formation."},
		Example: Wording{"/tier snooze acme a week", "/tier reporter acme une semaine"},
		Access:  Reader,
		Own:     true,
		run:     runSnooze,
	}
}

// runSnooze tries every way to cut the line into a partner and how long. Without how
// long it asks back.
func runSnooze(ctx context.Context, q *question) (Reply, error) {
	switch {
	case len(q.args) == 0:
		return q.wanting(ctx, "snooze", q.say.needsPartner())
	case q.meansAll():
		return q.oneAtATime(), nil
	}
	var readings []reading
	for n := 1; n < len(q.args) && n <= longestNamed; n++ {
		if s, ok := q.spell(q.args[n:]); ok {
			readings = append(readings, q.minding(q.args[:n], "snooze", q.after(q.args[:n]), func(m *mind) (Reply, error) { return m.snooze(ctx, s) }))
		}
	}
	ask := func(m *mind) (Reply, error) { return m.askSnooze(q.say.howLong()), nil }
	readings = append(readings, q.minding(q.args, "snooze", "", ask))
	readings = append(readings, q.wholeLine()...)
	for n := min(len(q.args)-1, longestNamed); n > 0; n-- { // behind a name stands what cannot be read
		r := q.minding(q.args[:n], "snooze", "", ask)
		r.exactly = true
		readings = append(readings, r)
	}
	return q.about(ctx, readings...)
}

// snooze puts a partner off, or says why not.
func (m *mind) snooze(ctx context.Context, s spell) (Reply, error) {
	if m.standing.State != program.InGrace {
		return m.nothingToPutOff(), nil
	}
	limit, start := m.standing.SnoozeLimit()
	wish := s.until
	switch {
	case s == spell{}:
		return m.askSnooze(m.say.howLong()), nil
	case s.wrong != nil && len(s.wrong.actions) == 0:
		return m.askSnooze(s.wrong.text), nil
	case s.wrong != nil:
		return m.answer(s.wrong.text).with(append(s.wrong.actions, m.cardAction(m.partner))...), nil
	case s.last:
		wish = limit
	case s.days > 0, s.months > 0:
		wish = m.today.AddMonths(s.months).AddDays(s.days)
	case !wish.After(m.today):
		return m.askSnooze(m.say.snoozePast(wish)), nil
	}
	until, ok := m.diary.Snooze(m.partner, wish, m.today)
	if !ok {
		return m.cannotPutOff(), nil
	}
	stopped := false
	if err := m.wish(ctx, program.Wish{Touched: &m.today, Snoozed: &until, Stopped: &stopped}); err != nil {
		return Reply{}, err
	}
	reply := m.answer(m.say.putOff(until, m.today))
	reply.Settled = m.settled(m.say.snoozedRow(until, m.today))
	switch {
	case limit.Before(wish):
		reply.Parts = append(reply.Parts, plain(m.say.notFurther(limit, m.today, start)))
	case until.Before(wish):
		reply.Parts = append(reply.Parts, plain(m.say.lastMorningBefore(wish, m.today)))
	}
	return reply.with(m.takeBack(m.say.remindMeLabel())...), nil
}

// nothingToPutOff answers about a partner of which there are no reminders.
func (m *mind) nothingToPutOff() Reply {
	return m.answer(m.say.nothingToPutOff(&m.standing)).with(m.cardAction(m.partner), m.muteAction(m.partner))
}

// cannotPutOff answers about a partner for which any later day is too late.
func (m *mind) cannotPutOff() Reply {
	limit, start := m.standing.SnoozeLimit()
	return m.answer(m.say.cannotPutOff(limit, m.today, start)).with(m.cardAction(m.partner), m.careAction(m.partner), m.muteAction(m.partner))
}

// askSnooze asks for how long a partner is to be put off.
func (m *mind) askSnooze(text string) Reply {
	if m.standing.State != program.InGrace {
		return m.nothingToPutOff()
	}
	offers := m.offers(m.diary, m.partner)
	if len(offers) == 0 {
		return m.cannotPutOff()
	}
	var actions []Action
	for _, o := range offers {
		actions = append(actions, Action{Label: m.say.untilLabel(o.until, m.today), Command: snoozeLine(m.partner, o.until)})
	}
	return m.answer(text).with(append(actions, m.muteAction(m.partner), m.cardAction(m.partner))...)
}

// An offer is a day until which a partner can be put off.
type offer struct {
	label string
	until program.Date
}

// offers are the days until which a partner can be put off today, each once: of several
// names for the same day the furthest.
func (q *question) offers(diary *program.Diary, p *program.Partner) []offer {
	s := q.rules.Evaluate(p, q.today)
	limit, start := s.SnoozeLimit()
	var offers []offer
	for _, o := range []struct {
		wish  program.Date
		label func(until, today program.Date) string
	}{
		{limit, func(until, today program.Date) string { return q.say.untilTheLast(until, today, start) }},
		{q.today.AddDays(7), q.say.aWeek},
		{q.today.AddDays(1), q.say.aDay},
	} {
		until, ok := diary.Snooze(p, o.wish, q.today)
		if ok && !slices.ContainsFunc(offers, func(other offer) bool { return other.until == until }) {
			offers = append(offers, offer{o.label(until, q.today), until})
		}
	}
	slices.Reverse(offers)
	return offers
}

// snoozeLine is the command line that puts a partner off until a day.
func snoozeLine(p *program.Partner, until program.Date) string {
	return "/tier snooze " + byID(p) + " " + until.String()
}

// snoozes gives a row the menu that puts its partner off; or, where that has
// no room for the partner's id, the button that asks for how long; or, where it is too
// late for that, the one that stops its reminders.
func (q *question) snoozes(row *Row, p *program.Partner, diary *program.Diary) {
	menu := Menu{Label: q.say.snoozeLabel()}
	offers := q.offers(diary, p)
	if len(offers) == 0 {
		row.Actions = append(row.Actions, q.muteAction(p))
		return
	}
	for _, o := range offers {
		menu.Actions = append(menu.Actions, Action{Label: cut(o.label, maxOption), Command: snoozeLine(p, o.until)})
	}
	menu.Actions = append(menu.Actions, q.muteAction(p))
	if slices.ContainsFunc(menu.Actions, func(a Action) bool { return len(a.Command) > maxOption }) {
		row.Actions = append(row.Actions, Action{Label: menu.Label, Command: "/tier snooze " + byID(p)})
		return
	}
	row.Menu = menu
}
