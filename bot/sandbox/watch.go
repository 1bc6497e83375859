package sandbox

import (
	"context"
	"sync"
)

// What a change is about.
const (
	changePosted  = "posted"
	changeEdited  = "edited"
	changeDeleted = "deleted"
	changePeople  = "people"  // users, channels or memberships
	changeView    = "view"    // somebody's modal or Home
	changeFile    = "file"    // a file in a conversation was deleted
	changeTime    = "time"    // the calendar moved
	changeTrouble = "trouble" // something goes wrong, or is over
	changeRead    = "read"    // somebody has read something
)

// change is something that a person may see on their screen.
type change struct {
	kind    string
	message *Message // for the first three kinds
	user    string   // for changeView and changeRead
	channel string   // for changeFile
}

// watcher is told of every change, in order, without ever holding up the
// workspace.
type watcher struct {
	wake chan struct{}

	mu    sync.Mutex
	queue []change
}

// watch registers a watcher. The caller holds w.mu and calls unwatch in the end.
func (w *Workspace) watch() *watcher {
	wa := &watcher{wake: make(chan struct{}, 1)}
	w.watchers[wa] = struct{}{}
	return wa
}

func (w *Workspace) unwatch(wa *watcher) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.watchers, wa)
}

// tell passes a change on to the watchers. The caller holds w.mu.
func (w *Workspace) tell(c change) {
	w.changes++
	for wa := range w.watchers {
		wa.mu.Lock()
		wa.queue = append(wa.queue, c)
		wa.mu.Unlock()
		select {
		case wa.wake <- struct{}{}:
		default:
		}
	}
}

// take returns what has changed since the last call.
func (wa *watcher) take() []change {
	wa.mu.Lock()
	defer wa.mu.Unlock()
	changes := wa.queue
	wa.queue = nil
	return changes
}

// Await returns the first message that match accepts: one that stands in some
// conversation already, oldest first, or else the next one to be posted or
// changed. It sees everybody's ephemeral messages. It fails with ctx's error,
// or with ErrClosed.
func (w *Workspace) Await(ctx context.Context, match func(Message) bool) (Message, error) {
	w.mu.Lock()
	wa := w.watch()
	present := w.everything()
	w.mu.Unlock()
	defer w.unwatch(wa)

	for _, m := range present {
		if match(m) {
			return m, nil
		}
	}
	for {
		for _, c := range wa.take() {
			if c.message != nil && !c.message.Deleted && match(*c.message) {
				return *c.message, nil
			}
		}
		select {
		case <-wa.wake:
		case <-w.life.over:
			return Message{}, ErrClosed
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}
