package store_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// second is so many seconds after noon.
func second(n int) time.Time { return noon.Add(time.Duration(n) * time.Second) }

// TestClaim: what becomes of a claim, by what was done about the post before.
func TestClaim(t *testing.T) {
	type deed = func(*testing.T, *store.Workspace)
	by := func(token string, now int, confirm int) program.Claim {
		c := claim(token, second(now))
		c.Confirm = confirm
		return c
	}
	claimed := func(c program.Claim) deed {
		return func(t *testing.T, w *store.Workspace) { verdict(t, w, c, program.Yours) }
	}
	released := func(attempt int) deed {
		return func(t *testing.T, w *store.Workspace) { must(t, w.Release(t.Context(), "UANN", digest, attempt)) }
	}
	sent := func(t *testing.T, w *store.Workspace) {
		must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: digest, Stamp: "1.2", Now: second(1)}))
	}
	gaveUp := func(t *testing.T, w *store.Workspace) {
		must(t, w.GiveUp(t.Context(), program.Settlement{Recipient: "UANN", Name: digest, Reason: "user_disabled", Now: second(1)}))
	}
	suspect := func(t *testing.T, w *store.Workspace) {
		_, err := w.Suspect(t.Context(), program.Suspicion{Reason: "empty", Since: noon}, program.Pulse{})
		must(t, err)
	}
	resume := func(t *testing.T, w *store.Workspace) { must(t, w.Resume(t.Context(), "U1", noon)) }
	paused := func(until int) deed {
		return func(t *testing.T, w *store.Workspace) { must(t, w.Pause(t.Context(), second(until))) }
	}

	for _, tt := range []struct {
		name   string
		before []deed
		claim  program.Claim
		want   program.Verdict
		post   program.Post // its state, attempt, first and last
		wait   time.Time
	}{
		{"the first", nil, by("a", 0, 0), program.Yours, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"the same call again", []deed{claimed(by("a", 0, 0))}, by("a", 0, 0), program.Yours, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"by the same replica later", []deed{claimed(by("a", 0, 0))}, by("a", 59, 0), program.Busy, tried(program.Attempting, 1, 0, 0), second(60)},
		{"leased by another", []deed{claimed(by("a", 0, 0))}, by("b", 59, 0), program.Busy, tried(program.Attempting, 1, 0, 0), second(60)},
		{"leased by another, and looked for", []deed{claimed(by("a", 0, 0))}, by("b", 59, 1), program.Busy, tried(program.Attempting, 1, 0, 0), second(60)},
		{"the lease over", []deed{claimed(by("a", 0, 0))}, by("b", 60, 0), program.InDoubt, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"the lease over, by the same replica", []deed{claimed(by("a", 0, 0))}, by("a", 60, 0), program.InDoubt, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"looked for in vain", []deed{claimed(by("a", 0, 0))}, by("b", 60, 1), program.Yours, tried(program.Attempting, 2, 0, 60), time.Time{}},
		{
			"looked for in vain, the same call again",
			[]deed{claimed(by("a", 0, 0)), claimed(by("b", 60, 1))},
			by("b", 60, 1),
			program.Yours, tried(program.Attempting, 2, 0, 60),
			time.Time{},
		},
		{
			"looked for an attempt before the last",
			[]deed{claimed(by("a", 0, 0)), claimed(by("b", 60, 1))},
			by("c", 120, 1),
			program.InDoubt, tried(program.Attempting, 2, 0, 60),
			time.Time{},
		},
		{"released", []deed{claimed(by("a", 0, 0)), released(1)}, by("b", 1, 0), program.Yours, tried(program.Attempting, 2, 0, 1), time.Time{}},
		{
			"an attempt before the last released",
			[]deed{claimed(by("a", 0, 0)), claimed(by("b", 60, 1)), released(1)},
			by("c", 61, 0),
			program.Busy, tried(program.Attempting, 2, 0, 60), second(120),
		},
		{"sent", []deed{claimed(by("a", 0, 0)), sent}, by("b", 60, 1), program.Settled, tried(program.Sent, 1, 0, 0), time.Time{}},
		{"sent, then said not to have been", []deed{claimed(by("a", 0, 0)), sent, released(1), gaveUp}, by("b", 60, 1), program.Settled, tried(program.Sent, 1, 0, 0), time.Time{}},
		{"found without a claim", []deed{sent}, by("b", 60, 0), program.Settled, tried(program.Sent, 0, 1, 1), time.Time{}},
		{"given up", []deed{claimed(by("a", 0, 0)), gaveUp}, by("b", 60, 1), program.Settled, tried(program.GivenUp, 1, 0, 0), time.Time{}},
		{"given up, then found", []deed{claimed(by("a", 0, 0)), gaveUp, sent}, by("b", 60, 1), program.Settled, tried(program.Sent, 1, 0, 0), time.Time{}},
		{"suspect", []deed{suspect}, by("a", 0, 0), program.Held, program.Post{}, time.Time{}},
		{"suspect, and in doubt", []deed{claimed(by("a", 0, 0)), suspect}, by("a", 60, 1), program.Held, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"suspect, the same call again", []deed{claimed(by("a", 0, 0)), suspect}, by("a", 0, 0), program.Yours, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"resumed", []deed{suspect, resume}, by("a", 0, 0), program.Yours, tried(program.Attempting, 1, 0, 0), time.Time{}},
		{"paused", []deed{paused(30)}, by("a", 29, 0), program.Held, program.Post{}, second(30)},
		{"paused for less than before", []deed{paused(30), paused(20)}, by("a", 29, 0), program.Held, program.Post{}, second(30)},
		{"the pause over", []deed{paused(20), paused(30)}, by("a", 30, 0), program.Yours, tried(program.Attempting, 1, 30, 30), time.Time{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *store.Workspace) {
				must(t, w.Begin(t.Context(), noon))
				for _, deed := range tt.before {
					deed(t, w)
				}
				claimed := verdict(t, w, tt.claim, tt.want)
				post := claimed.Post
				if got := (program.Post{State: post.State, Attempt: post.Attempt, First: post.First, Last: post.Last}); got != tt.post {
					t.Errorf("the post is %+v, want %+v", got, tt.post)
				}
				if !claimed.Wait.Equal(tt.wait) {
					t.Errorf("wait until %v, want %v", claimed.Wait, tt.wait)
				}
				pulse, err := w.Pulse(t.Context(), noon)
				if err != nil || pulse.Epoch != claimed.Epoch || pulse.Writes != claimed.Writes {
					t.Errorf("the claim has seen %s %d, the pulse is %+v, %v", claimed.Epoch, claimed.Writes, pulse, err)
				}
			})
		})
	}
}

