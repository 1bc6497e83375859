package commands

import (
	"context"
	"maps"
	"slices"

	"github.com/tierbot/tierbot/program"
)

func rehearseCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"rehearsal", "simulate", "simulation", "repeter", "repetition"},
		Name:    Wording{"rehearse", "simuler"},
		Usage:   Wording{"[<date>]", "[<date>]"},
		Help:    Wording{"Who would fall at the end of a day, by default the next deadline, if nothing changed, and what would save them.", "Qui serait rétrogradé à la fin d'une journée, par défaut la prochaine échéance, sans changement, et comment l'éviter."},
		Example: Wording{"/tier rehearse 14 January 2010", "/tier simuler 14 janvier 2010"},
		Access:  Manager,
		run:     runRehearse,
	}
}

// beforeDays are words, folded, that people put before the day of a rehearsal.
var beforeDays = map[string]bool{"on": true, "for": true, "the": true, "le": true, "du": true, "pour": true, "au": true}

func runRehearse(ctx context.Context, q *question) (Reply, error) {
	args := q.args
	for len(args) > 0 && beforeDays[program.Fold(args[0].text)] {
		args = args[1:]
	}
	end := q.nextDeadline()
	if len(args) > 0 {
		d := dated{text: q.Text[args[0].at:args[len(args)-1].end], at: args[0].at}
		d.days = daysAhead(d.text, q.today)
		day, wrong := q.oneDay(d)
		switch {
		case wrong != nil && len(wrong.actions) > 0:
			return Reply{Parts: []Part{plain(wrong.text)}, Actions: wrong.actions, Private: true}, nil
		case wrong != nil:
			return q.wanting(ctx, "rehearse", q.say.noDayToRehearse(short(d.text)))
		case day.Before(q.today):
			return q.rehearsedTooLate(q.say.pastRehearsal(day)), nil
		}
		end = day
	}
	if end.IsZero() {
		return q.rehearsedTooLate(q.say.noDeadlineAhead()), nil
	}
	s, err := q.survey(ctx, end)
	if err != nil {
		return Reply{}, err
	}
	reply := q.rehearsal(s, end)
	reply.Private, reply.Direct = true, true
	if len(s.falls) > 0 {
		reply.File, err = q.rehearsalFile(s, end)
	}
	return reply, err
}

// rehearsedTooLate answers where there is nothing to rehearse any more.
func (q *question) rehearsedTooLate(text string) Reply {
	return q.plainly(text).with(q.decideAction(), q.helpAction())
}

// nextDeadline is the next on which the grace of a tier ends; absent when none lies ahead.
func (q *question) nextDeadline() program.Date {
	var next program.Date
	for i := range q.rules.Tiers {
		day := q.rules.Deadline(&q.rules.Tiers[i])
		if !day.Before(q.today) && (next.IsZero() || day.Before(next)) && !day.IsZero() {
			next = day
		}
	}
	return next
}

// Rehearsal is what the managers' channel reads some time before a deadline: who would
// fall if nothing changed, and what would save them. It is false when nobody would.
func (c *Commands) Rehearsal(ctx context.Context, t Told) (Reply, bool, error) {
	q := t.question(c)
	s, err := q.survey(ctx, t.Deadline)
	if err != nil || len(s.falls) == 0 {
		return Reply{}, false, err
	}
	reply := q.rehearsal(s, t.Deadline)
	reply.Actions = []Action{{Label: q.say.wholeRehearsal(), Command: "/tier rehearse " + t.Deadline.String(), Primary: true}}
	return reply, true, nil
}

// rehearsal is who would fall at the end of a day: in numbers, against what the programme
// hopes for, and by name those who are saved the most cheaply.
func (q *question) rehearsal(s *survey, end program.Date) Reply {
	reply := Reply{
		Title: titled(q.say.rehearsalTitle(end, int64(len(s.falls))), ""),
		Foot:  []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	if len(s.falls) > 0 {
		reply.Parts = append(reply.Parts, q.movesLines(s))
	}
	reply.Parts = append(reply.Parts, q.targets(s))
	saves, lost, lapsed := q.chances(s)
	if len(saves) > 0 {
		reply.Parts = append(reply.Parts, strong(q.say.cheapestFirst(int64(len(saves)))), q.saveRows(saves, end))
	}
	if n := len(lost); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.tooLateToSave(int64(n), q.named(lost))))
	}
	if n := len(lapsed); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.lapsedBefore(int64(n), q.named(lapsed))))
		reply.Actions = []Action{q.decideAction()}
	}
	if n := len(s.held); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.heldNow(int64(n), q.named(s.held))))
	}
	if n := len(s.leaving); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.leaving(int64(n), q.named(s.leaving))))
	}
	return reply
}

// chances are the falls by what can still be done: those that can be saved, those whose
// training can no longer end in time, and those that have lapsed already.
func (q *question) chances(s *survey) (saves, lost, lapsed []fall) {
	for _, f := range s.falls {
		switch {
		case f.standing.Deadline.Before(q.today):
			lapsed = append(lapsed, f)
		case f.standing.Saving(q.today) == program.TooLate:
			lost = append(lost, f)
		default:
			saves = append(saves, f)
		}
	}
	return saves, lost, lapsed
}

// movesLines is who would fall from where to where, a line for each way.
func (q *question) movesLines(s *survey) Paragraph {
	text := Text{{Text: q.say.ifNothingChanges(), Strong: true}}
	for _, m := range moves(s.falls) {
		text = append(text, Span{Text: "\n" + q.say.moveOf(int64(len(m.falls)), q.label(m.from.Label), q.label(m.to.Label))})
	}
	return Paragraph{text}
}

// targets is how many partners each tier would have, against how many the vendor hopes
// for, the highest first.
func (q *question) targets(s *survey) Paragraph {
	then := maps.Clone(s.tiers)
	for i := range s.falls {
		then[s.falls[i].standing.Tier.ID]--
		then[s.falls[i].standing.After.ID]++
	}
	text := Text{{Text: q.say.tiersThen(), Strong: true}}
	for _, t := range slices.Backward(q.tiers()) {
		text = append(text, Span{Text: "\n" + q.say.tierThen(q.label(t.Label), int64(s.tiers[t.ID]), int64(then[t.ID]), t.Target)})
	}
	return Paragraph{text}
}

// saveRows are the cheapest saves, a row each, with its deadline when that is not the
// end of the day which is rehearsed.
func (q *question) saveRows(saves []fall, end program.Date) Rows {
	rows := make(Rows, min(len(saves), maxRows))
	for i := range rows {
		p, s := &saves[i].partner, &saves[i].standing
		begin := func(r *program.Result) string { return q.startBy(r, s) }
		text := " · " + q.say.fallRow(q.label(s.Tier.Label), q.tierOrNone(s.After))
		if s.Deadline != end {
			text += q.say.atTheEndOf(s.Deadline)
		}
		if items := q.saves(s.Requirements, q.short, begin); len(items) > 0 {
			text += " · " + q.say.items(items)
		}
		rows[i] = Row{
			Text:   Text{{Text: short(p.Name), Strong: true}, {Text: text}},
			Action: Action{Label: q.say.open(), Command: "/tier " + byID(p)},
		}
	}
	return rows
}
