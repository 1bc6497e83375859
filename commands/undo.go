package commands

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

func undoCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"undo", "annuler"},
		Usage:   Wording{"[<entry> | import <entry>]", "[<entrée> | import <entrée>]"},
		Help:    Wording{"Takes your last change back, or the one with a number, or a whole import.", "Annule votre dernier changement, celui qui porte un numéro, ou tout un import."},
		Example: Wording{"/tier undo 1276", "/tier annuler 1276"},
		Access:  Manager,
		run:     runUndo,
	}
}

func runUndo(ctx context.Context, q *question) (Reply, error) {
	if receipt, done, err := q.store.Receipt(ctx, q.Op); err != nil || done {
		if err != nil {
			return Reply{}, err
		}
		return q.done(ctx, receipt.Entry)
	}
	args, batch := q.args, false
	if len(args) > 0 && strings.EqualFold(args[0].text, "import") {
		args, batch = args[1:], true
	}
	if len(q.args) == 0 {
		return q.undoLast(ctx)
	}
	number, err := strconv.ParseInt(strings.TrimLeft(args.String(), "#"), 10, 64)
	if err != nil || number < 1 {
		return q.wanting(ctx, "undo", q.say.needsNumber())
	}
	reply, err := q.undoNumbered(ctx, number, batch)
	if errors.Is(err, program.ErrUnknownEntry) {
		return q.plainly(q.say.noEntry(number)), nil
	}
	return reply, err
}

func (q *question) undoNumbered(ctx context.Context, number int64, batch bool) (Reply, error) {
	e, err := q.store.Entry(ctx, number)
	if err != nil {
		return Reply{}, err
	}
	if batch && e.Count > 1 {
		return q.undoBatch(ctx, &e.Act)
	}
	return q.undo(ctx, &e)
}

// plainly is an answer of one sentence about changes.
func (q *question) plainly(text string) Reply {
	return Reply{
		Parts:   []Part{plain(text)},
		Actions: []Action{{Label: q.say.historyLabel(), Command: "/tier history"}, q.helpAction()},
		Private: true,
	}
}

// The acts of one person that are looked through for the last that can be undone.
const (
	actsPage  = 20
	actsPages = 5
)

// undoLast takes back the asker's newest change that is no undoing and was not undone.
// A whole import is only offered.
func (q *question) undoLast(ctx context.Context) (Reply, error) {
	before := int64(0)
	for range actsPages {
		page, err := q.store.Acts(ctx, q.User, before, actsPage)
		if err != nil {
			return Reply{}, err
		}
		for i := range page.Acts {
			a := &page.Acts[i]
			if verbOf(a.What) == verbUndo {
				continue
			}
			e, err := q.store.Entry(ctx, a.First)
			if err != nil {
				return Reply{}, err
			}
			switch by, err := q.undoneBy(ctx, &e); {
			case err != nil:
				return Reply{}, err
			case by != 0:
				continue
			case a.Count > 1:
				return Reply{Parts: []Part{Paragraph{q.actText(a)}}, Actions: []Action{q.undoBatchAction(a)}, Private: true}, nil
			}
			return q.undo(ctx, &e)
		}
		if before = page.Next; before == 0 {
			break
		}
	}
	return q.plainly(q.say.nothingToUndo()), nil
}

// verbUndo begins what the audit log says of an undoing; behind it stands the number of
// what was undone.
const verbUndo = "undo"

// undo takes one entry back.
func (q *question) undo(ctx context.Context, e *program.Entry) (Reply, error) {
	for {
		later, err := q.laterThan(ctx, e)
		if err != nil {
			return Reply{}, err
		}
		if by := undoneIn(later, e); by != 0 {
			return q.unlessDone(ctx, q.plainly(q.say.undoneAlready(e.Number, by)))
		}
		now := e.After
		if len(later) > 0 {
			now = later[len(later)-1].After
		}
		reverted, ok := program.Revert(now, e.Before, e.After)
		if !ok {
			return q.unlessDone(ctx, q.depends(e, later))
		}
		change := becoming(e.ID, now, reverted)
		undoing := &edit{what: verbUndo + " " + decimal(e.Number)}
		receipt, err := q.apply(ctx, undoing, change)
		switch {
		case err == nil && receipt.Again:
			return q.done(ctx, receipt.Entry)
		case err == nil:
			return q.changed(q.entry(receipt.Entry, undoing, change)), nil
		case !errors.Is(err, program.ErrConflict):
			return Reply{}, err
		}
		if err := pause(ctx); err != nil {
			return Reply{}, err
		}
	}
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
				return reversed(later), nil
			}
			later = append(later, entry)
		}
		if from = page.Next; from == 0 {
			return reversed(later), nil
		}
	}
}

