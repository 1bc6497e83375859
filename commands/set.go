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
		Help:    Wording{"Gives a partner another tier by a decision: promotion, admission, correction.", "Donne un autre niveau à un partenaire, par décision\u00a0: promotion, admission, correction."},
		Example: Wording{"/tier set acme premier because all is met since May", "/tier classer acme premier car tout est rempli depuis mai"},
		Access:  Manager,
		run:     runSet,
	}
}

func runSet(ctx context.Context, q *question) (Reply, error) {
	return q.deciding(ctx, "set", q.setting)
}

// setting reads a line as a decision about a tier.
func (q *question) setting(c cause) (reading, *problem) {
	d := cutDay(c.rest, q.Text, q.today)
	day, wrong := q.dayOf(d)
	name, tier := q.tierBehind(d.rest)
	switch {
	case c.reason == "":
		return reading{}, &problem{text: q.say.needsReason()}
	case wrong != nil:
		return reading{}, wrong
	case tier == nil || len(name) == 0:
		return reading{}, &problem{text: q.say.needsTier(q.labels(q.tiers()))}
	}
	return q.changing(name, "/tier set", q.after(name), &edit{
		what: "set", note: c.reason, reports: true,
		apply: func(_ context.Context, p *program.Partner) (*Reply, error) {
			if day.Before(p.TierSince) {
				return q.cannot(p, q.say.decidedLater(q.tierLabel(p.Tier), p.TierSince, day)), nil
			}
			p.MoveTo(tier, day, q.rules.FirstDay)
			return nil, nil
		},
	}), nil
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
