package bot

import "time"

// An Observer counts what the bot does, for metrics. Its methods are called from many
// goroutines and should return at once.
type Observer interface {
	// Answered reports one question: its slash command, or "other" for what is
	// none; one of the outcomes; and the time from its arrival until the answer had
	// been handed to Slack.
	Answered(command string, outcome Outcome, took time.Duration)

	// Acked reports the time from an envelope's arrival until its acknowledgement
	// was written.
	Acked(took time.Duration)

	// Failed reports something that went wrong beside an answer. The places are
	// few: "ack", "deliver", "people", "managers", "channel", "events", "payload",
	// "form", "file", "notice", "reminder".
	Failed(place string)
}

// Outcome is what became of a question.
type Outcome string

// The outcomes.
const (
	Done        Outcome = "done"
	Unavailable Outcome = "unavailable" // storage could not be reached
	Refused     Outcome = "refused"     // the asker is no full member
	Unchecked   Outcome = "unchecked"   // Slack did not say who the asker is
	Hindered    Outcome = "hindered"    // not to be shared in this channel
	Stale       Outcome = "stale"       // a button the bot does not know
	Busy        Outcome = "busy"        // every worker was taken
	Panicked    Outcome = "panicked"    // answered with an apology, or not even that
	Undelivered Outcome = "undelivered" // Slack took the answer by no way
)

// nobody observes nothing.
type nobody struct{}

func (nobody) Answered(string, Outcome, time.Duration) {}
func (nobody) Acked(time.Duration)                     {}
func (nobody) Failed(string)                           {}
