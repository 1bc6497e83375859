package sandbox

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Fault is what goes wrong with a call. Without Executed the call has no
// effect; with it the method runs and only the answer is lost.
type Fault struct {
	Times      int           // how many calls: 1 when zero, all from now on when negative
	Chance     float64       // how likely a call is struck, above 0 and up to 1; always when zero
	First      bool          // strike no call that was struck before with the very same arguments
	Delay      time.Duration // before the method runs, or before its answer with Executed
	RetryAfter int           // answer 429 with this many seconds
	Status     int           // answer with this HTTP status and no JSON
	Error      string        // answer ok:false with this code
	Drop       bool          // close the connection without an answer
	Truncate   bool          // run the method and send half of its answer
	Executed   bool
}

// faults is the trouble that was asked for.
type faults struct {
	mu      sync.Mutex
	dice    *rand.Rand
	byName  map[string][]Fault
	struck  map[string]bool // the calls that a fault with First has struck
	refused map[string]bool
}

func newFaults(seed uint64) *faults {
	return &faults{
		dice:   rand.New(rand.NewPCG(seed, seed)),
		byName: make(map[string][]Fault),
		struck: make(map[string]bool),
	}
}

// Fail makes the next calls of a Web API method go wrong; response_url names the response
// URLs, download the downloads of files, and * these and every method, for instance with a
// revoked token.
// Several faults for one name are used up in turn; a call that the dice spare, or
// First, is up to the next one.
func (w *Workspace) Fail(method string, f Fault) {
	f.Times = cmp.Or(f.Times, 1)
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	w.faults.byName[method] = append(w.faults.byName[method], f)
}

// Heal takes back every fault, refusal and lag.
func (w *Workspace) Heal() {
	w.faults.mu.Lock()
	clear(w.faults.byName)
	clear(w.faults.struck)
	w.faults.refused = nil
	w.faults.mu.Unlock()
	w.HistoryLag(0)
	w.DeliverCopies(1)
}

// Refuse makes the workspace refuse a type of block as one that it does not
// know, as a workspace does that has not got it yet.
func (w *Workspace) Refuse(blockType string) {
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	// The map is shared with validations under way, so it is never changed.
	refused := maps.Clone(w.faults.refused)
	if refused == nil {
		refused = make(map[string]bool)
	}
	refused[blockType] = true
	w.faults.refused = refused
}

// HistoryLag makes messages appear in conversations.history and .replies only
// some real time after they were posted.
func (w *Workspace) HistoryLag(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lag = d
}

func (f *faults) refusedBlocks() map[string]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.refused
}

// struck takes the fault for a call, and tells the page when there is one.
func (w *Workspace) struck(method string, r *http.Request) Fault {
	f := w.faults.next(method, r)
	if f != (Fault{}) {
		w.tellTrouble()
	}
	return f
}

// next takes the fault for a call; the zero Fault is none.
func (f *faults) next(method string, r *http.Request) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.byName[method]) == 0 && method != "response_url" {
		method = "*"
	}
	queue := f.byName[method]
	for i := range queue {
		if !f.strikes(queue[i], r) {
			continue
		}
		fault := queue[i]
		if queue[i].Times > 0 {
			queue[i].Times--
		}
		if queue[i].Times == 0 {
			f.byName[method] = slices.Delete(queue, i, i+1)
		}
		return fault
	}
	return Fault{}
}

// strikes reports whether a fault strikes a call. The caller holds f.mu.
func (f *faults) strikes(fault Fault, r *http.Request) bool {
	if fault.Chance > 0 && f.dice.Float64() >= fault.Chance {
		return false
	}
	if !fault.First {
		return true
	}
	call := fingerprint(r)
	again := f.struck[call]
	f.struck[call] = true
	return !again
}

// fingerprint is the same for calls with the same arguments. The request can still be
// read afterwards.
func fingerprint(r *http.Request) string {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return r.URL.String() + "\n" + string(body)
}

// before is what a fault answers in the place of the method, and whether it does.
func (f Fault) before(r *http.Request) (outcome, bool) {
	if f.Executed {
		return outcome{}, false
	}
	pause(r, f.Delay)
	if f.Truncate {
		return outcome{}, false
	}
	return f.strike()
}

// after is what a fault makes of a method's answer or refusal.
func (f Fault) after(r *http.Request, o outcome) outcome {
	if f.Executed {
		pause(r, f.Delay)
		if struck, ok := f.strike(); ok {
			return struck
		}
	}
	if f.Truncate {
		o.body = o.body[:len(o.body)/2]
	}
	return o
}

// strike is what a fault answers, if it answers anything.
func (f Fault) strike() (o outcome, ok bool) {
	switch {
	case f.Drop:
		return outcome{lost: true}, true
	case f.RetryAfter > 0:
		o = answered(http.StatusTooManyRequests, map[string]any{"ok": false, "error": "ratelimited"})
		o.wait = f.RetryAfter
		return o, true
	case f.Status != 0:
		return outcome{status: f.Status, body: []byte("<html>Something is wrong.</html>\n"), html: true}, true
	case f.Error != "":
		return answered(http.StatusOK, map[string]any{"ok": false, "error": f.Error}), true
	}
	return outcome{}, false
}

// pause waits, or less when the client gives up.
func pause(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}
