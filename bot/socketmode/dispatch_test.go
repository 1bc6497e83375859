package socketmode

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFramesTheClientDoesNotKnow(t *testing.T) {
	for _, tt := range []struct {
		name, frame string
		acked       []string
		handled     int
		unknown     int64
		malformed   int64
	}{
		{name: "an envelope of unknown type", frame: `{"envelope_id":"e1","type":"teleport","payload":{}}`, acked: []string{"e1"}, unknown: 1},
		{name: "an unknown frame without envelope", frame: `{"type":"weather","sunny":true}`},
		{name: "a known type without envelope id", frame: `{"type":"interactive","payload":{}}`, malformed: 1},
		{name: "no JSON", frame: `{"type":"interac`, malformed: 1},
		{name: "JSON of another kind", frame: `[1,2]`, malformed: 1},
		{name: "nothing", frame: ``, malformed: 1},
		{name: "a command whose retry counter became a string", frame: `{"envelope_id":"e1","retry_attempt":"0","type":"slash_commands","payload":{}}`, acked: []string{"e1"}, handled: 1},
		{name: "a second hello", frame: `{"type":"hello","num_connections":1}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				handled := 0
				client, _ := f.start(t, Options{Connections: 1, Handle: func(_ context.Context, e *Envelope) {
					handled++
					e.Ack(nil)
				}})
				synctest.Wait()
				f.alive()[0].send("%s", tt.frame)
				synctest.Wait()
				if diff := cmp.Diff(tt.acked, f.ackedIDs()); diff != "" {
					t.Errorf("acknowledged (-want +got):\n%s", diff)
				}
				want(t, "handled", handled, tt.handled)
				want(t, "unknown", client.Status().Unknown, tt.unknown)
				want(t, "malformed", client.Status().Malformed, tt.malformed)
				want(t, "opens", len(f.openTimes()), 1)
			})
		})
	}
}

func TestElevenIllegibleFramesInARowEndTheSocket(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{Connections: 1})
		settle(time.Minute)
		l := f.alive()[0]
		for range 3 {
			for range maxNonsense {
				l.send("nonsense")
			}
			l.command("sense")
		}
		synctest.Wait()
		want(t, "opens", len(f.openTimes()), 1)
		for range maxNonsense + 1 {
			l.send("nonsense")
		}
		synctest.Wait()
		want(t, "opens", len(f.openTimes()), 2)
	})
}

func TestFrameAboveTheLimitEndsTheSocket(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{Connections: 1})
		settle(time.Minute)
		l := f.alive()[0]
		big := strings.Repeat("x", maxFrame-100)
		l.send(`{"type":"interactive","envelope_id":"big","payload":"%s"}`, big)
		synctest.Wait()
		want(t, "acks of the big one", len(f.acksOf("big")), 1)
		l.send(`{"type":"interactive","envelope_id":"too big","payload":"%s"}`, big+big)
		synctest.Wait()
		want(t, "acks of the one too big", len(f.acksOf("too big")), 0)
		want(t, "opens", len(f.openTimes()), 2)
	})
}

// A panic costs one envelope: the log gets no payload, and the next envelope its
// handler.
func TestPanicCostsOneEnvelope(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		client, _ := f.start(t, Options{
			Workers: 1,
			Handle: func(_ context.Context, e *Envelope) {
				switch e.ID {
				case "early":
					panic("PAYLOAD-CANARY " + string(e.Payload))
				case "late":
					e.Ack("done")
					panic("after the acknowledgement")
				}
				e.Ack("fine")
			},
		})
		settle(2 * time.Second)
		got := map[string][]ack{}
		for _, id := range []string{"early", "late", "next"} {
			f.alive()[0].command(id)
			synctest.Wait()
			got[id] = f.acksOf(id)
		}
		wanted := map[string][]ack{"early": nil, "late": {{0, `"done"`}}, "next": {{0, `"fine"`}}}
		if diff := cmp.Diff(wanted, got, cmp.AllowUnexported(ack{})); diff != "" {
			t.Errorf("acks (-want +got):\n%s", diff)
		}
		want(t, "panics", client.Status().Panics, 2)
		if log := f.log.String(); !contains(log, "dispatch_test.go") || !contains(log, "envelope=early") || contains(log, "CANARY") {
			t.Errorf("log should have the stack, the envelope and no payload:\n%s", log)
		}
	})
}

func TestRuntimePanicsAreNamed(t *testing.T) {
	defer func() {
		want(t, "blame", blame(recover()), "runtime error: index out of range [3] with length 0")
	}()
	var none []int
	index := 3
	_ = none[index]
}

// When every worker is taken, the surplus is handed to Busy while the reader goes on.
func TestSurplusIsHandedToBusy(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		release := make(chan struct{})
		client, _ := f.start(t, Options{
			Workers: 2,
			Handle: func(_ context.Context, e *Envelope) {
				<-release
				e.Ack("done")
			},
			Busy: func(_ context.Context, e *Envelope) { e.Ack("busy") },
		})
		settle(2 * time.Second)
		for i := range 5 {
			f.alive()[0].command(fmt.Sprint(i))
			synctest.Wait()
		}
		if diff := cmp.Diff([]string{"2", "3", "4"}, f.ackedIDs()); diff != "" {
			t.Errorf("answered busy (-want +got):\n%s", diff)
		}
		close(release)
		synctest.Wait()
		f.route("next")
		synctest.Wait()
		want(t, "next", f.acksOf("next")[0].payload, `"done"`)
		want(t, "busy", client.Status().Busy, 3)
	})
}

// A server that does not read lets no acknowledgement through. Within seconds the
// socket is given up, and what waits goes out elsewhere.
func TestStalledServerIsLeft(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{})
		settle(2 * time.Second)
		stalled := f.alive()[0]
		stalled.reading <- struct{}{}
		for i := range 20 {
			stalled.command(fmt.Sprint(i))
		}
		settle(3 * time.Second)
		want(t, "acks that went elsewhere", len(f.ackedIDs()), 19) // one was in the stalled server's hands
		want(t, "opens", len(f.openTimes()), 3)
		<-stalled.reading
		f.route("next")
		synctest.Wait()
		want(t, "acks of the next", len(f.acksOf("next")), 1)
	})
}

func TestHalfOpenSocketIsReplaced(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		client, _ := f.start(t, Options{})
		settle(time.Minute)
		l := f.alive()[0]
		l.deaf.Store(true)
		settle(silence - pingAfter - time.Second)
		want(t, "opens while it may live", len(f.openTimes()), 2)
		settle(pingAfter + 2*time.Second)
		want(t, "opens after", len(f.openTimes()), 3)
		want(t, "live", client.Status().Live, 2)
	})
}

// A server that never pings, but answers pings, keeps its connections.
func TestServerThatNeverPingsKeepsItsConnections(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.greet = func(l *line) { l.hello(1) }
		f.start(t, Options{})
		settle(time.Hour)
		want(t, "opens", len(f.openTimes()), 2)
	})
}

func TestServerThatNeverSaysHelloIsRetried(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.greet = func(*line) {}
		client, _ := f.start(t, Options{Connections: 1})
		settle(time.Minute)
		want(t, "live", client.Status().Live, 0)
		if n := len(f.openTimes()); n < 4 || n > 6 {
			t.Errorf("%d opens in a minute, want 4 to 6", n)
		}
	})
}

// The sockets of other replicas are counted. They are no reason for an alarm: of
// another program on the same token Slack complains itself, with too_many_websockets.
func TestForeignConnectionsAreCountedAndRaiseNoAlarm(t *testing.T) {
	for name, others := range map[string]int{"this client alone": 0, "another replica": 2, "four others": 8} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				f.greet = func(l *line) { l.hello(others + l.number + 1); l.ping() }
				client, _ := f.start(t, Options{})
				settle(time.Minute)
				want(t, "others", client.Status().Others, others)
				if log := f.log.String(); contains(log, "level=WARN") || contains(log, "level=ERROR") {
					t.Errorf("alarm in the log:\n%s", log)
				}
			})
		})
	}
}
