package program

import "time"

// A Lease is a replica's right to deal with recipients for a while.
type Lease struct {
	Token string // who has it; nobody else has the same
	Now   time.Time
	Until time.Time
}

// A Due is a recipient to look at.
type Due struct {
	Recipient string
	At        time.Time // since when
}

// A Claim asks for the right to try a post once.
type Claim struct {
	Recipient string
	Name      string // of the post
	Token     string // who asks; the same token again gets the same answer again
	Place     string // the conversation it goes to
	Now       time.Time
	Until     time.Time // how long nobody else may try
	Tellings  []Telling // what it tells, marked once it has arrived
	Day       Date      // the programme's day on which it tells that
	Pace      Pace      // how fast all replicas together may send; zero: as fast as Slack likes

	// Confirm is the attempt that is known not to have arrived, since it was looked for in
	// vain; 0: none is. An attempt that nobody has confirmed is never followed by another.
	Confirm int
}

// A Pace is how fast messages may follow each other.
type Pace struct {
	Minute int // so many in a minute in the long run
	Burst  int // so many at once, at least one
}

// A Claimed is the answer to a claim.
type Claimed struct {
	Verdict Verdict
	Post    Post      // as it is recorded now; zero when nothing is
	Wait    time.Time // Busy and Held: when asking again may help; zero: nobody knows

	// Epoch and Writes are those of [Pulse] after the claim. Whoever has seen more must not
	// send: the store has gone back.
	Epoch  string
	Writes int64
}

// A Verdict is what may be done about a post.
type Verdict string

// The verdicts.
const (
	Yours   Verdict = "yours"    // try it, once, before the lease is over
	Busy    Verdict = "busy"     // somebody else is trying
	InDoubt Verdict = "in doubt" // it was tried, and nobody knows whether it arrived: look for it
	Settled Verdict = "settled"  // it has arrived, or was given up
	Held    Verdict = "held"     // nothing goes out: the store is suspect, Slack wants a pause, or it would be too fast
)

// A Settlement is the end of a post.
type Settlement struct {
	Recipient string
	Name      string // of the post
	Stamp     string // Slack's ts, when it has arrived
	Reason    string // why it was given up, when it has not
	Now       time.Time

	// Hand says that the recipient cannot be reached, so that what they would have been
	// told is handed to the recipient To, who becomes due.
	Hand bool
	To   string
}
