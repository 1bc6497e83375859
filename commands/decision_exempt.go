package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// The form that gives a partner more time, and the field of its own that it has.
const (
	formExempt  = "exempt"
	fieldReason = "reason"
)

func exemptCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"exempt", "exempter"},
		Usage:   Wording{"<partner> until <date> because <reason>", "<partenaire> jusqu'au <date> car <raison>"},
		Help:    Wording{"Spares a partner its fall until a day of its own, and says why: extend under another name.", "Épargne sa rétrogradation à un partenaire jusqu'à une date, et dit pourquoi : prolonger sous un autre nom."},
		Example: Wording{"/tier exempt acme until 1 March 2010 because the course was cancelled", "/tier exempter acme jusqu'au 1er mars 2010 car la formation a été annulée"},
		Access:  Manager,
		run:     runExempt,
	}
}

// runExempt asks for the day and the reason where a partner stands alone.
func runExempt(ctx context.Context, q *question) (Reply, error) {
	grant := func(ctx context.Context) (Reply, error) { return q.deciding(ctx, "exempt", q.extending) }
	_, _, until := around(q.args, untilWords)
	if len(q.args) == 0 || until || len(q.causes(q.args)) > 1 {
		return grant(ctx)
	}
	return q.about(ctx,
		reading{name: q.args, exactly: true, command: "/tier exempt", answer: telling(q.askExempt)},
		reading{instead: grant},
	)
}

// askExempt asks until when a partner is exempted, and why.
func (q *question) askExempt(p *program.Partner) Reply {
	s := q.rules.Evaluate(p, q.today)
	reply := q.explain(q.commandCalled("exempt"))
	reply.Title = q.title(p, &s)
	reply.Parts = append([]Part{plain(q.say.exemptHow())}, reply.Parts...)
	reply.Actions = []Action{q.cardAction(p), q.helpAction()}
	reply.Private = true
	if q.Forms {
		reply.Form = q.exemptForm(p, &s)
	}
	return reply
}

// exemptForm is the form about a partner.
func (q *question) exemptForm(p *program.Partner, s *program.Standing) *Form {
	return &Form{
		Name: formExempt, Title: q.say.exemptTitle(), Submit: q.say.exemptSubmit(),
		State: drawing{p.ID, p.Version}.String(),
		Intro: []Text{{{Text: q.title(p, s), Strong: true}}, {{Text: q.say.exemptHow()}}},
		Fields: []Field{
			{Name: fieldPartner, Label: q.say.partnerField(), Kind: PartnerField, Value: optionOf(p), Shown: cut(p.Name, maxOption)},
			{Name: fieldDay, Label: q.say.untilField(), Kind: DayField},
			{Name: fieldReason, Label: q.say.reasonField(), Kind: TextField},
		},
	}
}

// composeExempt is what was filled into the form.
func composeExempt(v Values, d drawing) string {
	return "/tier exempt " + partnerIn(v, d) + " until " + oneLine(v[fieldDay]) + " because " + oneLine(v[fieldReason])
}
