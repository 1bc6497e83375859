package sandbox

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// Entry is one line of the journal.
type Entry struct {
	At      time.Time // real time
	Kind    string    // envelope, ack, timeout, call, response_url, socket, violation
	Name    string    // the method, or what the envelope is about
	ID      string    // of the envelope or the connection
	Detail  string    // an error code, a reason, a connection
	Latency time.Duration
	Body    json.RawMessage // the frame, never a token
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
	next       int
	full       bool
	violations []Violation
	calls      map[string]int
}

func newJournal(size int) *journal {
	return &journal{ring: make([]Entry, max(size, 0)), calls: make(map[string]int)}
}

func (w *Workspace) note(e Entry) {
	j := w.journal
	if len(j.ring) == 0 {
		return
	}
	e.At = time.Now()
	j.mu.Lock()
	defer j.mu.Unlock()
	j.ring[j.next] = e
	j.next = (j.next + 1) % len(j.ring)
	j.full = j.full || j.next == 0
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
	j := w.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	var all []Entry
	if j.full {
		all = append(all, j.ring[j.next:]...)
	}
	return append(all, j.ring[:j.next]...)
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
