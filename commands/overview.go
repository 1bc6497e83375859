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
	newsAtOnce  = 1_000
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

	heard func(partners int) // is told how many there are whenever somebody has read
}

func newOverview(rules *program.Rules) *overview {
	o := &overview{turn: make(chan struct{}, 1), rules: rules, heard: func(int) {}}
	o.turn <- struct{}{}
	return o
}

// over has somebody look at the board as it is on the question's day, when all that is in
// the store is on it. It costs one round trip while little has changed. The board is not
// to be kept: others have it afterwards.
func (q *question) over(ctx context.Context, look func(*board.Board)) error {
	return q.overview.over(ctx, q.store, q.today, look)
}

// over is [question.over].
func (o *overview) over(ctx context.Context, store Store, today program.Date, look func(*board.Board)) error {
	return o.inTurn(ctx, func() error {
		if err := o.catchUp(ctx, store, today); err != nil {
			return err
		}
		look(o.board)
		return nil
	})
}

// inTurn does something while nobody else has the overview.
func (o *overview) inTurn(ctx context.Context, do func() error) error {
	select {
	case <-o.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { o.turn <- struct{}{} }()
	return do()
}

// catchUp brings the board to a day and to the end of the log. What it has read when it
// fails stays read, so that whoever asks next goes on from there.
func (o *overview) catchUp(ctx context.Context, store Store, today program.Date) error {
	if o.board == nil {
		o.board = board.New(o.rules, today)
	}
	o.board.Turn(today)
	for next := ask(ctx, store, o.read); ; {
		news, err := next()
		if err != nil {
			return err
		}
		if o.lost(&news) {
			o.board, o.epoch, o.read = board.New(o.rules, today), "", 0
			next = ask(ctx, store, 0)
			continue
		}
		o.epoch = news.Epoch
		last := o.read
		if n := len(news.Records); n > 0 {
			last = news.Records[n-1].Number
		}
		more := last > o.read && last < news.Last
		if more {
			next = ask(ctx, store, last)
		}
		o.follow(news.Records)
		o.heard(o.board.Len())
		if !more {
			return o.refresh(ctx, store)
		}
	}
}

// ask begins to read the news after an entry, so that Redis and this process have something
// to do at once when there are many. What it returns waits for them.
func ask(ctx context.Context, store Store, after int64) func() (program.News, error) {
	type answer struct {
		news program.News
		err  error
	}
	come := make(chan answer, 1)
	go func() {
		news, err := store.News(ctx, after, newsAtOnce)
		come <- answer{news, err}
	}()
	return func() (program.News, error) {
		a := <-come
		return a.news, a.err
	}
}

// lost reports whether the store is no longer the one that was read: its contents have
// another name, unless they had none, or end before what was read. A store that went back
// and came further again unnoticed has another name, because whoever sends from it stops
// until it gets one.
func (o *overview) lost(news *program.News) bool {
	return news.Last < o.read || o.epoch != "" && news.Epoch != o.epoch
}

func (o *overview) follow(records []program.Record) {
	for _, r := range records {
		o.board.Follow(r)
		o.read = r.Number
	}
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

// Prepare reads what questions about all partners need, so that nobody waits for it. What it
// has read when it fails is not read again. Meanwhile, and for as long as questions are
// asked, heard is told how many partners there are, by one goroutine at a time.
func (c *Commands) Prepare(ctx context.Context, now time.Time, heard func(partners int)) error {
	o := c.overview
	return o.inTurn(ctx, func() error {
		o.heard = heard
		return o.catchUp(ctx, c.store, c.rules.Today(now))
	})
}
