package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// Many write to few partners: nobody's change is lost, and none counts twice.
func TestWritersTogether(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) { writeTogether(t, []*store.Workspace{w}, 10, 20, 3) })
}

// Fifty writers on two replicas make ten thousand changes to ten partners at once, and
// one reply of a hundred to one of the replicas is lost. Which, is drawn: writers in step
// with a count would lose all their tries.
func TestWritersTogetherManyTimes(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	proxy.Lose(func(command []string) bool {
		return rand.IntN(100) == 0 && command[0] != "hello" && command[0] != "client"
	})
	replicas := []*store.Workspace{open(t, server.URL()).Workspace("T1"), open(t, proxy.URL()).Workspace("T1")}
	writeTogether(t, replicas, 50, 200, 10)
}

// writeTogether lets writers count in the partners' readings, and checks that the count
// is right and that the audit log tells of every change once.
func writeTogether(t *testing.T, replicas []*store.Workspace, writers, changes, partners int) {
	t.Helper()
	w := replicas[0]
	add(t, w, some(partners, "p")...)
	var wait sync.WaitGroup
	for writer := range writers {
		wait.Go(func() {
			for i := range changes {
				id := fmt.Sprintf("p%06d", (writer+i)%partners)
				count(t, replicas[writer%len(replicas)], id, fmt.Sprintf("count %d %d", writer, i))
			}
		})
	}
	wait.Wait()

	stored, total := make(map[string]program.Partner), 0
	for p, err := range w.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		stored[p.ID] = p
		value := p.Value("revenue", program.Date{})
		if p.Version != int64(value)+1 {
			t.Errorf("%s has version %d after %d changes", p.ID, p.Version, value)
		}
		total += int(value)
	}
	if total != writers*changes {
		t.Errorf("%d changes, want %d", total, writers*changes)
	}
	if diff := cmp.Diff(stored, replay(t, w)); diff != "" {
		t.Errorf("the log replayed (-stored +replayed):\n%s", diff)
	}
	told := make(map[string]int)
	page, err := w.Acts(t.Context(), "", 0, writers*changes+1)
	for _, act := range page.Acts {
		told[act.What]++
	}
	if len(told) != writers*changes+1 || len(page.Acts) != len(told) || err != nil {
		t.Errorf("the log has %d batches of %d operations, %v", len(page.Acts), len(told), err)
	}
}

// count adds one to a partner's reading, deciding again as often as somebody else is
// faster.
func count(t *testing.T, w *store.Workspace, id, op string) {
	for {
		before, err := w.Partner(t.Context(), id)
		if err != nil {
			t.Error(err)
			return
		}
		batch := changing(op, before, func(p *program.Partner) {
			p.Measure(program.Reading{Metric: "revenue", Value: p.Value("revenue", program.Date{}) + 1})
		})
		batch.What = op
		if _, err := w.Apply(t.Context(), batch, nil); !errors.Is(err, program.ErrConflict) {
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}

// Two managers press the same button, on two replicas.
func TestSameBatchTogether(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, size := range batchSizes {
			batch := adding(fmt.Sprintf("import of %d", size), some(size, fmt.Sprintf("p%d ", size))...)
			var wait sync.WaitGroup
			for range 4 {
				wait.Go(func() {
					if _, err := w.Apply(t.Context(), batch, nil); err != nil {
						t.Errorf("a batch of %d: %v", size, err)
					}
				})
			}
			wait.Wait()
			p, err := w.Partner(t.Context(), batch.Changes[0].After.ID)
			if err != nil || p.Version != 1 {
				t.Errorf("a batch of %d leaves version %d, %v", size, p.Version, err)
			}
		}
	})
}
