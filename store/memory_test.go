package store_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// perPartner is how many bytes of Redis's memory a partner with four certificates and
// an owner may take: the document, the indexes, and the audit entry of its import,
// which is a third of it.
const perPartner = 1_230

func TestMemoryPerPartner(t *testing.T) {
	for _, size := range []int{1_275, 10_000} {
		t.Run(strconv.Itoa(size), func(t *testing.T) {
			if s := weigh(t, size); s.used > perPartner {
				t.Errorf("%d bytes a partner, want at most %d; by key %v", s.used, perPartner, s.keys)
			}
		})
	}
}

// weighed is a store full of partners and what one takes there.
type weighed struct {
	workspace *store.Workspace
	names     []string         // of the partners
	used      int64            // bytes a partner takes of Redis's memory in all
	keys      map[string]int64 // and in each key, by the key's last word
}

// report is a benchmark that takes no time and says how many bytes a partner takes.
func (s *weighed) report(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(s.used), "B/partner")
	b.ReportMetric(float64(s.used-s.keys["audit"]), "B/partner-without-audit")
	for key, bytes := range s.keys {
		b.ReportMetric(float64(bytes), key+"-B/partner")
	}
}

// weigh fills a Redis of its own with partners. What it takes in all is measured before
// and after, so that nothing is forgotten; what it says of each key is an estimate.
func weigh(tb testing.TB, size int) *weighed {
	tb.Helper()
	server := redistest.Start(tb, "--appendonly", "no")
	client := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer client.Close()

	r := open(tb, server.URL())
	fill(tb, r.Workspace("T0"), 1) // the first script takes a quarter of a megabyte, once
	before := usedMemory(tb, client)
	s := &weighed{keys: make(map[string]int64)}
	s.names = fill(tb, r.Workspace("T1"), size)
	r.Close() // its connections' buffers are not the partners'
	s.used = (usedMemory(tb, client) - before) / int64(size)
	for _, key := range client.Keys(tb.Context(), "*T1*").Val() {
		bytes := client.MemoryUsage(tb.Context(), key, 0).Val()
		s.keys[key[strings.LastIndex(key, ":")+1:]] = bytes / int64(size)
	}
	s.workspace = open(tb, server.URL()).Workspace("T1")
	return s
}

// usedMemory is how much memory the server's data takes, in bytes, without the buffers
// of connections.
func usedMemory(tb testing.TB, client *redis.Client) int64 {
	tb.Helper()
	info := client.InfoMap(tb.Context(), "memory").Item("Memory", "used_memory_dataset")
	n, err := strconv.ParseInt(info, 10, 64)
	if err != nil {
		tb.Fatal(fmt.Errorf("used memory: %w", err))
	}
	return n
}
