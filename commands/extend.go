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
	return q.deciding(ctx, "extend", q.extending)
}

// extending reads a line as more time for a partner.
func (q *question) extending(c cause) (reading, *problem) {
	name, day, ok := around(c.rest, untilWords)
	switch {
	case !ok || len(day) == 0:
		return reading{}, &problem{text: q.say.needsDay()}
	case c.reason == "":
		return reading{}, &problem{text: q.say.needsReason()}
	}
	d := dated{text: q.Text[day[0].at:day[len(day)-1].end], at: day[0].at}
	d.days = daysAhead(d.text, q.today)
	until, wrong := q.oneDay(d)
	if wrong != nil {
		return reading{}, wrong
	}
	return q.changing(name, "/tier extend", q.after(name), &edit{
		what: "extend", note: c.reason,
		apply: func(_ context.Context, p *program.Partner) (*Reply, error) {
			return q.extend(p, program.Extension{Until: until, Reason: c.reason, By: q.User}), nil
		},
	}), nil
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
		return q.cannotUntil(p, q.say.dayPast(e.Until))
	case !e.Until.After(s.Deadline):
		return q.cannotUntil(p, q.say.notLater(e.Until, s.Deadline))
	}
	p.Extension = &e
	return nil
}

// cannotUntil answers for a day until which there is no more time, in a form beside its
// field.
func (q *question) cannotUntil(p *program.Partner, text string) *Reply {
	reply := q.cannot(p, text)
	reply.Problems = []Problem{{Field: fieldDay, Text: text}}
	return reply
}
