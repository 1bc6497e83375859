package bot

import (
	"context"
	"iter"
	"time"

	"github.com/tierbot/tierbot/program"
)

// An Outbox is where reminders wait, and where what became of them is written down. All
// replicas share it. Its scripts take every time from their caller.
type Outbox interface {
	Heart
	Queue
	Posts
}

// A Heart says how the store is.
type Heart interface {
	// Begin makes the store ready to send from: it names its contents when they have no
	// name, and remembers which run of Redis it is, so that the bot is careful after
	// another. Once begun, it changes nothing.
	Begin(ctx context.Context, now time.Time) error

	// Pulse is the store's condition, with how many recipients have been due since before
	// overdue. It changes nothing.
	Pulse(ctx context.Context, overdue time.Time) (program.Pulse, error)

	// Await returns when the audit log has grown past an entry, after most, when ctx ends,
	// or with an error when the connection breaks.
	Await(ctx context.Context, audit int64, most time.Duration) error

	// Suspect records that the store is not to be believed, and why. Of many who say so,
	// one is told that it was first. Nothing can be claimed any more.
	Suspect(ctx context.Context, why program.Suspicion, seen program.Pulse) (first bool, err error)

	// Pause lets nobody send before a time, which only ever moves later.
	Pause(ctx context.Context, until time.Time) error
}

// A Queue is who is to be looked at, and when.
type Queue interface {
	// Take leases at most so many of those who are due.
	Take(ctx context.Context, lease program.Lease, limit int) ([]program.Due, error)

	// Recipient is all that decides what somebody is told.
	Recipient(ctx context.Context, id string) (program.Recipient, error)

	// Reschedule says when to look again, unless the recipient has changed since that
	// revision; the zero time is never. The lease ends.
	Reschedule(ctx context.Context, recipient string, revision int64, next time.Time) error

	// Defer keeps others away from the recipient until a time, and they stay due. A time
	// that is over ends the lease.
	Defer(ctx context.Context, recipient string, until time.Time) error

	// Adopt says whose e-mail address a recipient is.
	Adopt(ctx context.Context, email, user string, now time.Time) error

	// Hasten makes a recipient due no later than a time, and reports whether they were not.
	Hasten(ctx context.Context, recipient string, at time.Time) (bool, error)

	// All is every partner.
	All(ctx context.Context) iter.Seq2[program.Partner, error]

	// Know keeps somebody's zone and their conversation with the bot; what is empty stays
	// as it is known.
	Know(ctx context.Context, user, zone, place string) error
}

// Posts are the messages on their way.
type Posts interface {
	// Claim asks for the right to try a post once.
	Claim(ctx context.Context, claim program.Claim) (program.Claimed, error)

	// Settle says that a post has arrived. It is a fact, whoever says it, and marks what
	// the post's claim tells.
	Settle(ctx context.Context, s program.Settlement) error

	// Release says that an attempt certainly did not arrive, so that another may follow.
	// Another attempt than the running one is none of its business.
	Release(ctx context.Context, recipient, name string, attempt int) error

	// GiveUp ends a post that cannot arrive. What it tells counts as told.
	GiveUp(ctx context.Context, s program.Settlement) error

	// Handed are those who could not be told, until that is dealt with.
	Handed(ctx context.Context) ([]program.Unreached, error)

	// Dealt forgets that somebody could not be told.
	Dealt(ctx context.Context, u program.Unreached) error
}
