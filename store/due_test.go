package store_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// due are the recipients due at a time, with since when, without leasing them for longer
// than that.
func due(t *testing.T, w *store.Workspace, now time.Time) map[string]time.Time {
	t.Helper()
	all, err := w.Take(t.Context(), program.Lease{Token: "look", Now: now, Until: now}, 1_000)
	must(t, err)
	since := make(map[string]time.Time)
	for _, d := range all {
		since[d.Recipient] = d.At
	}
	return since
}

// revision is a recipient's.
func revision(t *testing.T, w *store.Workspace, id string) int64 {
	t.Helper()
	recipient, err := w.Recipient(t.Context(), id)
	must(t, err)
	return recipient.Revision
}

// settled makes nobody due any more.
func settled(t *testing.T, w *store.Workspace, now time.Time) {
	t.Helper()
	for id := range due(t, w, now) {
		must(t, w.Reschedule(t.Context(), id, revision(t, w, id), time.Time{}))
	}
}

// Whoever is told of a partner, as it was or as it is, becomes due with a change, and
// another revision.
func TestApplyMakesDue(t *testing.T) {
	before := program.Partner{ID: "acme", Name: "Acme", Owners: []string{"U1", "a+b@example.com"}}
	for _, tt := range []struct {
		name   string
		change func(*program.Change)
		want   string // who is due; a dash: nobody
	}{
		{"new", func(c *program.Change) { c.Before = nil; c.After.ID = "beta" }, "U1 a+b@example.com"},
		{"new, nobody's", func(c *program.Change) { c.Before = nil; c.After.ID, c.After.Owners = "beta", nil }, "-"},
		{"renamed", func(c *program.Change) { c.After.Name = "Acme Lyon" }, "U1 a+b@example.com"},
		{"the same", func(*program.Change) {}, "U1 a+b@example.com"},
		{"reassigned", func(c *program.Change) { c.After.Owners = []string{"U2"} }, "U1 U2 a+b@example.com"},
		{"taken off one", func(c *program.Change) { c.After.Owners = []string{"U1"} }, "U1 a+b@example.com"},
		{"abandoned", func(c *program.Change) { c.After.Owners = nil }, "- U1 a+b@example.com"},
		{"removed", func(c *program.Change) { c.Removed = true }, "U1 a+b@example.com"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *store.Workspace) {
				add(t, w, before)
				settled(t, w, noon)
				stored := before
				stored.Version = 1
				batch := changing("op", stored, func(*program.Partner) {})
				tt.change(&batch.Changes[0])
				batch.At = second(5)
				for range 2 { // the same operation again makes nobody due
					_, err := w.Apply(t.Context(), batch, nil)
					must(t, err)
				}
				since := due(t, w, second(5))
				var got []string
				for id, at := range since {
					if !at.Equal(second(5)) {
						t.Errorf("%s is due since %v", id, at)
					}
					if id == "" {
						id = "-"
					}
					got = append(got, id)
				}
				slices.Sort(got)
				if strings.Join(got, " ") != tt.want {
					t.Errorf("due are %q, want %q", got, tt.want)
				}
				for id := range since {
					want := int64(1)
					if slices.Contains(before.Owners, id) {
						want = 2
					}
					if n := revision(t, w, id); n != want {
						t.Errorf("%q is revision %d, want %d", id, n, want)
					}
				}
				if early := due(t, w, second(4)); len(early) > 0 {
					t.Errorf("due before that: %v", early)
				}
			})
		})
	}
}

// A large batch makes everybody due once, in parts as at once.
func TestApplyManyMakesDueOnce(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		partners := some(3_000, "p")
		for i := range partners {
			partners[i].Owners = []string{fmt.Sprintf("U%d", i%7)}
		}
		add(t, w, partners...)
		if got := due(t, w, noon); len(got) != 7 {
			t.Errorf("due are %v", got)
		}
		if n := revision(t, w, "U3"); n != 1 {
			t.Errorf("revision %d", n)
		}
	})
}

// Somebody who is due already stays due since then: what was due in the morning is not
// put off to another day by what happens at noon.
func TestApplyNeverPutsOff(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		acme := program.Partner{ID: "acme", Name: "Acme", Owners: []string{"U1"}}
		add(t, w, acme)
		acme.Version = 1
		batch := changing("op", acme, func(p *program.Partner) { p.Name = "Acme Lyon" })
		batch.At = second(60)
		_, err := w.Apply(t.Context(), batch, nil)
		must(t, err)
		if got := due(t, w, second(60)); !got["U1"].Equal(noon) {
			t.Errorf("due are %v", got)
		}
	})
}

func TestTake(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for i, id := range []string{"U1", "U2", "U3"} {
			must(t, w.SetMark(t.Context(), id, "acme", program.Wish{Now: second(i)}))
		}
		take := func(token string, from, until, limit int, want ...string) {
			t.Helper()
			all, err := w.Take(t.Context(), program.Lease{Token: token, Now: second(from), Until: second(until)}, limit)
			var got []string
			for _, d := range all {
				got = append(got, d.Recipient)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s takes %q, %v, want %q", token, got, err, want)
			}
		}
		take("a", 1, 60, 1, "U1")
		take("a", 1, 60, 1, "U1") // its reply was lost
		take("b", 1, 60, 9, "U2")
		take("b", 2, 61, 9, "U3") // what it works on it does not take again
		take("c", 59, 119, 9)
		take("c", 60, 120, 9, "U1", "U2")
		take("b", 61, 91, 9, "U3")
		must(t, w.Defer(t.Context(), "U3", second(70)))
		take("b", 61, 91, 9) // it has put it off
		take("c", 69, 121, 9)
		take("c", 70, 122, 9, "U3")
		must(t, w.Defer(t.Context(), "U3", second(0)))
		take("d", 71, 123, 9, "U3")
	})
}

