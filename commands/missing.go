package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func missingCommand() Command {
	return Command{
		Slash:   "/missing",
		Usage:   Wording{"<partner> [for <tier>]", "<partenaire> [pour <niveau>]"},
		Help:    Wording{"What a partner misses for its tier or another one, and what each item takes.", "Ce qui manque à un partenaire pour son niveau ou un autre, et ce que chaque point demande."},
		Example: Wording{"/missing acme for premier", "/missing acme pour premier"},
		Access:  Reader,
		run:     runMissing,
	}
}

func runMissing(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) == 0 {
		return q.explain(q.commandCalled("missing")), nil
	}
	name, tier := q.splitTier()
	tail := ""
	if tier != nil {
		tail = forTier(tier)
	}
	return q.about(ctx, name, tail, func(p *program.Partner) Reply { return q.missing(p, tier) })
}

// splitTier takes "for <tier>" from the end of the arguments. What follows the word
// must name a tier; otherwise it belongs to the partner's name.
func (q *question) splitTier() (words, *program.Tier) {
	for i := len(q.args) - 2; i > 0; i-- {
		w := q.args[i]
		if w.quoted || w.text != "for" && w.text != "pour" {
			continue
		}
		if tier := q.rules.FindTier(q.args[i+1:].String()); tier != nil {
			return q.args[:i], tier
		}
	}
	return q.args, nil
}

// forTier is the end of a command line that asks about a tier.
func forTier(tier *program.Tier) string { return " for " + quote(tier.ID) }

// nowAt is the tier and state of a partner asked about another tier.
func (p *phrases) nowAt(tier, state, other string) string {
	return p.format("Now %s, %s.", "Aujourd'hui %s, %s.", tier, state)
}
func (p *phrases) missingFor(tier string) string {
	return p.format(" · missing for %s", " · ce qui manque pour %s", tier)
}

// missing is what a partner lacks for a tier; nil is its own.
func (q *question) missing(p *program.Partner, tier *program.Tier) Reply {
	s := q.rules.Evaluate(p, q.today)
	results, own := s.Requirements, true
	if tier == nil {
		tier = s.Tier
	} else if tier != s.Tier {
		path := q.rules.Path(p, tier, q.today)
		results, own = path.Requirements, false
	}
	label := q.label(tier.Label)
	parts := make([]Part, 0, 5)
	if own {
		parts = append(parts, q.headline(&s))
	} else {
		parts = append(parts, plain(q.say.nowAt(q.label(s.Tier.Label), q.say.state(s.State), label)))
	}
	return Reply{
		Title:   titled(p.Name, q.say.missingFor(label)),
		Parts:   append(parts, q.checks(results, &s)),
		Actions: q.withShare([]Action{q.cardAction(p)}, "/missing "+byID(p)+forTier(tier)),
		Foot:    q.foot(p),
	}
}
