package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// autopilot is who decides where nobody is asked.
const autopilot = "tierbot"

// Falls applies the falls that wait after a deadline without asking anybody, and tells the
// managers' channel what it did; it is false when there was nothing to do. A deadline's
// falls are applied once, however often and by how many replicas that is asked; whoever
// lapses later, or has had theirs taken back, waits for a person.
//
// More falls at once than [program.TooMany] allows are not applied: the channel reads the
// decision instead, and why it is asked. None is applied that was not counted for that. That the clocks and the store can be believed is
// for the caller to know.
func (c *Commands) Falls(ctx context.Context, t Told) (Reply, bool, error) {
	q := t.question(c)
	q.User, q.Op = autopilot, verbFall+" "+t.Deadline.String()
	_, done, err := q.store.Receipt(ctx, q.Op)
	if err != nil {
		return Reply{}, false, err
	}
	counted := map[string]bool{}
	if !done {
		s, err := q.waiting(ctx)
		many := err == nil && program.TooMany(len(s.falls), s.partners)
		switch {
		case err != nil || len(s.falls)+len(s.leaving) == 0:
			return Reply{}, false, err
		case many || len(s.falls) == 0:
			return q.asking(s, many), true, nil
		}
		for i := range s.falls {
			counted[s.falls[i].partner.ID] = true
		}
	}
	reply, err := q.sweep(ctx, sweep{
		what: verbFall,
		decide: func(p *program.Partner) (program.Partner, bool) {
			if !counted[p.ID] {
				return program.Partner{}, false // it has lapsed since, and might be one too many
			}
			return q.rules.Fall(p, q.today, q.User)
		},
	})
	reply.Private = false
	return reply, err == nil, err
}

// asking is the decision where nobody was to be asked, because there are too many falls, or
// none but of partners that keep no tier.
func (q *question) asking(s *survey, many bool) Reply {
	reply := q.decision(s)
	if many {
		reply.Parts = append([]Part{strong(q.say.tooMany(int64(len(s.falls)), int64(s.partners)))}, reply.Parts...)
	}
	return reply
}
