package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func extendCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"extend", "prolonger"},
		Usage:   Wording{"<partner> until <date> because <reason>", "<partenaire> jusqu'au <date> car <raison>"},
		Help:    Wording{"Gives one partner more time, and says why.", "Accorde un délai supplémentaire à un partenaire, et dit pourquoi."},
		Example: Wording{"/tier extend acme until 1 March 2010 because the course was cancelled", "/tier prolonger acme jusqu'au 1er mars 2010 car la formation a été annulée"},
		Access:  Manager,
		run:     runExtend,
	}
}

// untilWords lead, folded, to the last day.
var untilWords = map[string]bool{"until": true, "till": true, "jusquau": true, "jusqua": true, "jusque": true}

func runExtend(ctx context.Context, q *question) (Reply, error) {
	rest, reason := q.reason(q.args)
	name, day, ok := around(rest, untilWords)
	switch {
	case !ok || len(day) == 0:
		return q.wanting(ctx, "extend", q.say.needsDay())
	case reason == "":
		return q.wanting(ctx, "extend", q.say.needsReason())
	}
	at, end := day[0].at, day[len(day)-1].end
	until := daysAhead(q.Text[at:end], q.today)
	switch {
	case len(until) == 0:
		return q.wanting(ctx, "extend", q.say.noDay(short(q.Text[at:end]), q.today))
	case len(until) > 1:
		return Reply{
			Parts:   []Part{plain(q.say.whichDay(q.Text[at:end], until))},
			Actions: q.dayActions(dated{text: q.Text[at:end], days: until, at: at}),
			Private: true,
		}, nil
	}
	return q.about(ctx, q.changing(name, "/tier extend", " "+q.Text[name[len(name)-1].end:], &edit{
		what: "extend", note: reason,
		apply: func(_ context.Context, p *program.Partner) (*Reply, error) {
			return q.extend(p, program.Extension{Until: until[0], Reason: reason, By: q.User}), nil
		},
	}))
}

// extend moves a partner's deadline, or says why that is no extension.
func (q *question) extend(p *program.Partner, e program.Extension) *Reply {
	s := q.rules.Evaluate(p, q.today)
	switch {
	case p.Extension != nil && *p.Extension == e:
		return nil
	case s.Deadline.IsZero():
		return q.cannot(p, q.say.neverEnds(q.label(s.Tier.Label)))
	case e.Until.Before(q.today):
		return q.cannot(p, q.say.dayPast(e.Until))
	case !e.Until.After(s.Deadline):
		return q.cannot(p, q.say.notLater(e.Until, s.Deadline))
	}
	p.Extension = &e
	return nil
}
