package commands_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// applyAll is what the button asks.
const applyAll = `/tier fall all seen:"700.1"`

// lapsing is how many partners have lapsed when managers decide about all of them at once.
const lapsing = 700

// TestTwoManagersApplyAllAtOnce holds, on a real Redis: two managers apply 700 falls at the
// same time, while a third records what was earned in time. Each partner falls once or not
// at all, never one that was saved, and undoing brings each back, telling nobody.
func TestTwoManagersApplyAllAtOnce(t *testing.T) {
	workspace := openStore(t, redistest.Start(t).URL()).Workspace("T1")
	batch := program.Batch{Op: "seed", By: "test", At: morningAfter.Add(-time.Hour), What: "import partners.csv"}
	for n := range lapsing {
		batch.Changes = append(batch.Changes, program.Change{After: program.Partner{
			ID: fmt.Sprintf("p%d", n), Name: fmt.Sprintf("Partner %d", n), Tier: "professional", Owners: []string{fmt.Sprintf("U0OWNER%d", n%60)},
		}})
	}
	if _, err := workspace.Apply(t.Context(), batch, nil); err != nil {
		t.Fatal(err)
	}
	c := commands.New(program.Default(), workspace)
	ask := func(who, op, line string) commands.Reply {
		req := commands.Request{User: who, As: commands.Manager, Locale: "en", Op: op, Now: morningAfter}
		req.Command, req.Text, _ = strings.Cut(line, " ")
		reply, err := c.Do(t.Context(), req)
		if err != nil {
			t.Errorf("%s asks %s: %v", who, line, err)
		}
		if len(reply.Notices) > 0 && line == applyAll {
			t.Errorf("%d people are told at once", len(reply.Notices))
		}
		return reply
	}
	const saved = 10
	var wait sync.WaitGroup
	for _, who := range []string{"U0BOSS", "U0SECOND"} {
		wait.Go(func() { ask(who, "apply "+who, applyAll) })
	}
	wait.Go(func() {
		for n := range saved {
			ask("U0THIRD", fmt.Sprint("save ", n), fmt.Sprintf("/certify p%d vtsp A. Holder on 14 October 2009", n))
		}
	})
	wait.Wait()

	falls := map[string]int{}
	var acts []int64
	for _, e := range audited(t, workspace) {
		if e.What != "fall" {
			continue
		}
		falls[e.ID]++
		if e.Number == e.First {
			acts = append(acts, e.First)
		}
		if len(e.Before.Certificates) > 0 {
			t.Errorf("%s was saved and fell", e.ID)
		}
	}
	for id, n := range falls {
		if n != 1 {
			t.Errorf("%s fell %d times", id, n)
		}
	}
	if n := len(falls); n < lapsing-saved || n > lapsing {
		t.Errorf("%d fell", n)
	}
	if left := ask("U0BOSS", "left", "/tier decide"); !strings.Contains(left.String(), "No partner waits") {
		t.Errorf("there is something left to decide:\n%s", left)
	}
	for _, n := range acts {
		reply := ask("U0BOSS", fmt.Sprint("undo ", n), fmt.Sprint("/tier undo fall ", n))
		if len(reply.Notices) > 0 || !strings.Contains(reply.String(), "undid the falls") {
			t.Errorf("undoing tells %d people\n%s", len(reply.Notices), reply)
		}
	}
	restored(t, workspace)
}

// TestTwoManagersPressAnOldButtonAtOnce holds, on a real Redis: the same button, pressed by two
// managers at the same time after each undoing, makes each partner fall once more, once.
func TestTwoManagersPressAnOldButtonAtOnce(t *testing.T) {
	const many = 40
	workspace := openStore(t, redistest.Start(t).URL()).Workspace("T1")
	batch := program.Batch{Op: "seed", By: "test", At: morningAfter.Add(-time.Hour), What: "import partners.csv"}
	for n := range many {
		batch.Changes = append(batch.Changes, program.Change{After: program.Partner{
			ID: fmt.Sprintf("p%d", n), Name: fmt.Sprintf("Partner %d", n), Tier: "professional",
		}})
	}
	if _, err := workspace.Apply(t.Context(), batch, nil); err != nil {
		t.Fatal(err)
	}
	c := commands.New(program.Default(), workspace)
	ask := func(who, op, line string) commands.Reply {
		req := commands.Request{User: who, As: commands.Manager, Locale: "en", Op: op, Now: morningAfter, Public: true}
		req.Command, req.Text, _ = strings.Cut(line, " ")
		reply, err := c.Do(t.Context(), req)
		if err != nil {
			t.Errorf("%s asks %s: %v", who, line, err)
		}
		return reply
	}
	for round := range 5 {
		replies := make([]commands.Reply, 2)
		var wait sync.WaitGroup
		for i, who := range []string{"U0BOSS", "U0SECOND"} {
			wait.Go(func() { replies[i] = ask(who, "the button", applyAll) })
		}
		wait.Wait()
		if n := len(audited(t, workspace)); n != many*(2*round+2) {
			t.Fatalf("round %d: %d entries, want %d", round, n, many*(2*round+2))
		}
		for _, reply := range replies {
			if !strings.HasPrefix(reply.String(), "40 partners fell") || reply.Instead == nil || !strings.HasPrefix(reply.Instead.EN.String(), "40 partners fell") {
				t.Errorf("round %d: one reads\n%s", round, reply)
			}
		}
		ask("U0BOSS", fmt.Sprint("undo ", round), replies[0].Actions[0].Command)
	}
}

// restored holds that every partner has its tier again and no fall behind it.
func restored(t *testing.T, w *store.Workspace) {
	t.Helper()
	n := 0
	for p, err := range w.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; p.Tier != "professional" || p.Fell != nil || !p.TierSince.IsZero() {
			t.Errorf("%s is %s since %s, fell %v", p.ID, p.Tier, p.TierSince, p.Fell)
		}
	}
	if n != lapsing {
		t.Errorf("%d partners are left", n)
	}
}
