package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// owned is a new partner with owners.
func owned(id string, owners ...string) program.Partner {
	p := named(id, id)
	p.Owners = owners
	return p
}

// partnersOf are the ids of somebody's partners, sorted.
func partnersOf(t *testing.T, w *store.Workspace, id string) []string {
	t.Helper()
	recipient, err := w.Recipient(t.Context(), id)
	must(t, err)
	all := ids(recipient.Partners)
	slices.Sort(all)
	return all
}

func TestRecipient(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		acme, beta := owned("acme", "UANN", "UBOB"), owned("beta", "UANN")
		add(t, w, acme, beta, owned("gamma", "UBOB"), owned("delta"))
		must(t, w.Know(t.Context(), "UANN", "Europe/Paris", "D1"))
		must(t, w.SetMark(t.Context(), "UANN", "acme", program.Wish{Now: noon, Stopped: new(true)}))
		verdict(t, w, claim("a", noon), program.Yours)

		acme.Version, beta.Version = 1, 1
		want := program.Recipient{
			ID: "UANN", Zone: "Europe/Paris", Place: "D1", Partners: []program.Partner{acme, beta}, Revision: 3,
			Marks: map[string]program.Mark{"acme": {Stopped: true}},
			Posts: []program.Post{{
				Name: digest, State: program.Attempting, Attempt: 1, First: noon, Last: noon, Lease: second(60), Place: "D1",
			}},
		}
		got, err := w.Recipient(t.Context(), "UANN")
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		if got := partnersOf(t, w, ""); !slices.Equal(got, []string{"delta"}) {
			t.Errorf("nobody has %v", got)
		}
		if got := partnersOf(t, w, "UX"); got != nil {
			t.Errorf("somebody unknown has %v", got)
		}
	})
}

// Whose an address is, theirs are its partners, each once, and what becomes of them is
// theirs to hear.
func TestAdopt(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		both := owned("beta", "UANN", "ann@example.com")
		add(t, w, owned("acme", "ann@example.com"), both, owned("gamma", "ann.b@example.com"), owned("delta", "UANN"))
		must(t, w.Reschedule(t.Context(), "UANN", 1, second(7200)))
		for _, address := range []string{"ann@example.com", "ann.b@example.com", "ann@example.com"} {
			must(t, w.Adopt(t.Context(), address, "UANN", second(60)))
		}
		if got := partnersOf(t, w, "UANN"); !slices.Equal(got, []string{"acme", "beta", "delta", "gamma"}) {
			t.Errorf("she has %v", got)
		}
		if n := revision(t, w, "UANN"); n != 4 {
			t.Errorf("she is revision %d, and has changed three times since the first", n)
		}
		// They were due at noon, and so is she.
		if got := due(t, w, second(60)); len(got) != 1 || !got["UANN"].Equal(noon) {
			t.Errorf("due are %v", got)
		}

		settled(t, w, second(60))
		both.Version = 1
		batch := changing("rename", both, func(p *program.Partner) { p.Owners, p.Name = []string{"ann@example.com"}, "Bet" })
		batch.At = second(90)
		_, err := w.Apply(t.Context(), batch, nil)
		must(t, err)
		if got := due(t, w, second(90)); len(got) != 1 || !got["UANN"].Equal(second(90)) {
			t.Errorf("with a change, due are %v", got)
		}

		must(t, w.SetMark(t.Context(), "UANN", "acme", program.Wish{Now: noon, Touched: &june}))
		marks, err := marksOf(t.Context(), w, "ann@example.com", "UANN", "UBOB")
		touched := program.Mark{Touched: june}
		want := map[string]program.Mark{"ann@example.com": touched, "UANN": touched}
		if diff := cmp.Diff(want, marks); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}

		// The address is somebody else's by now.
		must(t, w.Adopt(t.Context(), "ann@example.com", "UBOB", second(120)))
		if got := partnersOf(t, w, "UANN"); !slices.Equal(got, []string{"delta", "gamma"}) {
			t.Errorf("she has %v", got)
		}
		if got := partnersOf(t, w, "UBOB"); !slices.Equal(got, []string{"acme", "beta"}) {
			t.Errorf("he has %v", got)
		}
		if got := due(t, w, second(120)); !got["UBOB"].Equal(second(120)) {
			t.Errorf("due are %v", got)
		}
	})
}

