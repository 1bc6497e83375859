package sandbox

import (
	"encoding/json"
	"time"
)

// receive takes a frame from the app, which can only be an ack.
func (w *Workspace) receive(s *socket, frame []byte) {
	if len(frame) >= maxAckBytes {
		w.violate("ack_too_large", "Slack drops an ack of %d bytes without a word", len(frame))
		return
	}
	var ack struct {
		EnvelopeID string          `json:"envelope_id"`
		Payload    json.RawMessage `json:"payload"`
	}
	if err := json.Unmarshal(frame, &ack); err != nil {
		w.violate("malformed_frame", "a frame is no JSON object: %v", err)
		return
	}
	if ack.EnvelopeID == "" {
		w.violate("empty_envelope_id", "an ack names no envelope")
		return
	}
	d := w.claim(ack.EnvelopeID)
	if d == nil {
		return
	}
	latency := time.Since(d.sent)
	w.note(Entry{Kind: "ack", Name: d.about, Type: d.kind, ID: d.id, Socket: s.id, Latency: latency, Body: ack.Payload})
	w.acknowledged(d, Ack{Latency: latency, Socket: s.id, Payload: ack.Payload})
}

// claim returns the delivery that an ack is for, or nil when it does not
// count any more.
func (w *Workspace) claim(id string) *delivery {
	w.mu.Lock()
	defer w.mu.Unlock()
	if d, ok := w.pending[id]; ok {
		d.timer.Stop()
		d.acks = 1
		w.settle(d)
		return d
	}
	d, ok := w.settled.byKey[id]
	if !ok {
		w.violate("unknown_envelope", "an ack names the unknown envelope %s", id)
		return nil
	}
	d.acks++
	switch {
	case d.late:
		w.violate("late_ack", "the ack for %s came after %v", d.about, time.Since(d.sent))
	case d.acks > d.copies:
		w.violate("duplicate_ack", "%s was acked %d times", d.about, d.acks)
	}
	return nil
}

// acknowledged acts on what the app answered in its ack.
func (w *Workspace) acknowledged(d *delivery, a Ack) {
	x := d.exchange
	answer := emptyAsNil(a.Payload)
	a.Payload = answer
	switch {
	case d.view != "":
		w.submitted(d, &a)
	case d.suggest:
		w.suggested(d, &a)
	case d.kind == slashCommands && d.hook == nil: // a raw frame, behind which nobody waits
	case d.kind == slashCommands && answer != nil:
		if err := w.respond(d.hook, answer); err != nil {
			w.violate("ack_payload", "the answer to %s: %s", d.about, err)
			x.fail(&Failure{About: d.about, Code: "invalid_command_response"})
			w.forget(d)
			return // what the person sees is the error, not that it was heard
		}
	case answer != nil:
		w.violate("ack_payload", "the ack for %s has a payload that nobody reads", d.about)
	}
	x.acked(a)
	w.forget(d)
}

// emptyAsNil treats the payloads that say nothing as none: the Node client
// sends an empty object.
func emptyAsNil(raw json.RawMessage) json.RawMessage {
	switch string(raw) {
	case "", "null", "{}", `""`:
		return nil
	}
	return raw
}
