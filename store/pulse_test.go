package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// pulse takes the pulse, with who is overdue at noon.
func pulse(t *testing.T, w *store.Workspace) program.Pulse {
	t.Helper()
	pulse, err := w.Pulse(t.Context(), noon)
	must(t, err)
	return pulse
}

// The next to look at is the first that nobody else deals with.
func TestPulseNext(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		next := func(want time.Time, overdue int) {
			t.Helper()
			if p := pulse(t, w); !p.Next.Equal(want) || p.Overdue != overdue {
				t.Errorf("next at %v, %d overdue, want %v and %d", p.Next, p.Overdue, want, overdue)
			}
		}
		next(time.Time{}, 0)
		for i, id := range []string{"U1", "U2", "U3"} {
			must(t, w.SetMark(t.Context(), id, "acme", program.Wish{Now: second(20*i - 20)}))
		}
		next(second(-20), 1)
		must(t, takes("a", second(-20), "U1")(t.Context(), w)) // until 40
		next(noon, 1)
		must(t, takes("b", second(0), "U2")(t.Context(), w)) // until 60
		next(second(20), 1)
		must(t, w.Reschedule(t.Context(), "U3", 1, second(50)))
		next(second(40), 1)
		must(t, w.Defer(t.Context(), "U1", second(55)))
		next(second(50), 1)
		must(t, w.Reschedule(t.Context(), "U3", 1, time.Time{}))
		next(second(55), 1)
		must(t, w.Reschedule(t.Context(), "U1", 1, time.Time{}))
		next(second(60), 0)
		must(t, w.Reschedule(t.Context(), "U2", 1, time.Time{}))
		next(time.Time{}, 0)
	})
}

// Somebody who is due since the beginning of time is somebody.
func TestPulseSince1970(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.SetMark(t.Context(), "U1", "acme", program.Wish{Now: time.Unix(0, 0)}))
		if p := pulse(t, w); p.Next.IsZero() || p.Overdue != 1 {
			t.Errorf("next at %v, %d overdue, want one long ago", p.Next, p.Overdue)
		}
	})
}

// Looking changes nothing, so that a store which has lost everything says so.
func TestPulseOfNothing(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for range 2 {
			p := pulse(t, w)
			if p.Clock.IsZero() {
				t.Error("the clock is not told")
			}
			p.Clock, p.Server = time.Time{}, ""
			if p != (program.Pulse{}) {
				t.Errorf("the pulse of nothing is %+v", p)
			}
		}
		must(t, w.Begin(t.Context(), noon))
		begun := pulse(t, w)
		must(t, w.Begin(t.Context(), second(60)))
		if p := pulse(t, w); p.Epoch == "" || p.Epoch != begun.Epoch || !p.Careful.IsZero() {
			t.Errorf("begun twice: %+v, then %+v", begun, p)
		}
	})
}

// What a Redis shows that was restarted, went back to an older copy, or lost everything.
func TestPulseAfterAccidents(t *testing.T) {
	server := redistest.Start(t, "--appendfsync", "always")
	w := open(t, server.URL()).Workspace("T1")
	must(t, w.Begin(t.Context(), noon))
	send := func(name string) {
		c := claim("a", noon)
		c.Name = name
		verdict(t, w, c, program.Yours)
		must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: name, Stamp: "1.2", Now: noon}))
	}
	send("digest 1")
	add(t, w, named("acme", "Acme"))
	copied := server.Copy()
	send("digest 2")
	add(t, w, named("beta", "Beta"))
	last := pulse(t, w)
	if last.Server == "" || last.Writes != 4 || last.Audit != 2 {
		t.Fatalf("at first: %+v", last)
	}

	server.Restart()
	p := pulse(t, w)
	if p.Epoch != last.Epoch || p.Writes != 4 || p.Audit != 2 || p.Server == last.Server || !p.Careful.IsZero() {
		t.Errorf("restarted: %+v, before it %+v", p, last)
	}
	must(t, w.Begin(t.Context(), second(1)))
	must(t, w.Begin(t.Context(), second(9))) // another replica
	if p := pulse(t, w); !p.Careful.Equal(second(1).Add(24 * time.Hour)) {
		t.Errorf("begun after a restart: %+v", p)
	}

	server.Return(copied)
	if p := pulse(t, w); p.Epoch != last.Epoch || p.Writes != 2 || p.Audit != 1 {
		t.Errorf("an older copy: %+v", p)
	}

	server.Empty()
	if p := pulse(t, w); p.Epoch != "" || p.Writes != 0 || p.Audit != 0 || !p.Next.IsZero() {
		t.Errorf("emptied: %+v", p)
	}
	must(t, w.Begin(t.Context(), noon))
	if p := pulse(t, w); p.Epoch == "" || p.Epoch == last.Epoch {
		t.Errorf("begun after it was emptied: %+v", p)
	}
}

// In a Cluster that loses the node with the workspace, waiting ends at once, and the node
// that takes over is another server.
func TestPulseAfterALostNode(t *testing.T) {
	nodes := redistest.Cluster(t, 3)
	w := open(t, "redis+cluster://"+nodes[0].Addr+"?addr="+nodes[1].Addr+"&addr="+nodes[2].Addr).Workspace("T1")
	must(t, w.Begin(t.Context(), noon))
	before := pulse(t, w)
	home := nodes[slices.IndexFunc(nodes, func(n *redistest.Server) bool { return n.Command("DBSIZE") != ":0\r\n" })]
	replica := redistest.Follow(t, home, nodes)

	broken := make(chan error)
	go func() { broken <- w.Await(t.Context(), 0, time.Hour) }()
	home.Await("blocked_clients:1", "INFO", "clients")
	home.Stop()
	if err := <-broken; err == nil {
		t.Error("nothing was noticed")
	}
	replica.Await("role:master", "INFO", "replication")
	var after program.Pulse
	until(t, func(ctx context.Context) (err error) {
		after, err = w.Pulse(ctx, noon)
		return err
	})
	if after.Server == before.Server || after.Server == "" || after.Epoch != before.Epoch {
		t.Errorf("with a node lost the pulse is %+v, before it %+v", after, before)
	}
}

