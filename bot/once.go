package bot

import (
	"context"
	"hash/maphash"
	"sync"
	"time"
)

// Events remembers what all replicas of the bot have dealt with: the events they have
// seen, and of which gestures they have told whom.
type Events interface {
	// Seen reports whether something was seen before, by any replica, and remembers
	// it for an hour at least. On an error nothing is known.
	Seen(ctx context.Context, id string) (bool, error)
}

// How long a delivery is remembered. Slack delivers an event again for some six
// minutes; an hour leaves room for an outage.
const (
	onceLife = time.Hour
	onceMost = 1 << 18 // deliveries in one generation, a few megabytes of hashes
)

// An once tells the first delivery of something from those that come again. It
// remembers hashes of 64 bits, so that a quarter of a million take little memory;
// that two differ and hash alike among them happens once in hundred million runs.
type once struct {
	seed maphash.Seed
	seen *recent[uint64, struct{}]

	mu       sync.Mutex
	underway map[string]chan struct{} // envelopes not acknowledged yet, by id
}

func newOnce() *once {
	return &once{
		seed:     maphash.MakeSeed(),
		seen:     newRecent[uint64, struct{}](onceLife, onceMost),
		underway: make(map[string]chan struct{}),
	}
}

// first reports whether none of the names has come before, and remembers them all.
// Empty names count for nothing.
func (o *once) first(now time.Time, names ...string) bool {
	first := true
	for _, name := range names {
		if name != "" && !o.seen.add(maphash.String(o.seed, name), struct{}{}, now) {
			first = false
		}
	}
	return first
}

// begin reports whether an envelope comes for the first time. If so, its handler
// calls settle when it is acknowledged.
func (o *once) begin(id string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.first(now, id) {
		return false
	}
	o.underway[id] = make(chan struct{})
	return true
}

// settle lets the copies of an envelope go on: the first has been acknowledged, or
// never will be.
func (o *once) settle(id string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if done, ok := o.underway[id]; ok {
		close(done)
		delete(o.underway, id)
	}
}

// copyGap parts the acknowledgement of a copy from that of the first: on two sockets
// nothing else keeps them in order.
const copyGap = 200 * time.Millisecond

// await waits until the first copy of an envelope is acknowledged for certain. A copy
// acknowledged empty before that would take the place of the answer.
func (o *once) await(ctx context.Context, id string) {
	o.mu.Lock()
	done, ok := o.underway[id]
	o.mu.Unlock()
	if ok {
		select {
		case <-done:
		case <-ctx.Done():
			return
		}
	}
	timer := time.NewTimer(copyGap)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
