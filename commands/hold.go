package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func holdCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"suspend"},
		Name:    Wording{"hold", "suspendre"},
		Usage:   Wording{"<partner> [because <reason>] | all", "<partenaire> [car <raison>] | tout"},
		Help:    Wording{"Puts off the fall of a partner whose time is over, or of all, until somebody decides otherwise.", "Suspend la rétrogradation d'un partenaire dont le délai est passé, ou de tous, jusqu'à nouvelle décision."},
		Example: Wording{"/tier hold acme because the audit is not over", "/tier suspendre acme car l'audit n'est pas terminé"},
		Access:  Manager,
		run:     runHold,
	}
}

func runHold(ctx context.Context, q *question) (Reply, error) {
	told, args := q.args.take(keySeen)
	if len(args) == 0 {
		return q.wanting(ctx, "hold", q.say.needsPartner())
	}
	var readings []reading
	for _, c := range q.causes(args) {
		if isAll(c.rest) {
			return q.holdAll(ctx, c.reason, told)
		}
		readings = append(readings, q.changingAnew(c.rest, "/tier hold", q.after(c.rest), &edit{
			what: verbHold, note: c.reason,
			apply: func(_ context.Context, p *program.Partner) (*Reply, error) { return q.putOff(p, c.reason), nil },
		}))
	}
	return q.about(ctx, readings...)
}

// putOff puts off the fall of one partner, or says why there is none. Of a partner that is
// put off already a new reason takes the place of the one before.
func (q *question) putOff(p *program.Partner, reason string) *Reply {
	s := q.rules.Evaluate(p, q.today)
	if s.State == program.Lapsed && p.IsHeld(s.Deadline) {
		if reason != "" && reason != p.Held.Reason {
			p.Held.Reason, p.Held.By = reason, q.User
		}
		return nil
	}
	held, falls := q.rules.PutOff(p, q.today, program.Hold{Reason: reason, By: q.User})
	if !falls {
		return q.cannot(p, q.whyNoFall(p))
	}
	*p = held
	return nil
}

// holdAll puts off the fall of every partner that waits for a decision.
func (q *question) holdAll(ctx context.Context, reason, told string) (Reply, error) {
	return q.sweep(ctx, sweep{
		what: verbHold, note: reason, told: told,
		decide: func(p *program.Partner) (program.Partner, bool) {
			if _, falls := q.rules.Fall(p, q.today, q.User); !falls {
				return program.Partner{}, false
			}
			return q.rules.PutOff(p, q.today, program.Hold{Reason: reason, By: q.User})
		},
	})
}
