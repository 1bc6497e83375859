package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// HomeLine is what a button asks that brings Home up to date. It is no command that people
// type, since Home is where they are.
const HomeLine = "/tier home"

// Changes reports whether these words may change what somebody's Home shows.
func (c *Commands) Changes(command, text string) bool {
	found, _ := c.route(command, parse(text))
	return found.Own || found.Access >= Manager
}

// Home is what somebody sees in the bot's Home tab: what they should do today. It is
// complete whatever the error, and never empty; the request has no words.
func (c *Commands) Home(ctx context.Context, req Request) (Reply, error) {
	req.Shared, req.Public = false, false
	q := c.question(req)
	if !q.As.may(Reader) {
		return Reply{Parts: []Part{plain(q.say.notAllowed("/tier"))}, Private: true}, nil
	}
	h, err := q.home(ctx)
	if err != nil {
		again := Action{Label: q.say.tryAgain(), Command: HomeLine, Primary: true}
		return Reply{Parts: []Part{plain(q.say.storageUnavailable())}, Actions: []Action{again}, Private: true}, err
	}
	return h.reply(), nil
}

// A home is all that somebody's Home tells of.
type home struct {
	*reminded
	own   []board.Fact            // the asker's partners, the most urgent first
	shown []program.Partner       // those of them that are listed, by their buckets
	place map[string]bucket       // of those that are listed
	rest  int                     // how many more would be listed, were there room
	count map[program.State]int64 // of the asker's partners
	acts  Rows                    // what the asker recorded lately

	// Of the programme, for managers, and for whoever looks after nobody.
	landing landing
	unowned int // partners that do not conform and that nobody looks after
	handed  int // people who look after partners and could not be told
}

// How much of something Home shows.
const (
	homePartners = 10
	homeActs     = 5
)

// home reads what somebody's Home tells of. It costs a round trip each for the asker, the
// board, and the partners that are listed; for a manager also one for whoever was not
// reached, one for what they recorded lately, and one for each change of that.
func (q *question) home(ctx context.Context) (*home, error) {
	recipient, err := q.store.Recipient(ctx, q.User)
	if err != nil {
		return nil, err
	}
	h := &home{reminded: &reminded{question: q, recipient: recipient, due: q.Now}, count: map[program.State]int64{}}
	unreached, err := h.unreached(ctx)
	if err != nil {
		return nil, err
	}
	if err := q.over(ctx, func(b *board.Board) { h.look(b, unreached) }); err != nil {
		return nil, err
	}
	if h.shown, err = q.store.Some(ctx, h.list()); err != nil {
		return nil, err
	}
	h.acts, err = h.lately(ctx)
	return h, err
}

// unreached are those who could not be told of what they look after, for a manager.
func (h *home) unreached(ctx context.Context) (map[string]bool, error) {
	if !h.decides() {
		return nil, nil
	}
	handed, err := h.store.Handed(ctx)
	if err != nil {
		return nil, err
	}
	people := make(map[string]bool, len(handed))
	for _, u := range handed {
		people[u.Recipient] = true
	}
	return people, nil
}

// look takes from the board what Home tells of.
func (h *home) look(b *board.Board, unreached map[string]bool) {
	mine := h.sieve(&filter{owner: me})
	urgent := func(one, other *board.Fact) int { return board.MostUrgent(one, other, h.today) }
	h.own = b.Select(mine.fitsOwner, urgent)
	for i := range h.own {
		h.count[h.own[i].State]++
	}
	if len(h.own) > 0 && !h.decides() {
		return
	}
	h.landing = landingOf(b, h.rules, b.End())
	met := map[string]bool{}
	for f := range b.Facts() {
		if len(f.Owners) == 0 && f.State != program.Conforming {
			h.unowned++
		}
		for _, owner := range f.Owners {
			if unreached[owner] {
				met[owner] = true
			}
		}
	}
	h.handed = len(met)
}

// lately is what the asker recorded last. Nobody but a manager has recorded anything, and of
// somebody who has not, the whole log would be looked through.
func (h *home) lately(ctx context.Context) (Rows, error) {
	if !h.decides() {
		return nil, nil
	}
	page, err := h.store.Acts(ctx, h.User, 0, homeActs)
	if err != nil {
		return nil, err
	}
	var rows Rows
	for i := range page.Acts {
		row, err := h.actRow(ctx, &page.Acts[i])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}
