package commands

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// verbHandover is what the audit log calls it when one account manager's partners become
// another's.
const verbHandover = "handover"

func handoverCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"hand over", "handoff", "transfer", "transferer", "transmettre"},
		Name:    Wording{"handover", "passation"},
		Usage:   Wording{"<from> <to> [<partner>, …]", "<de> <à> [<partenaire>, …]"},
		Help:    Wording{"Gives partners from one account manager to another: all of them, or those that are named.", "Confie les partenaires d'un référent à un autre\u00a0: tous, ou ceux qu'on nomme."},
		Example: Wording{"/tier handover @somebody @somebody-else", "/tier passation @quelquun @quelquun-dautre"},
		Access:  Manager,
		run:     runHandover,
	}
}

// A handover is whose partners are to become whose.
type handover struct {
	from, to []string // all the names that each goes by as an owner
	partners []program.Partner
	told     string // the print of the partners that the asker was told of; empty: of none
}

func runHandover(ctx context.Context, q *question) (Reply, error) {
	if receipt, done, err := q.store.Receipt(ctx, q.Op); err != nil || done {
		if err != nil {
			return Reply{}, err
		}
		return q.done(ctx, receipt.Entry)
	}
	told, args := q.args.take(keySeen)
	owners, rest := q.ownersAhead(args)
	switch {
	case len(owners) < 2 && len(rest) > 0 && strings.HasPrefix(rest[0].text, "@"):
		field := [...]string{fieldFrom, fieldTo}[len(owners)]
		return q.notHanded(field, Text{{Text: q.say.handoverStranger(short(rest[0].text))}}), nil
	case len(owners) == 0 && len(rest) > 0:
		return q.wanting(ctx, verbHandover, q.say.handoverWho())
	case len(owners) == 0:
		return q.askHandover(ctx, nil)
	case len(owners) == 1 && len(rest) > 0:
		return q.notHanded(fieldTo, Text{{Text: q.say.handoverTo()}}), nil
	case len(owners) == 1:
		return q.askHandover(ctx, owners[0])
	}
	h := &handover{from: owners[0], to: owners[1], told: told}
	if who := q.outsider(owners[1:]); who != "" {
		return q.notHanded(fieldTo, Text{person(who), {Text: q.say.outsider()}}), nil
	}
	if slices.ContainsFunc(h.from, func(name string) bool { return slices.Contains(h.to, name) }) {
		return q.notHanded(fieldTo, Text{{Text: q.say.handoverSame()}}), nil
	}
	return q.handing(ctx, h, rest)
}

// ownersAhead takes two people at most off the start of words, with what people write
// before them; each is all the names that they may be recorded by.
func (q *question) ownersAhead(ws words) (owners [][]string, rest words) {
	for len(ws) > 0 && len(owners) < 2 {
		w := ws[0]
		owner, ok := ownerName(w.text)
		switch {
		case w.quoted:
			return owners, ws
		case ok && owner == me:
			owners = append(owners, q.me())
		case ok:
			owners = append(owners, q.namesOf(owner))
		case !linking[program.Fold(w.text)]:
			return owners, ws
		}
		ws = ws[1:]
	}
	return owners, ws
}

// handing hands partners over, those that words name or all, or asks whether all are meant
// when they are many.
func (q *question) handing(ctx context.Context, h *handover, named words) (Reply, error) {
	var err error
	if h.partners, err = q.ownedBy(ctx, h.from); err != nil {
		return Reply{}, err
	}
	if len(h.partners) == 0 {
		return q.notHanded(fieldFrom, Text{person(h.from[0]), {Text: q.say.ownsNothing()}}), nil
	}
	if len(named) > 0 {
		if name := h.only(q.namedIn(named)); name != "" {
			return q.notHanded(fieldPartners, Text{{Text: q.say.notTheirs(short(name))}, person(h.from[0]), {Text: "."}}), nil
		}
		return q.hand(ctx, h)
	}
	if h.told == "" && len(h.partners) <= mostTyped || h.told == h.print() {
		return q.hand(ctx, h)
	}
	return q.handoverPlan(h), nil
}

