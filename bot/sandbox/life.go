package sandbox

import (
	"sync"
	"time"
)

// life counts the goroutines of a workspace, so that Close can end them all.
type life struct {
	over chan struct{} // closed by end

	mu    sync.Mutex
	ended bool
	wg    sync.WaitGroup
}

func newLife() *life { return &life{over: make(chan struct{})} }

// enter counts the calling goroutine in; it must call leave. It reports false
// when the workspace is closed.
func (l *life) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return false
	}
	l.wg.Add(1)
	return true
}

func (l *life) leave() { l.wg.Done() }

// spawn runs f in its own goroutine, or not at all once the workspace is closed.
func (l *life) spawn(f func()) {
	if !l.enter() {
		return
	}
	go func() {
		defer l.leave()
		f()
	}()
}

// after runs f once d has passed, unless the workspace is closed before.
func (l *life) after(d time.Duration, f func()) {
	l.spawn(func() {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			f()
		case <-l.over:
		}
	})
}

func (l *life) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended {
		l.ended = true
		close(l.over)
	}
}

func (l *life) wait() { l.wg.Wait() }
