package store_test

import (
	"fmt"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

func TestMain(m *testing.M) {
	store.LogTo(slog.New(slog.DiscardHandler)) // the tests break connections on purpose
	os.Exit(m.Run())
}

func TestWorkspacesAreApart(t *testing.T) {
	r := open(t, redistest.Start(t).URL())
	add(t, r.Workspace("T1"), named("acme", "Acme"))
	if found, err := r.Workspace("T2").Find(t.Context(), "acme"); err != nil || found.How != program.NoMatch {
		t.Errorf("another workspace finds %v, %v", found, err)
	}
}

// noon is when everything happens in these tests.
var noon = time.Date(2009, 6, 1, 12, 0, 0, 0, time.UTC)

// each runs a test over an in-process miniredis and over a real redis-server: one
// contract, two servers.
func each(t *testing.T, test func(*testing.T, *store.Workspace)) {
	t.Run("miniredis", func(t *testing.T) {
		test(t, open(t, "redis://"+miniredis.RunT(t).Addr()).Workspace("T1"))
	})
	t.Run("redis-server", func(t *testing.T) {
		test(t, open(t, redistest.Start(t).URL()).Workspace("T1"))
	})
}

// open opens a store that is closed with the test.
func open(tb testing.TB, url string) *store.Redis {
	tb.Helper()
	r, err := store.Open(url)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.Close() })
	return r
}

// named is a new partner with a name.
func named(id, name string, aliases ...string) program.Partner {
	return program.Partner{ID: id, Name: name, Aliases: aliases, Tier: "professional"}
}

// add stores new partners in one batch.
func add(t *testing.T, w *store.Workspace, partners ...program.Partner) {
	t.Helper()
	if _, err := w.Apply(t.Context(), adding(fmt.Sprintf("add %s", partners[0].ID), partners...), nil); err != nil {
		t.Fatal(err)
	}
}

// adding is a batch of new partners.
func adding(op string, partners ...program.Partner) program.Batch {
	batch := program.Batch{Op: op, By: "U1", At: noon, What: "import partners.csv"}
	for _, p := range partners {
		batch.Changes = append(batch.Changes, program.Change{After: p})
	}
	return batch
}

// changing is a batch that changes one partner.
func changing(op string, before program.Partner, change func(*program.Partner)) program.Batch {
	after := before.Clone()
	change(&after)
	return program.Batch{
		Op: op, By: "U1", At: noon, What: "certify " + before.Name,
		Changes: []program.Change{{Before: &before, After: after}},
	}
}
