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

// plainness remembers that a form of answers was refused, and whether tables and charts were
// taken: they are so new that not every workspace knows them.
type plainness struct {
	mu    sync.Mutex
	least form
	until time.Time

	sober time.Time // until when answers have no tables and no charts
	novel time.Time // until when the workspace is known to take them
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

// soberly reports whether answers are to be without tables and charts.
func (p *plainness) soberly(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !now.After(p.sober)
}

// refusedNovel remembers that an answer with a table or a chart was refused.
func (p *plainness) refusedNovel(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sober, p.novel = now.Add(plainFor), time.Time{}
}

// tookNovel remembers that one was taken, for as long as a refusal is remembered.
func (p *plainness) tookNovel(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.novel = now.Add(plainFor)
}

// knowsNovel reports whether one was taken, so that the next may go by a way on which no
// refusal is ever heard.
func (p *plainness) knowsNovel(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !now.After(p.novel)
}