// tried is a post as far as [TestClaim] compares it: first and last are seconds.
func tried(state program.PostState, attempt, first, last int) program.Post {
	return program.Post{State: state, Attempt: attempt, First: second(first), Last: second(last)}
}

// verdict claims, and checks the answer.
func verdict(t *testing.T, w *store.Workspace, c program.Claim, want program.Verdict) program.Claimed {
	t.Helper()
	claimed, err := w.Claim(t.Context(), c)
	if err != nil || claimed.Verdict != want {
		t.Fatalf("%s claims at %v: %+v, %v, want %s", c.Token, c.Now, claimed, err, want)
	}
	return claimed
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A store that has lost its contents lets nobody send, before anybody has noticed.
func TestClaimWithoutEpoch(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		verdict(t, w, claim("a", noon), program.Held)
	})
}

// Of many who claim one post at once, one may try it.
func TestClaimTogether(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		for round := range 10 {
			verdicts := make([]program.Verdict, 20)
			var wait sync.WaitGroup
			for i := range verdicts {
				wait.Go(func() {
					c := claim(fmt.Sprintf("replica %d", i), noon)
					c.Name = fmt.Sprintf("digest %d", round)
					claimed, err := w.Claim(t.Context(), c)
					if err != nil {
						t.Error(err)
					}
					verdicts[i] = claimed.Verdict
				})
			}
			wait.Wait()
			slices.Sort(verdicts)
			if verdicts[0] != program.Busy || verdicts[18] != program.Busy || verdicts[19] != program.Yours {
				t.Fatalf("the verdicts are %v", verdicts)
			}
		}
	})
}

