package main

import (
	"context"
	"iter"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// watched is a workspace's store whose calls are noted.
type watched struct {
	partners *store.Workspace
	watch    *redisWatch
}

// note remembers how a call has ended, when it has.
func (w watched) note(err *error) { w.watch.note(*err) }

// Find looks a name up.
func (w watched) Find(ctx context.Context, name string) (_ program.Found, err error) {
	defer w.note(&err)
	return w.partners.Find(ctx, name)
}

// Partner is the partner with an id.
func (w watched) Partner(ctx context.Context, id string) (_ program.Partner, err error) {
	defer w.note(&err)
	return w.partners.Partner(ctx, id)
}

// List is one page of partners.
func (w watched) List(ctx context.Context, scope program.Scope, from string, limit int) (_ program.Page, err error) {
	defer w.note(&err)
	return w.partners.List(ctx, scope, from, limit)
}

// Apply makes the changes of a batch.
func (w watched) Apply(ctx context.Context, batch program.Batch, progress func(done, total int)) (_ program.Receipt, err error) {
	defer w.note(&err)
	return w.partners.Apply(ctx, batch, progress)
}

// Refuse keeps what somebody may not have.
func (w watched) Refuse(ctx context.Context, refusal program.Refusal) (err error) {
	defer w.note(&err)
	return w.partners.Refuse(ctx, refusal)
}

// Receipt says whether an operation was applied.
func (w watched) Receipt(ctx context.Context, op string) (_ program.Receipt, done bool, err error) {
	defer w.note(&err)
	return w.partners.Receipt(ctx, op)
}

// Entry is one entry of the audit log.
func (w watched) Entry(ctx context.Context, n int64) (_ program.Entry, err error) {
	defer w.note(&err)
	return w.partners.Entry(ctx, n)
}

// History is one page of a partner's entries.
func (w watched) History(ctx context.Context, id string, from int64, limit int) (_ program.History, err error) {
	defer w.note(&err)
	return w.partners.History(ctx, id, from, limit)
}

// Acts is one page of the batches.
func (w watched) Acts(ctx context.Context, by string, before int64, limit int) (_ program.Acts, err error) {
	defer w.note(&err)
	return w.partners.Acts(ctx, by, before, limit)
}

// News is what the audit log says after an entry.
func (w watched) News(ctx context.Context, after int64, limit int) (_ program.News, err error) {
	defer w.note(&err)
	return w.partners.News(ctx, after, limit)
}

// Some is the partners of some ids.
func (w watched) Some(ctx context.Context, ids []string) (_ []program.Partner, err error) {
	defer w.note(&err)
	return w.partners.Some(ctx, ids)
}

// Marks is what the owners of partners have been told of them.
func (w watched) Marks(ctx context.Context, partners []program.Partner) (_ []map[string]program.Mark, err error) {
	defer w.note(&err)
	return w.partners.Marks(ctx, partners)
}

// Recipient is what decides what somebody is told.
func (w watched) Recipient(ctx context.Context, id string) (_ program.Recipient, err error) {
	defer w.note(&err)
	return w.partners.Recipient(ctx, id)
}

// SetHabits keeps how somebody wants to be reminded.
func (w watched) SetHabits(ctx context.Context, user string, habits *program.Habits, now time.Time) (err error) {
	defer w.note(&err)
	return w.partners.SetHabits(ctx, user, habits, now)
}

// SetMark keeps what somebody asks for about a partner.
func (w watched) SetMark(ctx context.Context, user, partner string, wish program.Wish) (err error) {
	defer w.note(&err)
	return w.partners.SetMark(ctx, user, partner, wish)
}

// Seen reports whether an event was seen before.
func (w watched) Seen(ctx context.Context, event string) (_ bool, err error) {
	defer w.note(&err)
	return w.partners.Seen(ctx, event)
}

// All is every partner.
func (w watched) All(ctx context.Context) iter.Seq2[program.Partner, error] {
	return each(w, w.partners.All(ctx))
}

// Batch is every entry of a batch.
func (w watched) Batch(ctx context.Context, n int64) iter.Seq2[program.Entry, error] {
	return each(w, w.partners.Batch(ctx, n))
}

// each notes how a sequence has ended.
func each[T any](w watched, all iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var last error
		defer w.note(&last)
		for item, err := range all {
			last = err
			if !yield(item, err) {
				return
			}
		}
	}
}
