package bot_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

func TestEveryEnvelopeTwiceIsOneAnswer(t *testing.T) {
	ways := map[string]func(w *world) *sandbox.Exchange{
		"command": func(w *world) *sandbox.Exchange { return w.Command(alice, general, "/tier acme") },
		"mention": func(w *world) *sandbox.Exchange { return w.Say(alice, general, "@tierbot acme") },
		"message": func(w *world) *sandbox.Exchange { return w.Say(alice, w.DM(alice), "acme") },
		"button":  func(w *world) *sandbox.Exchange { return w.Press(alice, w.postCard(general), "Missing") },
	}
	for name, ask := range ways {
		for _, delay := range []time.Duration{0, time.Second, 4 * time.Second} {
			t.Run(fmt.Sprintf("%s after %v", name, delay), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					asked := 0
					do := after(delay)
					w := open(t, func(ctx context.Context, req commands.Request) (commands.Reply, error) {
						asked++
						return do(ctx, req)
					})
					w.DeliverCopies(2)
					x := ask(w)
					w.answer(x)
					w.pass("10m")
					if asked != 1 {
						t.Errorf("the command ran %d times", asked)
					}
					w.behaved()
				})
			})
		}
	}
}

func TestARetryOfAnEventNobodyHasSeenIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		const event = `{"envelope_id":"%s","type":"events_api","retry_attempt":%d,"retry_reason":"timeout",` +
			`"payload":{"type":"event_callback","team_id":"T0SANDBOX","event_id":"Ev77","event":{"type":"app_mention",` +
			`"user":"U0ALICE","text":"<@U0SANDBOX> acme","channel":"C0GENERAL","ts":"1243846800.000100"}}}`
		for i := 1; i <= 3; i++ {
			w.SendRaw(fmt.Sprintf(event, fmt.Sprint("e", i), i))
		}
		w.pass("1m")
		if n := len(w.Messages(alice, general)); n != 1 {
			t.Errorf("%d answers, want 1", n)
		}
	})
}

