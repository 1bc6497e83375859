package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// life is what happens to a partner from its admission to its return, with others in
// between. It returns every batch as it was applied.
func life(t *testing.T, w *store.Workspace) []program.Batch {
	t.Helper()
	var batches []program.Batch
	step := func(batch program.Batch) {
		t.Helper()
		if _, err := w.Apply(t.Context(), batch, nil); err != nil {
			t.Fatal(err)
		}
		batches = append(batches, batch)
	}
	step(adding("add", named("beta", "Beta"), named("acme", "Acme")))
	step(renaming(t, w, "rename", "acme", "Acme Lyon"))
	step(renaming(t, w, "rename beta", "beta", "Beta Conseil"))
	step(removing(t, w, "archive", "acme"))
	step(adding("return", named("acme", "Acme Paris"), named("gamma", "Gamma")))
	return batches
}

// renaming is a batch by another person that gives a partner another name, and says why.
func renaming(t *testing.T, w *store.Workspace, op, id, name string) program.Batch {
	t.Helper()
	before, err := w.Partner(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	batch := changing(op, before, func(p *program.Partner) { p.Name = name })
	batch.By, batch.At, batch.Note, batch.Evidence = "U2", noon.Add(time.Hour), "merged", "https://example.com/7"
	return batch
}

// removing is a batch that removes a partner.
func removing(t *testing.T, w *store.Workspace, op, id string) program.Batch {
	t.Helper()
	before, err := w.Partner(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return program.Batch{
		Op: op, By: "U1", At: noon, What: "archive " + id,
		Changes: []program.Change{{Before: &before, After: program.Partner{ID: id}, Removed: true}},
	}
}

// acts are what the entries of batches have in common, when these are all there is.
func acts(batches []program.Batch) []program.Act {
	first, all := int64(1), make([]program.Act, len(batches))
	for i, b := range batches {
		all[i] = program.Act{
			First: first, Count: len(b.Changes), By: b.By, At: b.At, What: b.What, Note: b.Note, Evidence: b.Evidence,
		}
		first += int64(len(b.Changes))
	}
	return all
}

func TestHistory(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		acts := acts(life(t, w))
		acme := func(version int64, name string) *program.Partner {
			p := named("acme", name)
			p.Version = version
			return &p
		}
		want := []program.Entry{
			{Number: 6, ID: "acme", Before: nil, After: acme(4, "Acme Paris"), Act: acts[4]},
			{Number: 5, ID: "acme", Before: acme(2, "Acme Lyon"), After: nil, Act: acts[3]},
			{Number: 3, ID: "acme", Before: acme(1, "Acme"), After: acme(2, "Acme Lyon"), Act: acts[1]},
			{Number: 2, ID: "acme", Before: nil, After: acme(1, "Acme"), Act: acts[0]},
		}
		for _, limit := range []int{1, 2, 3, 4, 100} {
			if diff := cmp.Diff(want, history(t, w, "acme", limit)); diff != "" {
				t.Errorf("in pages of %d (-want +got):\n%s", limit, diff)
			}
		}
		for _, entry := range want {
			got, err := w.Entry(t.Context(), entry.Number)
			if diff := cmp.Diff(entry, got); diff != "" || err != nil {
				t.Errorf("entry %d: %v (-want +got):\n%s", entry.Number, err, diff)
			}
		}
	})
}

func TestHistoryUnknown(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		if _, err := w.History(t.Context(), "acme", 0, 5); !errors.Is(err, program.ErrUnknownPartner) {
			t.Errorf("before there was anything: %v", err)
		}
		life(t, w)
		for _, test := range []struct {
			id   string
			from int64
			want error
		}{
			{"nobody", 0, program.ErrUnknownPartner},
			{"nobody", 1, program.ErrUnknownPartner},
			{"acme", 1, program.ErrUnknownEntry}, // it is Beta's
			{"acme", 99, program.ErrUnknownEntry},
			{"acme", -1, program.ErrUnknownEntry},
		} {
			if _, err := w.History(t.Context(), test.id, test.from, 5); !errors.Is(err, test.want) {
				t.Errorf("the history of %s from %d: %v, want %v", test.id, test.from, err, test.want)
			}
		}
		for _, n := range []int64{-1, 0, 8} {
			if _, err := w.Entry(t.Context(), n); !errors.Is(err, program.ErrUnknownEntry) {
				t.Errorf("entry %d: %v", n, err)
			}
			for entry, err := range w.Batch(t.Context(), n) {
				if !errors.Is(err, program.ErrUnknownEntry) {
					t.Errorf("the batch of entry %d: %+v, %v", n, entry, err)
				}
			}
		}
	})
}

// A batch is all its entries, whichever of them it is asked by, and no more.
func TestBatch(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"))
		large := adding("import", some(1_234, "p")...)
		if _, err := w.Apply(t.Context(), large, nil); err != nil {
			t.Fatal(err)
		}
		add(t, w, named("beta", "Beta"))
		for _, n := range []int64{2, 700, 1_235} {
			next := int64(2)
			for entry, err := range w.Batch(t.Context(), n) {
				if err != nil {
					t.Fatal(err)
				}
				want := large.Changes[next-2].After
				want.Version = 1
				if diff := cmp.Diff(&want, entry.After); diff != "" || entry.Number != next || entry.First != 2 || entry.Count != 1_234 {
					t.Fatalf("entry %d of a batch: %+v (-want +got):\n%s", next, entry, diff)
				}
				next++
			}
			if next != 1_236 {
				t.Errorf("the batch of entry %d ends before entry %d", n, next)
			}
		}
		for entry, err := range w.Batch(t.Context(), 1) {
			if err != nil || entry.ID != "acme" {
				t.Errorf("the batch of entry 1 has %+v, %v", entry, err)
			}
			break // the rest is not read
		}
	})
}

