package store_test

import (
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

func TestRedisDownAtStart(t *testing.T) {
	server := redistest.Start(t)
	server.Stop()
	w := open(t, server.URL()).Workspace("T1")
	refused(t, w)
	server.Restart()
	add(t, w, named("acme", "Acme"))
}

func TestRedisRestarted(t *testing.T) {
	server := redistest.Start(t, "--appendfsync", "always")
	w := open(t, server.URL()).Workspace("T1")
	add(t, w, named("acme", "Acme"))
	for range 3 {
		server.Stop()
		refused(t, w)
		server.Restart()
		if found, err := w.Find(t.Context(), "acme"); err != nil || len(found.Partners) != 1 {
			t.Fatalf("after a restart: %v, %v", found, err)
		}
	}
}

// refused checks that a stopped server is reported well before a person loses
// patience: before two seconds are over, not because they are.
func refused(t *testing.T, w *store.Workspace) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	_, find := w.Find(ctx, "acme")
	_, list := w.List(ctx, program.Scope{}, "", 5)
	_, seen := w.Seen(ctx, "Ev1")
	_, apply := w.Apply(ctx, adding("op", named("beta", "Beta")), nil)
	_, take := w.Take(ctx, program.Lease{Token: "a", Now: noon, Until: noon}, 1)
	_, claim := w.Claim(ctx, claim("a", noon))
	_, pulse := w.Pulse(ctx, noon)
	for _, err := range []error{find, list, seen, apply, take, claim, pulse} {
		if err == nil || errors.Is(err, program.ErrConflict) || ctx.Err() != nil {
			t.Fatalf("with Redis stopped: %v", err)
		}
	}
}

// A silent server costs a caller the time it is willing to give, over a connection that
// stands already as over a new one, and nothing afterwards.
func TestRedisFrozen(t *testing.T) {
	server := redistest.Start(t)
	warm, cold := open(t, server.URL()).Workspace("T1"), open(t, server.URL()).Workspace("T1")
	add(t, warm, named("acme", "Acme"))
	server.Freeze()
	for _, w := range []*store.Workspace{warm, cold} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if _, err := w.Find(ctx, "acme"); err == nil || ctx.Err() == nil {
			t.Errorf("with Redis frozen: %v", err)
		}
		cancel()
	}
	server.Thaw()
	for _, w := range []*store.Workspace{warm, cold} {
		if _, err := w.Find(t.Context(), "acme"); err != nil {
			t.Error(err)
		}
	}
}

