package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func setCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"set", "classer"},
		Usage:   Wording{"<partner> <tier> [on <date>] because <reason>", "<partenaire> <niveau> [le <date>] car <raison>"},
		Help:    Wording{"Gives a partner another tier by a decision: promotion, admission, correction.", "Donne un autre niveau à un partenaire, par décision : promotion, admission, correction."},
		Example: Wording{"/tier set acme premier because all is met since May", "/tier classer acme premier car tout est rempli depuis mai"},
		Access:  Manager,
		run:     runSet,
	}
}

func runSet(ctx context.Context, q *question) (Reply, error) {
	rest, reason := q.reason(q.args)
	d := cutDay(rest, q.Text, q.today)
	day := q.today
	switch {
	case reason == "":
		return q.wanting(ctx, "set", q.say.needsReason())
	case d.text != "" && len(d.days) != 1:
		return q.wanting(ctx, "set", q.say.noDay(short(d.text), q.today))
	case d.text != "":
		day = d.days[0]
	}
	if day.After(q.today) {
		return q.wanting(ctx, "set", q.say.dayAhead(day))
	}
	name, tier := q.tierBehind(d.rest)
	if tier == nil || len(name) == 0 {
		return q.wanting(ctx, "set", q.say.needsTier(q.labels(q.tiers())))
	}
	return q.about(ctx, q.changing(name, "/tier set", " "+q.Text[name[len(name)-1].end:], &edit{
		what: "set", note: reason, reports: true,
		apply: onPartner(func(p *program.Partner) { p.MoveTo(tier, day, q.rules.FirstDay) }),
	}))
}

// tierBehind takes the name of a tier off the end of words, the longest that fits.
func (q *question) tierBehind(ws words) (rest words, tier *program.Tier) {
	for n := min(len(ws), longestFilter); n > 0; n-- {
		if tier := q.rules.FindTier(ws[len(ws)-n:].String()); tier != nil {
			return ws[:len(ws)-n], tier
		}
	}
	return ws, nil
}
