package store_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// sending are the calls that tell people of partners.
var sending = []step{
	{"add what to tell of", func(ctx context.Context, w *store.Workspace) error {
		_, err := w.Apply(ctx, adding("tell", named("omega", "Omega"), owned("psi", "U1")), nil)
		return err
	}},
	{"begin", func(ctx context.Context, w *store.Workspace) error { return w.Begin(ctx, noon) }},
	{"begun", pulses(func(p *program.Pulse) bool { return p.Epoch != "" && p.Writes == 0 && p.Next.Equal(noon) })},
	{"owned by an address", func(ctx context.Context, w *store.Workspace) error {
		before, err := w.Partner(ctx, "omega")
		if err != nil {
			return err
		}
		batch := changing("assign", before, func(p *program.Partner) { p.Owners = []string{"ann@example.com"} })
		_, err = w.Apply(ctx, batch, nil)
		return err
	}},
	{"adopt", func(ctx context.Context, w *store.Workspace) error {
		return w.Adopt(ctx, "ann@example.com", "UANN", noon.Add(time.Minute))
	}},
	{"take all", takes("t1", noon, "", "U1", "UANN")},
	{"know", func(ctx context.Context, w *store.Workspace) error { return w.Know(ctx, "UANN", "Asia/Tokyo", "D1") }},
	{"habits", func(ctx context.Context, w *store.Workspace) error {
		return w.SetHabits(ctx, "UANN", &program.Habits{Hour: 8, Rungs: []int{7}}, noon)
	}},
	{"read", func(ctx context.Context, w *store.Workspace) error {
		ann, err := w.Recipient(ctx, "UANN")
		if err == nil && (len(ann.Partners) != 1 || ann.Zone != "Asia/Tokyo" || ann.Place != "D1" || ann.Habits.Hour != 8) {
			err = fmt.Errorf("%+v", ann)
		}
		return err
	}},
	{"claim", claims(claim("t1", noon), program.Yours, 1)},
	{"claimed by others", claims(claim("t2", noon), program.Busy, 1)},
	{"release", func(ctx context.Context, w *store.Workspace) error { return w.Release(ctx, "UANN", digest, 1) }},
	{"claim again", claims(claim("t2", noon), program.Yours, 2)},
	{"snooze", func(ctx context.Context, w *store.Workspace) error {
		return w.SetMark(ctx, "UANN", "acme", program.Wish{Now: noon.Add(time.Second), Snoozed: &october})
	}},
	{"settle", func(ctx context.Context, w *store.Workspace) error {
		return w.Settle(ctx, program.Settlement{Recipient: "UANN", Name: digest, Stamp: "1.2", Now: noon})
	}},
	{"settled", claims(claim("t3", noon.Add(time.Hour)), program.Settled, 2)},
	{"marked", func(ctx context.Context, w *store.Workspace) error {
		marks, err := marksOf(ctx, w, "ann@example.com")
		want := program.Mark{Deadline: october, Occasion: june, Since: june, Snoozed: october}
		if diff := gocmp.Diff(want, marks["ann@example.com"]); err == nil && diff != "" {
			err = errors.New(diff)
		}
		return err
	}},
	{"logged", func(ctx context.Context, w *store.Workspace) error {
		sent, err := w.Sent(ctx, noon, 10)
		if err == nil && (len(sent) != 1 || sent[0].Stamp != "1.2") {
			err = fmt.Errorf("%+v", sent)
		}
		return err
	}},
	{"defer", func(ctx context.Context, w *store.Workspace) error {
		return w.Defer(ctx, "UANN", noon.Add(time.Minute))
	}},
	{"deferred", takes("t4", noon.Add(30*time.Second))},
	{"reschedule", func(ctx context.Context, w *store.Workspace) error {
		ann, err := w.Recipient(ctx, "UANN")
		if err != nil {
			return err
		}
		return w.Reschedule(ctx, "UANN", ann.Revision, noon.Add(24*time.Hour))
	}},
	{"hasten", func(ctx context.Context, w *store.Workspace) error {
		_, err := w.Hasten(ctx, "UANN", noon.Add(time.Hour)) // true, unless the reply was lost
		return err
	}},
	{"hastened", func(ctx context.Context, w *store.Workspace) error {
		hastened, err := w.Hasten(ctx, "UANN", noon.Add(2*time.Hour))
		if hastened {
			err = errors.New("they were due an hour earlier")
		}
		return err
	}},
	{"give up", func(ctx context.Context, w *store.Workspace) error {
		return w.GiveUp(ctx, program.Settlement{
			Recipient: "UBOB", Name: digest, Reason: "user_disabled", Now: noon, Hand: true, To: "C1",
		})
	}},
	{"handed", func(ctx context.Context, w *store.Workspace) error {
		want := program.Unreached{Recipient: "UBOB", Name: digest, Reason: "user_disabled", At: noon}
		handed, err := w.Handed(ctx)
		if err == nil && (len(handed) != 1 || handed[0] != want) {
			err = fmt.Errorf("%+v", handed)
		}
		return cmp.Or(err, w.Dealt(ctx, want))
	}},
	{"dealt with", func(ctx context.Context, w *store.Workspace) error {
		handed, err := w.Handed(ctx)
		if err == nil && len(handed) > 0 {
			err = fmt.Errorf("%+v", handed)
		}
		return err
	}},
	{"those handed to are due", takes("t5", noon.Add(time.Second), "C1")},
	{"pause", func(ctx context.Context, w *store.Workspace) error { return w.Pause(ctx, noon.Add(time.Minute)) }},
	{"paused", pulses(func(p *program.Pulse) bool { return p.Paused.Equal(noon.Add(time.Minute)) && p.Writes == 5 })},
	{"suspect", func(ctx context.Context, w *store.Workspace) error {
		first, err := w.Suspect(ctx, program.Suspicion{Reason: "older", Since: noon}, program.Pulse{Epoch: "lost"})
		if err == nil && !first {
			err = errors.New("taken for the second")
		}
		return err
	}},
	{"suspected", pulses(func(p *program.Pulse) bool {
		return p.Suspect == program.Suspicion{Reason: "older", Since: noon}
	})},
	{"resume", func(ctx context.Context, w *store.Workspace) error { return w.Resume(ctx, "U1", noon) }},
	{"resumed", pulses(func(p *program.Pulse) bool {
		return p.Suspect.Reason == "" && p.Follows("lost") && p.Careful.Equal(noon.Add(24*time.Hour))
	})},
	{"await what has happened", func(ctx context.Context, w *store.Workspace) error {
		err := w.Await(ctx, 2, time.Hour)
		if err != nil { // a connection that breaks is news
			err = w.Await(ctx, 2, time.Hour)
		}
		return err
	}},
}

