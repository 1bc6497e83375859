package commands

import (
	"context"
	"errors"

	"github.com/tierbot/tierbot/program"
)

// undoBatchAction takes a whole batch back, once that is meant.
func (q *question) undoBatchAction(a *program.Act) Action {
	return Action{
		Label: q.say.undoAllLabel(), Command: "/tier undo " + kindOf(a) + " " + decimal(a.First), Sure: q.say.undoAllSure(int64(a.Count)),
	}
}

// undoBatch takes a whole batch back, or says which partner stands in the way.
func (q *question) undoBatch(ctx context.Context, a *program.Act) (Reply, error) {
	switch _, by, err := q.undoingOf(ctx, a); {
	case err != nil:
		return Reply{}, err
	case by != nil:
		return q.unlessDone(ctx, q.plainly(q.say.undoneAlready(a.First, by.First)))
	}
	batch := program.Batch{What: undoBatchWhat(a), Changes: make([]program.Change, 0, a.Count)}
	for e, err := range q.store.Batch(ctx, a.First) {
		if err != nil {
			return Reply{}, err
		}
		batch.Changes = append(batch.Changes, becoming(e.ID, e.After, e.Before))
	}
	receipt, err := q.write(ctx, batch, nil)
	switch {
	case errors.Is(err, program.ErrConflict):
		return q.undoBatchAround(ctx, a, batch)
	case err != nil:
		return Reply{}, err
	}
	return q.undoneBatch(ctx, receipt, &batch)
}

// undoneBatch answers for a batch that was taken back. Whoever was told of a handover is
// told of that as well.
func (q *question) undoneBatch(ctx context.Context, receipt program.Receipt, batch *program.Batch) (Reply, error) {
	reply, err := q.done(ctx, receipt.Entry)
	if err == nil && !receipt.Again && len(batch.Changes) > 1 && kindOf(&program.Act{What: batch.What}) == verbHandover {
		reply.Notices = q.handedBack(batch.Changes)
	}
	return reply, err
}

// undoBatchAround takes a batch back of which some partners have changed since: what
// others have done to them stays, where it can, and what was undone by itself stays so.
func (q *question) undoBatchAround(ctx context.Context, a *program.Act, batch program.Batch) (Reply, error) {
	batch.Changes = batch.Changes[:0]
	undone := int64(0)
	for e, err := range q.store.Batch(ctx, a.First) {
		if err != nil {
			return Reply{}, err
		}
		t, err := q.turnOfMany(ctx, &e)
		switch {
		case err != nil:
			return Reply{}, err
		case t.by != nil:
			undone = t.by.First
		case !t.ok:
			return q.unlessDone(ctx, q.depends(&e, t.later))
		default:
			batch.Changes = append(batch.Changes, t.change)
		}
	}
	if len(batch.Changes) == 0 {
		return q.unlessDone(ctx, q.plainly(q.say.undoneAlready(a.First, undone)))
	}
	receipt, err := q.write(ctx, batch, nil)
	switch {
	case errors.Is(err, program.ErrConflict):
		return q.unlessDone(ctx, q.plainly(q.say.changedWhileUndoing()))
	case err != nil:
		return Reply{}, err
	}
	return q.undoneBatch(ctx, receipt, &batch)
}

// turnOfMany is [question.turn] of one of many entries: that most of their partners have
// not changed since is found out without their history.
func (q *question) turnOfMany(ctx context.Context, e *program.Entry) (turn, error) {
	now, err := q.now(ctx, e.ID)
	switch {
	case err != nil:
		return turn{}, err
	case now == nil && e.After == nil, now != nil && e.After != nil && now.Version == e.After.Version:
		return turn{change: becoming(e.ID, e.After, e.Before), ok: true}, nil
	}
	return q.turn(ctx, e)
}

// now is a partner as it is; nil when it is gone.
func (q *question) now(ctx context.Context, id string) (*program.Partner, error) {
	p, err := q.store.Partner(ctx, id)
	switch {
	case errors.Is(err, program.ErrUnknownPartner):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &p, nil
}
