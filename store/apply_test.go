package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// full is a partner of which everything is known.
func full() program.Partner {
	return program.Partner{
		ID:        "<!channel> l'Oréal",
		Name:      `<!channel> *Evil* <@U1> "L'Oréal" & \ 日本`,
		Aliases:   []string{"Oréal", "LO"},
		Tier:      "enterprise",
		TierSince: program.Date{Year: 2009, Month: 5, Day: 2},
		Certificates: []program.Holding{
			{Certificate: "vtsp", Holder: "Camille d'Étê", Earned: program.Date{Year: 2009, Month: 5, Day: 20}},
			{Certificate: "vtsp", Kind: "professional", Holder: "0", Ends: program.Date{Year: 2010, Month: 1, Day: 31}},
			{Certificate: "vsp", Unnamed: 12},
			{Certificate: "vsp"},
		},
		Competencies: []program.Earned{
			{Competency: "infrastructure", Earned: program.Date{Year: 2009, Month: 4, Day: 14}},
			{Competency: "desktop", Ends: program.Date{Year: 2011, Month: 12, Day: 1}},
		},
		Readings: []program.Reading{
			{Metric: "revenue", Value: 999999, From: program.Date{Year: 2009, Month: 12, Day: 31}},
			{Metric: "revenue"},
			{Metric: "opportunities", Value: -3},
		},
		Owners:    []string{"U1", "ann@example.com"},
		Extension: &program.Extension{Until: program.Date{Year: 2010, Month: 3, Day: 1}, Reason: "a \"fair\"\nreason", By: "U9"},
		Held:      &program.Hold{Lapse: program.Date{Year: 2010, Month: 3, Day: 1}, Reason: "a \"flood\"\n", By: "U8"},
		Fell: &program.Fall{
			From: "premier", Lapse: program.Date{Year: 2010, Month: 1, Day: 14}, On: program.Date{Year: 2010, Month: 1, Day: 15}, By: "U7",
		},
		Reported: program.Report{By: "partners.csv", At: noon},
	}
}

func TestApplyKeepsEverything(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		want := full()
		add(t, w, want)
		want.Version = 1
		got, err := w.Partner(t.Context(), want.ID)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v, read back (-want +got):\n%s", err, diff)
		}
		if _, err := w.Partner(t.Context(), "nobody"); !errors.Is(err, program.ErrUnknownPartner) {
			t.Errorf("reading nobody: %v", err)
		}
	})
}

func TestApplyMovesTheIndexes(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		before := full()
		add(t, w, before)
		before.Version = 1
		batch := changing("rename", before, func(p *program.Partner) {
			p.Name, p.Aliases, p.Tier, p.Owners = "Renamed", []string{"LO"}, "premier", []string{"U2"}
		})
		if _, err := w.Apply(t.Context(), batch, nil); err != nil {
			t.Fatal(err)
		}
		for words, how := range map[string]program.Match{
			"renamed": program.ExactMatch, "lo": program.ExactMatch,
			"channel evil": program.NoMatch, "oreal": program.NoMatch,
		} {
			if found, err := w.Find(t.Context(), words); err != nil || found.How != how {
				t.Errorf("Find(%q) = %v, %v, want %v", words, found.How, err, how)
			}
		}
		for _, scope := range []program.Scope{{Tier: "enterprise"}, {Owners: []string{"U1", "ann@example.com"}}} {
			if left := pages(t, w, scope, 5); left != nil {
				t.Errorf("%v still lists %v", scope, left)
			}
		}
		for _, scope := range []program.Scope{{}, {Tier: "premier"}, {Owners: []string{"U2"}}} {
			if now := pages(t, w, scope, 5); len(now) != 1 {
				t.Errorf("%v lists %v", scope, now)
			}
		}
	})
}

// Batches of a few changes go in one command, large ones in parts; nobody sees a
// difference.
var batchSizes = []int{1, 3, 3_000}

func TestApplyAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, size := range batchSizes {
			stale := program.Partner{ID: fmt.Sprintf("stale %d", size), Name: "Stale", Tier: "premier", Version: 0}
			add(t, w, stale)
			batch := adding(fmt.Sprintf("batch of %d", size), some(size, fmt.Sprintf("p%d ", size))...)
			batch.Changes = append(batch.Changes, program.Change{After: stale}) // it exists by now

			_, err := w.Apply(t.Context(), batch, nil)
			if !errors.Is(err, program.ErrConflict) || !strings.Contains(err.Error(), stale.ID) {
				t.Fatalf("a batch of %d with a conflict: %v", size, err)
			}
			if _, err := w.Partner(t.Context(), batch.Changes[0].After.ID); !errors.Is(err, program.ErrUnknownPartner) {
				t.Fatalf("a part of a refused batch of %d shows: %v", size, err)
			}

			// Decided again, under the same operation: nothing was done, so it may be.
			batch.Changes = batch.Changes[:size]
			if _, err := w.Apply(t.Context(), batch, nil); err != nil {
				t.Fatalf("the batch of %d without the conflict: %v", size, err)
			}
			if _, err := w.Partner(t.Context(), batch.Changes[size-1].After.ID); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestApplySameOperationTwice(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, size := range batchSizes {
			batch := adding(fmt.Sprintf("import of %d", size), some(size, fmt.Sprintf("p%d ", size))...)
			first, err := w.Apply(t.Context(), batch, nil)
			if first.Entry == 0 || first.Again || err != nil {
				t.Fatalf("a batch of %d: %+v, %v", size, first, err)
			}
			want := program.Receipt{Entry: first.Entry, Again: true}
			if again, err := w.Apply(t.Context(), batch, nil); again != want || err != nil {
				t.Errorf("a batch of %d again: %+v, %v, want %+v", size, again, err, want)
			}
			p, err := w.Partner(t.Context(), batch.Changes[size-1].After.ID)
			if err != nil || p.Version != 1 {
				t.Errorf("a batch of %d applied twice leaves version %d, %v", size, p.Version, err)
			}
		}
	})
}

