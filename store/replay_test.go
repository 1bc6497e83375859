package store_test

import (
	"context"
	"errors"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// replay is what the audit log, read from the beginning, says that the partners are. It
// checks on the way that numbers and versions have no gap, and that each entry begins
// where the partner's last one ended.
func replay(t test, w *store.Workspace) map[string]program.Partner {
	t.Helper()
	partners, versions := make(map[string]program.Partner), make(map[string]int64)
	for next := int64(1); ; {
		for entry, err := range w.Batch(t.Context(), next) {
			if errors.Is(err, program.ErrUnknownEntry) {
				return partners
			}
			if err != nil || entry.Number != next {
				t.Fatalf("entry %d is %d, %v", next, entry.Number, err)
			}
			next++
			var before *program.Partner
			if p, known := partners[entry.ID]; known {
				before = &p
			}
			if diff := cmp.Diff(before, entry.Before); diff != "" {
				t.Fatalf("entry %d begins where the last one did not end (-last +this):\n%s", entry.Number, diff)
			}
			versions[entry.ID]++
			delete(partners, entry.ID)
			if p := entry.After; p != nil && p.Version == versions[entry.ID] {
				partners[entry.ID] = *p
			} else if p != nil {
				t.Fatalf("entry %d has version %d, want %d", entry.Number, p.Version, versions[entry.ID])
			}
		}
	}
}

// test is a test as far as [replay] and [history] need one: rapid's has fewer methods.
type test interface {
	Helper()
	Context() context.Context
	Fatalf(format string, args ...any)
}

// history is the whole history of a partner, read in pages that are full but the last.
func history(t test, w *store.Workspace, id string, limit int) []program.Entry {
	t.Helper()
	var all []program.Entry
	for from := int64(0); ; {
		page, err := w.History(t.Context(), id, from, limit)
		if err != nil || len(page.Entries) > limit || (len(page.Entries) < limit && page.Next != 0) {
			t.Fatalf("a page of %d from %d: %d entries, next %d, %v", limit, from, len(page.Entries), page.Next, err)
		}
		all = append(all, page.Entries...)
		if from = page.Next; from == 0 {
			return all
		}
	}
}
