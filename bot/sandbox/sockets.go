package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Why Slack takes a connection away.
const (
	Warning           = "warning"             // closes in about ten seconds
	RefreshRequested  = "refresh_requested"   // routine; the same
	LinkDisabled      = "link_disabled"       // Socket Mode was switched off; closes now
	TooManyWebsockets = "too_many_websockets" // more than ten; closes now
)

// sockets are the open connections of the app.
type sockets struct {
	mu      sync.Mutex
	open    []*socket
	next    int
	serial  int
	changed chan struct{} // closed and replaced when open changes
}

func newSockets() *sockets { return &sockets{changed: make(chan struct{})} }

// add returns how many sockets are open with this one, and false when it is
// one too many, in which case it gets no envelopes.
func (all *sockets) add(s *socket) (count int, ok bool) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.serial++
	s.id = fmt.Sprintf("socket-%d", all.serial)
	if len(all.open) >= maxSockets {
		return len(all.open), false
	}
	all.open = append(all.open, s)
	all.signal()
	return len(all.open), true
}

func (all *sockets) remove(s *socket) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.open = slices.DeleteFunc(all.open, func(o *socket) bool { return o == s })
	all.signal()
}

// whose says whose doing the end of a socket was.
func (all *sockets) whose(s *socket) string {
	select {
	case <-s.gone:
		return s.why
	default:
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	if s.closing {
		return "Slack closed it"
	}
	return "the app closed it"
}

func (all *sockets) signal() {
	close(all.changed)
	all.changed = make(chan struct{})
}

// route queues a frame on the socket whose turn it is, once it has said which; on none when
// none is open. Choosing and queueing are one step, so that nothing is queued behind a close.
func (all *sockets) route(frame []byte, chosen func(socket string)) {
	all.mu.Lock()
	defer all.mu.Unlock()
	for range all.open {
		all.next++
		if s := all.open[all.next%len(all.open)]; !s.closing {
			chosen(s.id)
			s.send(frame)
			return
		}
	}
}

// any reports whether a frame could be routed.
func (all *sockets) any() bool {
	all.mu.Lock()
	defer all.mu.Unlock()
	return slices.ContainsFunc(all.open, func(s *socket) bool { return !s.closing })
}

// rest keeps a socket from getting any more envelopes.
func (all *sockets) rest(s *socket) {
	all.mu.Lock()
	defer all.mu.Unlock()
	s.closing = true
}

// parting is how long a socket gets no more envelopes before it is closed, so that the
// acks of those it got arrive. What a client writes while it is being closed is lost.
const parting = 100 * time.Millisecond

// part lets a socket end after a while.
func (w *Workspace) part(s *socket, after time.Duration) {
	if after <= parting {
		w.sockets.rest(s)
	} else {
		w.life.after(after-parting, func() { w.sockets.rest(s) })
	}
	w.life.after(after, func() { s.send(nil) })
}

// named returns the open sockets with these ids, or all without ids.
func (all *sockets) named(ids []string) []*socket {
	all.mu.Lock()
	defer all.mu.Unlock()
	var found []*socket
	for _, s := range all.open {
		if len(ids) == 0 || slices.Contains(ids, s.id) {
			found = append(found, s)
		}
	}
	return found
}

func (all *sockets) drop(ids []string) {
	for _, s := range all.named(ids) {
		s.cut("the network dropped it")
	}
}

// Sockets returns the ids of the app's open connections, oldest first.
func (w *Workspace) Sockets() []string {
	var ids []string
	for _, s := range w.sockets.named(nil) {
		ids = append(ids, s.id)
	}
	return ids
}

// Connected waits until at least n connections are open.
func (w *Workspace) Connected(ctx context.Context, n int) error {
	return w.awaitSockets(ctx, func(open []*socket) bool { return len(open) >= n })
}

// Gone waits until all of these connections have ended.
func (w *Workspace) Gone(ctx context.Context, ids ...string) error {
	return w.awaitSockets(ctx, func(open []*socket) bool {
		return !slices.ContainsFunc(open, func(s *socket) bool { return slices.Contains(ids, s.id) })
	})
}

func (w *Workspace) awaitSockets(ctx context.Context, ready func([]*socket) bool) error {
	for {
		w.sockets.mu.Lock()
		ok, open, changed := ready(w.sockets.open), len(w.sockets.open), w.sockets.changed
		w.sockets.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-w.life.over:
			return ErrClosed
		case <-ctx.Done():
			return fmt.Errorf("wait for connections, %d open: %w", open, ctx.Err())
		}
	}
}

// Disconnect tells these connections, or all of them without ids, to go, for
// one of the reasons above. Until it closes a warned connection still gets its
// share of the envelopes, as in Slack.
func (w *Workspace) Disconnect(reason string, ids ...string) {
	for _, s := range w.sockets.named(ids) {
		w.retire(s, reason)
	}
}

// Drop cuts connections without a word, as a broken network does.
func (w *Workspace) Drop(ids ...string) { w.sockets.drop(ids) }

// HalfOpen makes connections, or all of them without ids, stay open and dead:
// no pings, no envelopes, nothing heard. The workspace goes on sending them
// their share, which is lost.
func (w *Workspace) HalfOpen(ids ...string) {
	for _, s := range w.sockets.named(ids) {
		s.halfOpen.Store(true)
		w.note(Entry{Kind: "socket", Name: "half-open", ID: s.id})
	}
}

// retire announces a socket's end and closes it when its time has come.
func (w *Workspace) retire(s *socket, reason string) {
	w.note(Entry{Kind: "socket", Name: "disconnect", ID: s.id, Detail: reason})
	s.send(disconnectFrame(reason))
	if reason == Warning || reason == RefreshRequested {
		w.part(s, w.opts.Timing.Warning)
		return
	}
	w.part(s, 0)
}

func disconnectFrame(reason string) []byte {
	frame, _ := json.Marshal(map[string]any{
		"type": "disconnect", "reason": reason,
		"debug_info": map[string]any{"host": "applink-1"},
	})
	return frame
}
