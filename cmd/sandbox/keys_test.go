package main

import (
	"fmt"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/alicebob/miniredis/v2/proto"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Whatever the store may have written, another Redis that is filled with what was read of
// the first one holds the same.
func TestKeysAreKept(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("aé\x00\x1e\"{:} 1€\U0001f600")), 0, 6, -1)
	rapid.Check(t, func(t *rapid.T) {
		before, after := miniredis.NewMiniRedis(), miniredis.NewMiniRedis()
		defer before.Close()
		defer after.Close()
		conn, err := before.Dial()
		if err != nil {
			t.Fatal(err)
		}
		client := proto.NewClient(conn)
		defer client.Close()
		for i := range rapid.IntRange(0, 20).Draw(t, "commands") {
			command := rapid.SampledFrom([][]string{
				{"SET", "string:" + word.Draw(t, "key"), word.Draw(t, "value"), "PX", fmt.Sprint(1 + i*1000)},
				{"HSET", "hash", word.Draw(t, "field"), word.Draw(t, "value")},
				{"RPUSH", "list", word.Draw(t, "item")},
				{"SADD", "set", word.Draw(t, "member")},
				{"ZADD", "zset", fmt.Sprint(rapid.SampledFrom([]float64{0, 1243839600123, -1.5, 1e300}).Draw(t, "score")), word.Draw(t, "member")},
				{"XADD", "stream", fmt.Sprintf("%d-0", i+1), word.Draw(t, "field"), word.Draw(t, "value"), "b", ""},
			}).Draw(t, "command")
			if _, err := client.Do(command...); err != nil {
				t.Fatal(err)
			}
		}
		kept, err := keysOf(before)
		if err != nil {
			t.Fatal(err)
		}
		if err := refill(after, kept); err != nil {
			t.Fatal(err)
		}
		again, err := keysOf(after)
		if diff := cmp.Diff(kept, again); err != nil || diff != "" {
			t.Fatalf("%v\n%s", err, diff)
		}
		if diff := cmp.Diff(before.Dump(), after.Dump()); diff != "" {
			t.Error(diff)
		}
	})
}

// What is damaged is refused, whatever is wrong with it.
func TestDamagedKeys(t *testing.T) {
	for _, bad := range []key{
		{Name: "a", Type: "string"},
		{Name: "a", Type: "hash", Items: []string{"field"}},
		{Name: "a", Type: "zset", Items: []string{"member", "high"}},
		{Name: "a", Type: "stream", Items: []string{"1-0", "2", "field"}},
		{Name: "a", Type: "stream", Items: []string{"1-0"}},
		{Name: "a", Type: "ship", Items: []string{"1"}},
	} {
		redis := miniredis.NewMiniRedis()
		if err := refill(redis, []key{bad}); err == nil {
			t.Errorf("%v: no error", bad)
		}
		redis.Close()
	}
}
