package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// A program that dies while it stages a batch leaves nothing to be seen, and the next
// one finishes the batch.
func TestApplyInterrupted(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		batch := halfNew(t, w, 3_000)
		ctx, die := context.WithCancel(t.Context())
		if _, err := w.Apply(ctx, batch, atThird(die)); !errors.Is(err, context.Canceled) {
			t.Fatalf("an interrupted batch: %v", err)
		}
		finishes(t, w, w, batch)
	})
}

// The largest import there may be, killed or cut off in the middle, is finished by another
// program that applies the same operation.
func TestApplyInterruptedElsewhere(t *testing.T) {
	deaths := map[string]func(die context.CancelFunc, proxy *redistest.Proxy){
		"killed":  func(die context.CancelFunc, _ *redistest.Proxy) { die() },
		"cut off": func(_ context.CancelFunc, proxy *redistest.Proxy) { proxy.Cut() },
	}
	for name, death := range deaths {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			proxy := redistest.NewProxy(t, server.Addr)
			here, elsewhere := open(t, proxy.URL()).Workspace("T1"), open(t, server.URL()).Workspace("T1")
			batch := halfNew(t, elsewhere, 20_000)
			ctx, die := context.WithCancel(t.Context())
			defer die()
			_, err := here.Apply(ctx, batch, atThird(func() { death(die, proxy) }))
			if err == nil || errors.Is(err, program.ErrConflict) {
				t.Fatalf("an interrupted batch: %v", err)
			}
			proxy.Mend()
			finishes(t, elsewhere, here, batch)
		})
	}
}

// A batch of which a part has vanished, as in a failover to a replica that was behind,
// changes nothing.
func TestApplyStagedLost(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	raw := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer raw.Close()
	batch := halfNew(t, w, 3_000)
	_, err := w.Apply(t.Context(), batch, atThird(func() {
		for _, key := range raw.Keys(t.Context(), "*staged*").Val() {
			raw.HDel(t.Context(), key, "1")
		}
	}))
	if err == nil || !strings.Contains(err.Error(), "lost on the way") {
		t.Fatalf("a batch without one of its parts: %v", err)
	}
	finishes(t, w, w, batch)
}

// halfNew is a batch that changes partners, which it stores first, and adds as many.
func halfNew(t *testing.T, w *store.Workspace, size int) program.Batch {
	t.Helper()
	partners := some(size, "p")
	add(t, w, partners[:size/2]...)
	batch := adding("import", partners...)
	for i := range size / 2 {
		before := partners[i]
		before.Version = 1
		batch.Changes[i].Before = &before
		batch.Changes[i].After.Tier = "premier"
	}
	return batch
}

// atThird calls once a third of the changes are on their way.
func atThird(call func()) func(done, total int) {
	return func(done, total int) {
		if done > total/3 {
			call()
		}
	}
}

// finishes checks that nothing is to be seen of a batch of [halfNew], that one program
// applies all of it, and that the other then finds it applied.
func finishes(t *testing.T, w, other *store.Workspace, batch program.Batch) {
	t.Helper()
	size := len(batch.Changes)
	if _, known, err := w.Receipt(t.Context(), batch.Op); known || err != nil {
		t.Fatalf("an interrupted batch is known: %v, %v", known, err)
	}
	if page, err := w.Acts(t.Context(), "", 0, 5); len(page.Acts) != 1 || err != nil {
		t.Fatalf("the log tells of an interrupted batch: %+v, %v", page, err)
	}
	if all := pages(t, w, program.Scope{}, 500); len(all) != size/2 {
		t.Fatalf("%d partners, want %d", len(all), size/2)
	}
	if changed := pages(t, w, program.Scope{Tier: "premier"}, 500); changed != nil {
		t.Fatalf("%d partners were changed", len(changed))
	}

	want := program.Receipt{Entry: int64(size/2 + 1)}
	if receipt, err := w.Apply(t.Context(), batch, nil); receipt != want || err != nil {
		t.Fatalf("applied again: %+v, %v, want %+v", receipt, err, want)
	}
	want.Again = true
	if receipt, err := other.Apply(t.Context(), batch, nil); receipt != want || err != nil {
		t.Errorf("applied by both: %+v, %v, want %+v", receipt, err, want)
	}
	if all := pages(t, w, program.Scope{}, 500); len(all) != size {
		t.Errorf("%d partners, want %d", len(all), size)
	}
	if changed := pages(t, w, program.Scope{Tier: "premier"}, 500); len(changed) != size/2 {
		t.Errorf("%d partners were changed, want %d", len(changed), size/2)
	}
}
