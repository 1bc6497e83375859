package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// Many write to few partners: nobody's change is lost, and none counts twice.
func TestWritersTogether(t *testing.T) {
	const writers, changes, partners = 10, 20, 3
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, some(partners, "p")...)
		var wait sync.WaitGroup
		for writer := range writers {
			wait.Go(func() {
				for i := range changes {
					certify(t, w, fmt.Sprintf("p%06d", i%partners), fmt.Sprintf("Holder %d %d", writer, i))
				}
			})
		}
		wait.Wait()
		total := 0
		for p, err := range w.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if int(p.Version) != len(p.Certificates)+1 {
				t.Errorf("%s has version %d and %d certificates", p.ID, p.Version, len(p.Certificates))
			}
			total += len(p.Certificates)
		}
		if total != writers*changes {
			t.Errorf("%d certificates, want %d", total, writers*changes)
		}
	})
}

// certify adds a holder, deciding again as often as somebody else is faster.
func certify(t *testing.T, w *store.Workspace, id, holder string) {
	for {
		before, err := w.Partner(t.Context(), id)
		if err != nil {
			t.Error(err)
			return
		}
		_, err = w.Apply(t.Context(), changing("certify "+holder, before, func(p *program.Partner) {
			p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Holder: holder})
		}), nil)
		if !errors.Is(err, program.ErrConflict) {
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
