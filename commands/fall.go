package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// The verbs with which the audit log tells of falls, and of those put off.
const (
	verbFall = "fall"
	verbHold = "hold"
)

func fallCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"descendre", "demote"},
		Name:    Wording{"fall", "rétrograder"},
		Usage:   Wording{"<partner> | all", "<partenaire> | tout"},
		Help:    Wording{"Moves a partner whose time is over down to the tier it has earned, or all of them at once.", "Rétrograde un partenaire dont le délai est passé au niveau qu'il a atteint, ou tous à la fois."},
		Example: Wording{"/tier fall acme", "/tier rétrograder acme"},
		Access:  Manager,
		run:     runFall,
	}
}

// allWords are what people say, folded, for every partner that waits for a decision.
var allWords = map[string]bool{"all": true, "everybody": true, "everything": true, "tout": true, "tous": true, "toutes": true}

// isAll reports whether words mean every partner that waits. In quotes they are a name.
func isAll(ws words) bool {
	return len(ws) == 1 && !ws[0].quoted && allWords[program.Fold(ws[0].text)]
}

func runFall(ctx context.Context, q *question) (Reply, error) {
	told, args := q.args.take(keySeen)
	switch {
	case len(args) == 0:
		return q.wanting(ctx, "fall", q.say.needsPartner())
	case isAll(args):
		return q.fallAll(ctx, told)
	}
	return q.about(ctx, q.changing(args, "/tier fall", "", &edit{
		what: verbFall,
		apply: func(_ context.Context, p *program.Partner) (*Reply, error) {
			p.Held = nil // whoever names a partner decides on it, whatever was put off
			fallen, falls := q.rules.Fall(p, q.today, q.User)
			if !falls {
				return q.cannot(p, q.whyNoFall(p)), nil
			}
			*p = fallen
			return nil, nil
		},
	}))
}

// fallAll applies the fall of every partner that waits for a decision.
func (q *question) fallAll(ctx context.Context, told string) (Reply, error) {
	return q.sweep(ctx, sweep{
		what: verbFall, told: told,
		decide: func(p *program.Partner) (program.Partner, bool) { return q.rules.Fall(p, q.today, q.User) },
	})
}

// decidedBy goes on from what is said of a fall, behind a separator, with who decided it;
// nothing where that is not known.
func (q *question) decidedBy(f *program.Fall, separator string) Text {
	switch f.By {
	case "":
		return nil
	case autopilot:
		return Text{{Text: separator + q.say.unasked()}}
	}
	return Text{{Text: separator + q.say.decidedBy()}, person(f.By)}
}

// whyNoFall is why there is no fall of a partner to apply, or to put off.
func (q *question) whyNoFall(p *program.Partner) string {
	s := q.rules.Evaluate(p, q.today)
	switch {
	case s.State == program.Lapsed && s.After == nil:
		return q.say.keepsNoTier(q.label(s.Tier.Label))
	case s.State == program.InGrace:
		return q.say.hasTimeYet(s.Deadline)
	case p.Fell != nil:
		return q.say.fellBefore(q.tierLabel(p.Fell.From), p.Fell.Lapse)
	}
	return q.say.doesNotFall(q.label(s.Tier.Label))
}
