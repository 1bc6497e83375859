package sandbox_test

import (
	"encoding/json"
	"runtime"
	"sync"
	"testing"

	"github.com/coder/websocket"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// BenchmarkCommand measures the workspace itself: an app that acks everything
// at once with one fixed card, asked by 64 people at a time.
func BenchmarkCommand(b *testing.B) {
	f := open(b, sandbox.Options{Journal: -1})
	f.answerEverything()

	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.ResetTimer()
	work := make(chan struct{})
	var people sync.WaitGroup
	for range 64 {
		people.Go(func() {
			for range work {
				if _, err := f.Command(f.alice, f.general, "/tier acme").Answer(b.Context()); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for range b.N {
		work <- struct{}{}
	}
	close(work)
	people.Wait()
	b.StopTimer()
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commands/s")
	b.ReportMetric(float64(after.HeapAlloc-min(before.HeapAlloc, after.HeapAlloc))/1e6, "MB-kept")
}

// answerEverything connects an app that answers each envelope with one card.
func (f *fixture) answerEverything() {
	f.t.Helper()
	address, _ := f.call("apps.connections.open", nil)["url"].(string)
	conn, _, err := websocket.Dial(ctx(f.t), address, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = conn.CloseNow() })
	card, err := json.Marshal(object{"text": "Acme", "blocks": []any{
		object{"type": "header", "text": object{"type": "plain_text", "text": "Acme - Enterprise"}},
		section("*VTSP* 1 of 2"), section("*Infrastructure Virtualization* missing"), section("*Revenue* enough"),
		actions(button("a", "Missing"), button("b", "Path"), button("c", "Share")),
	}})
	if err != nil {
		f.t.Fatal(err)
	}
	go func() {
		for {
			_, frame, err := conn.Read(f.t.Context())
			if err != nil {
				return
			}
			var env struct {
				ID string `json:"envelope_id"`
			}
			if json.Unmarshal(frame, &env) != nil || env.ID == "" {
				continue
			}
			ack := `{"envelope_id":"` + env.ID + `","payload":` + string(card) + `}`
			if conn.Write(f.t.Context(), websocket.MessageText, []byte(ack)) != nil {
				return
			}
		}
	}()
}