func TestApplyRefuses(t *testing.T) {
	change := func(f func(*program.Batch, *program.Partner)) program.Batch {
		batch := adding("op", program.Partner{ID: "acme", Name: "Acme"})
		f(&batch, &batch.Changes[0].After)
		return batch
	}
	tests := map[string]program.Batch{
		"no operation": change(func(b *program.Batch, _ *program.Partner) { b.Op = "" }),
		"no id":        change(func(_ *program.Batch, p *program.Partner) { p.ID = "" }),
		"no name":      change(func(_ *program.Batch, p *program.Partner) { p.Name = "" }),
		"a line in id": change(func(_ *program.Batch, p *program.Partner) { p.ID = "a\nb" }),
		"a zero byte":  change(func(_ *program.Batch, p *program.Partner) { p.Owners = []string{"U1\x00"} }),
		"a tab":        change(func(_ *program.Batch, p *program.Partner) { p.Certificates = []program.Holding{{Holder: "\t"}} }),
		"broken text":  change(func(_ *program.Batch, p *program.Partner) { p.Name = "\xff" }),
		"twice in one": change(func(b *program.Batch, _ *program.Partner) { b.Changes = append(b.Changes, b.Changes[0]) }),
		"never stored": change(func(b *program.Batch, p *program.Partner) { b.Changes[0].Before = &program.Partner{ID: "acme"} }),
		"another's id": change(func(b *program.Batch, p *program.Partner) {
			b.Changes[0].Before = &program.Partner{ID: "b", Version: 1}
		}),
		"a line in a name before": change(func(b *program.Batch, p *program.Partner) {
			b.Changes[0].Before = &program.Partner{ID: p.ID, Version: 1, Name: "A\nb"}
		}),
		"a removal of nobody": change(func(b *program.Batch, p *program.Partner) { p.ID, b.Changes[0].Removed = "", true }),
		"a later owner":       change(func(_ *program.Batch, p *program.Partner) { p.Owners = []string{"U1", "\x85"} }),
	}
	each(t, func(t *testing.T, w *store.Workspace) {
		for name, batch := range tests {
			if _, err := w.Apply(t.Context(), batch, nil); err == nil || errors.Is(err, program.ErrConflict) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if all := pages(t, w, program.Scope{}, 5); all != nil {
			t.Errorf("something was stored: %v", all)
		}
		if receipt, err := w.Apply(t.Context(), program.Batch{Op: "nothing"}, nil); receipt.Entry != 0 || err != nil {
			t.Errorf("an empty batch: %+v, %v", receipt, err)
		}
	})
}

func TestApplyTellsProgress(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		const size = 3_000
		for _, steps := range []int{2, 1} { // applied, then found applied
			var told []int
			_, err := w.Apply(t.Context(), adding("import", some(size, "p")...), func(done, total int) {
				if total != size {
					t.Errorf("%d of %d, want of %d", done, total, size)
				}
				told = append(told, done)
			})
			if err != nil || len(told) < steps || !slices.IsSorted(told) || told[len(told)-1] != size {
				t.Errorf("told %v, %v", told, err)
			}
		}
	})
}

func TestSeen(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for i, want := range []bool{false, true, true} {
			if seen, err := w.Seen(t.Context(), "Ev1"); seen != want || err != nil {
				t.Errorf("delivery %d: seen %v, %v, want %v", i+1, seen, err, want)
			}
		}
		if seen, err := w.Seen(t.Context(), "Ev2"); seen || err != nil {
			t.Errorf("another event: seen %v, %v", seen, err)
		}
	})
}

// some are so many different partners.
func some(n int, prefix string) []program.Partner {
	partners := make([]program.Partner, n)
	for i := range partners {
		id := fmt.Sprintf("%s%06d", prefix, i)
		partners[i] = program.Partner{
			ID: id, Name: "Partner " + id, Tier: "professional", Owners: []string{"U1"},
			Reported: program.Report{By: "partners.csv", At: noon.Add(time.Duration(i) * time.Second)},
		}
	}
	return partners
}
