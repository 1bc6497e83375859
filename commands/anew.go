package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// anew is the question under the name that a decision made now has, and the entry of the
// one made under that name; 0: there is none. A button whose decision was undone decides
// once more when it is pressed again: under a name of its own that everybody comes to who
// presses it then. With once it does not.
func (q *question) anew(ctx context.Context, once bool) (*question, int64, error) {
	for {
		receipt, done, err := q.store.Receipt(ctx, q.Op)
		if err != nil || !done || once {
			return q, receipt.Entry, err
		}
		e, err := q.store.Entry(ctx, receipt.Entry)
		if err != nil {
			return nil, 0, err
		}
		_, by, err := q.undoingOf(ctx, &e.Act)
		if err != nil || by == nil {
			return q, receipt.Entry, err
		}
		next := *q
		next.Op += " after " + decimal(by.First)
		q = &next
	}
}

// changingAnew is [question.changing] of what can be decided again by the same button once
// it was undone.
func (q *question) changingAnew(name words, command, tail string, e *edit) reading {
	r := q.changing(name, command, tail, e)
	r.answer = func(ctx context.Context, p *program.Partner) (Reply, error) {
		now, _, err := q.anew(ctx, false)
		if err != nil {
			return Reply{}, err
		}
		return now.change(ctx, p, e)
	}
	return r
}
