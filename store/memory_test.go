package store_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/store/redistest"
)

// perPartner is how many bytes of Redis's memory a partner with four certificates may
// take, the audit entry of its import included.
const perPartner = 1_230

func TestMemoryPerPartner(t *testing.T) {
	for _, size := range []int{1_275, 10_000} {
		t.Run(strconv.Itoa(size), func(t *testing.T) {
			used, keys := memory(t, size)
			if used > perPartner {
				t.Errorf("%d bytes a partner, want at most %d; by key %v", used, perPartner, keys)
			}
		})
	}
}

// BenchmarkMemory reports the bytes of Redis's memory a partner takes.
func BenchmarkMemory(b *testing.B) {
	for _, size := range sizes[:2] {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			for b.Loop() {
				used, keys := memory(b, size)
				b.ReportMetric(float64(used), "B/partner")
				for key, bytes := range keys {
					b.ReportMetric(float64(bytes), key+"-B/partner")
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// memory is what a partner takes of Redis's memory in all, and in each key.
func memory(tb testing.TB, size int) (used int64, keys map[string]int64) {
	server := redistest.Start(tb, "--appendonly", "no")
	r := open(tb, server.URL())
	client := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer client.Close()

	fill(tb, r.Workspace("T0"), 1) // the first script takes a quarter of a megabyte, once
	before := usedMemory(tb, client)
	fill(tb, r.Workspace("T1"), size)
	r.Close() // its connections' buffers are not the partners'
	used = (usedMemory(tb, client) - before) / int64(size)

	keys = make(map[string]int64)
	for _, key := range client.Keys(tb.Context(), "*T1*").Val() {
		bytes := client.MemoryUsage(tb.Context(), key, 0).Val()
		keys[key[strings.LastIndex(key, ":")+1:]] = bytes / int64(size)
	}
	return used, keys
}

// usedMemory is how much memory the server's data takes, in bytes.
func usedMemory(tb testing.TB, client *redis.Client) int64 {
	tb.Helper()
	info := client.InfoMap(tb.Context(), "memory").Item("Memory", "used_memory_dataset")
	n, err := strconv.ParseInt(info, 10, 64)
	if err != nil {
		tb.Fatal(fmt.Errorf("used memory: %w", err))
	}
	return n
}
