package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// TestMarks: a post that is settled marks what it told, and leaves alone what was asked for
// since it was claimed.
func TestMarks(t *testing.T) {
	day := func(d int) program.Date { return october.AddDays(d) }
	other := day(92)
	told := program.Mark{Deadline: october, Occasion: day(-90), Since: day(-95)}
	for _, tt := range []struct {
		name    string
		before  program.Mark // what was told and asked for before
		telling program.Telling
		since   program.Wish // what was asked for after the claim
		want    program.Mark
	}{
		{
			"the first time",
			program.Mark{},
			program.Telling{Deadline: october, Occasion: day(-90)},
			program.Wish{},
			program.Mark{Deadline: october, Occasion: day(-90), Since: june},
		},
		{
			"the next rung", told,
			program.Telling{Deadline: october, Occasion: day(-60)},
			program.Wish{},
			program.Mark{Deadline: october, Occasion: day(-60), Since: day(-95)},
		},
		{
			"a rung before the last", told,
			program.Telling{Deadline: october, Occasion: day(-91)},
			program.Wish{},
			told,
		},
		{
			"a snooze is over", with(told, program.Mark{Snoozed: day(-70), Touched: day(-80)}),
			program.Telling{Deadline: october, Occasion: day(-90)},
			program.Wish{},
			with(told, program.Mark{Touched: day(-80)}),
		},
		{
			"snoozed again meanwhile", with(told, program.Mark{Snoozed: day(-70)}),
			program.Telling{Deadline: october, Occasion: day(-60)},
			program.Wish{Snoozed: new(day(-50))},
			program.Mark{Deadline: october, Occasion: day(-60), Since: day(-95), Snoozed: day(-50)},
		},
		{
			"stopped meanwhile", told,
			program.Telling{Deadline: october, Occasion: day(-60)},
			program.Wish{Stopped: new(true)},
			program.Mark{Deadline: october, Occasion: day(-60), Since: day(-95), Stopped: true},
		},
		{
			"another deadline", with(told, program.Mark{Touched: day(-80)}),
			program.Telling{Deadline: other, Occasion: day(2)},
			program.Wish{},
			program.Mark{Deadline: other, Occasion: day(2), Since: june},
		},
		{
			"another deadline, touched meanwhile", with(told, program.Mark{Touched: day(-80)}),
			program.Telling{Deadline: other, Occasion: day(2)},
			program.Wish{Touched: new(day(1))},
			program.Mark{Deadline: other, Occasion: day(2), Since: june, Touched: day(1)},
		},
		{
			"a fall", told,
			program.Telling{Fell: october},
			program.Wish{},
			program.Mark{Since: june, Fell: october},
		},
		{
			"a fall that was undone",
			program.Mark{Since: june, Fell: october},
			program.Telling{Deadline: october, Occasion: october},
			program.Wish{},
			program.Mark{Deadline: october, Occasion: october, Since: june},
		},
		{
			"the first time, touched before",
			program.Mark{Touched: day(-95)},
			program.Telling{Deadline: october, Occasion: day(-90)},
			program.Wish{},
			program.Mark{Deadline: october, Occasion: day(-90), Since: june, Touched: day(-95)},
		},
		{
			"another deadline after a fall",
			program.Mark{Since: june, Fell: october},
			program.Telling{Deadline: other, Occasion: day(2)},
			program.Wish{},
			program.Mark{Deadline: other, Occasion: day(2), Since: june, Fell: october},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *store.Workspace) {
				must(t, w.Begin(t.Context(), noon))
				if b := tt.before; b.Since != (program.Date{}) {
					tells(t, w, "before", b.Since, program.Telling{Deadline: b.Deadline, Occasion: b.Occasion, Fell: b.Fell})
				}
				wish := program.Wish{Now: noon}
				if day := tt.before.Snoozed; !day.IsZero() {
					wish.Snoozed = &day
				}
				if day := tt.before.Touched; !day.IsZero() {
					wish.Touched = &day
				}
				must(t, w.SetMark(t.Context(), "UANN", "acme", wish))

				c := claim("a", second(1))
				tt.telling.Partner = "acme"
				c.Tellings = []program.Telling{tt.telling}
				verdict(t, w, c, program.Yours)
				tt.since.Now = second(2)
				must(t, w.SetMark(t.Context(), "UANN", "acme", tt.since))
				for range 2 { // twice is once
					must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: digest, Stamp: "1.2", Now: second(3)}))
				}
				marks, err := marksOf(t.Context(), w, "UANN", "UBOB")
				if diff := cmp.Diff(map[string]program.Mark{"UANN": tt.want}, marks); err != nil || diff != "" {
					t.Errorf("%v (-want +got):\n%s", err, diff)
				}
				// It is what the rules say.
				if want := tt.before.Told(tt.telling, june); tt.since == (program.Wish{Now: tt.since.Now}) && want != tt.want {
					t.Errorf("the programme marks %+v, want %+v", want, tt.want)
				}
			})
		})
	}
}

