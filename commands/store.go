package commands

import (
	"context"
	"iter"
	"time"

	"github.com/tierbot/tierbot/program"
)

// Store is what the commands read and write. Errors other than those of package
// program mean that the store cannot be reached.
type Store interface {
	Partners
	Ledger
	Marks
	Reminders
	Sending

	// Apply makes the changes of a batch, all or none, and says under which entry of
	// the audit log. It returns [program.ErrConflict] when a partner has changed since
	// its change was decided. The same operation again changes nothing. progress, when
	// it is not nil, hears how many of the changes are on their way.
	Apply(ctx context.Context, batch program.Batch, progress func(done, total int)) (program.Receipt, error)

	// Refuse keeps what somebody asked for and may not have.
	Refuse(ctx context.Context, refusal program.Refusal) error
}

// Partners are the partners there are.
type Partners interface {
	// Find looks a name up: exactly, by its beginning, with a mistake or two.
	Find(ctx context.Context, name string) (program.Found, error)

	// Partner is the partner with an id, or [program.ErrUnknownPartner].
	Partner(ctx context.Context, id string) (program.Partner, error)

	// List is one page of at most limit partners, in an order that is the same for
	// every page. It begins at from: empty, or the Next of the page before. Any other
	// from is some place in that order, and no error.
	List(ctx context.Context, scope program.Scope, from string, limit int) (program.Page, error)

	// Some are the partners of some ids that there are, in the order of the ids.
	Some(ctx context.Context, ids []string) ([]program.Partner, error)

	// All is every partner.
	All(ctx context.Context) iter.Seq2[program.Partner, error]
}

// Marks are what people have been told of partners.
type Marks interface {
	// Marks is of each partner in turn what each of its owners has been told of it, and
	// has done about it. Who has been told nothing may be missing.
	Marks(ctx context.Context, partners []program.Partner) ([]map[string]program.Mark, error)
}

// Ledger is the audit log.
type Ledger interface {
	// Receipt says whether an operation has been applied, and under which entry.
	Receipt(ctx context.Context, op string) (program.Receipt, bool, error)

	// Entry is the entry with a number, or [program.ErrUnknownEntry].
	Entry(ctx context.Context, n int64) (program.Entry, error)

	// Batch is every entry of the batch that an entry belongs to, in order.
	Batch(ctx context.Context, n int64) iter.Seq2[program.Entry, error]

	// History is one page of at most limit entries about a partner, removed or not,
	// beginning with entry from; 0 is the newest. A partner that has never been is
	// [program.ErrUnknownPartner].
	History(ctx context.Context, id string, from int64, limit int) (program.History, error)

	// Acts is one page of at most limit batches, of one person unless by is empty,
	// before entry before; 0 begins with the newest.
	Acts(ctx context.Context, by string, before int64, limit int) (program.Acts, error)

	// News is what the log says after entry after, at most limit entries; 0 begins with the
	// oldest.
	News(ctx context.Context, after int64, limit int) (program.News, error)
}

// Reminders are how people are reminded, and what each of them asks for about a partner.
type Reminders interface {
	// Recipient is all that decides what somebody is told. Of somebody who is not known it
	// holds nothing but the id.
	Recipient(ctx context.Context, id string) (program.Recipient, error)

	// SetHabits keeps how somebody wants to be reminded; nil: as the house is. Unless they
	// wanted the same before, they are due, since a time that is over.
	SetHabits(ctx context.Context, user string, habits *program.Habits, due time.Time) error

	// SetMark keeps what somebody asks for about a partner.
	SetMark(ctx context.Context, user, partner string, wish program.Wish) error
}

// Sending is whether reminders may be sent from the store.
type Sending interface {
	// Handed are those who could not be reached, each with the last post that was for them.
	Handed(ctx context.Context) ([]program.Unreached, error)

	// Pulse is how the store is, and who is overdue.
	Pulse(ctx context.Context, overdue time.Time) (program.Pulse, error)

	// Resume believes a store that is suspect again, by somebody's decision.
	Resume(ctx context.Context, by string, now time.Time) error
}
