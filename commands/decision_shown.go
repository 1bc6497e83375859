package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// showing is an answer to a button below a message that a whole channel reads, with what
// takes that message's place: what an act did, nil for none, and what is left to decide.
// To any other question the answer is itself.
func (q *question) showing(ctx context.Context, reply Reply, a *program.Act, lead func(*question) []Part) (Reply, error) {
	if !q.Public {
		return reply, nil
	}
	s, err := q.waiting(ctx)
	if err != nil {
		return reply, answered{err} // it is decided all the same
	}
	in := func(say *phrases) Reply {
		other := q.in(say)
		other.Shared = true
		return other.shown(s, a, lead(other))
	}
	reply.Instead = &Notice{EN: in(q.english), FR: in(q.french)}
	return reply, nil
}

// shown is a decision as a whole channel reads it once it was made, or undone: then it is to
// be made again.
func (q *question) shown(s *survey, a *program.Act, lead []Part) Reply {
	undone := a != nil && verbOf(a.What) == verbUndo
	waiting := len(s.falls) + len(s.leaving)
	if undone && waiting > 0 {
		reply := q.decision(s)
		reply.Parts = append(lead, reply.Parts...)
		return reply
	}
	reply := Reply{Parts: lead, Foot: []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}}}
	if n := len(s.held); n > 0 && (a == nil || a.What != verbHold) {
		reply.Parts = append(reply.Parts, plain(q.say.heldNow(int64(n), q.named(s.held))))
	}
	if waiting > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.waitForDecision(int64(waiting))))
	}
	switch {
	case a == nil, undone:
	case a.Count == 1:
		reply.Actions = append(reply.Actions, q.undoAction(a.First))
	default:
		reply.Actions = append(reply.Actions, q.undoBatchAction(a))
	}
	if waiting+len(s.held) > 0 {
		reply.Actions = append(reply.Actions, q.chooseAction())
	}
	if held := s.heldFalls(); len(held) > 0 {
		reply.Actions = append(reply.Actions, q.fallHeldAction(held))
	}
	return reply
}

// showingUndone is [question.showing] where the falls, or the holds, of a batch were to be
// undone: if they are, whoever did it.
func (q *question) showingUndone(ctx context.Context, reply Reply, e *program.Entry) (Reply, error) {
	if verb := verbOf(e.What); !q.Public || verb != verbFall && verb != verbHold {
		return reply, nil
	}
	_, by, err := q.undoingOf(ctx, &e.Act)
	switch {
	case err != nil:
		return reply, answered{err}
	case by == nil:
		return reply, nil
	}
	return q.showing(ctx, reply, &by.Act, func(q *question) []Part { return []Part{Paragraph{q.actText(&by.Act)}} })
}
