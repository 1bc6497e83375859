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
		Usage:   Wording{"<partner> | all | held", "<partenaire> | tout | suspendus"},
		Help:    Wording{"Moves a partner whose time is over down to the tier it has earned, or all of them at once, or all that are held.", "Rétrograde un partenaire dont le délai est passé au niveau qu'il a atteint, ou tous à la fois, ou tous ceux qui sont suspendus."},
		Example: Wording{"/tier fall acme", "/tier rétrograder acme"},
		Access:  Manager,
		run:     runFall,
	}
}

// allWords are what people say, folded, for every partner that waits for a decision.
var allWords = map[string]bool{"all": true, "everybody": true, "everything": true, "tout": true, "tous": true, "toutes": true}

// heldWords are what people say, folded, for every partner whose fall is put off.
var heldWords = map[string]bool{"held": true, "suspended": true, "suspendu": true, "suspendus": true, "suspendue": true, "suspendues": true}

// isAll reports whether words mean every partner that waits, and isHeld every one that is
// put off. In quotes they are a name.
func isAll(ws words) bool  { return isOneOf(ws, allWords) }
func isHeld(ws words) bool { return isOneOf(ws, heldWords) }

func isOneOf(ws words, said map[string]bool) bool {
	return len(ws) == 1 && !ws[0].quoted && said[program.Fold(ws[0].text)]
}

func runFall(ctx context.Context, q *question) (Reply, error) {
	told, args := q.args.take(keySeen)
	switch {
	case len(args) == 0:
		return q.wanting(ctx, "fall", q.say.needsPartner())
	case isAll(args):
		return q.fallAll(ctx, told)
	case isHeld(args):
		return q.fallHeld(ctx, told)
	}
	return q.about(ctx, q.changingAnew(args, "/tier fall", "", &edit{
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

// mostTyped is how many partners fall because somebody has typed so. About more of them
// a button is to be pressed, which tells how many they are and asks whether that is meant.
const mostTyped = 5

// fallAll applies the fall of every partner that waits for a decision.
func (q *question) fallAll(ctx context.Context, told string) (Reply, error) {
	return q.fallMany(ctx, func(s *survey) []fall { return s.falls }, sweep{
		what: verbFall, told: told,
		decide: func(p *program.Partner) (program.Partner, bool) { return q.rules.Fall(p, q.today, q.User) },
	})
}

// fallHeld applies the fall of every partner for which it is put off.
func (q *question) fallHeld(ctx context.Context, told string) (Reply, error) {
	return q.fallMany(ctx, (*survey).heldFalls, sweep{what: verbFall, told: told, decide: func(p *program.Partner) (program.Partner, bool) {
		if s, lapsed := q.rules.Falls(p, q.today.AddDays(-1)); !lapsed || !p.IsHeld(s.Deadline) {
			return program.Partner{}, false
		}
		free := p.Clone()
		free.Held = nil
		return q.rules.Fall(&free, q.today, q.User)
	}})
}

// fallMany applies falls; where nobody was told how many there are, only of a few.
func (q *question) fallMany(ctx context.Context, falls func(*survey) []fall, s sweep) (Reply, error) {
	if s.told != "" {
		return q.sweep(ctx, s)
	}
	now, err := q.waiting(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case len(falls(now)) > mostTyped:
		return q.asking(now, q.say.pressToFall()), nil
	}
	return q.sweep(ctx, s)
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
