package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"
)

var (
	// ErrClosed is why a wait fails when the workspace is closed.
	ErrClosed = errors.New("workspace is closed")

	// ErrUnheard is why waiting for an answer fails when nobody told the app:
	// it was not mentioned, is no member, or has not subscribed to the event.
	ErrUnheard = errors.New("the app is not told of this")
)

// Failure is what a person sees instead of an answer.
type Failure struct {
	About string // what they did: /tier, or the kind of interaction
	Code  string // Slack's word for it, such as operation_timeout
	Block string // the block_id of the input that was not submitted, or empty
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s failed with the error %q", f.About, f.Code)
}

// Ack is the app's acknowledgement of one envelope.
type Ack struct {
	Latency time.Duration   // from the sending of the envelope, in real time
	Socket  string          // the connection that it came over
	Payload json.RawMessage // what the app answered with it, or nil

	// Errors are the complaints below a modal's inputs, by block_id, when the
	// app refused a submission.
	Errors map[string]string

	// Options are what a type-ahead menu offers.
	Options []Block
}

// Exchange is something that a person did and all that came of it. Its methods
// wait for the app, as long as their context lasts. What they return is a
// *Failure when the person sees an error instead.
//
// What counts as an answer: the message in the ack; whatever is posted or
// changed through the response URL; and after Say, DropFile and OpenHome, which
// have none, what the bot posts next in that conversation.
type Exchange struct {
	User    string
	Channel string // empty for modals and Home

	mu       sync.Mutex
	changed  chan struct{} // nil while nobody waits
	ack      *Ack
	failed   error
	envelope string // the id of the last one sent
	event    bool   // the app hears of it in an event
	messages []Message
	opened   []View
}

// Acked waits for the acknowledgement.
func (x *Exchange) Acked(ctx context.Context) (Ack, error) {
	err := x.wait(ctx, func() bool { return x.ack != nil })
	if err != nil {
		return Ack{}, err
	}
	return *x.ack, nil
}

// seen is Acked for whoever acts on a screen. An event may come again for minutes and is
// lost without a word, so that its ack is given a while to come, and nothing is told of it.
func (x *Exchange) seen(ctx context.Context, while time.Duration) (Ack, error) {
	x.mu.Lock()
	event := x.event
	x.mu.Unlock()
	if !event {
		return x.Acked(ctx)
	}
	ctx, stop := context.WithTimeout(ctx, while)
	defer stop()
	_, _ = x.Acked(ctx)
	return Ack{}, nil
}

// Answer waits for the first message that came of it.
func (x *Exchange) Answer(ctx context.Context) (Message, error) {
	all, err := x.Messages(ctx, 1)
	if err != nil {
		return Message{}, err
	}
	return all[0], nil
}

// Messages waits until at least n messages came of it and returns them all in
// order. A message that was changed counts again. With n = 0 it does not wait.
func (x *Exchange) Messages(ctx context.Context, n int) ([]Message, error) {
	var all []Message
	err := x.wait(ctx, func() bool {
		all = append(all[:0], x.messages...)
		return len(all) >= n
	})
	return all, err
}

// View waits until the app has shown the person n modals or Home views because
// of it, updates included, and returns the newest. Count from 1.
func (x *Exchange) View(ctx context.Context, n int) (View, error) {
	var newest View
	err := x.wait(ctx, func() bool {
		if len(x.opened) < n {
			return false
		}
		newest = x.opened[len(x.opened)-1]
		return true
	})
	return newest, err
}

// wait blocks until ready, which runs under x.mu, says so.
func (x *Exchange) wait(ctx context.Context, ready func() bool) error {
	for {
		x.mu.Lock()
		ok, failed := ready(), x.failed
		if x.changed == nil {
			x.changed = make(chan struct{})
		}
		changed := x.changed
		x.mu.Unlock()
		switch {
		case ok:
			return nil
		case failed != nil:
			return failed
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait for the app: %w", ctx.Err())
		}
	}
}

// update changes x and wakes whoever waits. A nil exchange has nobody waiting:
// it stands for what happens of itself, such as the echo of the bot's own post.
func (x *Exchange) update(change func()) {
	if x == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	change()
	if x.changed != nil {
		close(x.changed)
		x.changed = nil
	}
}

func (x *Exchange) fail(err error) {
	x.update(func() {
		if x.failed == nil {
			x.failed = err
		}
	})
}

func (x *Exchange) sent(id string)   { x.update(func() { x.envelope = id }) }
func (x *Exchange) acked(a Ack)      { x.update(func() { x.ack = &a }) }
func (x *Exchange) answer(m Message) { x.update(func() { x.messages = append(x.messages, m) }) }
func (x *Exchange) show(v View)      { x.update(func() { x.opened = append(x.opened, v) }) }