// A lease of somebody who is not due any more is nothing.
func TestDeferNobody(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Defer(t.Context(), "U1", second(60)))
		must(t, w.SetMark(t.Context(), "U1", "acme", program.Wish{Now: noon}))
		if got := due(t, w, noon); len(got) != 1 {
			t.Errorf("due are %v", got)
		}
	})
}

// Many who take at once get everybody once.
func TestTakeTogether(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		partners := some(1_000, "p")
		for i := range partners {
			partners[i].Owners = []string{fmt.Sprintf("U%03d", i)}
		}
		add(t, w, partners...)
		taken := make([][]program.Due, 10)
		var wait sync.WaitGroup
		for i := range taken {
			wait.Go(func() {
				for round := 0; ; round++ {
					lease := program.Lease{Token: fmt.Sprint(i, round), Now: second(1), Until: second(60)}
					due, err := w.Take(t.Context(), lease, 30)
					if err != nil {
						t.Error(err)
					}
					if len(due) == 0 {
						return
					}
					taken[i] = append(taken[i], due...)
				}
			})
		}
		wait.Wait()
		all := slices.Concat(taken...)
		slices.SortFunc(all, func(a, b program.Due) int { return strings.Compare(a.Recipient, b.Recipient) })
		if n := len(slices.Compact(slices.Clone(all))); n != 1_000 || len(all) != 1_000 {
			t.Errorf("%d of 1,000 were taken, %d times", n, len(all))
		}
	})
}

// A recipient that has changed since it was read stays due, and nobody has it.
func TestReschedule(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		wish := func(now time.Time) { must(t, w.SetMark(t.Context(), "U1", "acme", program.Wish{Now: now})) }
		take := func(now time.Time) {
			_, err := w.Take(t.Context(), program.Lease{Token: now.String(), Now: now, Until: now.Add(time.Minute)}, 1)
			must(t, err)
		}
		wish(noon)
		take(noon)
		read := revision(t, w, "U1")
		wish(second(1))
		must(t, w.Reschedule(t.Context(), "U1", read, second(3600)))
		if got := due(t, w, second(1)); !got["U1"].Equal(noon) {
			t.Errorf("changed meanwhile, due are %v", got)
		}

		take(second(2))
		must(t, w.Reschedule(t.Context(), "U1", read+1, second(3600)))
		if got := due(t, w, second(3599)); len(got) > 0 {
			t.Errorf("before its time, due are %v", got)
		}
		if got := due(t, w, second(3600)); !got["U1"].Equal(second(3600)) {
			t.Errorf("at its time, due are %v", got)
		}

		must(t, w.Defer(t.Context(), "U1", noon)) // the clock has gone back
		wish(second(60))                          // earlier than its time
		if got := due(t, w, second(60)); !got["U1"].Equal(second(60)) {
			t.Errorf("with a wish, due are %v", got)
		}
		must(t, w.Reschedule(t.Context(), "U1", read+2, time.Time{}))
		if got := due(t, w, second(1e6)); len(got) > 0 {
			t.Errorf("never again, and due are %v", got)
		}
		must(t, w.Reschedule(t.Context(), "U1", read+2, second(7200))) // it comes back
		if got := due(t, w, second(7200)); len(got) != 1 {
			t.Errorf("with another time, due are %v", got)
		}
	})
}

// Habits that are others than before, and another zone, are another revision; what is
// known already is not.
func TestKnowledge(t *testing.T) {
	habits := &program.Habits{
		Hour: 0, Rungs: []int{30, 7}, Off: []time.Weekday{time.Sunday, time.Wednesday},
		Away: []program.Span{{From: june, To: october}},
	}
	each(t, func(t *testing.T, w *store.Workspace) {
		know := func(zone, place string) { must(t, w.Know(t.Context(), "U1", zone, place)) }
		keep := func(h *program.Habits) { must(t, w.SetHabits(t.Context(), "U1", h, noon)) }
		check := func(want program.Recipient) {
			t.Helper()
			want.ID, want.Marks = "U1", map[string]program.Mark{}
			got, err := w.Recipient(t.Context(), "U1")
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		}
		check(program.Recipient{})
		know("", "D1")
		check(program.Recipient{Place: "D1"})
		know("Asia/Tokyo", "")
		know("Asia/Tokyo", "D2")
		check(program.Recipient{Zone: "Asia/Tokyo", Place: "D2", Revision: 1})
		if got := due(t, w, noon); len(got) > 0 {
			t.Errorf("due are %v", got)
		}
		keep(nil)
		check(program.Recipient{Zone: "Asia/Tokyo", Place: "D2", Revision: 1})
		keep(habits)
		keep(habits)
		check(program.Recipient{Zone: "Asia/Tokyo", Place: "D2", Habits: habits, Revision: 2})
		if got := due(t, w, noon); len(got) != 1 {
			t.Errorf("due are %v", got)
		}
		keep(nil)
		check(program.Recipient{Zone: "Asia/Tokyo", Place: "D2", Revision: 3})
	})
}

// Somebody who is due too late, or not at all, is due by a time; nobody is put off.
func TestHasten(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, tt := range []struct {
			at, since int
			want      bool
		}{{60, 60, true}, {60, 60, false}, {90, 60, false}, {30, 30, true}} {
			hastened, err := w.Hasten(t.Context(), "U1", second(tt.at))
			if err != nil || hastened != tt.want {
				t.Errorf("to %d: %v, %v, want %v", tt.at, hastened, err, tt.want)
			}
			if got := pulse(t, w).Next; !got.Equal(second(tt.since)) {
				t.Errorf("to %d: due at %v, want %v", tt.at, got, second(tt.since))
			}
		}
	})
}
