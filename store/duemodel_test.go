package store_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// Whatever several replicas do, in any order, with leases that end and times that pass: who
// is due, who has leased whom, and what becomes of every post is what plain maps say.
func TestSendingEqualsModel(t *testing.T) {
	servers := map[string]string{
		"miniredis":    miniredis.RunT(t).Addr(),
		"redis-server": redistest.Start(t).Addr,
	}
	for server, addr := range servers {
		t.Run(server, func(t *testing.T) {
			r := open(t, "redis://"+addr)
			round := 0
			rapid.Check(t, func(rt *rapid.T) {
				round++
				m := newOutbox(rt, r.Workspace(fmt.Sprintf("T%d", round)))
				rt.Repeat(map[string]func(*rapid.T){
					"time passes": m.pass,
					"wish":        m.wish,
					"change":      m.change,
					"take":        m.take,
					"look":        m.look,
					"reschedule":  m.reschedule,
					"defer":       m.defers,
					"claim":       m.claim,
					"release":     m.release,
					"end":         m.end,
					"suspect":     m.suspect,
					"resume":      m.resume,
					"":            m.compare,
				})
			})
		})
	}
}

// outbox is what a store should say of recipients and posts. Times are seconds after noon.
type outbox struct {
	w     *store.Workspace
	now   int
	calls int

	due      map[string]int
	revision map[string]int64
	lease    map[string]int             // until when
	read     map[string]int64           // the revision at which somebody looked last
	post     map[string]*program.Post   // by recipient: each has one
	owner    map[string]program.Partner // whose Acme and Beta are
	suspects bool
	writes   int64
}

func newOutbox(t *rapid.T, w *store.Workspace) *outbox {
	if err := w.Begin(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	return &outbox{
		w: w, due: map[string]int{}, revision: map[string]int64{}, lease: map[string]int{},
		read: map[string]int64{}, post: map[string]*program.Post{}, owner: map[string]program.Partner{},
	}
}

func someone(t *rapid.T) string { return rapid.SampledFrom([]string{"U1", "U2", ""}).Draw(t, "who") }

// concern makes somebody due now, and another revision.
func (m *outbox) concern(who string) {
	if at, due := m.due[who]; !due || at > m.now {
		m.due[who] = m.now
	}
	m.revision[who]++
}

// call names a call as no other one is named.
func (m *outbox) call() string {
	m.calls++
	return fmt.Sprintf("call %d", m.calls)
}

func (m *outbox) pass(t *rapid.T) { m.now += rapid.IntRange(1, 40).Draw(t, "seconds") }

func (m *outbox) wish(t *rapid.T) {
	who := someone(t)
	fatal(t, m.w.SetMark(t.Context(), who, "acme", program.Wish{Now: second(m.now), Touched: &june}))
	m.concern(who)
}

// change gives a partner other owners.
func (m *outbox) change(t *rapid.T) {
	id := rapid.SampledFrom([]string{"acme", "beta"}).Draw(t, "partner")
	after := owned(id, rapid.SampledFrom([][]string{nil, {"U1"}, {"U2"}, {"U1", "U2"}}).Draw(t, "owners")...)
	batch := program.Batch{Op: m.call(), At: second(m.now), Changes: []program.Change{{After: after}}}
	told := owners(&after)
	if before, known := m.owner[id]; known {
		batch.Changes[0].Before = &before
		told = append(told, owners(&before)...)
		after.Version = before.Version
	}
	_, err := m.w.Apply(t.Context(), batch, nil)
	fatal(t, err)
	after.Version++
	m.owner[id] = after
	slices.Sort(told)
	for _, who := range slices.Compact(told) {
		m.concern(who)
	}
}

func owners(p *program.Partner) []string {
	if len(p.Owners) == 0 {
		return []string{""}
	}
	return slices.Clone(p.Owners)
}

// take leases whoever is due and free, those who waited longest first.
func (m *outbox) take(t *rapid.T) {
	limit := rapid.IntRange(1, 3).Draw(t, "limit")
	lease := program.Lease{Token: m.call(), Now: second(m.now), Until: second(m.now + 60)}
	var want []program.Due
	for who, at := range m.due {
		if at <= m.now && m.lease[who] <= m.now {
			want = append(want, program.Due{Recipient: who, At: second(at)})
		}
	}
	slices.SortFunc(want, func(a, b program.Due) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Recipient, b.Recipient))
	})
	want = want[:min(limit, len(want))]
	for range rapid.IntRange(1, 2).Draw(t, "times") { // again, as after a lost reply
		got, err := m.w.Take(t.Context(), lease, limit)
		fatal(t, err)
		if diff := gocmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
			t.Fatalf("taken (-model +store):\n%s", diff)
		}
	}
	for _, due := range want {
		m.lease[due.Recipient] = m.now + 60
	}
}

func (m *outbox) look(t *rapid.T) {
	who := someone(t)
	m.read[who] = m.revision[who]
}

func (m *outbox) reschedule(t *rapid.T) {
	who := someone(t)
	next := time.Time{}
	in := rapid.IntRange(-1, 100).Draw(t, "in")
	if in >= 0 {
		next = second(m.now + in)
	}
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		fatal(t, m.w.Reschedule(t.Context(), who, m.read[who], next))
	}
	delete(m.lease, who)
	switch {
	case m.read[who] != m.revision[who]:
	case in < 0:
		delete(m.due, who)
	default:
		m.due[who] = m.now + in
	}
}