// A suspicion is recorded once, of many who have it one is first, and who resumes goes on
// from every epoch that somebody may have seen.
func TestSuspect(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		begun := pulse(t, w)
		must(t, w.Resume(t.Context(), "U1", noon))
		if p := pulse(t, w); p.Epoch != begun.Epoch {
			t.Errorf("resumed what was believed: %+v", p)
		}
		firsts := 0
		for i, reason := range []string{"empty", "older"} {
			first, err := w.Suspect(t.Context(), program.Suspicion{Reason: reason, Since: second(i)}, program.Pulse{Epoch: "lost"})
			must(t, err)
			if first {
				firsts++
			}
		}
		want := program.Suspicion{Reason: "empty", Since: noon}
		if p := pulse(t, w); p.Suspect != want || p.Epoch != begun.Epoch || firsts != 1 {
			t.Errorf("suspected by %d first: %+v", firsts, p)
		}
		must(t, w.Resume(t.Context(), "U1", noon))
		resumed := pulse(t, w)
		if p := resumed; p.Epoch == begun.Epoch || p.Suspect != (program.Suspicion{}) || !p.Careful.Equal(noon.Add(24*time.Hour)) ||
			!p.Follows("lost") || !p.Follows(begun.Epoch) || p.Follows(p.Epoch) || p.Follows("") {
			t.Errorf("resumed: %+v", p)
		}
		must(t, w.Resume(t.Context(), "U2", noon))
		if p := pulse(t, w); p.Epoch != resumed.Epoch {
			t.Errorf("resumed twice: %+v", p)
		}
	})
}

func TestAwait(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		add(t, w, named("acme", "Acme"))
		must(t, w.Await(t.Context(), 0, time.Hour)) // it has happened
		must(t, w.Await(t.Context(), 1, 10*time.Millisecond))

		changed := make(chan error)
		go func() { changed <- w.Await(t.Context(), 1, time.Hour) }()
		add(t, w, named("beta", "Beta"))
		must(t, <-changed)

		ctx, end := context.WithCancel(t.Context())
		go func() { changed <- w.Await(ctx, 2, time.Hour) }()
		end()
		if err := <-changed; !errors.Is(err, context.Canceled) {
			t.Errorf("ended: %v", err)
		}
	})
}

// A connection that breaks is noticed at once, however long there is to wait, also when
// Redis is back before anybody asks.
func TestAwaitNoticesARestart(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	broken := make(chan error)
	go func() { broken <- w.Await(t.Context(), 0, time.Hour) }()
	server.Await("blocked_clients:1", "INFO", "clients")
	server.Restart()
	if err := <-broken; err == nil {
		t.Error("nothing was noticed")
	}
	server.Stop()
	if err := w.Await(t.Context(), 0, time.Hour); err == nil {
		t.Error("with Redis stopped, nothing was noticed")
	}
}

// Whoever ends the waiting leaves nothing behind in Redis.
func TestAwaitEnds(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- w.Await(ctx, 0, time.Hour) }()
	server.Await("blocked_clients:1", "INFO", "clients")
	end()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	server.Await("blocked_clients:0", "INFO", "clients")
}

// A Redis without blocking reads is waited for, not asked again and again.
func TestAwaitWithoutBlocking(t *testing.T) {
	server := redistest.Start(t)
	server.Command("ACL", "SETUSER", "bot", "on", "nopass", "~*", "+@all", "-xread")
	w := open(t, "redis://bot:any@"+server.Addr).Workspace("T1")
	begun := time.Now()
	must(t, w.Await(t.Context(), 0, 50*time.Millisecond))
	if took := time.Since(begun); took < 50*time.Millisecond {
		t.Errorf("it took %v", took)
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	if err := w.Await(ctx, 0, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

func TestSettings(t *testing.T) {
	safe := redistest.Start(t, "--appendfsync", "always")
	redistest.Replica(t, safe)
	untold := redistest.Start(t)
	untold.Command("ACL", "SETUSER", "bot", "on", "nopass", "~*", "+@all", "-info", "-config")
	for _, tt := range []struct {
		name, url string
		want      store.Settings // without the version
	}{
		{"safe", safe.URL(), store.Settings{
			Told: true, Role: "master", Replicas: 1, Eviction: "noeviction", AOF: "yes", Fsync: "always",
		}},
		{"forgetful", redistest.Start(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru").URL(), store.Settings{
			Told: true, Role: "master", Eviction: "allkeys-lru", AOF: "no", Fsync: "no",
		}},
		{"not allowed", "redis://bot:any@" + untold.Addr, store.Settings{}},
		{"not known", "redis://" + miniredis.RunT(t).Addr(), store.Settings{}},
	} {
		all, err := open(t, tt.url).Settings(t.Context())
		if err != nil || len(all) != 1 || (all[0].Version != "") != tt.want.Told {
			t.Fatalf("%s: %+v, %v", tt.name, all, err)
		}
		all[0].Version = ""
		if all[0] != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, all[0], tt.want)
		}
	}
	safe.Stop()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if all, err := open(t, safe.URL()).Settings(ctx); err == nil {
		t.Errorf("a server that is down tells %+v", all)
	}
}
