package bot

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// An op names a gesture, so that what it changes is changed once: the copies of a
// delivery, a second click on the same button and a second submission of the same form
// have the name of the first. It tells nothing of what people typed.

// op is a name of a kind and parts that Slack made up.
func op(kind string, parts ...string) string {
	return kind + ":" + strings.Join(parts, ":")
}

// digest stands in a name for what people may have typed.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// pressed names a press: the same button of the same message, with the same value, or the
// same option of the same menu, is the same gesture whoever presses it and however often.
func (p *interaction) pressed() string {
	action := &p.Actions[0]
	if p.View != nil { // what it shows changes, and keeps the id
		return op("button", p.View.ID, p.View.Hash, action.ID, digest(action.asks()))
	}
	return op("button", p.channel(), p.Container.Message, action.ID, digest(action.asks()))
}
