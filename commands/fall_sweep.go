package commands

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A sweep makes the same decision about every partner that has lapsed and waits for one.
type sweep struct {
	what string // for the audit log: one of the verbs
	note string
	told string // the [printFalls] of those the asker was told of; empty: of none
	once bool   // what was undone is not decided anew

	// decide is what becomes of a partner; false for one that waits for nothing.
	decide func(*program.Partner) (program.Partner, bool)
}

// sweep decides about all that wait now, in one batch. What somebody else decides
// meanwhile, and what turns out to have been earned in time, stays as it is: after every
// conflict all partners are read anew. The same gesture again finds it done, unless it was
// undone.
func (q *question) sweep(ctx context.Context, s sweep) (Reply, error) {
	q, before, err := q.anew(ctx, s.once)
	switch {
	case err != nil:
		return Reply{}, err
	case before > 0:
		return q.sweptBefore(ctx, before, &s)
	}
	var first []program.Change
	for {
		changes, err := q.pending(ctx, &s)
		switch {
		case err != nil:
			return Reply{}, err
		case first == nil:
			first = changes
		}
		if len(changes) == 0 {
			return q.sweptNone(ctx, first, &s)
		}
		receipt, err := q.write(ctx, program.Batch{What: s.what, Note: s.note, Changes: changes}, q.sweeping)
		switch {
		case err == nil && receipt.Again:
			return q.sweptBefore(ctx, receipt.Entry, &s)
		case err == nil:
			act := program.Act{First: receipt.Entry, Count: len(changes), By: q.User, At: q.Now, What: s.what, Note: s.note}
			return q.swept(ctx, &act, changes, q.otherwise(first, changes, &s))
		case !errors.Is(err, program.ErrConflict):
			return Reply{}, err
		}
		if err := pause(ctx); err != nil {
			return Reply{}, err
		}
	}
}

// pending are the changes that a sweep makes of all partners as they are.
func (q *question) pending(ctx context.Context, s *sweep) ([]program.Change, error) {
	changes := []program.Change{}
	for p, err := range q.store.All(ctx) {
		if err != nil {
			return nil, err
		}
		if after, waits := s.decide(&p); waits {
			changes = append(changes, program.Change{Before: &p, After: after})
		}
	}
	return changes, nil
}

// sweeping shows how far a sweep has come. Should nothing else come, what is left can be
// seen from here.
func (q *question) sweeping(done, total int) {
	if q.Interim == nil {
		return
	}
	q.Interim(Reply{
		Parts:   []Part{plain(q.say.sweeping(int64(done), int64(total)))},
		Actions: []Action{q.decideAction()},
		Private: true,
	})
}

// swept answers for a sweep that was made: what became of whom, what was otherwise than
// expected, and how to take all of it back.
func (q *question) swept(ctx context.Context, a *program.Act, changes []program.Change, remarks []string) (Reply, error) {
	reply := Reply{Parts: []Part{q.sweptLead(a, changes)}, Private: true}
	for _, text := range remarks {
		reply.Parts = append(reply.Parts, plain(text))
	}
	reply.Parts = append(reply.Parts, Paragraph{q.actText(a)})
	if a.What == verbFall {
		reply.Parts = append(reply.Parts, plain(q.say.toldInDigest(int64(len(changes)))))
	}
	reply.Actions = []Action{q.undoBatchAction(a), q.decideAction(), {Label: q.say.historyLabel(), Command: "/tier history"}}
	if a.Count == 1 {
		reply.Actions[0] = q.undoAction(a.First)
	}
	return q.showing(ctx, reply, a, func(q *question) []Part {
		return []Part{q.sweptLead(a, changes), Paragraph{q.actText(a)}}
	})
}

// sweptLead is what became of all that changed.
func (q *question) sweptLead(a *program.Act, changes []program.Change) Paragraph {
	n := int64(len(changes))
	if a.What == verbHold {
		return strong(q.say.allHeld(n))
	}
	return strong(q.say.allFell(n, q.moving(q.movesOf(changes))))
}

// sweptBefore answers for a sweep that this gesture has made before, from the audit log:
// as it was answered then, unless somebody else has pressed the same button.
func (q *question) sweptBefore(ctx context.Context, n int64, s *sweep) (Reply, error) {
	e, err := q.store.Entry(ctx, n)
	if err != nil {
		return Reply{}, err
	}
	var changes []program.Change
	for entry, err := range q.store.Batch(ctx, n) {
		if err != nil {
			return Reply{}, err
		}
		changes = append(changes, becoming(entry.ID, entry.Before, entry.After))
	}
	if e.What != s.what {
		return q.done(ctx, n)
	}
	remarks := q.otherwise(changes, changes, s)
	if e.By != q.User || !e.At.Equal(q.Now.Truncate(time.Millisecond)) {
		remarks = []string{q.say.sweptBefore()}
	}
	return q.swept(ctx, &e.Act, changes, remarks)
}

// otherwise is what has changed between what the asker was told, what there was when they
// pressed, and what was decided in the end.
func (q *question) otherwise(first, last []program.Change, s *sweep) []string {
	var remarks []string
	if count, _, ok := strings.Cut(s.told, "."); ok && s.told != printOf(lapsesOf(first)) {
		remarks = append(remarks, q.say.toldOfOthers(count, int64(len(first))))
	}
	if n := len(missingFrom(lapsesOf(last), lapsesOf(first))); n > 0 {
		remarks = append(remarks, q.say.changedBeforeFall(int64(n)))
	}
	return remarks
}

// lapsesOf are the lapses about which changes decide. Whoever is put off may have fallen
// before, and whoever falls is put off no longer.
func lapsesOf(changes []program.Change) []string {
	lapses := make([]string, len(changes))
	for i := range changes {
		switch p := &changes[i].After; {
		case p.Held != nil:
			lapses[i] = lapseText(p.ID, p.Held.Lapse)
		case p.Fell != nil:
			lapses[i] = lapseText(p.ID, p.Fell.Lapse)
		}
	}
	return lapses
}

// movesOf are the moves that changes have made.
func (q *question) movesOf(changes []program.Change) []move {
	falls := make([]fall, len(changes))
	for i := range changes {
		c := &changes[i]
		falls[i].standing.Tier, falls[i].standing.After = q.rules.Tier(c.Before.Tier), q.rules.Tier(c.After.Tier)
	}
	return moves(falls)
}

// sweptNone answers for a sweep that found nobody; first are those that it would have been
// about when it was asked for.
func (q *question) sweptNone(ctx context.Context, first []program.Change, s *sweep) (Reply, error) {
	if receipt, done, err := q.store.Receipt(ctx, q.Op); err != nil || done {
		if err != nil {
			return Reply{}, err
		}
		return q.sweptBefore(ctx, receipt.Entry, s)
	}
	left, err := q.waiting(ctx)
	if err != nil {
		return Reply{}, err
	}
	reply := q.noneWaits(left)
	if n := len(first); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.changedBeforeFall(int64(n))))
	}
	return q.showing(ctx, reply, nil, func(q *question) []Part { return q.noneWaits(left).Parts[:1] })
}
