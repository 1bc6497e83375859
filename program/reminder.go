package program

import (
	"slices"
	"strings"
	"time"
)

// Habits are how somebody wants to be reminded. Whoever has said nothing has those of
// the house.
type Habits struct {
	Hour  int            // of their own clock, 0 to 23: no digest comes before it
	Rungs []int          // days before a deadline, falling, at least one
	Off   []time.Weekday // when they do not work, beside Saturdays and Sundays; never all of the week
	Away  []Span         // when they are away, in order and apart
}

// A Span is some days in a row.
type Span struct{ From, To Date } // both included

// A Recipient is somebody who is told things, and all that decides what and when: an
// account manager, or the managers' channel.
type Recipient struct {
	ID       string  // a Slack user id, an e-mail address, a channel's id; empty: nobody, whose partners have no owner
	Habits   *Habits // nil: those of the house
	Zone     string  // their IANA zone as Slack last said; empty: not known
	Place    string  // id of their conversation with the bot; empty: not known
	Partners []Partner
	Marks    map[string]Mark // by partner
	Posts    []Post          // the latest, in no order
	Revision int64           // rises with every change of something that decides what they are told
}

// A Post is one message on its way to a recipient. It is kept after it has arrived, so
// that it never goes out twice.
type Post struct {
	Name    string // what it is, such as "digest 2009-09-14": unique for the recipient
	State   PostState
	Attempt int       // how often it has been tried, the running attempt included
	First   time.Time // when it was first tried
	Last    time.Time // when it was last tried
	Lease   time.Time // until then the running attempt is somebody's own
	Place   string    // the conversation it was tried in
	Stamp   string    // Slack's ts, once it is known to have arrived
	Reason  string    // why it was given up, such as user_disabled
}

// PostState is what is known of a post.
type PostState string

// The states of a post.
const (
	Attempting PostState = "attempting" // being tried, or was: whether it arrived is not known
	Released   PostState = "released"   // certainly did not arrive; may be tried again
	Sent       PostState = "sent"       // arrived
	GivenUp    PostState = "given up"   // cannot arrive, or nobody can say whether it did
)

// A Pulse is the store's condition at one instant.
type Pulse struct {
	Clock   time.Time // what Redis's clock says
	Next    time.Time // when somebody is next due, or a lease ends, whichever is earlier; zero: nobody is
	Overdue int       // how many are due since before some time, which the caller has named

	Epoch  string // names the store's contents from one start from nothing, or resumption, to the next; empty: there is none
	Before string // the epochs before it, separated by spaces, when those were resumed from
	Writes int64  // how many writes of the outbox the epoch has seen
	Audit  int64  // number of the newest entry of the audit log
	Server string // names one run of the Redis process; empty: it does not say

	Suspect Suspicion
	Careful time.Time // until then nothing is posted before it was looked for; zero: no need
	Paused  time.Time // until then Slack wants no message; zero: it does
}

// Follows reports whether the store was resumed from an epoch.
func (p *Pulse) Follows(epoch string) bool {
	return slices.Contains(strings.Fields(p.Before), epoch)
}

// A Suspicion is why the store is not believed. The zero Suspicion: it is.
type Suspicion struct {
	Reason string // "empty", "older"; empty: none
	Since  time.Time
}
