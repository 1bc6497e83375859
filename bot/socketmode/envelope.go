package socketmode

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"
)

// The envelope types a [Handler] sees. Envelopes of any other type are acknowledged
// empty by the client, so that Slack does not send them again, and counted in
// [Status.Unknown].
const (
	SlashCommands = "slash_commands"
	Interactive   = "interactive"
	EventsAPI     = "events_api"
)

// maxAck is the size in bytes from which Slack drops an acknowledgement without a
// word.
const maxAck = 20 << 10

var (
	// ErrAckTooLarge refuses an acknowledgement whose frame would be 20 KB or
	// more. Nothing was written; a smaller one can still be sent.
	ErrAckTooLarge = errors.New("acknowledgement of 20 KB or more")

	// ErrAcked refuses a second acknowledgement of the same envelope.
	ErrAcked = errors.New("already acknowledged")

	// ErrNoSocket reports that no open socket took the acknowledgement in time.
	// Slack will redeliver an event; a command's sender sees an error.
	ErrNoSocket = errors.New("no open socket")
)

// An Envelope is one delivery from Slack.
type Envelope struct {
	ID   string // unique to this delivery; a redelivered event has another one
	Type string // SlashCommands, Interactive or EventsAPI

	RetryAttempt int    // of an event: 0, then 1 to 3; always 0 for other types
	RetryReason  string // of an event with RetryAttempt > 0, such as "timeout"

	Payload  json.RawMessage // as received; secret, as it holds a response URL
	Received time.Time       // when the frame had been read

	client  *Client
	socket  *socket
	acked   atomic.Bool
	settled atomic.Bool
}

// Ack acknowledges the envelope. A payload of nil sends a bare acknowledgement;
// any other is encoded as JSON and becomes the answer in place.
//
// The frame goes out on the socket that delivered the envelope, or on another open
// one when that is gone. With none open, Ack waits for one until 2.5 seconds after
// Received; it never takes longer than about four seconds. A nil error means that
// the frame was written, which is all that the protocol lets a client know. After
// an error other than [ErrAcked], Ack may be called again.
func (e *Envelope) Ack(payload any) error {
	frame, err := encodeAck(e.ID, payload)
	if err != nil {
		return fmt.Errorf("ack envelope: %w", err)
	}
	if e.client == nil {
		return fmt.Errorf("ack envelope: %w", ErrNoSocket)
	}
	if !e.acked.CompareAndSwap(false, true) {
		return fmt.Errorf("ack envelope: %w", ErrAcked)
	}
	if err := e.client.deliver(e, frame); err != nil {
		e.acked.Store(false)
		e.client.count.ackErrors.Add(1)
		return fmt.Errorf("ack envelope: %w", err)
	}
	e.settle()
	return nil
}

// Acked reports whether the envelope has been acknowledged, or is just being.
func (e *Envelope) Acked() bool { return e.acked.Load() }

// settle takes the envelope off the count of those still to be acknowledged: it has
// been, or its handler has returned and nobody will.
func (e *Envelope) settle() {
	if e.settled.Swap(true) {
		return
	}
	e.socket.pending.done()
	e.client.pending.done()
}

// encodeAck leaves <, > and & as they are: escaped as \u003c they would take six
// bytes each of the 20 KB.
func encodeAck(id string, payload any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		EnvelopeID string `json:"envelope_id"`
		Payload    any    `json:"payload,omitempty"`
	}{id, payload})
	if err != nil {
		// The encoder's own message may quote the payload.
		return nil, fmt.Errorf("encode payload of type %T: %T", payload, err)
	}
	frame := bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
	if len(frame) >= maxAck {
		return nil, fmt.Errorf("%w (%d bytes)", ErrAckTooLarge, len(frame))
	}
	return frame, nil
}

// deliver writes an acknowledgement: first on the socket the envelope came from,
// then on any other for as long as Slack may still be waiting.
func (c *Client) deliver(e *Envelope, frame []byte) error {
	if e.socket.send(frame) == nil {
		return nil
	}
	timeout := time.NewTimer(time.Until(e.Received.Add(ackWindow)))
	defer timeout.Stop()
	for {
		other, changed := c.pool.another(e.socket)
		if other == nil {
			select {
			case <-changed:
				continue
			case <-timeout.C:
			case <-c.stopping:
			}
			return ErrNoSocket
		}
		if other.send(frame) == nil {
			return nil
		}
		if time.Since(e.Received) > ackWindow {
			return ErrNoSocket
		}
	}
}
