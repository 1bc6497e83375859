package store_test

import (
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
// once, as new ones, with what most imports change, and with what the indexes hold. It
// says for how long Redis answered nobody else, and how much memory it took at most
// beside the batch, garbage included.
func BenchmarkBatch(b *testing.B) {
	server := redistest.Start(b)
	raw := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer raw.Close()
	raw.ConfigSet(b.Context(), "slowlog-log-slower-than", "1000")
	r := open(b, server.URL())
	random := rand.New(rand.NewPCG(1, 2))
	created := adding("import")
	for i := range 20_000 {
		created.Changes = append(created.Changes, program.Change{After: invent(random, i)})
	}
	for name, change := range map[string]func(*program.Partner){
		"created": nil,
		"changed": func(p *program.Partner) { p.Readings[0].Value++ },
		"moved":   func(p *program.Partner) { p.Tier, p.Owners = "enterprise", []string{"U2"} },
	} {
		b.Run(name, func(b *testing.B) {
			batch := created
			if change != nil {
				batch = again(created, change)
			}
			m := meter{raw: raw}
			for b.Loop() {
				raw.FlushAll(b.Context())
				w := r.Workspace("T1")
				if change != nil {
					if _, err := w.Apply(b.Context(), created, nil); err != nil {
						b.Fatal(err)
					}
				}
				m.apply(b, w, batch)
			}
			m.report(b)
		})
	}
}

// again is a batch that changes all partners that another has added.
func again(created program.Batch, change func(*program.Partner)) program.Batch {
	batch := program.Batch{Op: "again", By: "U1", At: noon, What: "import partners.csv"}
	for i := range created.Changes {
		before := created.Changes[i].After
		before.Version = 1
		after := before.Clone()
		change(&after)
		batch.Changes = append(batch.Changes, program.Change{Before: &before, After: after})
	}
	return batch
}

// meter adds up what batches took.
type meter struct {
	raw                  *redis.Client
	took, blocked        time.Duration
	memory               int64
	allocations, batches uint64
}

func (m *meter) apply(b *testing.B, w *store.Workspace, batch program.Batch) {
	m.raw.Do(b.Context(), "SLOWLOG", "RESET")
	runtime.GC()
	var stats, after runtime.MemStats
	runtime.ReadMemStats(&stats)
	stop, peak := make(chan struct{}), make(chan int64)
	go watch(stop, peak)
	before, start := heap(), time.Now()
	if _, err := w.Apply(b.Context(), batch, nil); err != nil {
		b.Fatal(err)
	}
	m.took += time.Since(start)
	close(stop)
	m.memory = max(m.memory, <-peak-before)
	runtime.ReadMemStats(&after)
	m.allocations += after.TotalAlloc - stats.TotalAlloc
	m.batches++
	longest := time.Duration(0)
	for _, slow := range m.raw.SlowLogGet(b.Context(), -1).Val() {
		longest = max(longest, slow.Duration)
	}
	m.blocked += longest
}

func (m *meter) report(b *testing.B) {
	n := float64(m.batches)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(m.took.Milliseconds())/n, "ms/batch")
	b.ReportMetric(float64(m.blocked.Milliseconds())/n, "blocked-ms/batch")
	b.ReportMetric(float64(m.allocations)/n/(1<<20), "allocated-MB/batch")
	b.ReportMetric(float64(m.memory)/(1<<20), "peak-MB")
}

// watch is the largest the heap gets until it is told to stop.
func watch(stop <-chan struct{}, peak chan<- int64) {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for most := int64(0); ; {
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
func heap() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
