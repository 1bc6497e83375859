package store_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// BenchmarkBatch applies the largest import there may be: twenty thousand partners at
// once, as new ones, then changed. It says for how long Redis answered nobody else, and
// how much memory was needed beside the batch.
func BenchmarkBatch(b *testing.B) {
	const size = 20_000
	server := redistest.Start(b)
	client := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer client.Close()
	client.ConfigSet(b.Context(), "slowlog-log-slower-than", "1000")
	r := open(b, server.URL())
	random := rand.New(rand.NewPCG(1, 2))
	created := make([]program.Partner, size)
	for i := range created {
		created[i] = invent(random, i)
	}
	round := 0
	b.Run("created", func(b *testing.B) {
		for b.Loop() {
			round++
			measure(b, client, r.Workspace(fmt.Sprintf("T%d", round)), adding("import", created...))
		}
	})
	b.Run("changed", func(b *testing.B) {
		batch := program.Batch{By: "U1", At: noon, What: "import partners.csv"}
		for i := range created {
			before := created[i]
			before.Version = 1
			after := before.Clone()
			after.Tier, after.Owners = "enterprise", []string{"U2"}
			batch.Changes = append(batch.Changes, program.Change{Before: &before, After: after})
		}
		for b.Loop() {
			b.StopTimer()
			round++
			w := r.Workspace(fmt.Sprintf("T%d", round))
			if _, err := w.Apply(b.Context(), adding("import", created...), nil); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			batch.Op = "second import"
			measure(b, client, w, batch)
		}
	})
}

// measure applies one batch and reports what it took.
func measure(b *testing.B, client *redis.Client, w *store.Workspace, batch program.Batch) {
	client.Do(b.Context(), "SLOWLOG", "RESET")
	runtime.GC()
	before, stop := heap(), make(chan struct{})
	peak := make(chan uint64)
	go watch(stop, peak)
	if _, err := w.Apply(b.Context(), batch, nil); err != nil {
		b.Fatal(err)
	}
	close(stop)
	b.ReportMetric(float64(int64(<-peak-before))/(1<<20), "peak-MB")
	longest := time.Duration(0)
	for _, slow := range client.SlowLogGet(b.Context(), -1).Val() {
		longest = max(longest, slow.Duration)
	}
	b.ReportMetric(float64(longest.Milliseconds()), "blocked-ms")
}

// watch is the largest the heap gets until it is told to stop.
func watch(stop <-chan struct{}, peak chan<- uint64) {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for most := uint64(0); ; {
		select {
		case <-tick.C:
			most = max(most, heap())
		case <-stop:
			peak <- max(most, heap())
			return
		}
	}
}

// heap is how many bytes of memory hold objects, garbage included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
