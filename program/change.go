package program

import (
	"errors"
	"time"
)

// A Change makes one partner what it is from now on.
type Change struct {
	Before *Partner // what the change was decided on; nil: the partner is new
	After  Partner
}

// A Batch is changes that happen together or not at all, said by one person at one
// time. A single update is a batch of one.
type Batch struct {
	Op      string // names the operation: applying the same Op again changes nothing
	By      string // a Slack user id, or the name of a program such as "tierbot import"
	At      time.Time
	What    string // for the audit: a verb and its object, such as "import partners.csv"
	Changes []Change
}

// What the store answers when it cannot do as asked. Anything else means that the
// store cannot be reached or is not well.
var (
	// ErrUnknownPartner: there is no partner with that id.
	ErrUnknownPartner = errors.New("no such partner")

	// ErrConflict: a partner has changed since the change was decided. Read it
	// again, decide again.
	ErrConflict = errors.New("changed meanwhile by somebody else")
)