// digest is the name of a post.
const digest = "digest 2009-06-01"

var (
	june    = program.Date{Year: 2009, Month: 6, Day: 1}
	october = program.Date{Year: 2009, Month: 10, Day: 14}
)

// claim asks for the digest to Ann, which tells of Acme, whether there is such a partner or not.
func claim(token string, now time.Time) program.Claim {
	return program.Claim{
		Recipient: "UANN", Name: digest, Token: token, Place: "D1", Now: now, Until: now.Add(time.Minute), Day: june,
		Tellings: []program.Telling{{Partner: "acme", Deadline: october, Occasion: june}},
	}
}

func claims(c program.Claim, want program.Verdict, attempt int) func(context.Context, *store.Workspace) error {
	return func(ctx context.Context, w *store.Workspace) error {
		claimed, err := w.Claim(ctx, c)
		if err == nil && (claimed.Verdict != want || claimed.Post.Attempt != attempt) {
			err = fmt.Errorf("%+v", claimed)
		}
		return err
	}
}

// takes takes whoever is due at a time, for a minute.
func takes(token string, now time.Time, want ...string) func(context.Context, *store.Workspace) error {
	return func(ctx context.Context, w *store.Workspace) error {
		due, err := w.Take(ctx, program.Lease{Token: token, Now: now, Until: now.Add(time.Minute)}, 10)
		var got []string
		for _, d := range due {
			got = append(got, d.Recipient)
		}
		if diff := gocmp.Diff(want, got); err == nil && diff != "" {
			err = errors.New(diff)
		}
		return err
	}
}

// pulses takes the store's pulse.
func pulses(right func(*program.Pulse) bool) func(context.Context, *store.Workspace) error {
	return func(ctx context.Context, w *store.Workspace) error {
		pulse, err := w.Pulse(ctx, noon)
		if err == nil && !right(&pulse) {
			err = fmt.Errorf("%+v", pulse)
		}
		return err
	}
}
