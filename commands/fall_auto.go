package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// autopilot is who decides where nobody is asked.
const autopilot = "tierbot"

// Falls applies the falls that are due because of a deadline without asking anybody, and
// tells the managers' channel what it did; it is false when there was nothing to do. A
// deadline's falls are applied once, however often and by how many replicas that is asked.
// Whoever has lapsed on another day, or has had their fall taken back, waits for a person.
//
// More falls at once than [program.TooMany] allows are not applied: the channel reads the
// decision instead, and why it is asked. None is applied that was not counted for that.
// That the clocks and the store can be believed is for the caller to know.
func (c *Commands) Falls(ctx context.Context, t Told) (Reply, bool, error) {
	q := t.question(c)
	q.User, q.Op = autopilot, verbFall+" "+t.Deadline.String()
	_, done, err := q.store.Receipt(ctx, q.Op)
	if err != nil {
		return Reply{}, false, err
	}
	if done {
		return q.fallUnasked(ctx, nil)
	}
	s, err := q.waiting(ctx)
	if err != nil || len(s.falls)+len(s.leaving) == 0 {
		return Reply{}, false, err
	}
	due := s.lapsedOn(t.Deadline)
	switch n := len(due); {
	case n == 0:
		return q.decision(s), true, nil
	case program.TooMany(n, s.partners):
		reply := q.decision(s)
		reply.Parts = append([]Part{strong(q.say.tooMany(int64(n), int64(s.partners)))}, reply.Parts...)
		return reply, true, nil
	}
	reply, something, err := q.fallUnasked(ctx, due)
	if others := len(s.falls) - len(due); others > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.waitForDecision(int64(others))))
	}
	return reply, something, err
}

// lapsedOn are the ids of those that lapsed on a day and fall.
func (s *survey) lapsedOn(day program.Date) map[string]bool {
	ids := make(map[string]bool)
	for i := range s.falls {
		if s.falls[i].standing.Deadline == day {
			ids[s.falls[i].partner.ID] = true
		}
	}
	return ids
}

// fallUnasked applies the falls of some partners, unless it has done so before. Whoever has
// lapsed since they were counted might be one too many.
func (q *question) fallUnasked(ctx context.Context, due map[string]bool) (Reply, bool, error) {
	reply, err := q.sweep(ctx, sweep{
		what: verbFall, once: true,
		decide: func(p *program.Partner) (program.Partner, bool) {
			if !due[p.ID] {
				return program.Partner{}, false
			}
			return q.rules.Fall(p, q.today, q.User)
		},
	})
	reply.Private = false
	return reply, err == nil, err
}