func TestActs(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		all := acts(life(t, w))
		slices.Reverse(all)
		for _, by := range []string{"", "U1", "U2", "U3"} {
			want := slices.DeleteFunc(slices.Clone(all), func(a program.Act) bool { return by != "" && a.By != by })
			for limit := 1; limit <= 6; limit++ {
				var got []program.Act
				for before := int64(0); ; {
					page, err := w.Acts(t.Context(), by, before, limit)
					if err != nil || len(page.Acts) > limit || (page.Next != 0 && len(page.Acts) < limit) {
						t.Fatalf("by %q below %d: %d of %d, next %d, %v", by, before, len(page.Acts), limit, page.Next, err)
					}
					got = append(got, page.Acts...)
					if before = page.Next; before == 0 {
						break
					}
				}
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("by %q in pages of %d (-want +got):\n%s", by, limit, diff)
				}
			}
		}
		if page, err := w.Acts(t.Context(), "", 7, 1); err != nil || len(page.Acts) != 1 || page.Acts[0].First != 6 {
			t.Errorf("below the middle of a batch: %+v, %v", page, err)
		}
	})
}

// Somebody's few changes are found among many of others, without keeping Redis from
// anybody for long, and the page that holds the last of them says so.
func TestActsAmongMany(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	add(t, w, named("acme", "Acme"))
	if _, err := w.Apply(t.Context(), renaming(t, w, "rename", "acme", "Acme Lyon"), nil); err != nil {
		t.Fatal(err)
	}
	for i := range 2_100 {
		add(t, w, named(fmt.Sprintf("p%d", i), "P"))
	}
	proxy := redistest.NewProxy(t, server.Addr)
	page, err := open(t, proxy.URL()).Workspace("T1").Acts(t.Context(), "U2", 0, 5)
	if err != nil || page.Next != 0 || len(page.Acts) != 1 || page.Acts[0].First != 2 {
		t.Errorf("%+v, %v", page, err)
	}
	if n := proxy.Commands(); n != 3 && n != 4 { // one may be the script itself, sent once
		t.Errorf("%d round trips for two thousand batches", n)
	}
}

func TestReceipt(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		if receipt, known, err := w.Receipt(t.Context(), "return"); known || receipt.Entry != 0 || err != nil {
			t.Errorf("before it was applied: %+v, %v, %v", receipt, known, err)
		}
		life(t, w)
		if receipt, known, err := w.Receipt(t.Context(), "return"); !known || receipt.Entry != 6 || err != nil {
			t.Errorf("after it was applied: %+v, %v, %v", receipt, known, err)
		}
	})
}

func TestRefusals(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		refusal := func(i int) program.Refusal {
			return program.Refusal{
				Op: fmt.Sprintf("gesture %d", i), By: "U3", At: noon.Add(time.Duration(i) * time.Millisecond), What: "/certify", Reason: "reader",
			}
		}
		for _, i := range []int{1, 2, 1, 3, 2} {
			if err := w.Refuse(t.Context(), refusal(i)); err != nil {
				t.Fatal(err)
			}
		}
		for limit, want := range [][]program.Refusal{
			1: {refusal(3)}, 2: {refusal(3), refusal(2)}, 9: {refusal(3), refusal(2), refusal(1)},
		} {
			if got, err := w.Refusals(t.Context(), limit); want != nil && (!slices.Equal(got, want) || err != nil) {
				t.Errorf("the newest %d are %v, %v, want %v", limit, got, err, want)
			}
		}
	})
}

// A button in a channel is one gesture whoever presses it, but everybody is refused for
// themselves.
func TestRefusalsOfOneGestureAreKeptOnceAPerson(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, by := range []string{"U3", "U4", "U3", "U4"} {
			if err := w.Refuse(t.Context(), program.Refusal{Op: "button", By: by, At: noon, What: "/tier import", Reason: "reader"}); err != nil {
				t.Fatal(err)
			}
		}
		all, err := w.Refusals(t.Context(), 9)
		if err != nil || len(all) != 2 || all[0].By != "U4" || all[1].By != "U3" {
			t.Errorf("kept are %v, %v", all, err)
		}
	})
}

// Refusals do not pile up: whoever is refused cannot fill the store.
func TestRefusalsEnd(t *testing.T) {
	w := open(t, redistest.Start(t).URL()).Workspace("T1")
	for i := range 11_000 {
		if err := w.Refuse(t.Context(), program.Refusal{Op: fmt.Sprint(i), By: "U3", At: noon, What: "/certify", Reason: "reader"}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := w.Refusals(t.Context(), 20_000)
	if err != nil || len(all) < 10_000 || len(all) > 10_200 || all[0].Op != "10999" {
		t.Errorf("%d are kept, %v", len(all), err)
	}
}
