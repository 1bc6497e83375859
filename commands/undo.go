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
		Usage:   Wording{"[<entry> | all <entry>]", "[<entrée> | tout <entrée>]"},
		Help:    Wording{"Takes your last change back, or the one with a number, or all that was changed with it at once.", "Annule votre dernier changement, celui qui porte un numéro, ou tout ce qui a été modifié avec lui."},
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
	if len(q.args) == 0 {
		return q.undoLast(ctx)
	}
	args, batch := q.args, false
	switch program.Fold(args[0].text) {
	case "import", verbFall, verbHold, verbHandover, "all", "tout":
		args, batch = args[1:], true
	case "entry", "entree": // as answers call it
		args = args[1:]
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
	undo := q.undo
	if batch && e.Count > 1 {
		undo = func(ctx context.Context, e *program.Entry) (Reply, error) { return q.undoBatch(ctx, &e.Act) }
	}
	reply, err := undo(ctx, &e)
	if err != nil {
		return Reply{}, err
	}
	return q.showingUndone(ctx, reply, &e)
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
	e, err := q.lastOwn(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case e == nil:
		return q.plainly(q.say.nothingToUndo()), nil
	case e.Count > 1:
		return Reply{Parts: []Part{plain(q.say.yourLastBatch(e.What)), Paragraph{q.actText(&e.Act)}}, Actions: []Action{q.undoBatchAction(&e.Act)}, Private: true}, nil
	}
	reply, err := q.undo(ctx, e)
	if err != nil {
		// It may have been done all the same: to ask for the last again would be to
		// ask for the one before.
		named := q.in(q.say)
		named.Text = undoWhat(e)
		return named.unavailable(), answered{err}
	}
	return reply, nil
}

// lastOwn is the first entry of the asker's newest act that is no undoing and was not
// undone; nil when there is none among the latest.
func (q *question) lastOwn(ctx context.Context) (*program.Entry, error) {
	before := int64(0)
	for range actsPages {
		page, err := q.store.Acts(ctx, q.User, before, actsPage)
		if err != nil {
			return nil, err
		}
		for _, a := range page.Acts {
			if verbOf(a.What) == verbUndo {
				continue
			}
			e, undone, err := q.undoingOf(ctx, &a)
			if err != nil {
				return nil, err
			}
			if undone == nil {
				return &e, nil
			}
		}
		if before = page.Next; before == 0 {
			break
		}
	}
	return nil, nil
}

// undo takes one entry back.
func (q *question) undo(ctx context.Context, e *program.Entry) (Reply, error) {
	for {
		t, err := q.turn(ctx, e)
		switch {
		case err != nil:
			return Reply{}, err
		case t.by != nil:
			return q.unlessDone(ctx, q.plainly(q.say.undoneAlready(e.Number, t.by.Number)))
		case !t.ok:
			return q.unlessDone(ctx, q.depends(e, t.later))
		}
		undoing := &edit{what: undoWhat(e)}
		receipt, err := q.apply(ctx, undoing, t.change)
		switch {
		case err == nil && receipt.Again:
			return q.done(ctx, receipt.Entry)
		case err == nil:
			return q.changed(q.entry(receipt.Entry, undoing, t.change)), nil
		case !errors.Is(err, program.ErrConflict):
			return Reply{}, err
		}
		if err := pause(ctx); err != nil {
			return Reply{}, err
		}
	}
}
