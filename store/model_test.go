package store_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// After any batches, some of them stale, some applied twice, the documents are those
// of a plain map, the indexes say what the documents say, and the audit log read from
// the beginning gives the documents.
func TestStoreEqualsModel(t *testing.T) {
	addrs := map[string]string{
		"miniredis":    miniredis.RunT(t).Addr(),
		"redis-server": redistest.Start(t).Addr,
	}
	for server, addr := range addrs {
		t.Run(server, func(t *testing.T) {
			r := open(t, "redis://"+addr)
			raw := redis.NewClient(&redis.Options{Addr: addr})
			t.Cleanup(func() { raw.Close() })
			round := 0
			rapid.Check(t, func(rt *rapid.T) {
				round++
				team := fmt.Sprintf("T%d", round)
				m := model{t: rt, w: r.Workspace(team), partners: make(map[string]program.Partner)}
				rt.Repeat(map[string]func(*rapid.T){
					"apply": m.apply,
					"":      func(*rapid.T) {},
				})
				m.compare(t)
				m.compareIndexes(t, raw, "{tierbot:"+team+"}:")
				m.replay(t, raw, "{tierbot:"+team+"}:audit")
			})
		})
	}
}

// model is what a store should be.
type model struct {
	t        *rapid.T
	w        *store.Workspace
	partners map[string]program.Partner
	batches  int
}

// apply draws a batch and applies it to the store and to the model.
func (m *model) apply(t *rapid.T) {
	m.batches++
	batch := program.Batch{Op: fmt.Sprintf("op %d", m.batches), By: "U1", At: noon, What: "change"}
	stale := false
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Fields("a b c d e")), 1, 4, rapid.ID).Draw(t, "ids") {
		change := program.Change{After: draw(t, id)}
		if before, known := m.partners[id]; known {
			change.Before = &before
		}
		switch rapid.IntRange(0, 9).Draw(t, "staleness") {
		case 0:
			stale = stale || change.Before != nil
			change.Before = nil
		case 1:
			before := draw(t, id)
			before.Version = m.partners[id].Version + 1
			change.Before, stale = &before, true
		}
		batch.Changes = append(batch.Changes, change)
	}
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		_, err := m.w.Apply(m.t.Context(), batch, nil)
		if stale != errors.Is(err, program.ErrConflict) || (!stale && err != nil) {
			t.Fatalf("apply, stale %v: %v", stale, err)
		}
	}
	for _, change := range batch.Changes {
		if !stale {
			after := change.After
			after.Version = m.partners[after.ID].Version + 1
			m.partners[after.ID] = after
		}
	}
}

// draw is any partner with an id.
func draw(t *rapid.T, id string) program.Partner {
	some := func(label string, words ...string) []string {
		all := rapid.SliceOfN(rapid.SampledFrom(words), 0, 3).Draw(t, label)
		if len(all) == 0 {
			return nil // as an empty list is read back
		}
		return all
	}
	return program.Partner{
		ID:      id,
		Name:    rapid.SampledFrom([]string{"Acme", "ACME SA", "Beta Conseil", "Été", "+", "++"}).Draw(t, "name"),
		Tier:    rapid.SampledFrom([]string{"", "premier", "professional"}).Draw(t, "tier"),
		Aliases: some("aliases", "Acme", "Beta", "été", "", "+"),
		Owners:  some("owners", "U1", "U2", "a@example.com"),
	}
}

// compare compares documents and pages with the model.
func (m *model) compare(t *testing.T) {
	stored := make(map[string]program.Partner)
	for p, err := range m.w.All(m.t.Context()) {
		if err != nil {
			m.t.Fatal(err)
		}
		stored[p.ID] = p
	}
	if diff := cmp.Diff(m.partners, stored); diff != "" {
		m.t.Fatalf("documents (-model +store):\n%s", diff)
	}
	for _, scope := range []program.Scope{{Tier: "premier"}, {Owners: []string{"U1", "U2"}}, {Tier: "premier", Owners: []string{"U1"}}} {
		var want []string
		for id, p := range m.partners {
			owned := len(scope.Owners) == 0 ||
				slices.ContainsFunc(scope.Owners, func(o string) bool { return slices.Contains(p.Owners, o) })
			if owned && (scope.Tier == "" || p.Tier == scope.Tier) {
				want = append(want, id)
			}
		}
		slices.Sort(want)
		if got := slices.Sorted(slices.Values(pages(t, m.w, scope, 2))); !slices.Equal(got, want) {
			m.t.Fatalf("%+v lists %v, want %v", scope, got, want)
		}
	}
}

// compareIndexes compares the indexes with what their documentation makes of the
// model.
func (m *model) compareIndexes(t *testing.T, raw *redis.Client, prefix string) {
	names, owners := make(map[string]bool), make(map[string]bool)
	fold := func(name string) string {
		if folded := strings.ReplaceAll(program.FoldCompany(name), " ", ""); folded != "" {
			return folded
		}
		return name
	}
	for id, p := range m.partners {
		names[fold(p.Name)+"\x00"+id+"\x00"+p.Tier] = true
		for _, alias := range p.Aliases {
			if folded := fold(alias); folded != "" && folded != fold(p.Name) {
				names[folded+"\x00"+id] = true
			}
		}
		for _, owner := range p.Owners {
			owners[owner+"\x00"+fold(p.Name)+"\x00"+id] = true
		}
	}
	for key, want := range map[string]map[string]bool{"names": names, "owners": owners} {
		got := raw.ZRange(t.Context(), prefix+key, 0, -1).Val()
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), got); diff != "" && len(want)+len(got) > 0 {
			m.t.Fatalf("%s (-model +store):\n%s", key, diff)
		}
	}
}

// replay reads the audit log from the beginning.
func (m *model) replay(t *testing.T, raw *redis.Client, key string) {
	versions, last := make(map[string]string), make(map[string]string)
	for i, entry := range raw.XRange(t.Context(), key, "-", "+").Val() {
		number := fmt.Sprint(i + 1)
		if entry.ID != number+"-0" {
			m.t.Fatalf("entry %s is numbered %s", number, entry.ID)
		}
		field := func(name string) string { text, _ := entry.Values[name].(string); return text }
		id := field("partner")
		if was := last[id]; field("was") != was && field("was")+was != "0" {
			m.t.Fatalf("entry %s follows %q, want %q", number, field("was"), was)
		}
		if (field("op") == "") == (field("of") == "") {
			m.t.Fatalf("entry %s both begins a batch and belongs to one, or neither: %v", number, entry.Values)
		}
		versions[id], last[id] = field("now"), number
	}
	for id, now := range versions {
		version, document, _ := strings.Cut(now, " ")
		if stored := raw.HGet(t.Context(), strings.TrimSuffix(key, "audit")+"partners", id).Val(); stored !=
			version+" "+last[id]+" "+document {
			m.t.Fatalf("%s is stored as %s, its last entry says %s", id, stored, now)
		}
	}
	if len(versions) != len(m.partners) {
		m.t.Fatalf("the log knows %d partners, want %d", len(versions), len(m.partners))
	}
}
