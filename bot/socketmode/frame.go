package socketmode

import (
	"encoding/json"
	"errors"
	"time"
)

// A frame is any message of Slack's: an envelope, a hello or a disconnect notice.
type frame struct {
	Type         string          `json:"type"`
	EnvelopeID   string          `json:"envelope_id"`
	RetryAttempt int             `json:"retry_attempt"`
	RetryReason  string          `json:"retry_reason"`
	Payload      json.RawMessage `json:"payload"`

	NumConnections int    `json:"num_connections"` // in a hello
	Reason         string `json:"reason"`          // in a disconnect notice
}

// decode reads a frame. A field of an unexpected kind does not make it malformed as
// long as its type is legible: a command should not be lost to a retry counter that
// has become a string.
func decode(data []byte) (frame, bool) {
	var f frame
	err := json.Unmarshal(data, &f)
	var mismatch *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &mismatch) {
		return frame{}, false
	}
	return f, f.Type != ""
}

func (f frame) envelope(s *socket, now time.Time) *Envelope {
	return &Envelope{
		ID:           f.EnvelopeID,
		Type:         f.Type,
		RetryAttempt: f.RetryAttempt,
		RetryReason:  f.RetryReason,
		Payload:      f.Payload,
		Received:     now,
		client:       s.client,
		socket:       s,
	}
}

func known(kind string) bool {
	return kind == SlashCommands || kind == Interactive || kind == EventsAPI
}