// So many go out at once, then one in a while, whoever claims: and a replica whose clock
// is an hour ahead keeps the others waiting for one step, not for an hour.
func TestClaimPace(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		posts := 0
		next := func(now time.Time) (yours bool, wait time.Time) {
			posts++
			c := claim("a", now)
			c.Name, c.Pace = fmt.Sprintf("post %d", posts), program.Pace{Minute: 60, Burst: 3}
			claimed, err := w.Claim(t.Context(), c)
			must(t, err)
			return claimed.Verdict == program.Yours, claimed.Wait
		}
		for _, tt := range []struct {
			at    time.Time
			yours bool
			wait  time.Time
		}{
			{noon, true, time.Time{}},
			{noon, true, time.Time{}},
			{noon, true, time.Time{}},
			{noon, false, second(1)},
			{noon.Add(999 * time.Millisecond), false, second(1)},
			{second(1), true, time.Time{}},
			{second(1), false, second(2)},
			{second(3), true, time.Time{}},
			{second(3), true, time.Time{}},
			{second(3), false, second(4)},
			{second(3600), true, time.Time{}},
			{second(10), false, second(11)},
			{second(11), true, time.Time{}},
		} {
			if yours, wait := next(tt.at); yours != tt.yours || !wait.Equal(tt.wait) {
				t.Errorf("at %v: %v, wait until %v; want %v, %v", tt.at, yours, wait, tt.yours, tt.wait)
			}
		}
	})
}

// What is given up counts as told, so that nobody tries every day, and who was not reached
// is known until that is dealt with.
func TestGiveUp(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		verdict(t, w, claim("a", noon), program.Yours)
		for range 2 {
			must(t, w.GiveUp(t.Context(), program.Settlement{
				Recipient: "UANN", Name: digest, Reason: "user_disabled", Now: second(1), Hand: true, To: "C1",
			}))
		}
		marks, err := marksOf(t.Context(), w, "UANN")
		if want := (program.Mark{Deadline: october, Occasion: june, Since: june}); err != nil || marks["UANN"] != want {
			t.Errorf("marked %+v, %v, want %+v", marks, err, want)
		}
		if sent, err := w.Sent(t.Context(), time.Time{}, 10); err != nil || len(sent) > 0 {
			t.Errorf("it has arrived: %+v, %v", sent, err)
		}
		first := program.Unreached{Recipient: "UANN", Name: digest, Reason: "user_disabled", At: second(1)}
		isHanded(t, w, first)
		channel, err := w.Recipient(t.Context(), "C1")
		if err != nil || channel.Revision != 1 {
			t.Errorf("handed to %+v, %v", channel, err)
		}

		later := first
		later.Name, later.At = "digest 2009-06-02", second(2)
		must(t, w.GiveUp(t.Context(), program.Settlement{
			Recipient: "UANN", Name: later.Name, Reason: "user_disabled", Now: later.At, Hand: true, To: "C1",
		}))
		must(t, w.Dealt(t.Context(), first))
		isHanded(t, w, later)
		must(t, w.Dealt(t.Context(), later))
		isHanded(t, w)

		// Who is reached again is not among them.
		must(t, w.GiveUp(t.Context(), program.Settlement{
			Recipient: "UANN", Name: "digest 2009-06-03", Reason: "user_disabled", Now: second(3), Hand: true, To: "C1",
		}))
		must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: "digest 2009-06-04", Stamp: "1.2", Now: second(4)}))
		isHanded(t, w)
	})
}

func isHanded(t *testing.T, w *store.Workspace, want ...program.Unreached) {
	t.Helper()
	got, err := w.Handed(t.Context())
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("handed are %+v, %v, want %+v", got, err, want)
	}
}

// Somebody's posts do not pile up, but none goes that may yet arrive, nor one of another
// kind, which is told once.
func TestPostsEnd(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		once := claim("a", noon)
		once.Name = "decision 2010-01-14"
		verdict(t, w, once, program.Yours)
		must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: once.Name, Stamp: "1.2", Now: noon}))
		for i := range 100 {
			c := claim("a", second(i))
			c.Name, c.Tellings = fmt.Sprintf("post %d", i), nil
			verdict(t, w, c, program.Yours)
			if i > 2 {
				must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: c.Name, Stamp: "1.2", Now: c.Now}))
			}
		}
		ann, err := w.Recipient(t.Context(), "UANN")
		must(t, err)
		kept := make(map[string]bool)
		for _, post := range ann.Posts {
			kept[post.Name] = true
		}
		if len(kept) != 60 || !kept["post 0"] || !kept["post 2"] || kept["post 3"] || !kept["post 44"] || !kept[once.Name] || !kept["post 99"] {
			t.Errorf("%d posts are kept: %v", len(kept), kept)
		}
	})
}