func reversed(entries []program.Entry) []program.Entry {
	for i, j := 0, len(entries)-1; i < j; i, j = i+1, j-1 {
		entries[i], entries[j] = entries[j], entries[i]
	}
	return entries
}

// undoneBy is the number of the entry that undid another; 0 when none did.
func (q *question) undoneBy(ctx context.Context, e *program.Entry) (int64, error) {
	later, err := q.laterThan(ctx, e)
	if err != nil {
		return 0, err
	}
	return undoneIn(later, e), nil
}

// undoneIn is the number of the entry among later ones that undid another, by itself or
// with its batch; 0 when none did, or when that was undone in turn.
func undoneIn(later []program.Entry, e *program.Entry) int64 {
	for i := range later {
		what := later[i].What
		if what != verbUndo+" "+decimal(e.Number) && what != undoBatchWhat(&e.Act) {
			continue
		}
		if undoneIn(later[i+1:], &later[i]) == 0 {
			return later[i].Number
		}
	}
	return 0
}

// depends answers that an entry cannot be undone because of a later one, which it names.
func (q *question) depends(e *program.Entry, later []program.Entry) Reply {
	reply := q.plainly(q.say.cannotUndo(e.Number))
	for i := range later {
		if _, ok := program.Revert(later[i].After, e.Before, e.After); ok {
			continue
		}
		row := q.entryRow(&later[i])
		reply.Parts = append(reply.Parts, plain(q.say.becauseOf()), Rows{row})
		break
	}
	reply.Title = titled(nameIn([]program.Entry{*e}, e.ID), "")
	reply.Actions[0] = q.historyAction(e.ID)
	return reply
}

// undoBatchAction takes a whole batch back, once that is meant.
func (q *question) undoBatchAction(a *program.Act) Action {
	return Action{
		Label: q.say.undoAllLabel(), Command: "/tier undo import " + decimal(a.First), Sure: q.say.undoAllSure(int64(a.Count)),
	}
}

// undoBatchWhat is what the audit log says of the undoing of a batch.
func undoBatchWhat(a *program.Act) string { return verbUndo + " import " + decimal(a.First) }

// undoBatch takes a whole batch back, or says which partner stands in the way.
func (q *question) undoBatch(ctx context.Context, a *program.Act) (Reply, error) {
	first, err := q.store.Entry(ctx, a.First)
	if err != nil {
		return Reply{}, err
	}
	switch by, err := q.undoneBy(ctx, &first); {
	case err != nil:
		return Reply{}, err
	case by != 0:
		return q.unlessDone(ctx, q.plainly(q.say.undoneAlready(a.First, by)))
	}
	batch := program.Batch{What: undoBatchWhat(a), Changes: make([]program.Change, 0, a.Count)}
	for e, err := range q.store.Batch(ctx, a.First) {
		if err != nil {
			return Reply{}, err
		}
		batch.Changes = append(batch.Changes, becoming(e.ID, e.After, e.Before))
	}
	receipt, err := q.write(ctx, batch, nil)
	if errors.Is(err, program.ErrConflict) {
		return q.undoBatchAround(ctx, a, batch)
	}
	if err != nil {
		return Reply{}, err
	}
	return q.done(ctx, receipt.Entry)
}

// undoBatchAround takes a batch back of which some partners have changed since: what
// others have done to them stays, where it can.
func (q *question) undoBatchAround(ctx context.Context, a *program.Act, batch program.Batch) (Reply, error) {
	batch.Changes = batch.Changes[:0]
	for e, err := range q.store.Batch(ctx, a.First) {
		if err != nil {
			return Reply{}, err
		}
		now, err := q.now(ctx, e.ID)
		if err != nil {
			return Reply{}, err
		}
		reverted, ok := program.Revert(now, e.Before, e.After)
		if !ok {
			later, err := q.laterThan(ctx, &e)
			if err != nil {
				return Reply{}, err
			}
			return q.unlessDone(ctx, q.depends(&e, later))
		}
		batch.Changes = append(batch.Changes, becoming(e.ID, now, reverted))
	}
	receipt, err := q.write(ctx, batch, nil)
	switch {
	case errors.Is(err, program.ErrConflict):
		return q.unlessDone(ctx, q.plainly(q.say.changedWhileUndoing()))
	case err != nil:
		return Reply{}, err
	}
	return q.done(ctx, receipt.Entry)
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
