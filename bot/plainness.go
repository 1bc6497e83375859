package bot

import (
	"sync"
	"time"
)

// plainFor is how long answers stay plain after Slack refused blocks. An
// acknowledgement gets no answer, so blocks refused in one are never noticed: a
// refusal seen by any other way counts for all answers of this process, until it is
// worth trying again whether the workspace, or Slack, has changed.
const plainFor = 15 * time.Minute

// plainness remembers that a form of answers was refused.
type plainness struct {
	mu    sync.Mutex
	least form
	until time.Time
}

// form is the richest form worth trying.
func (p *plainness) form(now time.Time) form {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.After(p.until) {
		return rich
	}
	return p.least
}

// refused remembers that a form was refused.
func (p *plainness) refused(f form, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.least, p.until = min(f+1, bare), now.Add(plainFor)
}
