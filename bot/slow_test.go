package bot_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

var errStore = errors.New("store is away")

// after answers when some time has passed, or with "unavailable" when it may not wait
// that long, as a command does whose store is slow.
func after(d time.Duration) answers {
	return func(ctx context.Context, req commands.Request) (commands.Reply, error) {
		select {
		case <-time.After(d):
			return one("acme"), nil
		case <-ctx.Done():
			return commands.Reply{Title: "Storage is unavailable"}, errors.Join(errStore, ctx.Err())
		}
	}
}

// Whoever presses again and again while storage is silent waits no longer for that: only
// what changes something has its turn.
func TestImpatienceMakesNobodyWaitLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, &office{do: func(ctx context.Context, _ commands.Request) (commands.Reply, error) {
			<-ctx.Done()
			return commands.Reply{Parts: sentence("no storage")}, ctx.Err()
		}})
		card := w.postCard(general)
		for range 4 {
			w.acked(w.Press(alice, card, "Missing"))
		}
		w.pass("11s")
		answers := 0
		for _, m := range w.Messages(alice, general) {
			if m.Plain() == "no storage" {
				answers++
			}
		}
		if answers != 4 {
			t.Errorf("%d of 4 presses are answered", answers)
		}
		w.behaved()
	})
}

func TestAnAnswerIsNeverLateAndNeverMissing(t *testing.T) {
	const silent, card, sorry = "Storage is unavailable just now.", "acme · Enterprise", "Storage is unavailable"
	tests := []struct {
		name  string
		store time.Duration
		acked time.Duration
		inAck bool
		want  []string // the messages in order
		last  time.Duration
	}{
		{"at once", 0, 0, true, []string{card}, 0},
		{"just in time for the acknowledgement", 1499 * time.Millisecond, 1499 * time.Millisecond, true, []string{card}, 1499 * time.Millisecond},
		{"after the acknowledgement", 2 * time.Second, 1500 * time.Millisecond, false, []string{card}, 2 * time.Second},
		{"after the notice", 4 * time.Second, 1500 * time.Millisecond, false, []string{silent, card}, 4 * time.Second},
		{"never", time.Hour, 1500 * time.Millisecond, false, []string{silent, sorry}, 10 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, after(tt.store))
				begin := time.Now()
				x := w.Command(alice, general, "/tier acme")
				ack := w.acked(x)
				if ack.Latency != tt.acked || (ack.Payload != nil) != tt.inAck {
					t.Errorf("acknowledged after %v with %s", ack.Latency, ack.Payload)
				}
				if len(tt.want) > 1 {
					w.answer(x)
					if took := time.Since(begin); took != 2200*time.Millisecond {
						t.Errorf("first word after %v", took)
					}
				}
				all, err := x.Messages(t.Context(), len(tt.want))
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(begin); took != tt.last {
					t.Errorf("answered after %v, want %v", took, tt.last)
				}
				for i, text := range tt.want {
					w.says(all[i], text)
				}
				w.pass("1m")
				if all, _ := x.Messages(t.Context(), 0); len(all) != len(tt.want) {
					t.Errorf("%d messages, want %d", len(all), len(tt.want))
				}
				w.behaved()
			})
		})
	}
}

func TestSilentStorageIsMentionedByEveryWay(t *testing.T) {
	ways := map[string]func(w *world) *sandbox.Exchange{
		"mention": func(w *world) *sandbox.Exchange { return w.Say(bruno, general, "@tierbot acme") },
		"message": func(w *world) *sandbox.Exchange { return w.Say(bruno, w.DM(bruno), "acme") },
		"button":  func(w *world) *sandbox.Exchange { return w.Press(bruno, w.postCard(general), "Missing") },
	}
	for name, ask := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, after(4*time.Second))
				begin := time.Now()
				x := ask(w)
				w.says(w.answer(x), "Le stockage est indisponible")
				if took := time.Since(begin); took != 2200*time.Millisecond {
					t.Errorf("first word after %v", took)
				}
				m, err := w.Await(t.Context(), func(m sandbox.Message) bool { return len(m.Blocks) > 3 })
				if err != nil {
					t.Fatal(err)
				}
				w.says(m, "acme · Enterprise")
				w.behaved()
			})
		})
	}
}

func TestALongAnswerDoesNotGoIntoTheAcknowledgement(t *testing.T) {
	long := commands.Reply{Title: "Long"}
	for range 4 {
		// Five bytes a character when escaped: within Slack's limits on blocks, and
		// more than an acknowledgement may hold.
		text := make([]rune, 2500)
		for i := range text {
			text[i] = '界'
		}
		long.Parts = append(long.Parts, commands.Paragraph{Text: commands.Text{{Text: string(text)}}})
	}
	synctest.Test(t, func(t *testing.T) {
		w := open(t, func(context.Context, commands.Request) (commands.Reply, error) { return long, nil })
		x := w.Command(alice, general, "/tier acme")
		if ack := w.acked(x); ack.Payload != nil {
			t.Errorf("the acknowledgement holds %d bytes", len(ack.Payload))
		}
		w.says(w.answer(x), "Long")
		w.behaved()
	})
}

func TestWhenEveryWorkerIsTakenPeopleAreToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, after(5*time.Second), func(o *bot.Options) { o.Workers = 1 })
		card := w.postCard(general)
		first := w.Command(alice, general, "/tier acme")
		synctest.Wait()
		w.says(w.answer(w.Command(alice, general, "/tier beta")), "I have too many questions at this moment.")
		w.says(w.answer(w.Press(alice, card, "Missing")), "I have too many questions at this moment.")
		w.answer(first)
		w.behaved()
	})
}

func TestAnEventThatFindsNoWorkerComesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, after(2*time.Second), func(o *bot.Options) { o.Workers = 1 })
		first := w.Command(alice, general, "/tier acme")
		synctest.Wait()
		w.says(w.answer(w.Say(alice, general, "@tierbot acme")), "acme · Enterprise")
		w.answer(first)
	})
}
