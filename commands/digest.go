package commands

import (
	"time"

	"github.com/tierbot/tierbot/program"
)

// A Digest is what a recipient is to be told at once.
type Digest struct {
	Lang      program.Lang
	Now       time.Time
	Recipient *program.Recipient // whose it is; without an id: nobody's, and the managers' channel reads it
	Items     []program.Item     // at least one, in the order of [program.Agenda]

	// Unreachable is why the recipient cannot be told, so that the managers' channel is, in
	// Slack's words, such as user_disabled; empty: they are.
	Unreachable string
}

// Digest is the message of a digest.
func (c *Commands) Digest(d Digest) Reply {
	return Reply{Parts: []Part{plain("digest")}}
}
