package commands

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

const (
	// newsAtOnce is how many entries of the audit log are read at once, and staleAtOnce how
	// many partners.
	newsAtOnce  = 500
	staleAtOnce = 500
)

// An overview is where all partners stand, kept by following the audit log. Questions have
// it in turn: the turn is taken by whoever has received from it.
type overview struct {
	turn  chan struct{}
	rules *program.Rules
	board *board.Board // nil: nothing was read yet
	epoch string
	read  int64 // number of the newest entry that the board has taken up
}

func newOverview(rules *program.Rules) *overview {
	o := &overview{turn: make(chan struct{}, 1), rules: rules}
	o.turn <- struct{}{}
	return o
}

// over has somebody look at the board as it is on the question's day, when all that is in
// the store is on it. It costs one round trip while little has changed. The board is not
// to be kept: others have it afterwards.
func (q *question) over(ctx context.Context, look func(*board.Board)) error {
	o := q.overview
	select {
	case <-o.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { o.turn <- struct{}{} }()
	if err := o.catchUp(ctx, q.store, q.today); err != nil {
		return err
	}
	look(o.board)
	return nil
}

// catchUp brings the board to a day and to the end of the log. What it has read when it
// fails stays read, so that whoever asks next goes on from there.
func (o *overview) catchUp(ctx context.Context, store Store, today program.Date) error {
	if o.board == nil {
		o.board = board.New(o.rules, today)
	}
	o.board.Turn(today)
	for {
		news, err := store.News(ctx, o.read, newsAtOnce)
		if err != nil {
			return err
		}
		if o.read > 0 && (news.Epoch != o.epoch || news.Last < o.read) {
			o.board, o.read = board.New(o.rules, today), 0
			continue
		}
		o.epoch = news.Epoch
		for _, r := range news.Records {
			o.board.Follow(r)
			o.read = r.Number
		}
		if o.read >= news.Last || len(news.Records) == 0 {
			break
		}
	}
	return o.refresh(ctx, store)
}

// refresh looks again at the partners that the passing of days has changed.
func (o *overview) refresh(ctx context.Context, store Store) error {
	stale := o.board.Stale()
	for len(stale) > 0 {
		n := min(len(stale), staleAtOnce)
		partners, err := store.Some(ctx, stale[:n])
		if err != nil {
			return err
		}
		o.board.Refresh(partners)
		stale = stale[n:]
	}
	return nil
}

// Prepare reads what questions about all partners need, so that nobody waits for it.
func (c *Commands) Prepare(ctx context.Context, now time.Time) error {
	return c.question(Request{Now: now}).over(ctx, func(*board.Board) {})
}