// ownedBy are all partners that somebody looks after, by any of their names.
func (q *question) ownedBy(ctx context.Context, names []string) ([]program.Partner, error) {
	var all []program.Partner
	for from := ""; ; {
		page, err := q.store.List(ctx, program.Scope{Owners: names}, from, staleAtOnce)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Partners...)
		if from = page.Next; from == "" {
			return all, nil
		}
	}
}

// namedIn are the names, or the ids, of partners in a list with commas.
func (q *question) namedIn(ws words) []word {
	var names []word
	open := false // the next word goes on with the name before
	for i, w := range ws {
		if open && w.key == "" {
			last := &names[len(names)-1]
			last.text, last.end = last.text+" "+w.text, w.end
		} else {
			names = append(names, w)
		}
		open = w.key == "" && i+1 < len(ws) && !strings.ContainsAny(q.Text[w.at:ws[i+1].at], ",;")
	}
	return names
}

// only leaves the partners with some names, and is the first name that is none of theirs;
// empty when each is.
func (h *handover) only(names []word) (unknown string) {
	var some []program.Partner
	for _, w := range names {
		typed := program.FoldCompany(w.text)
		i := slices.IndexFunc(h.partners, func(p program.Partner) bool {
			if w.key == keyID {
				return p.ID == w.text
			}
			called := append([]string{p.ID, p.Name}, p.Aliases...)
			return slices.ContainsFunc(called, func(name string) bool { return program.FoldCompany(name) == typed })
		})
		if i < 0 {
			return w.text
		}
		if !slices.ContainsFunc(some, func(p program.Partner) bool { return p.ID == h.partners[i].ID }) {
			some = append(some, h.partners[i])
		}
	}
	h.partners = some
	return ""
}

// print tells the partners that somebody was told of from others.
func (h *handover) print() string { return printOf(h.ids()) }

func (h *handover) ids() []string {
	ids := make([]string, len(h.partners))
	for i := range h.partners {
		ids[i] = h.partners[i].ID
	}
	return ids
}

// changes make of each partner's owner the other. Whoever looks after it beside them stays,
// and the new owner takes the place of the old one.
func (h *handover) changes() []program.Change {
	changes := make([]program.Change, 0, len(h.partners))
	for i := range h.partners {
		before := &h.partners[i]
		after := before.Clone()
		at := slices.IndexFunc(after.Owners, func(owner string) bool { return slices.Contains(h.from, owner) })
		if at < 0 {
			continue
		}
		releaseFrom(&after, h.from)
		if !slices.ContainsFunc(h.to, func(name string) bool { return slices.Contains(after.Owners, name) }) {
			after.Owners = slices.Insert(after.Owners, at, h.to[0])
		}
		changes = append(changes, program.Change{Before: before, After: after})
	}
	return changes
}

// hand hands the partners over in one batch. What others change meanwhile stays; what they
// have taken away from the old owner is not handed over.
func (q *question) hand(ctx context.Context, h *handover) (Reply, error) {
	for {
		changes := h.changes()
		if len(changes) == 0 {
			return q.unlessDone(ctx, q.notHanded(fieldFrom, Text{person(h.from[0]), {Text: q.say.ownsNothing()}}))
		}
		receipt, err := q.write(ctx, program.Batch{What: verbHandover, Changes: changes}, nil)
		switch {
		case err == nil && receipt.Again:
			return q.done(ctx, receipt.Entry)
		case err == nil:
			act := program.Act{First: receipt.Entry, Count: len(changes), By: q.User, At: q.Now, What: verbHandover}
			return q.handed(h, &act, changes), nil
		case !errors.Is(err, program.ErrConflict):
			return Reply{}, err
		}
		if err := pause(ctx); err != nil {
			return Reply{}, err
		}
		if h.partners, err = q.store.Some(ctx, h.ids()); err != nil {
			return Reply{}, err
		}
	}
}

// handoverAction asks to whom the partners of somebody are to be given: a Slack user id,
// or an e-mail address.
func (q *question) handoverAction(from string) Action {
	return Action{Label: q.say.handoverLabel(), Command: "/tier handover " + atOwner(from)}
}

// atOwner is an owner as it is typed: a user with an @ before the id.
func atOwner(owner string) string {
	if program.IsUserID(owner) {
		return "@" + owner
	}
	return owner
}
