package socketmode

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAckFrame(t *testing.T) {
	for _, tt := range []struct {
		name    string
		payload any
		want    string
	}{
		{"bare", nil, `{"envelope_id":"e1"}`},
		{"a map", map[string]string{"text": "hi"}, `{"envelope_id":"e1","payload":{"text":"hi"}}`},
		{"ready JSON", json.RawMessage(`{"text": "hi"}`), `{"envelope_id":"e1","payload":{"text":"hi"}}`},
		{"characters that HTML would escape", map[string]string{"text": "&lt;a>"}, `{"envelope_id":"e1","payload":{"text":"&lt;a>"}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			frame, err := encodeAck("e1", tt.payload)
			if err != nil {
				t.Fatal(err)
			}
			want(t, "frame", string(frame), tt.want)
		})
	}
}

func TestAckFrameIsRefusedFrom20KB(t *testing.T) {
	overhead := len(`{"envelope_id":"e1","payload":""}`)
	if _, err := encodeAck("e1", strings.Repeat("x", maxAck-overhead-1)); err != nil {
		t.Errorf("20,479 bytes: %v", err)
	}
	if _, err := encodeAck("e1", strings.Repeat("x", maxAck-overhead)); !errors.Is(err, ErrAckTooLarge) {
		t.Errorf("20,480 bytes: %v, want ErrAckTooLarge", err)
	}
}

func TestAckThatCannotBeEncodedQuotesNothing(t *testing.T) {
	_, err := encodeAck("e1", map[string]any{"CANARY": math.Inf(1)})
	if err == nil || contains(err.Error(), "CANARY") {
		t.Errorf("error = %v, want one without the payload", err)
	}
}

func TestAckOfAnEnvelopeWithoutClient(t *testing.T) {
	if err := new(Envelope).Ack(nil); !errors.Is(err, ErrNoSocket) {
		t.Errorf("Ack = %v, want ErrNoSocket", err)
	}
}

// keepEnvelopes is a handler that leaves the acknowledging to the test.
func keepEnvelopes() (Handler, <-chan *Envelope) {
	kept := make(chan *Envelope, 100)
	return func(ctx context.Context, e *Envelope) {
		kept <- e
		<-ctx.Done()
	}, kept
}

// patient makes the drain of a test with keepEnvelopes short.
func patient(h Handler) Options { return Options{Handle: h, Drain: time.Second} }

func TestAckGoesOutWhereTheEnvelopeCameIn(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		handle, kept := keepEnvelopes()
		f.start(t, patient(handle))
		settle(2 * time.Second)
		for _, l := range f.alive() {
			l.command("first")
			e := <-kept
			if err := e.Ack(map[string]string{"text": "ok"}); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			acks := f.acksOf("first")
			want(t, "acknowledged on", acks[len(acks)-1], ack{l.number, `{"text":"ok"}`})
		}
	})
}

func TestAckOfALostSocketGoesOutOnAnother(t *testing.T) {
	for name, end := range map[string]func(*line){"closed": (*line).close, "cut": (*line).cut} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				handle, kept := keepEnvelopes()
				f.start(t, patient(handle))
				settle(2 * time.Second)
				f.change(func() { f.delay = time.Minute })
				lines := f.alive()
				lines[0].command("e1")
				e := <-kept
				end(lines[0])
				synctest.Wait()
				if err := e.Ack(nil); err != nil {
					t.Fatal(err)
				}
				synctest.Wait()
				if diff := cmp.Diff([]ack{{lines[1].number, ""}}, f.acksOf("e1"), cmp.AllowUnexported(ack{})); diff != "" {
					t.Errorf("acks (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// With no socket at all, an acknowledgement waits for the one being opened, as long
// as Slack waits for it.
func TestAckWaitsForTheNextSocket(t *testing.T) {
	for _, tt := range []struct {
		name  string
		delay time.Duration
		want  error
	}{
		{"which comes in time", 2 * time.Second, nil},
		{"which comes too late", 5 * time.Second, ErrNoSocket},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				handle, kept := keepEnvelopes()
				client, _ := f.start(t, patient(handle))
				settle(2 * time.Second)
				f.change(func() { f.delay = tt.delay })
				f.route("e1")
				e := <-kept
				for _, l := range f.alive() {
					l.cut()
				}
				began := time.Now()
				if err := e.Ack(nil); !errors.Is(err, tt.want) {
					t.Errorf("Ack = %v, want %v", err, tt.want)
				}
				if took := time.Since(began); took > ackWindow {
					t.Errorf("Ack took %v, want %v at most", took, ackWindow)
				}
				want(t, "acknowledged", e.Acked(), tt.want == nil)
				want(t, "ack errors", client.Status().AckErrors, map[bool]int64{true: 0, false: 1}[tt.want == nil])
			})
		})
	}
}

func TestAckHappensOnce(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		handle, kept := keepEnvelopes()
		f.start(t, patient(handle))
		settle(2 * time.Second)
		f.route("e1")
		e := <-kept
		if err := e.Ack(strings.Repeat("x", maxAck)); !errors.Is(err, ErrAckTooLarge) {
			t.Errorf("too large: %v, want ErrAckTooLarge", err)
		}
		if e.Acked() {
			t.Error("a refused acknowledgement counts as one")
		}
		if err := e.Ack(nil); err != nil {
			t.Errorf("first: %v", err)
		}
		if err := e.Ack(nil); !errors.Is(err, ErrAcked) {
			t.Errorf("second: %v, want ErrAcked", err)
		}
		synctest.Wait()
		want(t, "acks at the server", len(f.acksOf("e1")), 1)
	})
}

func TestEnvelopeCarriesWhatSlackSaid(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		handle, kept := keepEnvelopes()
		f.start(t, patient(handle))
		settle(2 * time.Second)
		f.alive()[0].send(`{"envelope_id":"e1","type":"events_api","accepts_response_payload":false,"retry_attempt":2,"retry_reason":"timeout","payload":{"event_id":"Ev1"}}`)
		e := <-kept
		got := []any{e.ID, e.Type, e.RetryAttempt, e.RetryReason, string(e.Payload), e.Received}
		if diff := cmp.Diff([]any{"e1", EventsAPI, 2, "timeout", `{"event_id":"Ev1"}`, time.Now()}, got); diff != "" {
			t.Errorf("envelope (-want +got):\n%s", diff)
		}
	})
}
