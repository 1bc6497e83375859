package redistest_test

import (
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/store/redistest"
)

func TestData(t *testing.T) {
	server := redistest.Start(t)
	client := connect(t, server.Addr)
	set := func(value string) {
		if err := client.Set(t.Context(), "key", value, 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(after, want string) {
		t.Helper()
		if got := connect(t, server.Addr).Get(t.Context(), "key").Val(); got != want {
			t.Errorf("after %s: %q, want %q", after, got, want)
		}
	}
	set("old")
	copied := server.Copy()
	set("new")
	server.Restart()
	holds("a restart", "new")
	for range 2 {
		server.Return(copied)
		holds("going back", "old")
	}
	server.Empty()
	holds("emptying", "")
}

// Whoever waits for something to happen hears of it through the proxy, and of the end of
// the server; and the server hears when they are gone.
func TestProxyWaits(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	direct := connect(t, server.Addr)
	read := func(client *redis.Client) <-chan error {
		ended := make(chan error, 1)
		go func() {
			ended <- client.XRead(t.Context(), &redis.XReadArgs{Streams: []string{"log", "$"}, Block: time.Hour}).Err()
		}()
		server.Await("blocked_clients:1", "INFO", "clients")
		return ended
	}

	ended := read(connect(t, proxy.Addr))
	direct.XAdd(t.Context(), &redis.XAddArgs{Stream: "log", Values: []string{"a", "b"}})
	if err := <-ended; err != nil {
		t.Errorf("when something happens: %v", err)
	}

	leaving := connect(t, proxy.Addr)
	ended = read(leaving)
	leaving.Close()
	if err := <-ended; err == nil {
		t.Error("no error when the reader leaves")
	}
	server.Await("blocked_clients:0", "INFO", "clients")

	ended = read(connect(t, proxy.Addr))
	server.Stop()
	if err := <-ended; err == nil {
		t.Error("no error when the server is gone")
	}
}

// Each command takes effect the first time, and is answered the second.
func TestLoseFirst(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	proxy.LoseFirst()
	client := connect(t, proxy.Addr)
	for i, want := range []int64{0, 2, 3} {
		if got := client.Incr(t.Context(), "key").Val(); got != want {
			t.Errorf("call %d says %d, want %d", i+1, got, want)
		}
	}
	if err := client.Get(t.Context(), "key").Err(); err == nil {
		t.Error("the reply of another command was not lost")
	}
	if got := client.Get(t.Context(), "key").Val(); got != "3" {
		t.Errorf("read again: %q", got)
	}
}

func TestFollow(t *testing.T) {
	masters := redistest.Cluster(t, 3)
	replica := redistest.Follow(t, masters[1], masters)
	masters[1].Stop()
	replica.Await("role:master", "INFO", "replication")
	replica.Await("cluster_state:ok", "CLUSTER", "INFO")
}

// connect is a client that tries everything once.
func connect(t *testing.T, addr string) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: addr, MaxRetries: -1, Protocol: 2, ContextTimeoutEnabled: true})
	t.Cleanup(func() { client.Close() })
	return client
}
