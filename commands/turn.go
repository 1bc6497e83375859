package commands

import (
	"cmp"
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// verbUndo begins what the audit log says of an undoing; behind it stands the number of
// what was undone.
const verbUndo = "undo"

// undoWhat is what the audit log says of the undoing of an entry.
func undoWhat(e *program.Entry) string { return verbUndo + " " + decimal(e.Number) }

// undoBatchWhat is what the audit log says of the undoing of a batch.
func undoBatchWhat(a *program.Act) string { return verbUndo + " " + kindOf(a) + " " + decimal(a.First) }

// kindOf is what a batch is called where it is undone, and so is its undoing.
func kindOf(a *program.Act) string {
	verb := verbOf(a.What)
	if verb == verbUndo {
		verb = verbOf(objectOf(a.What))
	}
	if verb == verbFall || verb == verbHold || verb == verbHandover {
		return verb
	}
	return "import"
}

// A turn is what taking an entry back comes to: a change, unless it is undone already or
// something later depends on it.
type turn struct {
	change program.Change
	by     *program.Entry  // the entry that has undone it; nil: none
	ok     bool            // nothing depends on it
	later  []program.Entry // about the same partner, the oldest first
}

// turn finds out what taking an entry back comes to.
func (q *question) turn(ctx context.Context, e *program.Entry) (turn, error) {
	later, err := q.laterThan(ctx, e)
	if err != nil {
		return turn{}, err
	}
	now := e.After
	if len(later) > 0 {
		now = later[len(later)-1].After
	}
	reverted, ok := program.Revert(now, e.Before, e.After)
	return turn{becoming(e.ID, now, reverted), undoneIn(later, e), ok, later}, nil
}

// becoming is the change that makes of a partner as it is one that it is to be; either
// may be none.
func becoming(id string, now, then *program.Partner) program.Change {
	if then == nil {
		return program.Change{Before: now, After: program.Partner{ID: id}, Removed: true}
	}
	return program.Change{Before: now, After: *then}
}

// laterThan are the entries about a partner that came after one, the oldest first.
func (q *question) laterThan(ctx context.Context, e *program.Entry) ([]program.Entry, error) {
	var later []program.Entry
	for from := int64(0); ; {
		page, err := q.store.History(ctx, e.ID, from, maxRows)
		if err != nil {
			return nil, err
		}
		for _, entry := range page.Entries {
			if entry.Number <= e.Number {
				slices.Reverse(later)
				return later, nil
			}
			later = append(later, entry)
		}
		if from = page.Next; from == 0 {
			slices.Reverse(later)
			return later, nil
		}
	}
}

// undoneIn is the entry among later ones that undid another, by itself or with its batch;
// nil when none did, or when that was undone in turn.
func undoneIn(later []program.Entry, e *program.Entry) *program.Entry {
	return cmp.Or(madeIn(later, undoWhat(e)), madeIn(later, undoBatchWhat(&e.Act)))
}

// madeIn is the entry that made a change which was not undone; nil when none did.
func madeIn(entries []program.Entry, what string) *program.Entry {
	for i := range entries {
		if e := &entries[i]; e.What == what && undoneIn(entries[i+1:], e) == nil {
			return e
		}
	}
	return nil
}

// undoingOf is the first entry of an act, and the entry about the same partner that undid
// the act; nil when none did. A batch is not undone because one of its changes was.
func (q *question) undoingOf(ctx context.Context, a *program.Act) (first program.Entry, by *program.Entry, err error) {
	if first, err = q.store.Entry(ctx, a.First); err != nil {
		return first, nil, err
	}
	later, err := q.laterThan(ctx, &first)
	if a.Count > 1 {
		return first, madeIn(later, undoBatchWhat(a)), err
	}
	return first, undoneIn(later, &first), err
}

// inTheWay is the latest of the later entries without which an entry could be undone, or
// at least the latest of all: what was undone meanwhile is in nobody's way.
func inTheWay(e *program.Entry, later []program.Entry) *program.Entry {
	for i := len(later) - 1; i >= 0; i-- {
		if _, ok := program.Revert(later[i].Before, e.Before, e.After); ok {
			return &later[i]
		}
	}
	if len(later) == 0 {
		return nil
	}
	return &later[len(later)-1]
}

// depends answers that an entry cannot be undone because of a later one, which it names.
func (q *question) depends(e *program.Entry, later []program.Entry) Reply {
	reply := q.plainly(q.say.cannotUndo(e.Number))
	if in := inTheWay(e, later); in != nil {
		reply.Parts = append(reply.Parts, plain(q.say.becauseOf()), Rows{q.entryRow(in)})
	}
	reply.Title = titled(nameIn([]program.Entry{*e}, e.ID), "")
	reply.Actions[0] = q.historyAction(e.ID)
	return reply
}
