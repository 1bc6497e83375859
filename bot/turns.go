package bot

import (
	"context"
	"sync"
)

// turns lets a gesture that was made twice have its effects one after the other: the
// second click finds what the first has done, and its answer does not come first. What
// changes nothing needs no turn.
type turns struct {
	mu    sync.Mutex
	taken map[string]chan struct{} // by the gesture's name, until it is over
}

// take waits until the same gesture is over, if it is underway in this process, or
// until ctx ends. Its caller calls over when its own is.
func (t *turns) take(ctx context.Context, op string) (over func()) {
	for op != "" {
		before, mine := t.claim(op)
		if mine != nil {
			return func() { t.release(op, mine) }
		}
		select {
		case <-before:
		case <-ctx.Done():
			return func() {}
		}
	}
	return func() {}
}

// claim takes a gesture's turn, unless somebody has it.
func (t *turns) claim(op string) (before, mine chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if before, busy := t.taken[op]; busy {
		return before, nil
	}
	mine = make(chan struct{})
	t.taken[op] = mine
	return nil, mine
}

func (t *turns) release(op string, mine chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.taken, op)
	close(mine)
}