// A Redis that takes two seconds to answer is slow, not gone, and its handshake is no
// faster. Two hundred people may wait for it.
func TestRedisSlow(t *testing.T) {
	server := redistest.Start(t)
	add(t, open(t, server.URL()).Workspace("T1"), named("acme", "Acme"))
	proxy := redistest.NewProxy(t, server.Addr)
	proxy.Delay(2 * time.Second)
	w := open(t, proxy.URL()).Workspace("T1")
	answers := make(chan error)
	for range 200 {
		go func() {
			found, err := w.Find(t.Context(), "acme")
			if err == nil && found.How != program.ExactMatch {
				err = fmt.Errorf("found %v", found)
			}
			answers <- err
		}()
	}
	for range 200 {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
}

// While somebody's script takes too long, Redis refuses everything. A change waits.
func TestRedisBusy(t *testing.T) {
	server := redistest.Start(t, "--lua-time-limit", "1")
	w := open(t, server.URL()).Workspace("T1")
	for _, size := range batchSizes {
		ended := busy(t, server)
		add(t, w, some(size, fmt.Sprintf("p%d ", size))...)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// busy keeps a server busy for some time, and tells when that is over.
func busy(t *testing.T, server *redistest.Server) <-chan error {
	t.Helper()
	raw := redis.NewClient(&redis.Options{Addr: server.Addr, MaxRetries: -1})
	t.Cleanup(func() { raw.Close() })
	ended := make(chan error, 1)
	go func() {
		const spin = `local function ms() local t = redis.call('TIME') return t[1] * 1000 + t[2] / 1000 end
			local start = ms() while ms() - start < 300 do end return 1`
		ended <- raw.Eval(t.Context(), spin, nil).Err()
	}()
	for !redis.HasErrorPrefix(raw.Ping(t.Context()).Err(), "BUSY") {
		select {
		case err := <-ended:
			t.Fatalf("redis was never busy: %v", err)
		default:
		}
	}
	return ended
}

// A Redis whose memory is full changes nothing, and the same batch is applied once it
// has room. Reading goes on.
func TestRedisFull(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	add(t, w, named("acme", "Acme"))
	for _, size := range batchSizes {
		server.Command("CONFIG", "SET", "maxmemory", "1")
		batch := adding(fmt.Sprintf("import of %d", size), some(size, fmt.Sprintf("p%d ", size))...)
		if _, err := w.Apply(t.Context(), batch, nil); err == nil || errors.Is(err, program.ErrConflict) {
			t.Errorf("a batch of %d into a full Redis: %v", size, err)
		}
		if found, err := w.Find(t.Context(), "acme"); err != nil || found.How != program.ExactMatch {
			t.Errorf("reading from a full Redis: %v, %v", found, err)
		}
		if _, err := w.Partner(t.Context(), batch.Changes[0].After.ID); !errors.Is(err, program.ErrUnknownPartner) {
			t.Errorf("a part of a batch of %d shows: %v", size, err)
		}
		server.Command("CONFIG", "SET", "maxmemory", "0")
		if _, err := w.Apply(t.Context(), batch, nil); err != nil {
			t.Errorf("a batch of %d, with room again: %v", size, err)
		}
		p, err := w.Partner(t.Context(), batch.Changes[size-1].After.ID)
		if err != nil || p.Version != 1 {
			t.Errorf("a batch of %d leaves version %d, %v", size, p.Version, err)
		}
	}
}

// With a Redis whose memory is full nobody may send, and nothing is half claimed.
func TestRedisFullWhileSending(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	must(t, w.Begin(t.Context(), noon))
	must(t, w.SetMark(t.Context(), "UANN", "acme", program.Wish{Now: noon}))
	server.Command("CONFIG", "SET", "maxmemory", "1")
	if claimed, err := w.Claim(t.Context(), claim("a", noon)); err == nil {
		t.Errorf("claimed in a full Redis: %+v", claimed)
	}
	if taken, err := w.Take(t.Context(), program.Lease{Token: "a", Now: noon, Until: second(60)}, 1); err == nil {
		t.Errorf("taken in a full Redis: %v", taken)
	}
	server.Command("CONFIG", "SET", "maxmemory", "0")
	if claimed := verdict(t, w, claim("a", noon), program.Yours); claimed.Post.Attempt != 1 || claimed.Writes != 1 {
		t.Errorf("claimed with room again: %+v", claimed)
	}
}

func TestScriptsForgotten(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	raw := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer raw.Close()
	for round, step := range everything {
		raw.ScriptFlush(t.Context())
		if err := step.run(t.Context(), w); err != nil {
			t.Errorf("step %d, %s: %v", round, step.name, err)
		}
	}
}

// Every reply is lost once after the command was executed. Nothing happens twice, no
// conflict is imagined, and every call answers as if nothing had been.
func TestRepliesLost(t *testing.T) {
	server := redistest.Start(t)
	runAll(t, open(t, server.URL()).Workspace("T0"), everything) // Redis knows every script by now
	scripts := scripts(t)
	for name, steps := range map[string][]step{"changes": changes, "sending": sending} {
		t.Run(name, func(t *testing.T) {
			for _, script := range loseEach(t, server, steps) {
				delete(scripts, script)
			}
		})
	}
	for _, name := range scripts {
		t.Errorf("no reply of %s was lost: no step runs it", name)
	}
}

// loseEach runs the steps as often as there are replies to them, each time in a workspace of
// their own and with another reply lost. It returns the scripts whose replies they were.
func loseEach(t *testing.T, server *redistest.Server, steps []step) (scripts []string) {
	t.Helper()
	proxy := redistest.NewProxy(t, server.Addr)
	for round := 1; ; round++ {
		w := open(t, proxy.URL()).Workspace(fmt.Sprintf("%s %d", t.Name(), round))
		count := 0
		proxy.Lose(func(command []string) bool {
			if command[0] == "hello" {
				return false
			}
			count++
			if count == round && command[0] == "evalsha" {
				scripts = append(scripts, command[1])
			}
			return count == round
		})
		runAll(t, w, steps)
		if t.Failed() {
			t.Fatalf("with reply %d lost", round)
		}
		if count < round {
			return scripts
		}
	}
}

// scripts are the names of the package's scripts, by what Redis knows them as.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.lua")
	if err != nil || len(names) == 0 {
		t.Fatalf("scripts %v, %v", names, err)
	}
	scripts := make(map[string]string)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		scripts[fmt.Sprintf("%x", sha1.Sum(text))] = name
	}
	return scripts
}

// runAll runs steps.
func runAll(t *testing.T, w *store.Workspace, steps []step) {
	t.Helper()
	for _, step := range steps {
		if err := step.run(t.Context(), w); err != nil {
			t.Errorf("%s: %v", step.name, err)
		}
	}
}

// An answer to a person costs one round trip, however large the store.
func TestOneRoundTrip(t *testing.T) {
	server := redistest.Start(t)
	names := fill(t, open(t, server.URL()).Workspace("T1"), 2_000)
	add(t, open(t, server.URL()).Workspace("T1"), named("acme", "Acme"))
	proxy := redistest.NewProxy(t, server.Addr)
	w := open(t, proxy.URL()).Workspace("T1")
	calls := map[string]func() error{
		"exact":  func() error { _, err := w.Find(t.Context(), names[7]); return err },
		"prefix": func() error { _, err := w.Find(t.Context(), names[7][:4]); return err },
		"by id":  func() error { _, err := w.Partner(t.Context(), "nobody"); return err },
		"page":   func() error { _, err := w.List(t.Context(), program.Scope{}, "", 10); return err },
		"own": func() error {
			_, err := w.List(t.Context(), program.Scope{Owners: []string{"U09PARTN007"}}, "", 300)
			return err
		},
		"common tier": func() error { _, err := w.List(t.Context(), program.Scope{Tier: "professional"}, "", 10); return err },
		"history":     func() error { _, err := w.History(t.Context(), "acme", 0, 20); return err },
		"entry":       func() error { _, err := w.Entry(t.Context(), 7); return err },
		"acts":        func() error { _, err := w.Acts(t.Context(), "U1", 0, 20); return err },
		"event":       func() error { _, err := w.Seen(t.Context(), "Ev1"); return err },
		"wish":        func() error { return w.SetMark(t.Context(), "U1", "acme", program.Wish{Now: noon}) },
		"habits":      func() error { return w.SetHabits(t.Context(), "U1", nil, noon) },
		"recipient":   func() error { _, err := w.Recipient(t.Context(), "U09PARTN007"); return err },
		"claim":       func() error { _, err := w.Claim(t.Context(), claim("a", noon)); return err },
	}
	for name, call := range calls {
		_ = call() // the first call of a script may have to send it
		before := proxy.Commands()
		if err := call(); err != nil && !errors.Is(err, program.ErrUnknownPartner) {
			t.Fatalf("%s: %v", name, err)
		}
		if n := proxy.Commands() - before; n != 1 {
			t.Errorf("%s takes %d round trips, want 1", name, n)
		}
	}
}