// with is a mark with what somebody has asked for.
func with(m, asked program.Mark) program.Mark {
	m.Snoozed, m.Touched, m.Stopped = asked.Snoozed, asked.Touched, asked.Stopped
	return m
}

// marksOf are what owners of Acme know of it.
func marksOf(ctx context.Context, w *store.Workspace, owners ...string) (map[string]program.Mark, error) {
	marks, err := w.Marks(ctx, []program.Partner{{ID: "acme", Owners: owners}})
	if err != nil {
		return nil, err
	}
	return marks[0], nil
}

// tells claims and settles a post to Ann that tells something of Acme on a day.
func tells(t *testing.T, w *store.Workspace, name string, day program.Date, telling program.Telling) {
	t.Helper()
	telling.Partner = "acme"
	c := claim("a", noon.Add(-time.Hour))
	c.Name, c.Day, c.Tellings = name, day, []program.Telling{telling}
	verdict(t, w, c, program.Yours)
	must(t, w.Settle(t.Context(), program.Settlement{Recipient: "UANN", Name: name, Stamp: "1.1", Now: c.Now}))
}

// TestWishes: what somebody asks for, and takes back, leaves everything else alone.
func TestWishes(t *testing.T) {
	july := june.AddDays(30)
	each(t, func(t *testing.T, w *store.Workspace) {
		for _, tt := range []struct {
			name string
			wish program.Wish
			want program.Mark
		}{
			{"nothing", program.Wish{}, program.Mark{}},
			{"snooze", program.Wish{Snoozed: &july, Touched: &june}, program.Mark{Snoozed: july, Touched: june}},
			{"stop", program.Wish{Stopped: new(true)}, program.Mark{Snoozed: july, Touched: june, Stopped: true}},
			{"touch", program.Wish{Touched: &july}, program.Mark{Snoozed: july, Touched: july, Stopped: true}},
			{"nothing more", program.Wish{}, program.Mark{Snoozed: july, Touched: july, Stopped: true}},
			{"go on", program.Wish{Stopped: new(false)}, program.Mark{Snoozed: july, Touched: july}},
			{"no snooze", program.Wish{Snoozed: new(program.Date{})}, program.Mark{Touched: july}},
		} {
			tt.wish.Now = noon
			for range 2 {
				must(t, w.SetMark(t.Context(), "UANN", "acme", tt.wish))
			}
			marks, err := marksOf(t.Context(), w, "UANN")
			if err != nil || marks["UANN"] != tt.want {
				t.Errorf("%s: %+v, %v, want %+v", tt.name, marks["UANN"], err, tt.want)
			}
		}
		if marks, err := marksOf(t.Context(), w); err != nil || len(marks) > 0 {
			t.Errorf("of nobody: %v, %v", marks, err)
		}
	})
}

// TestManyMarks: each partner in turn has the marks of its own owners, also of more partners
// than are read at once.
func TestManyMarks(t *testing.T) {
	each(t, func(t *testing.T, w *store.Workspace) {
		must(t, w.Adopt(t.Context(), "ann@example.com", "UANN", noon))
		partners := make([]program.Partner, 1_001)
		for i := range partners {
			partners[i] = program.Partner{ID: fmt.Sprint("p", i), Owners: []string{"UBOB", "ann@example.com"}[:i%3]}
		}
		for who, i := range map[string]int{"UBOB": 499, "UANN": 500} {
			must(t, w.SetMark(t.Context(), who, partners[i].ID, program.Wish{Now: noon, Touched: &june}))
		}
		must(t, w.SetMark(t.Context(), "UBOB", partners[999].ID, program.Wish{Now: noon, Touched: &june})) // not hers
		marks, err := w.Marks(t.Context(), partners)
		if err != nil || len(marks) != len(partners) {
			t.Fatalf("of %d partners, %v", len(marks), err)
		}
		want := map[int]map[string]program.Mark{499: {"UBOB": {Touched: june}}, 500: {"ann@example.com": {Touched: june}}}
		for i := range partners {
			if diff := cmp.Diff(want[i], marks[i], cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", partners[i].ID, diff)
			}
		}
	})
}
