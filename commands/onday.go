package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// onDay asks how a partner stood on a day: /tier acme on 14 May 2009.
func (q *question) onDay(d dated) reading {
	return reading{
		name: d.rest, tail: " on " + d.days[0].String(),
		answer: func(ctx context.Context, p *program.Partner) (Reply, error) {
			switch {
			case len(d.days) > 1:
				return q.plainly(q.say.whichDay(d.text, d.days)).with(q.dayActions(d)...), nil
			case d.days[0].After(q.today):
				return *q.cannot(p, q.say.notYet(d.days[0])), nil
			}
			return q.asOf(ctx, p, d.days[0])
		},
	}
}

// with is the reply with other actions.
func (r Reply) with(actions ...Action) Reply {
	r.Actions = actions
	return r
}

// asOf is a partner's card on a past day: with the evidence that is known today, and
// with the decisions that were in force then.
func (q *question) asOf(ctx context.Context, p *program.Partner, day program.Date) (Reply, error) {
	then, err := q.decided(ctx, p, day)
	if err != nil {
		return Reply{}, err
	}
	past := *q
	past.today = day
	if q.rules.Today(then.Reported.At).After(day) {
		then.Reported = program.Report{}
	}
	reply := past.card(then)
	reply.Foot = append(reply.Foot, Text{{Text: q.say.asKnownToday()}})
	return reply.with(q.cardAction(p), q.historyAction(p.ID)), nil
}

// decided is a partner with the tier and the extension it had at the end of a day: by
// what was decided until then, and by what was decided later as from then. Of a partner
// that came later they are the first it had.
func (q *question) decided(ctx context.Context, p *program.Partner, day program.Date) (*program.Partner, error) {
	then, settled := p.Clone(), false
	for from := int64(0); ; {
		page, err := q.store.History(ctx, p.ID, from, maxRows)
		if err != nil {
			return nil, err
		}
		for i := range page.Entries {
			e := &page.Entries[i]
			if e.After != nil {
				then.Extension = e.After.Extension
				if !settled {
					then.Tier, then.TierSince = e.After.Tier, e.After.TierSince
				}
				settled = settled || q.movedBy(e, day)
			}
			if !q.rules.Today(e.At).After(day) {
				return &then, nil
			}
		}
		if from = page.Next; from == 0 {
			return &then, nil
		}
	}
}

// movedBy reports whether an entry gave a partner its tier as from a day or before.
func (q *question) movedBy(e *program.Entry, day program.Date) bool {
	if e.Before != nil && e.Before.Tier == e.After.Tier {
		return false
	}
	since := e.After.TierSince
	if since.IsZero() {
		since = q.rules.FirstDay
	}
	return e.Before != nil && !since.After(day)
}
