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
	whole := reading{name: q.args, answer: telling(func(p *program.Partner) Reply { return q.missing(p, nil) })}
	a, ok := q.aim()
	switch {
	case !ok:
		return q.about(ctx, whole)
	case a.certain:
		return q.about(ctx, q.aimed(a))
	}
	return q.about(ctx, whole, q.aimed(a))
}

// missing is what a partner lacks for a tier; nil is its own. Of a lapsed partner's
// own tier that is what it lacked when its time was over, unless the tier is named.
func (q *question) missing(p *program.Partner, tier *program.Tier) Reply {
	s := q.rules.Evaluate(p, q.today)
	if tier == nil || tier == s.Tier && s.State != program.Lapsed {
		return q.missingOwn(p, &s)
	}
	path := q.rules.Path(p, tier, q.today)
	label := q.label(tier.Label)
	parts := []Part{plain(q.say.nowAt(q.label(s.Tier.Label), &s))}
	switch {
	case tier.Rank < s.Tier.Rank && path.Met:
		parts = append(parts, plain(q.say.allMet(label)))
	case path.Met:
		parts = append(parts, plain(q.say.eligible(label)))
	}
	parts = q.unmet(parts, path.Requirements, &program.Standing{Tier: tier})
	parts = q.cost(parts, path.Requirements, path.PersonDays)
	switch {
	case path.Met:
	case tier == s.Tier:
		parts = append(parts, plain(q.say.onceMet()))
	case tier.Rank > s.Tier.Rank:
		parts = append(parts, plain(q.say.noDeadline(label)))
	}
	return Reply{
		Title:   titled(p.Name, q.say.missingFor(label, path.Met)),
		Parts:   parts,
		Actions: q.withShare(append([]Action{q.cardAction(p)}, q.planActionUnless(path.Met, p, tier)...), "/missing "+byID(p)+forTier(tier)),
		Foot:    q.foot(p),
	}
}

// missingOwn is what a partner lacks for the tier it holds.
func (q *question) missingOwn(p *program.Partner, s *program.Standing) Reply {
	parts := q.unmet([]Part{q.headline(p, s)}, s.Requirements, s)
	if s.State == program.InGrace {
		parts = q.cost(parts, s.Requirements, s.PersonDays)
	}
	actions := append([]Action{q.cardAction(p)}, q.planActionUnless(s.State == program.Conforming && !willFall(s), p, nil)...)
	actions = append(actions, q.pathActions(p, s)...)
	title := titled(p.Name, q.say.missingFor(q.label(s.Tier.Label), false))
	if met(s.Requirements) {
		title = q.title(p, s)
	}
	return Reply{
		Title:   title,
		Parts:   append(parts, q.outcome(p, s)...),
		Actions: q.withShare(actions, "/missing "+byID(p)),
		Foot:    q.foot(p),
	}
}

// unmet appends what is missing, and what counts already.
func (q *question) unmet(parts []Part, results []program.Result, s *program.Standing) []Part {
	var open Checklist
	for _, check := range q.checks(results, s) {
		if check.Mark == Missing {
			open = append(open, check)
		}
	}
	if len(open) > 0 {
		parts = append(parts, open)
	}
	if have := q.evidence(results); len(have) > 0 {
		parts = append(parts, plain(q.say.countsAlready(have)))
	}
	return parts
}

// evidence is what a partner has towards its requirements: who holds certificates,
// which competencies, which figures. People are not named to a whole channel.
func (q *question) evidence(results []program.Result) []string {
	var have []string
	for i := range results {
		r := &results[i]
		switch {
		case r.Held == 0 || q.hidden(r.Requirement):
		case r.Form() == program.Minimum:
			amount := q.say.amount(r.Held, q.rules.Metric(r.Metric).Unit)
			have = append(have, q.say.detail(q.requirement(r.Requirement, q.label), amount))
		case r.Form() == program.Competencies:
			have = append(have, names(r.Has, q.label)...)
		default:
			have = append(have, q.say.detail(q.requirement(r.Requirement, q.label), q.holders(r)))
		}
	}
	return have
}

// holders is who holds a certificate: the names, and how many others.
func (q *question) holders(r *program.Result) string {
	var names []string
	unnamed := r.Held
	for _, h := range r.Holders {
		if h.Holder != "" && !q.Shared && len(names) < maxRows {
			names = append(names, short(h.Holder))
			unnamed--
		}
	}
	if unnamed > 0 {
		names = append(names, q.say.people(unnamed, len(names) > 0))
	}
	return q.say.all(names)
}

// cost appends what the missing trainings cost together, when there are several.
func (q *question) cost(parts []Part, results []program.Result, personDays float64) []Part {
	trainings := int64(0)
	for i := range results {
		if results[i].Form() != program.Minimum {
			trainings += results[i].Missing
		}
	}
	if trainings < 2 || personDays == 0 {
		return parts
	}
	return append(parts, plain(q.say.cost(personDays)))
}

// met reports whether all requirements are met.
func met(results []program.Result) bool {
	for i := range results {
		if !results[i].Met() {
			return false
		}
	}
	return true
}
