package commands

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// An edit is one change of a partner that somebody asks for.
type edit struct {
	what     string // a verb for the audit log, such as certify
	note     string
	evidence string
	reports  bool  // it says something about the partner, and not only about its record
	seen     int64 // the partner's version that it was decided on; 0: whichever there is

	// apply edits a copy of the partner as it is now. What cannot be done is refused
	// by a reply; the partner is then as if nothing had been asked.
	apply func(ctx context.Context, p *program.Partner) (refusal *Reply, err error)

	// stale answers when the partner is no longer what was seen.
	stale func(ctx context.Context, p *program.Partner) (Reply, error)

	removes bool          // it takes the partner away instead
	remark  func() string // said of it once it is made; nil, or empty: nothing
}

// change makes an edit of a partner. When somebody else is faster, the edit is made of
// what they have left, so that neither is lost; when the same gesture has made it
// already, the answer is the same once more.
func (q *question) change(ctx context.Context, p *program.Partner, e *edit) (Reply, error) {
	for {
		change, refusal, err := q.decide(ctx, p, e)
		if err != nil {
			return Reply{}, err
		}
		if refusal != nil {
			return q.unlessDone(ctx, *refusal)
		}
		receipt, err := q.apply(ctx, e, change)
		switch {
		case err == nil && receipt.Again:
			return q.done(ctx, receipt.Entry)
		case err == nil:
			return e.remarked(q.changed(q.entry(receipt.Entry, e, change))), nil
		case !errors.Is(err, program.ErrConflict):
			return Reply{}, err
		}
		if err := pause(ctx); err != nil {
			return Reply{}, err
		}
		now, err := q.store.Partner(ctx, p.ID)
		if errors.Is(err, program.ErrUnknownPartner) {
			return q.unlessDone(ctx, q.stale())
		}
		if err != nil {
			return Reply{}, err
		}
		p = &now
	}
}

// remarked is the answer with the edit's remark behind what was changed.
func (e *edit) remarked(r Reply) Reply {
	if e.remark == nil {
		return r
	}
	if text := e.remark(); text != "" {
		r.Parts = slices.Insert(r.Parts, 1, Part(plain(text)))
	}
	return r
}

// decide makes the edit of a copy of the partner, or says why not.
func (q *question) decide(ctx context.Context, p *program.Partner, e *edit) (program.Change, *Reply, error) {
	if e.seen != 0 && e.seen != p.Version {
		reply, err := e.stale(ctx, p)
		return program.Change{}, &reply, err
	}
	change := program.Change{Before: p, After: p.Clone(), Removed: e.removes}
	if e.removes {
		return change, nil, nil
	}
	refusal, err := e.apply(ctx, &change.After)
	if err != nil || refusal != nil {
		return program.Change{}, refusal, err
	}
	if change.After.SameAs(p) {
		return program.Change{}, q.nothingNew(p), nil
	}
	if e.reports {
		change.After.Reported = program.Report{By: q.User, At: q.Now}
	}
	return change, nil, nil
}

// apply writes one change under the name of the gesture that asked for it.
func (q *question) apply(ctx context.Context, e *edit, change program.Change) (program.Receipt, error) {
	return q.write(ctx, program.Batch{
		What: e.what, Note: e.note, Evidence: e.evidence,
		Changes: []program.Change{change},
	}, nil)
}

// write applies a batch on behalf of the asker, named by their gesture unless it has
// a name of its own.
func (q *question) write(ctx context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error) {
	batch.By, batch.At = q.User, q.Now
	if batch.Op == "" {
		batch.Op = q.Op
	}
	if batch.Op == "" {
		return program.Receipt{}, errors.New("nothing names the gesture that changes something")
	}
	return q.store.Apply(ctx, batch, progress)
}

// entry is the audit entry of a change just made, as the store has it.
func (q *question) entry(n int64, e *edit, change program.Change) *program.Entry {
	entry := &program.Entry{
		Number: n, ID: change.After.ID, Before: change.Before,
		Act: program.Act{First: n, Count: 1, By: q.User, At: q.Now, What: e.what, Note: e.note, Evidence: e.evidence},
	}
	if !change.Removed {
		entry.After = &change.After
	}
	return entry
}

// unlessDone is why a change is not made, unless the same gesture has made it already:
// then that is the answer.
func (q *question) unlessDone(ctx context.Context, refusal Reply) (Reply, error) {
	receipt, done, err := q.store.Receipt(ctx, q.Op)
	if err != nil {
		return Reply{}, err
	}
	if done {
		return q.done(ctx, receipt.Entry)
	}
	return refusal, nil
}

// done answers for a change that was made before, from the audit log.
func (q *question) done(ctx context.Context, n int64) (Reply, error) {
	entry, err := q.store.Entry(ctx, n)
	if err != nil {
		return Reply{}, err
	}
	if entry.Count > 1 {
		return q.changedMany(&entry.Act), nil
	}
	return q.changed(&entry), nil
}

// The pauses between two tries, so that many who change one partner at once do not
// meet again.
const shortestPause, longestPause = time.Millisecond, 20 * time.Millisecond

// pause waits a little, or until nobody waits for the answer any more.
func pause(ctx context.Context) error {
	timer := time.NewTimer(shortestPause + rand.N(longestPause-shortestPause))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