func TestOneGestureThatComesAsSeveralEventsIsOneQuestion(t *testing.T) {
	const frame = `{"envelope_id":"%s","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX",` +
		`"event_id":"%s","event":{"type":"app_mention","user":"U0ALICE","text":"<@U0SANDBOX> acme","channel":"C0GENERAL",%s}}}`
	tests := []struct{ name, first, second string }{
		{"one message under two event ids", `"ts":"1.1"`, `"ts":"1.1"`},
		{"one message under two timestamps", `"ts":"1.1","client_msg_id":"m1"`, `"ts":"1.2","client_msg_id":"m1"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				w.SendRaw(fmt.Sprintf(frame, "e1", "Ev1", tt.first))
				w.SendRaw(fmt.Sprintf(frame, "e2", "Ev2", tt.second))
				w.pass("1m")
				if n := len(w.Messages(alice, general)); n != 1 {
					t.Errorf("%d answers, want 1", n)
				}
			})
		})
	}
}

// memory is what replicas share about events.
type memory map[string]bool

func (m memory) Seen(_ context.Context, id string) (bool, error) {
	seen := m[id]
	m[id] = true
	return seen, nil
}

// forgetful is a memory that cannot be reached.
type forgetful struct{}

func (forgetful) Seen(ctx context.Context, _ string) (bool, error) {
	<-ctx.Done()
	return false, errStore
}

func TestAnEventThatAnotherReplicaHasAnsweredIsLeftToIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shared := make(memory)
		w := open(t, echo, func(o *bot.Options) { o.Events = shared })
		w.answer(w.Say(alice, general, "@tierbot acme"))
		if len(shared) != 1 {
			t.Fatalf("the replicas remember %v", shared)
		}
		shared[general+":1243846999.000100"] = true
		w.SendRaw(`{"envelope_id":"e1","type":"events_api","payload":{"type":"event_callback","team_id":"T0SANDBOX","event_id":"Ev78",` +
			`"event":{"type":"app_mention","user":"U0ALICE","text":"<@U0SANDBOX> acme","channel":"C0GENERAL","ts":"1243846999.000100"}}}`)
		w.pass("1m")
		if n := len(w.Messages(alice, general)); n != 2 {
			t.Errorf("%d messages, want the question and one answer", n)
		}
	})
}

func TestWithoutTheReplicasMemoryEventsAreAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo, func(o *bot.Options) { o.Events = forgetful{} })
		w.says(w.answer(w.Say(alice, general, "@tierbot acme")), "/tier acme")
		w.behaved()
	})
}

func TestTheNextCommandIsAnsweredAfterAnything(t *testing.T) {
	tests := map[string]func(w *world){
		"warning":               func(w *world) { w.Disconnect(sandbox.Warning) },
		"refresh":               func(w *world) { w.Disconnect(sandbox.RefreshRequested) },
		"link disabled":         func(w *world) { w.Disconnect(sandbox.LinkDisabled) },
		"too many websockets":   func(w *world) { w.Disconnect(sandbox.TooManyWebsockets) },
		"connections cut":       func(w *world) { w.Drop() },
		"connections half open": func(w *world) { w.HalfOpen() },
		"unknown envelope":      func(w *world) { w.SendRaw(`{"envelope_id":"u1","type":"novelty","payload":{}}`) },
		"unknown interaction":   func(w *world) { w.SendRaw(`{"envelope_id":"u2","type":"interactive","payload":{"type":"novelty"}}`) },
		"unknown event": func(w *world) {
			w.SendRaw(`{"envelope_id":"u3","type":"events_api","payload":{"event":{"type":"novelty"}}}`)
		},
		"interaction of nothing": func(w *world) {
			w.SendRaw(`{"envelope_id":"u4","type":"interactive","payload":{"type":"block_actions"}}`)
		},
		"payload of another kind": func(w *world) {
			w.SendRaw(`{"envelope_id":"u5","type":"slash_commands","payload":"text"}`)
			w.SendRaw(`{"envelope_id":"u6","type":"interactive","payload":[1]}`)
			w.SendRaw(`{"envelope_id":"u7","type":"events_api"}`)
		},
		"noise": func(w *world) { w.SendRaw("{"); w.SendRaw("") },
	}
	for name, trouble := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				trouble(w)
				w.pass("3m")
				w.ForgetViolations() // acknowledgements of envelopes that Slack never sent
				w.says(w.answer(w.Command(alice, general, "/tier acme")), "/tier acme")
				w.behaved()
			})
		})
	}
}

func TestAHundredReconnectsLeaveNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.answer(w.Command(alice, general, "/tier acme"))
		w.pass("5m")
		before := runtime.NumGoroutine()
		for range 50 {
			w.Drop() // two connections
			w.pass("30s")
			w.answer(w.Command(alice, general, "/tier acme"))
		}
		w.pass("5m")
		if after := runtime.NumGoroutine(); after > before {
			t.Errorf("%d goroutines before, %d after", before, after)
		}
		if hellos := w.bot.Status().Sockets.Hellos; hellos < 100 {
			t.Errorf("%d connections were made, want 100", hellos)
		}
		w.behaved()
	})
}

func TestAnAnswerThatCannotBeTheAcknowledgementComesAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, after(time.Second))
		x := w.Command(alice, general, "/tier acme")
		synctest.Wait()
		w.Fail("apps.connections.open", sandbox.Fault{Status: 503, Times: -1})
		w.Drop()
		w.says(w.answer(x), "acme · Enterprise")
		w.Heal()
		w.pass("1m")
		w.behaved()
	})
}

func TestWhatWasAskedIsAnsweredBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, after(2*time.Second))
		x := w.Command(alice, general, "/tier acme")
		synctest.Wait()
		w.quit()
		w.says(w.answer(x), "acme · Enterprise")
		w.behaved()
	})
}

// counts is an observer that writes down what it is told.
type counts struct {
	mu    sync.Mutex
	lines []string
}

func (c *counts) add(line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lines = append(c.lines, line)
}

func (c *counts) Answered(command string, outcome bot.Outcome, took time.Duration) {
	c.add(fmt.Sprint(command, " ", outcome, " ", took))
}
func (c *counts) Acked(took time.Duration) { c.add(fmt.Sprint("ack ", took)) }
func (c *counts) Failed(place string)      { c.add("failed " + place) }

func TestTheObserverHearsOfEveryAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c counts
		w := open(t, after(2*time.Second), func(o *bot.Options) { o.Observer = &c })
		w.answer(w.Command(alice, general, "/missing acme"))
		synctest.Wait()
		w.answer(w.Command(visitor, mixed, "/no-command-of-ours"))
		synctest.Wait()
		w.Fail("users.info", sandbox.Fault{Status: 500})
		w.answer(w.Command(bruno, general, "/tier acme"))
		synctest.Wait()
		want := []string{
			"ack 1.5s", "/missing done 2s",
			"ack 0s", "other refused 0s",
			"failed people", "ack 0s", "/tier unchecked 0s",
		}
		if diff := cmp.Diff(want, c.lines); diff != "" {
			t.Errorf("observed (-want +got):\n%s", diff)
		}
		w.behaved()
	})
}

func TestStatusSaysWhoAndWhetherConnected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		synctest.Wait()
		status := w.bot.Status()
		if status.Identity.Team != "T0SANDBOX" || status.Identity.User != tierbot {
			t.Errorf("identity is %+v", status.Identity)
		}
		if status.Sockets.Live != 2 || !status.Sockets.DownSince.IsZero() {
			t.Errorf("sockets are %+v", status.Sockets)
		}
		w.stop()
		if status := w.bot.Status(); status.Sockets.Live != 0 || status.Sockets.DownSince.IsZero() {
			t.Errorf("after the end sockets are %+v", status.Sockets)
		}
	})
}
