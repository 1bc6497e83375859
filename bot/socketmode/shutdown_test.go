package socketmode

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// What was on its way when the client is told to stop is handled and acknowledged:
// the first socket's on the second, the second's before its close frame.
func TestShutdownAcknowledgesWhatIsUnderWay(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		client, stop := f.start(t, Options{Handle: func(ctx context.Context, e *Envelope) {
			<-time.After(1500 * time.Millisecond)
			if err := ctx.Err(); err != nil {
				t.Errorf("%s: context of a running handler: %v", e.ID, err)
			}
			e.Ack(nil)
		}})
		settle(2 * time.Second)
		for i := range 20 {
			f.route(fmt.Sprint(i))
		}
		synctest.Wait()
		began := time.Now()
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("shutdown took %v, want two seconds at most", took)
		}
		synctest.Wait()
		want(t, "acknowledged", len(f.ackedIDs()), 20)
		want(t, "open", len(f.alive()), 0)
		want(t, "ack errors", client.Status().AckErrors, 0)
	})
}

// An envelope that crosses the close frame is handled; it is acknowledged as long as
// there is another socket, and otherwise the handler learns that it was not.
func TestEnvelopesThatCrossTheCloseFrame(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.farewell = func(l *line) { l.command(fmt.Sprint("crossing ", l.number)) }
		var errs sync.Map // of acks, by envelope: handlers run side by side
		_, stop := f.start(t, Options{Handle: func(_ context.Context, e *Envelope) { errs.Store(e.ID, e.Ack(nil)) }})
		settle(2 * time.Second)
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		synctest.Wait()
		if first, handled := errs.Load("crossing 0"); !handled || first != nil {
			t.Errorf("first = %v, handled: %v", first, handled)
		}
		want(t, "acks of the first", len(f.acksOf("crossing 0")), 1)
		last, _ := errs.Load("crossing 1")
		if err, _ := last.(error); !errors.Is(err, ErrNoSocket) {
			t.Errorf("last = %v, want ErrNoSocket", err)
		}
	})
}

func TestShutdownOfAnIdleClientIsImmediate(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		_, stop := f.start(t, Options{})
		settle(time.Minute)
		began := time.Now()
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		want(t, "shutdown took", time.Since(began), 0)
	})
}

func TestShutdownWhileOpening(t *testing.T) {
	for name, prepare := range map[string]func(*fake){
		"a slow apps.connections.open": func(f *fake) { f.delay = time.Hour },
		"a hello that does not come":   func(f *fake) { f.greet = func(*line) {} },
		"a pause after a failure":      func(f *fake) { f.err = func(int) error { return errors.New("down") } },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				prepare(f)
				_, stop := f.start(t, Options{})
				settle(1100 * time.Millisecond)
				began := time.Now()
				if err := stop(); err != nil {
					t.Errorf("Run = %v", err)
				}
				want(t, "shutdown took", time.Since(began), 0)
			})
		})
	}
}

// Handlers have until the drain is over, then their context ends.
func TestDrainEndsTheContextOfSlowHandlers(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		began := time.Now()
		var ended time.Time
		_, stop := f.start(t, Options{Drain: 5 * time.Second, Handle: func(ctx context.Context, e *Envelope) {
			e.Ack(nil)
			<-ctx.Done()
			ended = time.Now()
		}})
		synctest.Wait()
		f.route("slow")
		synctest.Wait()
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		want(t, "context ended after", ended.Sub(began), 5*time.Second)
	})
}

func TestHandlersThatHeedNothingAreReported(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		release := make(chan struct{})
		_, stop := f.start(t, Options{Handle: func(context.Context, *Envelope) { <-release }})
		synctest.Wait()
		f.route("stubborn")
		synctest.Wait()
		began := time.Now()
		if err := stop(); !errors.Is(err, ErrUnfinished) {
			t.Errorf("Run = %v, want ErrUnfinished", err)
		}
		want(t, "shutdown took", time.Since(began), 11*time.Second)
		close(release)
	})
}

// A server that never answers a close frame delays the end by no more than the drain.
func TestShutdownIsBoundedWhenTheServerDoesNotClose(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.farewell = func(*line) { <-time.After(time.Minute) }
		_, stop := f.start(t, Options{})
		settle(2 * time.Second)
		began := time.Now()
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		want(t, "shutdown took", time.Since(began), 2*closeWait)
		settle(2 * time.Minute)
	})
}

func TestRunNeedsOpenAndHandle(t *testing.T) {
	if err := New(Options{}).Run(t.Context()); err == nil {
		t.Error("Run without Open and Handle = nil")
	}
}
