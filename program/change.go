package program

import (
	"errors"
	"time"
)

// A Change makes one partner what it is from now on.
type Change struct {
	Before *Partner // what the change was decided on; nil: the partner is new
	After  Partner

	// Removed takes the partner away; After then only says whose the change is. Its
	// history stays, and a partner that comes back under the same id continues it.
	Removed bool
}

// A Batch is changes that happen together or not at all, said by one person at one
// time. A single update is a batch of one.
type Batch struct {
	Op       string // names the operation: applying the same Op again changes nothing
	By       string // a Slack user id, or the name of a program such as "tierbot import"
	At       time.Time
	What     string // for the audit: a verb and its object, such as "import partners.csv"
	Note     string // why, in the words of whoever decided; empty: not said
	Evidence string // a link to what it rests on; empty: none
	Changes  []Change
}

// A Receipt says what became of a batch.
type Receipt struct {
	Entry int64 // number of the batch's first entry in the audit log; 0: the batch was empty
	Again bool  // the operation had been applied before, and nothing was written now
}

// What the store answers when it cannot do as asked. Anything else means that the
// store cannot be reached or is not well.
var (
	// ErrUnknownPartner: there is no partner with that id.
	ErrUnknownPartner = errors.New("no such partner")

	// ErrConflict: a partner has changed since the change was decided. Read it
	// again, decide again.
	ErrConflict = errors.New("changed meanwhile by somebody else")

	// ErrUnknownEntry: the audit log has no entry with that number.
	ErrUnknownEntry = errors.New("no such entry")
)
