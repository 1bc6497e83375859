package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func careCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"care", "prendre"},
		Also:    []string{"occuper", "occupe", "moccupe", "moccuper", "suivre"},
		Usage:   Wording{"<partner>", "<partenaire>"},
		Help:    Wording{"Says that you are on it: the partner stays off the managers' weekly list of those that nobody has touched.", "Dit que vous vous occupez d'un partenaire\u00a0: il ne figure plus parmi ceux dont personne ne s'occupe."},
		Example: Wording{"/tier care acme", "/tier prendre acme"},
		Access:  Reader,
		Own:     true,
		run:     func(ctx context.Context, q *question) (Reply, error) { return q.mindingOne(ctx, "care", (*mind).care) },
	}
}

func muteCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"mute", "taire"},
		Usage:   Wording{"<partner>", "<partenaire>"},
		Help:    Wording{"Stops your reminders of one partner; it stays on the managers' list.", "Arrête vos rappels d'un partenaire, qui reste sur la liste des responsables."},
		Example: Wording{"/tier mute acme", "/tier taire acme"},
		Access:  Reader,
		Own:     true,
		run:     func(ctx context.Context, q *question) (Reply, error) { return q.mindingOne(ctx, "mute", (*mind).mute) },
	}
}

func unmuteCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"unmute", "rappeler"},
		Also:    []string{"unsnooze", "remind"},
		Usage:   Wording{"<partner>", "<partenaire>"},
		Help:    Wording{"Takes back snooze, care and mute: you are reminded of the partner again.", "Annule reporter, prendre et taire\u00a0: les rappels de ce partenaire reprennent."},
		Example: Wording{"/tier unmute acme", "/tier rappeler acme"},
		Access:  Reader,
		Own:     true,
		run: func(ctx context.Context, q *question) (Reply, error) {
			return q.mindingOne(ctx, "unmute", (*mind).unmute)
		},
	}
}

// care notes that somebody takes care of a partner.
func (m *mind) care(ctx context.Context) (Reply, error) {
	if m.standing.State == program.Conforming {
		return m.answer(m.say.nothingToCareFor()).with(m.cardAction(m.partner)), nil
	}
	if err := m.wish(ctx, program.Wish{Touched: &m.today}); err != nil {
		return Reply{}, err
	}
	reply := m.answer(m.say.takenCareOf())
	reply.Settled = m.settled(m.say.onItRow())
	mark := m.recipient.Marks[m.partner.ID]
	next := m.again()
	if mark.Stopped {
		next = m.say.stillStopped()
	}
	reply.Parts = append(reply.Parts, plain(next))
	return reply.with(m.takeBack(m.say.takeBackLabel())...), nil
}

// mute stops the reminders of a partner. That is not to take care of it: it stays on the
// managers' list.
func (m *mind) mute(ctx context.Context) (Reply, error) {
	stopped := true
	if err := m.wish(ctx, program.Wish{Stopped: &stopped}); err != nil {
		return Reply{}, err
	}
	open := m.standing.State == program.InGrace
	actions := m.takeBack(m.say.remindMeLabel())
	if open && m.recipient.Marks[m.partner.ID].Touched.IsZero() {
		actions = append([]Action{m.careAction(m.partner)}, actions...)
	}
	reply := m.answer(m.say.stopped(open))
	reply.Settled = m.settled(m.say.stoppedRow())
	return reply.with(actions...), nil
}

// unmute takes everything back that was asked for about a partner.
func (m *mind) unmute(ctx context.Context) (Reply, error) {
	stopped, none := false, program.Date{}
	if err := m.wish(ctx, program.Wish{Touched: &none, Snoozed: &none, Stopped: &stopped}); err != nil {
		return Reply{}, err
	}
	reply := m.answer(m.say.remindedAgain())
	choices := m.ownChoices(m.partner, m.diary)
	reply.Settled = &choices
	reply.Parts = append(reply.Parts, plain(m.again()))
	return reply.with(m.cardAction(m.partner), m.settingsAction()), nil
}
