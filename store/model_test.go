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

// After any batches, some of them stale, some applied twice, with partners that go and come
// back, the documents are those of a plain map, the indexes say what the documents say,
// and the audit log tells what happened and, read from the beginning, gives the documents.
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
				m := model{t: rt, w: r.Workspace(team), partners: map[string]program.Partner{}, versions: map[string]int64{}}
				rt.Repeat(map[string]func(*rapid.T){
					"apply": m.apply,
					"":      func(*rapid.T) {},
				})
				m.compare(t)
				m.compareIndexes(t, raw, "{tierbot:"+team+"}:")
				m.compareStream(t, raw, "{tierbot:"+team+"}:audit")
				m.compareLog(rt)
			})
		})
	}
}

// model is what a store should be.
type model struct {
	t        *rapid.T
	w        *store.Workspace
	partners map[string]program.Partner
	versions map[string]int64 // also of those that have gone
	log      []program.Entry
	batches  int
}

// apply draws a batch and applies it to the store and to the model.
func (m *model) apply(t *rapid.T) {
	m.batches++
	batch := program.Batch{
		Op: fmt.Sprintf("op %d", m.batches), By: rapid.SampledFrom([]string{"U1", "U2"}).Draw(t, "by"), At: noon, What: "change",
		Note:     rapid.SampledFrom([]string{"", "because"}).Draw(t, "note"),
		Evidence: rapid.SampledFrom([]string{"", "https://example.com"}).Draw(t, "evidence"),
	}
	stale := false
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Fields("a b c d e")), 1, 4, rapid.ID).Draw(t, "ids") {
		change, isStale := m.change(t, id)
		batch.Changes = append(batch.Changes, change)
		stale = stale || isStale
	}
	first := int64(len(m.log) + 1)
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		receipt, err := m.w.Apply(m.t.Context(), batch, nil)
		if stale != errors.Is(err, program.ErrConflict) || (!stale && (err != nil || receipt.Entry != first)) {
			t.Fatalf("apply, stale %v: %+v, %v, want entry %d", stale, receipt, err, first)
		}
	}
	if !stale {
		m.write(&batch, first)
	}
}

// change draws a change of a partner, and whether somebody else was faster.
func (m *model) change(t *rapid.T, id string) (change program.Change, stale bool) {
	change.After = draw(t, id)
	before, known := m.partners[id]
	if known {
		change.Before = &before
		change.Removed = rapid.IntRange(0, 3).Draw(t, "removed") == 0
	}
	switch rapid.IntRange(0, 19).Draw(t, "staleness") {
	case 0:
		change.Before = nil
		return change, known
	case 1:
		other := draw(t, id)
		other.Version = m.versions[id] + 1
		change.Before = &other
		return change, true
	case 2: // what it was before it went
		if m.versions[id] > 0 && !known {
			other := draw(t, id)
			other.Version = m.versions[id]
			change.Before = &other
			return change, true
		}
	case 3: // it has gone already
		change.Removed = true
		return change, !known
	}
	return change, false
}

// write applies a batch to the model.
func (m *model) write(batch *program.Batch, first int64) {
	act := program.Act{
		First: first, Count: len(batch.Changes), By: batch.By, At: batch.At, What: batch.What,
		Note: batch.Note, Evidence: batch.Evidence,
	}
	for i, change := range batch.Changes {
		id := change.After.ID
		m.versions[id]++
		entry := program.Entry{Number: first + int64(i), ID: id, Act: act}
		if before, known := m.partners[id]; known {
			entry.Before = &before
		}
		delete(m.partners, id)
		if !change.Removed {
			after := change.After
			after.Version = m.versions[id]
			m.partners[id], entry.After = after, &after
		}
		m.log = append(m.log, entry)
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
	for _, scope := range []program.Scope{{Tier: "premier"}, {Owners: []string{"U1", "U2"}}, {Tier: "premier", Owners: []string{"U1"}}, {Owners: []string{""}}} {
		var want []string
		for id, p := range m.partners {
			owned := len(scope.Owners) == 0 ||
				slices.ContainsFunc(scope.Owners, func(o string) bool { return o == "" && len(p.Owners) == 0 || slices.Contains(p.Owners, o) })
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
		if len(p.Owners) == 0 {
			owners["\x00"+fold(p.Name)+"\x00"+id] = true
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

// compareStream checks that the audit log is kept as its documentation says, and that
// the partners are stored as it tells.
func (m *model) compareStream(t *testing.T, raw *redis.Client, key string) {
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
		for _, name := range []string{"note", "link"} {
			if text, stands := entry.Values[name]; stands && text == "" {
				m.t.Fatalf("entry %s has an empty %s", number, name)
			}
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
}

// compareLog compares what can be read of the audit log with the model.
func (m *model) compareLog(t *rapid.T) {
	if diff := cmp.Diff(m.partners, replay(t, m.w)); diff != "" {
		t.Fatalf("the log replayed (-model +store):\n%s", diff)
	}
	for id := range m.versions {
		var want []program.Entry
		for _, entry := range slices.Backward(m.log) {
			if entry.ID == id {
				want = append(want, entry)
			}
		}
		if diff := cmp.Diff(want, history(t, m.w, id, rapid.IntRange(1, 4).Draw(t, "page"))); diff != "" {
			t.Fatalf("the history of %s (-model +store):\n%s", id, diff)
		}
	}
}
