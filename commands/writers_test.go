package commands_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// recordings are the partners that managers change at once, by typing, by forms and by
// spreadsheets, on a real Redis.
const recordings = 10

// Fifty managers make ten thousand changes at once.
func TestManyManagersAtOnce(t *testing.T) { recordAtOnce(t, 50, 200) }

// A tenth of the managers make a twentieth of the changes: the same in short, for the race
// detector, which makes the other take minutes.
func TestSomeManagersAtOnce(t *testing.T) { recordAtOnce(t, 5, 100) }

// recordAtOnce holds that no change is lost or doubled: every gesture that was said to be
// recorded stands in the audit log once, and did there what it asked and nothing else;
// versions have no gap; and the log replayed from empty is the store.
func recordAtOnce(t *testing.T, managers, changes int) {
	t.Helper()
	server := redistest.Start(t)
	redis, err := store.Open(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = redis.Close() })
	workspace := redis.Workspace("T1")
	batch := program.Batch{Op: "seed", By: "test", At: time.Date(2009, 5, 1, 9, 0, 0, 0, time.UTC), What: "seed"}
	for n := range recordings {
		batch.Changes = append(batch.Changes, program.Change{After: program.Partner{ID: fmt.Sprintf("p%d", n), Name: fmt.Sprintf("Partner %d", n), Tier: "enterprise"}})
	}
	if _, err := workspace.Apply(t.Context(), batch, nil); err != nil {
		t.Fatal(err)
	}
	c := commands.New(program.Default(), workspace)
	var wait sync.WaitGroup
	for n := range managers {
		wait.Go(func() { (&manager{T: t, Commands: c, name: fmt.Sprintf("U%03d", n), n: n}).work(changes) })
	}
	wait.Wait()

	told := audited(t, workspace)
	if want := managers*changes + recordings; len(told) != want {
		t.Errorf("%d entries, want %d", len(told), want)
	}
	done := map[string]int{}
	for _, e := range told {
		done[e.By]++
	}
	for n := range managers {
		if name := fmt.Sprintf("U%03d", n); done[name] != changes {
			t.Errorf("%s made %d changes, want %d", name, done[name], changes)
		}
	}
	stored := replayed(t, workspace, told)
	for _, id := range slices.Sorted(maps.Keys(stored)) {
		if n := len(stored[id].Certificates); n > managers {
			t.Errorf("%s still has %d holders", id, n)
		}
	}
}

// A manager records and takes back, and does every third thing twice.
type manager struct {
	*testing.T
	*commands.Commands
	name string
	n    int
}

// work makes a number of changes.
func (m *manager) work(changes int) {
	for i := range changes {
		partner := fmt.Sprintf("p%d", (m.n+i/2)%recordings)
		holder := "Holder " + letters(i/2) + " " + letters(m.n)
		req := commands.Request{
			User: m.name, Locale: "en", As: commands.Manager, Op: fmt.Sprintf("%s gesture %d", m.name, i),
			Now: time.Date(2009, 12, 1, 12, 0, 0, 0, time.UTC), Command: "/certify",
		}
		switch {
		case i%20 == 18:
			m.imports(req, partner, i)
			continue
		case i%20 == 19:
			req.Text = fmt.Sprintf(`id:"%s" revenue %d`, partner, 1000*m.n+i)
		case i%2 == 0 && i%4 == 0:
			req.Filled = true
			_, req.Text, _ = strings.Cut(m.Compose("record", commands.Values{
				"partner": partner, "what": "certificate:vtsp", "holders": holder, "day": "2009-11-01",
			}, ""), " ")
		case i%2 == 0:
			req.Text = partner + " vtsp " + holder + " on 1 November 2009"
		default: // on the day it was earned it has never counted, and goes
			req.Text = partner + " revoke vtsp " + holder + " on 1 November 2009"
		}
		for range 1 + i%3/2 {
			m.do(req)
		}
	}
}

// letters is a number as part of somebody's name.
func letters(n int) string {
	return string([]rune{'A' + rune(n/26), 'a' + rune(n%26)})
}

// do asks and expects to be told that it is recorded.
func (m *manager) do(req commands.Request) {
	reply, err := m.Do(m.Context(), req)
	if err != nil || !strings.Contains(reply.String(), "Recorded:") {
		m.Errorf("%s %s: %v\n%s", req.Command, req.Text, err, reply)
	}
}

// imports a spreadsheet of one partner, and applies its plan anew as long as others
// are faster.
func (m *manager) imports(req commands.Request, partner string, i int) {
	text := fmt.Sprintf("id,revenue\n%s,%d\n", partner, 1_000_000+1000*m.n+i)
	req.Command, req.Files = "/tier", attached{"news.csv": text}
	ask := func(line string) commands.Reply {
		_, req.Text, _ = strings.Cut(line, " ")
		reply, err := m.Do(m.Context(), req)
		if err != nil {
			m.Errorf("%s: %v", line, err)
		}
		return reply
	}
	reply := ask(`/tier import file:"news.csv"`)
	for len(reply.Actions) > 0 && reply.Actions[0].Label == "Apply" {
		reply = ask(reply.Actions[0].Command)
	}
	if !strings.Contains(reply.String(), "Applied: ") {
		m.Errorf("the import was not applied:\n%s", reply)
	}
}

// audited is the whole audit log, which must have no gap.
func audited(t *testing.T, w *store.Workspace) []program.Entry {
	t.Helper()
	var entries []program.Entry
	for n := int64(1); ; n++ {
		e, err := w.Entry(t.Context(), n)
		if err != nil {
			return entries
		}
		entries = append(entries, e)
	}
}

// replayed carries the audit log out on nothing and compares what comes of it with
// what is stored, which it returns by id.
func replayed(t *testing.T, w *store.Workspace, entries []program.Entry) map[string]program.Partner {
	t.Helper()
	partners := map[string]program.Partner{}
	for _, e := range entries {
		before, there := partners[e.ID]
		switch {
		case there != (e.Before != nil), there && !cmp.Equal(before, *e.Before):
			t.Errorf("entry %d does not begin where the one before it ended", e.Number)
		case e.After.Version != before.Version+1:
			t.Errorf("entry %d makes version %d of %d", e.Number, e.After.Version, before.Version)
		case e.What == "certify" && !oneThing(before, *e.After):
			t.Errorf("entry %d did more than it was asked", e.Number)
		}
		partners[e.ID] = *e.After
	}
	stored := map[string]program.Partner{}
	for p, err := range w.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		stored[p.ID] = p
	}
	if diff := cmp.Diff(stored, partners); diff != "" {
		t.Errorf("the log replayed is not the store (-stored +replayed)\n%s", diff)
	}
	return stored
}

// oneThing reports whether two partners differ by one holder or one reading.
func oneThing(before, after program.Partner) bool {
	holders := len(after.Certificates) - len(before.Certificates)
	readings := !slices.Equal(after.Readings, before.Readings)
	return holders*holders == 1 && !readings || holders == 0 && readings
}
