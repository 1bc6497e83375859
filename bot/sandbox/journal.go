package sandbox

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// Entry is one line of the journal.
type Entry struct {
	Serial  int64     // counts the entries from 1 on and leaves none out
	At      time.Time // real time
	Kind    string    // envelope, ack, timeout, call, response_url, download, socket, violation or trouble
	Name    string    // the method, or what the envelope is about
	Type    string    // of an envelope: slash_commands, interactive or events_api
	ID      string    // of the envelope, the file, or the connection that a socket entry is about
	Socket  string    // the connection by which an envelope went, or an ack came
	Attempt int       // how often an event was delivered before
	Detail  string    // an error code or a reason
	Fault   string    // what trouble struck the call, in words
	Status  int       // of the answer to a call; 0 when there was none
	Latency time.Duration
	Body    json.RawMessage // the frame, the payload of an ack, or what a call was given; no bot or app token
	Answer  json.RawMessage // to a call, as far as it is JSON
}

// Violation is something that Slack would refuse, or drop without a word, or
// that shuts somebody out.
type Violation struct {
	Rule   string // such as late_ack, invalid_blocks, no_fallback_text
	Detail string
}

func (v Violation) String() string { return v.Rule + ": " + v.Detail }

// maxViolations is how many are kept; a bot with more has a larger problem.
const maxViolations = 500

type journal struct {
	mu         sync.Mutex
	ring       []Entry
	noted      int64 // how many entries there have been
	violations []Violation
	calls      map[string]int
}

func newJournal(size int) *journal {
	return &journal{ring: make([]Entry, max(size, 0)), calls: make(map[string]int)}
}

// maxBody is how much of a frame or an answer the journal keeps. All that Slack takes
// of a bot's is smaller, but for a modal's largest.
const maxBody = 64 << 10

// noting reports whether there is a journal, for what costs something to note.
func (w *Workspace) noting() bool { return len(w.journal.ring) > 0 }

func (w *Workspace) note(e Entry) {
	if !w.noting() {
		return
	}
	e.At = time.Now()
	e.Body, e.Answer = shortened(e.Body), shortened(e.Answer)
	j := w.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	j.noted++
	e.Serial = j.noted
	j.ring[(j.noted-1)%int64(len(j.ring))] = e
}

// shortened is JSON that says how large a large body was, and how it began.
func shortened(body json.RawMessage) json.RawMessage {
	if len(body) <= maxBody {
		return body
	}
	cut, _ := json.Marshal(map[string]any{"bytes": len(body), "begins": string(body[:maxBody/16])})
	return cut
}

func (w *Workspace) violate(rule, format string, args ...any) {
	v := Violation{Rule: rule, Detail: fmt.Sprintf(format, args...)}
	w.note(Entry{Kind: "violation", Name: rule, Detail: v.Detail})
	w.opts.Logger.Warn("violation", "rule", rule, "detail", v.Detail)
	j := w.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.violations) < maxViolations {
		j.violations = append(j.violations, v)
	}
}

// Journal returns what happened between the workspace and the app, oldest
// first, as far as Options.Journal reaches back.
func (w *Workspace) Journal() []Entry {
	all, _ := w.journal.after(0)
	return all
}

// after returns the entries behind the one with a serial number that are still kept,
// oldest first, and the serial number of the newest there is.
func (j *journal) after(serial int64) (all []Entry, newest int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	size := int64(len(j.ring))
	for i := max(serial, j.noted-size, 0); i < j.noted; i++ {
		all = append(all, j.ring[i%size])
	}
	return all, j.noted
}

// entry returns the one with a serial number, while it is kept.
func (j *journal) entry(serial int64) (e Entry, ok bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	size := int64(len(j.ring))
	if serial < 1 || serial > j.noted || serial <= j.noted-size {
		return Entry{}, false
	}
	return j.ring[(serial-1)%size], true
}

// Violations returns what a strict Slack would have refused or dropped so far.
// A test of a well-behaved bot ends by finding none.
func (w *Workspace) Violations() []Violation {
	j := w.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]Violation(nil), j.violations...)
}

// ForgetViolations empties Violations, for a test that provoked some.
func (w *Workspace) ForgetViolations() {
	w.journal.mu.Lock()
	defer w.journal.mu.Unlock()
	w.journal.violations = nil
}

// Calls returns how often each Web API method has been called, refused calls
// included.
func (w *Workspace) Calls(method string) int {
	w.journal.mu.Lock()
	defer w.journal.mu.Unlock()
	return w.journal.calls[method]
}

func (j *journal) count(method string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.calls[method]++
}