func (m *outbox) defers(t *rapid.T) {
	who, until := someone(t), m.now+rapid.IntRange(-1, 100).Draw(t, "in")
	fatal(t, m.w.Defer(t.Context(), who, second(until)))
	delete(m.lease, who)
	if _, due := m.due[who]; due {
		m.lease[who] = until
	}
}

// claim claims a post, perhaps after it was looked for, and perhaps twice.
func (m *outbox) claim(t *rapid.T) {
	who := someone(t)
	c := claim(m.call(), second(m.now))
	c.Recipient, c.Confirm, c.Pace = who, rapid.IntRange(0, 3).Draw(t, "confirm"), program.Pace{Minute: 60_000, Burst: 1_000}
	post := m.post[who]
	if post == nil {
		post = &program.Post{Name: digest, First: c.Now}
	}
	want := m.verdict(post, c.Confirm)
	if want == program.Yours {
		post.State, post.Place, post.Attempt, post.Last, post.Lease = program.Attempting, "D1", post.Attempt+1, c.Now, c.Until
		m.post[who] = post
		m.writes++
	}
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		claimed, err := m.w.Claim(t.Context(), c)
		fatal(t, err)
		if claimed.Verdict != want || claimed.Writes != m.writes {
			t.Fatalf("claimed: %+v, want %s and %d writes", claimed, want, m.writes)
		}
	}
}

func (m *outbox) verdict(post *program.Post, confirm int) program.Verdict {
	switch {
	case post.State == program.Sent || post.State == program.GivenUp:
		return program.Settled
	case post.State == program.Attempting && post.Lease.After(second(m.now)):
		return program.Busy
	case post.State == program.Attempting && confirm != post.Attempt:
		return program.InDoubt
	case m.suspects:
		return program.Held
	}
	return program.Yours
}

func (m *outbox) release(t *rapid.T) {
	who, attempt := someone(t), rapid.IntRange(1, 3).Draw(t, "attempt")
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		fatal(t, m.w.Release(t.Context(), who, digest, attempt))
	}
	if post := m.post[who]; post != nil && post.State == program.Attempting && post.Attempt == attempt {
		post.State, post.Lease = program.Released, time.Time{}
		m.writes++
	}
}

// end settles a post that was claimed, or gives it up.
func (m *outbox) end(t *rapid.T) {
	who, arrived := someone(t), rapid.Bool().Draw(t, "arrived")
	post := m.post[who]
	if post == nil {
		return // nothing was claimed
	}
	s := program.Settlement{Recipient: who, Name: digest, Now: second(m.now)}
	for range rapid.IntRange(1, 2).Draw(t, "times") {
		if arrived {
			s.Stamp = "1.2"
			fatal(t, m.w.Settle(t.Context(), s))
			continue
		}
		s.Reason = "user_disabled"
		fatal(t, m.w.GiveUp(t.Context(), s))
	}
	if post.State == program.Sent || post.State == program.GivenUp && !arrived {
		return
	}
	m.writes++
	post.State, post.Stamp, post.Reason, post.Lease = program.GivenUp, "", "user_disabled", time.Time{}
	if arrived {
		post.State, post.Stamp, post.Reason = program.Sent, "1.2", ""
	}
}

func (m *outbox) suspect(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "really") > 0 {
		return
	}
	first, err := m.w.Suspect(t.Context(), program.Suspicion{Reason: "older", Since: second(m.now)}, program.Pulse{})
	fatal(t, err)
	if first == m.suspects {
		t.Fatalf("first: %v, and suspected before: %v", first, m.suspects)
	}
	m.suspects = true
}

func (m *outbox) resume(t *rapid.T) {
	fatal(t, m.w.Resume(t.Context(), "U1", second(m.now)))
	if m.suspects {
		m.suspects, m.writes = false, 0
	}
}

// compare compares the pulse, and somebody.
func (m *outbox) compare(t *rapid.T) {
	p, err := m.w.Pulse(t.Context(), second(m.now-30))
	fatal(t, err)
	next, overdue := time.Time{}, 0
	for who, at := range m.due {
		if free := second(max(at, m.lease[who])); next.IsZero() || free.Before(next) {
			next = free
		}
		if at < m.now-30 {
			overdue++
		}
	}
	if !p.Next.Equal(next) || p.Overdue != overdue || p.Writes != m.writes || (p.Suspect.Reason != "") != m.suspects {
		t.Fatalf("the pulse is %+v; next at %v, %d overdue, %d writes, suspect %v", p, next, overdue, m.writes, m.suspects)
	}
	who := someone(t)
	recipient, err := m.w.Recipient(t.Context(), who)
	fatal(t, err)
	var want []program.Post
	if post := m.post[who]; post != nil {
		want = []program.Post{*post}
	}
	if diff := gocmp.Diff(want, recipient.Posts); diff != "" || recipient.Revision != m.revision[who] {
		t.Fatalf("%q is revision %d, want %d (-model +store):\n%s", who, recipient.Revision, m.revision[who], diff)
	}
}

func fatal(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}