// Somebody with very many partners is read in pages, and in one with fewer.
func TestRecipientOfMany(t *testing.T) {
	server := redistest.Start(t)
	proxy := redistest.NewProxy(t, server.Addr)
	w := open(t, proxy.URL()).Workspace("T1")
	for _, tt := range []struct{ own, addresses, pages int }{
		{0, 0, 1}, {1, 1, 1}, {499, 0, 1}, {250, 249, 1}, {250, 250, 2}, {500, 0, 2}, {501, 0, 2}, {700, 700, 3},
	} {
		user := fmt.Sprintf("U%d%d", tt.own, tt.addresses)
		address := user + "@example.com"
		var partners []program.Partner
		for i := range tt.own {
			partners = append(partners, owned(fmt.Sprintf("%s own %d", user, i), user))
		}
		for i := range tt.addresses {
			partners = append(partners, owned(fmt.Sprintf("%s address %d", user, i), address))
		}
		if len(partners) > 0 {
			add(t, w, partners...)
		}
		must(t, w.Adopt(t.Context(), address, user, noon))
		_ = partnersOf(t, w, user) // the script may have to be sent
		before := proxy.Commands()
		got := partnersOf(t, w, user)
		want := ids(partners)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%d and %d: %d partners", tt.own, tt.addresses, len(got))
		}
		if n := proxy.Commands() - before; n != tt.pages {
			t.Errorf("%d and %d partners take %d round trips, want %d", tt.own, tt.addresses, n, tt.pages)
		}
	}
}

func TestSent(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		var want []program.Arrival
		for i := range 5 {
			c := claim("a", second(i))
			c.Name = fmt.Sprintf("post %d", i)
			c.Tellings = append(c.Tellings, program.Telling{Partner: "beta"})[i%2:]
			verdict(t, w, c, program.Yours)
			must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: c.Name, Stamp: fmt.Sprint(i), Now: second(i)}))
			want = slices.Insert(want, 0, program.Arrival{
				Recipient: "UANN", Name: c.Name, Stamp: fmt.Sprint(i), At: second(i), Partners: []string{"acme", "beta"}[i%2:],
			})
		}
		for _, tt := range []struct {
			since time.Time
			limit int
			want  []program.Arrival
		}{{time.Time{}, 9, want}, {second(2), 9, want[:3]}, {noon, 2, want[:2]}, {second(5), 9, want[:0]}} {
			got, err := w.Sent(t.Context(), tt.since, tt.limit)
			if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
				t.Errorf("since %v, at most %d: %v (-want +got):\n%s", tt.since, tt.limit, err, diff)
			}
		}
	})
}

// What would break a record is refused before anything is written.
func TestClaimRefuses(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Begin(t.Context(), noon))
		for name, spoil := range map[string]func(*program.Claim){
			"a line in the name":    func(c *program.Claim) { c.Name = "digest\n" },
			"a tab in the token":    func(c *program.Claim) { c.Token = "a\tb" },
			"a tab in the place":    func(c *program.Claim) { c.Place = "\t" },
			"a zero in the partner": func(c *program.Claim) { c.Tellings[0].Partner = "a\x00" },
		} {
			c := claim("a", noon)
			spoil(&c)
			if claimed, err := w.Claim(t.Context(), c); err == nil {
				t.Errorf("%s: %+v", name, claimed)
			}
		}
		if err := w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: digest, Now: noon}); err == nil {
			t.Error("a post without a stamp is settled")
		}
		if err := w.GiveUp(t.Context(), program.Settlement{Recipient: "UANN", Name: digest, Reason: "a\tb", Now: noon}); err == nil {
			t.Error("a post is given up for two fields of reasons")
		}
	})
}
