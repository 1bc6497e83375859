package program

import "time"

// An Entry is one change as the audit log keeps it: who made of which partner what,
// when, and why. Entries are numbered from 1 without a gap and never change.
type Entry struct {
	Number int64
	ID     string   // the partner's
	Before *Partner // nil: the partner was new, or came back
	After  *Partner // nil: the partner was removed
	Act
}

// An Act is what the entries of one batch have in common.
type Act struct {
	First    int64 // number of the batch's first entry
	Count    int   // how many entries the batch has
	By       string
	At       time.Time // in UTC, to the millisecond
	What     string
	Note     string
	Evidence string
}

// A History is one page of the audit log, the newest entry first.
type History struct {
	Entries []Entry
	Next    int64 // number of the entry that the next page begins with; 0: this is the last
}

// Acts is one page of the audit log by batches, the newest first.
type Acts struct {
	Acts []Act
	Next int64 // where the next page begins; 0: this is the last
}

// A Refusal is a change that somebody asked for and may not make. It is kept beside
// the audit log, because nothing came of it.
type Refusal struct {
	Op     string // names the gesture, so that one is kept once
	By     string // a Slack user id
	At     time.Time
	What   string // the command, such as "/certify"; never what stood behind it
	Reason string // such as "reader", "guest"
}
