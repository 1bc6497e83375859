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

// BenchmarkNews reads a log of 20,000 entries from its beginning in pieces of some size, and
// says for how long each keeps Redis from everybody else.
func BenchmarkNews(b *testing.B) {
	server := redistest.Start(b, "--appendonly", "no")
	w := open(b, server.URL()).Workspace("T1")
	const size = 20_000
	fill(b, w, size)
	client := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer client.Close()
	for _, limit := range []int{100, 500, 1_000} {
		b.Run(strconv.Itoa(limit), func(b *testing.B) {
			client.ConfigResetStat(b.Context())
			b.ReportAllocs()
			for b.Loop() {
				if n := follow(b, w, limit); n != size {
					b.Fatal(n, "entries")
				}
			}
			b.ReportMetric(blocked(b, client), "blocked-µs/piece")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/size, "ns/entry")
		})
	}
}

// follow reads all news in pieces, and returns how many entries there were.
func follow(tb testing.TB, w *store.Workspace, limit int) (entries int) {
	tb.Helper()
	for {
		news, err := w.News(tb.Context(), int64(entries), limit)
		if err != nil {
			tb.Fatal(err)
		}
		if len(news.Records) == 0 {
			return entries
		}
		entries += len(news.Records)
	}
}

// blocked is how many microseconds of Redis's time a piece took on average.
func blocked(tb testing.TB, client *redis.Client) float64 {
	tb.Helper()
	stats := client.InfoMap(tb.Context(), "commandstats").Item("Commandstats", "cmdstat_xrange")
	_, rest, _ := strings.Cut(stats, "usec_per_call=")
	var took float64
	if _, err := fmt.Sscanf(rest, "%f", &took); err != nil {
		tb.Fatal(err, stats)
	}
	return took
}
