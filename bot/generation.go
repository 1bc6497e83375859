package bot

import (
	"context"
	"log/slog"
	"sync"

	"github.com/tierbot/tierbot/program"
)

// Why the store is not believed.
const (
	emptied = "empty" // it has lost everything
	older   = "older" // it has lost what came last
)

// A memory is the most of the store that this process has seen. A store that shows less
// than that has gone back: it was started from an older copy, or with nothing.
type memory struct {
	Epoch  string
	Server string
	Writes int64
	Audit  int64
}

// older is why a pulse, asked for after what is remembered was seen, cannot come from the
// same store; empty when it can. A store that a manager has resumed says what it was before.
func (m *memory) older(pulse *program.Pulse) string {
	switch {
	case m.Epoch == "" || pulse.Follows(m.Epoch):
		return ""
	case pulse.Epoch != m.Epoch:
		return emptied
	case pulse.Writes < m.Writes || pulse.Audit < m.Audit:
		return older
	}
	return ""
}

// generation remembers the store on behalf of one process.
type generation struct {
	mu        sync.Mutex
	most      memory
	suspicion string
}

// seen is what was seen so far. Only what is asked for later can be compared with it.
func (g *generation) seen() memory {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.most
}

// suspect is why this process does not believe the store; empty: it does.
func (g *generation) suspect() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.suspicion
}

// doubt is set by what was found out of the store, and taken back when it is empty.
func (g *generation) doubt(suspicion string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.suspicion = suspicion
}

// note remembers what was seen.
func (g *generation) note(m memory) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if m.Epoch != g.most.Epoch {
		g.most = m
		return
	}
	g.most.Server = m.Server
	g.most.Writes = max(g.most.Writes, m.Writes)
	g.most.Audit = max(g.most.Audit, m.Audit)
}

// believe compares the store with what is remembered of it. When it has gone back, that
// is recorded in the store, so that no replica sends. It returns why when this replica was
// first to record it, so that it is the one to tell the managers.
func (r *reminder) believe(ctx context.Context, seen memory, pulse *program.Pulse) (news program.Suspicion) {
	reason := seen.older(pulse)
	r.generation.doubt(reason)
	switch {
	case pulse.Suspect.Reason != "":
		return news
	case reason == "":
		r.generation.note(memory{Epoch: pulse.Epoch, Server: pulse.Server, Writes: pulse.Writes, Audit: pulse.Audit})
		return news
	}
	why := program.Suspicion{Reason: reason, Since: r.now()}
	r.log.Error("the store has gone back; nothing is sent until a manager resumes it", "reason", reason)
	r.state.suspected(why)
	ctx, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	lost := program.Pulse{Epoch: seen.Epoch, Server: seen.Server, Writes: seen.Writes, Audit: seen.Audit}
	first, err := r.Outbox.Suspect(ctx, why, lost)
	if err != nil {
		r.failed("the suspicion could not be recorded", err, slog.String("reason", reason))
	}
	if first {
		return why
	}
	return news
}

// claimable reports whether the store that answered a claim is the one that was seen
// before it was asked, and has not been away since: it may have come back as another run,
// after which messages are looked for first. Otherwise the loop looks at it at once.
func (r *reminder) claimable(seen memory, claimed *program.Claimed) bool {
	now := memory{Epoch: claimed.Epoch, Server: seen.Server, Writes: claimed.Writes, Audit: seen.Audit}
	if now.Epoch != seen.Epoch || now.Writes < seen.Writes || r.state.isAway() {
		r.rouse()
		return false
	}
	r.generation.note(now)
	return true
}
