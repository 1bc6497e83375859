package commands

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// notFound answers a name that no partner has, nor nearly has.
func (q *question) notFound(name string) Reply {
	if n := utf8.RuneCountInString(name); n > maxName {
		return q.tooLong(n)
	}
	if owner, ok := ownerName(name); ok && owner != me {
		return q.somebody(owner)
	}
	if c := q.meant(); c != nil {
		return q.misspelt(name, c)
	}
	if c, _ := q.route(q.Command, q.line); c.Access == Manager && q.As.may(Manager) {
		reply := q.explain(c)
		reply.Parts = append([]Part{plain(q.say.notFound(short(name)))}, append(reply.Parts, q.youTyped())...)
		reply.Actions = []Action{q.listAction(), q.helpAction()}
		return reply
	}
	parts := []Part{plain(q.say.notFound(short(name))), plain(q.say.youCanAsk())}
	return Reply{
		Parts:   append(parts, q.lookups()...),
		Actions: []Action{q.ownAction(), q.listAction(), q.helpAction()},
	}
}

// somebody answers a person named where a partner was expected.
func (q *question) somebody(owner string) Reply {
	f := filter{owner: owner}
	theirs := Action{Label: q.say.theirsLabel(), Command: "/tier list" + f.String(), Effect: Replace, Primary: true}
	return Reply{
		Parts:   []Part{plain(q.say.isPerson())},
		Actions: []Action{theirs, q.ownAction(), q.helpAction()},
	}
}

// tooLong answers a name that cannot be a partner's.
func (q *question) tooLong(n int) Reply {
	return Reply{
		Parts:   []Part{plain(q.say.nameTooLong(int64(n), maxName))},
		Actions: []Action{q.listAction(), q.helpAction()},
	}
}

// archived answers a name that was a partner's id until it was archived; nil for any
// other.
func (q *question) archived(ctx context.Context, name string) (*Reply, error) {
	id := program.Fold(name)
	if id == "" || utf8.RuneCountInString(name) > maxName {
		return nil, nil
	}
	history, err := q.store.History(ctx, id, 0, 1)
	switch {
	case errors.Is(err, program.ErrUnknownPartner):
		return nil, nil
	case err != nil:
		return nil, err
	case len(history.Entries) == 0 || history.Entries[0].After != nil:
		return nil, nil
	}
	e := &history.Entries[0]
	reply := Reply{
		Title:   titled(nameIn(history.Entries, id), q.say.archivedTitle()),
		Parts:   []Part{plain(q.say.wasArchived()), Rows{{Text: append(q.actLead(&e.Act, e.Number), q.firstDifferences(e)...), Action: q.undoIfMay(e.Number)}}},
		Actions: []Action{q.historyAction(id), q.listAction(), q.helpAction()},
	}
	return &reply, nil
}
