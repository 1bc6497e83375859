package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

func programmeCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"program", "thermometer", "thermometre", "forecast", "previsions"},
		Name:    Wording{"programme", "programme"},
		Usage:   Wording{"[<date>]", "[<date>]"},
		Help:    Wording{"Where the programme lands: partners per tier now, if nothing changes, and with every save, against the targets.", "Où va le programme\u00a0: partenaires par niveau aujourd'hui, sans changement, et avec chaque sauvetage, face aux objectifs."},
		Example: Wording{"/tier programme", "/tier programme"},
		Access:  Reader,
		run:     runProgramme,
	}
}

func runProgramme(ctx context.Context, q *question) (Reply, error) {
	day, instead, err := q.programmeDay(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case instead != nil:
		return *instead, nil
	}
	var l landing
	var months []board.Month
	err = q.over(ctx, func(b *board.Board) {
		end := b.End()
		if !day.IsZero() {
			end = day
		}
		l, months = landingOf(b, q.rules, end), lastMonths(b.Months(), q.rules.FirstDay, q.today)
	})
	switch {
	case err != nil:
		return Reply{}, err
	case l.Partners == 0:
		reply := q.plainly(q.say.nothingToExport())
		reply.Private = false
		return reply, nil
	}
	return q.thermometer(&l, months, day), nil
}

// programmeDay is the day at whose end the programme is looked at; absent when none is
// named. An answer in its place says why it cannot be.
func (q *question) programmeDay(ctx context.Context) (program.Date, *Reply, error) {
	args := q.args
	for len(args) > 0 && beforeDays[program.Fold(args[0].text)] {
		args = args[1:]
	}
	if len(args) == 0 {
		return program.Date{}, nil, nil
	}
	d := dated{text: q.Text[args[0].at:args[len(args)-1].end], at: args[0].at}
	d.days = daysAhead(d.text, q.today)
	day, wrong := q.oneDay(d)
	switch {
	case wrong != nil && len(wrong.actions) > 0:
		return day, &Reply{Parts: []Part{plain(wrong.text)}, Actions: wrong.actions, Private: true}, nil
	case wrong != nil:
		reply, err := q.wanting(ctx, "programme", q.say.noDayToLookAt(short(d.text)))
		return day, &reply, err
	case day.Before(q.today):
		reply := Reply{Parts: []Part{plain(q.say.pastProgramme(day))}, Actions: []Action{q.programmeAction(), q.helpAction()}, Private: true}
		return day, &reply, nil
	}
	return day, nil, nil
}

// programmeAction shows where the programme lands.
func (q *question) programmeAction() Action {
	return Action{Label: q.say.programmeLabel(), Command: "/tier programme"}
}

// maxMonths is how many months a trend shows at most.
const maxMonths = 12

// lastMonths are the last months of the programme up to today: what came before its first
// day is no part of it.
func lastMonths(months []board.Month, first, today program.Date) []board.Month {
	months = slices.DeleteFunc(months, func(m board.Month) bool {
		return firstOf(&m).Before(firstOfMonth(first)) || firstOf(&m).After(today)
	})
	return months[max(0, len(months)-maxMonths):]
}

func firstOf(m *board.Month) program.Date { return program.Date{Year: m.Year, Month: m.Month, Day: 1} }

func firstOfMonth(d program.Date) program.Date {
	d.Day = 1
	return d
}
