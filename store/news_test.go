package store_test

import (
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// News are the entries of the log in order, each with who made its batch and when, wherever
// in a batch reading begins, and what the partner became.
func TestNews(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		empty, err := w.News(t.Context(), 0, 10)
		must(t, err)
		if len(empty.Records) != 0 || empty.Last != 0 || empty.Epoch != "" {
			t.Errorf("an empty store has news: %+v", empty)
		}
		add(t, w, named("acme", "Acme"), named("beta", "Beta"), named("coda", "Coda"))
		before, err := w.Partner(t.Context(), "acme")
		must(t, err)
		gone := changing("remove", before, func(*program.Partner) {})
		gone.By, gone.Changes[0].Removed = "U2", true
		_, err = w.Apply(t.Context(), gone, nil)
		must(t, err)

		all := []string{"1 acme U1 Acme", "2 beta U1 Beta", "3 coda U1 Coda", "4 acme U2 removed"}
		for after := range len(all) + 1 {
			for _, limit := range []int{1, 2, 10} {
				news, err := w.News(t.Context(), int64(after), limit)
				must(t, err)
				want := all[after:min(after+limit, len(all))]
				if got := lines(news); !slices.Equal(got, want) || news.Last != 4 {
					t.Errorf("after %d, at most %d: %q of %d, want %q", after, limit, got, news.Last, want)
				}
			}
		}
	})
}

// lines are news as a person would note them.
func lines(news program.News) []string {
	var all []string
	for _, r := range news.Records {
		name := "removed"
		if r.Now != nil {
			name = r.Now.Name
		}
		if !r.At.Equal(noon) {
			name += " at " + r.At.String()
		}
		all = append(all, fmt.Sprint(r.Number, " ", r.ID, " ", r.By, " ", name))
	}
	return all
}

// Whatever reads the news from the beginning, in pieces of any size, knows every partner as
// it is stored.
func TestNewsGiveTheStoredPartners(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		fill(t, w, 300)
		some, err := w.List(t.Context(), program.Scope{}, "", 40)
		must(t, err)
		for i, p := range some.Partners {
			batch := changing(fmt.Sprint("change ", i), p, func(p *program.Partner) { p.Tier = "enterprise" })
			batch.Changes[0].Removed = i%3 == 0
			_, err := w.Apply(t.Context(), batch, nil)
			must(t, err)
		}
		for _, limit := range []int{7, 300} {
			partners, read := map[string]program.Partner{}, int64(0)
			for news := (program.News{Last: 1}); read < news.Last; {
				news, err = w.News(t.Context(), read, limit)
				must(t, err)
				for _, r := range news.Records {
					if read++; r.Number != read {
						t.Fatalf("entry %d comes after %d", r.Number, read-1)
					}
					if delete(partners, r.ID); r.Now != nil {
						partners[r.ID] = *r.Now
					}
				}
			}
			compareAll(t, w, partners)
		}
	})
}

func compareAll(t *testing.T, w *store.Workspace, partners map[string]program.Partner) {
	t.Helper()
	for p, err := range w.All(t.Context()) {
		must(t, err)
		if diff := gocmp.Diff(p, partners[p.ID]); diff != "" {
			t.Fatalf("%s: %s", p.ID, diff)
		}
		delete(partners, p.ID)
	}
	if len(partners) > 0 {
		t.Errorf("%d partners are told of that are not there", len(partners))
	}
}

// News say which contents they are of: those of a store that was resumed or erased are
// others.
func TestNewsNameTheEpoch(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"))
		must(t, w.Begin(t.Context(), noon))
		news, err := w.News(t.Context(), 0, 10)
		must(t, err)
		first := pulse(t, w).Epoch
		if news.Epoch != first || first == "" {
			t.Errorf("news of the epoch %q, which is %q", news.Epoch, first)
		}
		_, err = w.Suspect(t.Context(), program.Suspicion{Reason: "older", Since: noon}, pulse(t, w))
		must(t, err)
		must(t, w.Resume(t.Context(), "U1", noon))
		news, err = w.News(t.Context(), 0, 10)
		must(t, err)
		if epoch := pulse(t, w).Epoch; news.Epoch != epoch || epoch == first {
			t.Errorf("news of the epoch %q once resumed, which is %q after %q", news.Epoch, epoch, first)
		}
		must(t, w.Erase(t.Context()))
		news, err = w.News(t.Context(), 0, 10)
		must(t, err)
		if news.Epoch != "" || news.Last != 0 {
			t.Errorf("news of the epoch %q up to %d, and nothing is there", news.Epoch, news.Last)
		}
	})
}

func TestSome(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"), named("beta", "Beta"), named("coda", "Coda"))
		before, err := w.Partner(t.Context(), "beta")
		must(t, err)
		gone := changing("remove", before, func(*program.Partner) {})
		gone.Changes[0].Removed = true
		_, err = w.Apply(t.Context(), gone, nil)
		must(t, err)
		for _, tt := range []struct{ ask, want []string }{
			{nil, nil},
			{[]string{"nobody"}, nil},
			{[]string{"coda", "beta", "nobody", "acme"}, []string{"coda", "acme"}},
			{[]string{"acme", "acme"}, []string{"acme", "acme"}},
		} {
			some, err := w.Some(t.Context(), tt.ask)
			must(t, err)
			if !slices.Equal(ids(some), tt.want) {
				t.Errorf("of %q there are %q, want %q", tt.ask, ids(some), tt.want)
			}
		}
	})
}

// What every question about all partners asks costs one round trip, also in a Cluster, where
// nobody may touch what lies on different nodes at once.
func TestNewsTakeOneRoundTrip(t *testing.T) {
	nodes := redistest.Cluster(t, 3)
	var inCluster, alone redistest.Trips
	for what, server := range map[string]struct {
		trips *redistest.Trips
		url   string
	}{
		"cluster": {&inCluster, "redis+cluster://" + nodes[0].Addr},
		"server":  {&alone, redistest.Start(t).URL()},
	} {
		r, err := store.Through(server.trips.Dial, server.url)
		must(t, err)
		t.Cleanup(func() { r.Close() })
		w := r.Workspace("T1")
		add(t, w, some(1_200, "p")...)
		for name, call := range map[string]func() error{
			"nothing new":        func() error { _, err := w.News(t.Context(), 1_200, 1_000); return err },
			"the first":          func() error { _, err := w.News(t.Context(), 0, 1_000); return err },
			"partners of a page": func() error { _, err := w.Some(t.Context(), []string{"p1", "p2", "p3"}); return err },
		} {
			must(t, call())
			before := server.trips.Count()
			must(t, call())
			if n := server.trips.Count() - before; n != 1 {
				t.Errorf("%s: %s takes %d round trips", what, name, n)
			}
		}
	}
}
