package sandbox

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// The three kinds of envelope.
const (
	slashCommands = "slash_commands"
	interactivity = "interactive"
	eventsAPI     = "events_api"
)

// envelope is what Socket Mode wraps around every payload. Only events carry
// the last two fields.
type envelope struct {
	EnvelopeID             string  `json:"envelope_id"`
	Type                   string  `json:"type"`
	AcceptsResponsePayload bool    `json:"accepts_response_payload"`
	Payload                any     `json:"payload"`
	RetryAttempt           *int    `json:"retry_attempt,omitempty"`
	RetryReason            *string `json:"retry_reason,omitempty"`
}

// delivery is an envelope on its way.
type delivery struct {
	id       string
	kind     string
	about    string // what the person did, for their error
	exchange *Exchange
	hook     *hook  // where the answer of a command goes
	view     string // the modal that was submitted
	suggest  bool   // a menu asks for options
	offers   string // which menu
	event    *event
	sent     time.Time
	timer    *time.Timer
	copies   int
	acks     int
	late     bool
}

// event is one thing that happened, which may take several deliveries.
type event struct {
	id      string
	payload map[string]any
	attempt int
	kind    string
}

// DeliverCopies makes the workspace send every envelope n times from now on,
// the copies on different connections where there are several. Slack is seen
// to do so now and then.
func (w *Workspace) DeliverCopies(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.copies = max(n, 1)
}

// deliver sends an envelope over the next connection and starts its deadline.
func (w *Workspace) deliver(d *delivery, payload any) {
	d.id = uuid()
	env := envelope{EnvelopeID: d.id, Type: d.kind, Payload: payload}
	env.AcceptsResponsePayload = d.kind == slashCommands || d.view != "" || d.suggest
	if d.event != nil {
		reason := ""
		if d.event.attempt > 0 {
			reason = "timeout"
		}
		env.RetryAttempt, env.RetryReason = &d.event.attempt, &reason
	}
	frame, err := json.Marshal(env)
	if err != nil {
		d.exchange.fail(fmt.Errorf("encode an envelope: %w", err))
		return
	}

	w.dispatch(d, frame)
}

// dispatch sends a frame and starts the deadline of its ack.
func (w *Workspace) dispatch(d *delivery, frame []byte) {
	if !w.life.enter() {
		d.exchange.fail(ErrClosed)
		return
	}
	defer w.life.leave()
	e := d.noted(frame)
	if !w.sockets.any() {
		e.Detail = "no connection"
		w.note(e)
		w.missed(d, "dispatch_failed")
		return
	}
	d.exchange.sent(d.id) // before the deadline starts, at which d forgets it
	w.mu.Lock()
	copies := w.copies
	d.copies = copies
	d.sent = time.Now()
	d.timer = time.AfterFunc(w.opts.Timing.Ack, func() { w.expire(d) })
	w.pending[d.id] = d
	w.mu.Unlock()

	// It is noted before it goes, so that its ack cannot be noted before it.
	for range copies {
		w.sockets.route(frame, func(socket string) {
			e.Socket = socket
			w.note(e)
		})
	}
}

// noted is what the journal says of a delivery.
func (d *delivery) noted(frame []byte) Entry {
	e := Entry{Kind: "envelope", Name: d.about, Type: d.kind, ID: d.id, Body: frame}
	if d.event != nil {
		e.Attempt = d.event.attempt
	}
	return e
}

// SendRaw sends a frame of any content over one connection, for instance an
// envelope of a type that the app does not know. The exchange waits for the
// ack; without an envelope_id there is none to wait for and it fails with
// ErrUnheard.
func (w *Workspace) SendRaw(frame string) *Exchange {
	x := new(Exchange)
	var env envelope
	if err := json.Unmarshal([]byte(frame), &env); err == nil && env.EnvelopeID != "" {
		w.dispatch(&delivery{id: env.EnvelopeID, kind: env.Type, about: env.Type, exchange: x}, []byte(frame))
		return x
	}
	x.fail(ErrUnheard)
	w.sockets.route([]byte(frame), func(socket string) {
		w.note(Entry{Kind: "envelope", Name: "raw frame", Socket: socket})
	})
	return x
}

// expire gives up on an ack.
func (w *Workspace) expire(d *delivery) {
	w.mu.Lock()
	if w.pending[d.id] != d {
		w.mu.Unlock()
		return
	}
	d.late = true
	w.settle(d)
	w.mu.Unlock()
	w.note(Entry{Kind: "timeout", Name: d.about, Type: d.kind, ID: d.id})
	w.missed(d, "operation_timeout")
	w.forget(d)
}

// forget lets go of what a settled delivery was about. It is remembered only to
// recognise further acks.
func (w *Workspace) forget(d *delivery) {
	w.mu.Lock()
	defer w.mu.Unlock()
	d.exchange, d.hook, d.event = nil, nil, nil
}

// settle moves a delivery to those that need no ack. The caller holds w.mu.
func (w *Workspace) settle(d *delivery) {
	delete(w.pending, d.id)
	w.settled.add(d.id, d)
}

// missed is what follows when nobody acked: an event comes again, a person
// sees an error.
func (w *Workspace) missed(d *delivery, code string) {
	if d.event == nil {
		d.exchange.fail(&Failure{About: d.about, Code: code})
		return
	}
	attempt := d.event.attempt
	if attempt >= len(w.opts.Timing.Retries) {
		d.exchange.fail(&Failure{About: d.about, Code: "event_lost"})
		return
	}
	next, x := *d.event, d.exchange
	next.attempt++
	w.life.after(w.opts.Timing.Retries[attempt], func() { w.deliverEvent(&next, x) })
}

func (w *Workspace) deliverEvent(e *event, x *Exchange) {
	w.deliver(&delivery{kind: eventsAPI, about: e.kind, exchange: x, event: e}, e.payload)
}

func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// token returns a secret for an address.
func token() string {
	var b [12]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
