package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// anyHabits draws how somebody may want to be reminded, seen from a day.
func anyHabits(t *rapid.T, today program.Date) program.Habits {
	h := program.Habits{
		Hour:  rapid.IntRange(0, 23).Draw(t, "hour"),
		Rungs: []int{rapid.IntRange(50, 400).Draw(t, "first"), rapid.IntRange(0, 49).Draw(t, "last")},
	}
	for day := time.Monday; day < time.Friday; day++ {
		if rapid.Bool().Draw(t, day.String()) {
			h.Off = append(h.Off, day)
		}
	}
	from := today
	for range rapid.IntRange(0, 3).Draw(t, "periods") {
		from = from.AddDays(rapid.IntRange(2, 60).Draw(t, "after"))
		to := from.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))
		h.Away = append(h.Away, program.Span{From: from, To: to})
		from = to
	}
	return h
}

// TestHabitsComeBackAsTheyWere holds that the form, handed in as it was shown, changes
// nothing, and that a change is taken back by the button below it, in both languages.
func TestHabitsComeBackAsTheyWere(t *testing.T) {
	o := newOffice(t)
	today := program.Default().Today(o.req.Now)
	ask := func(t *rapid.T, line string) commands.Reply {
		req := o.req
		req.Command, req.Text, _ = strings.Cut(line, " ")
		reply, err := o.Do(o.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		return reply
	}
	rapid.Check(t, func(t *rapid.T) {
		o.req.Locale = rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "locale")
		before := anyHabits(t, today)
		o.store.habits = map[string]*program.Habits{o.req.User: &before}

		form := ask(t, "/tier reminders change").Form
		filled := commands.Values{}
		for _, field := range form.Fields {
			if field.Value != "" {
				filled[field.Name] = field.Value
			}
		}
		ask(t, o.Compose(form.Name, filled, form.State))
		same := cmpopts.EquateEmpty()
		if diff := cmp.Diff(before, *o.store.habits[o.req.User], same); diff != "" {
			t.Fatalf("the form changes what it showed (-want +got)\n%s", diff)
		}

		changed := ask(t, "/tier reminders at 5 days 9 off friday away none")
		ask(t, changed.Actions[0].Command)
		if diff := cmp.Diff(before, *o.store.habits[o.req.User], same); diff != "" {
			t.Fatalf("%s does not bring it back (-want +got)\n%s", changed.Actions[0].Command, diff)
		}
	})
}

// TestProblemsOfTheFormStandBesideTheirFields holds where the form says what is wrong with
// it, and that nothing is kept then.
func TestProblemsOfTheFormStandBesideTheirFields(t *testing.T) {
	o := newOffice(t)
	form := o.do("1", "/tier reminders change").Form
	for field, value := range map[string]string{
		"rungs": "soon", "off": "Mon, Tue, Wed, Thu, Fri", "away": "2 January 2010 to 4 January 2010\n7 January to 5 January",
	} {
		reply := o.submit(field, form, commands.Values{field: value})
		if len(reply.Problems) != 1 || reply.Problems[0].Field != field || reply.Problems[0].Text == "" {
			t.Errorf("%s: problems %v", field, reply.Problems)
		}
	}
	if o.store.habits != nil {
		t.Errorf("kept: %+v", o.store.habits)
	}
}

// TestASnoozeNeverLastsTooLong holds, whatever a partner lacks and however long somebody
// wishes, that it comes back on a later morning of theirs, and not after the last day on
// which its training can start, or its deadline; and that saying so twice is saying so
// once.
func TestASnoozeNeverLastsTooLong(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		p := program.Partner{ID: "acme", Name: "Acme", Owners: []string{"U1"}, Tier: rapid.SampledFrom(rules.Tiers[1:]).Draw(t, "tier").ID}
		if rapid.Bool().Draw(t, "extended") {
			p.Extension = &program.Extension{Until: rules.FirstDay.AddDays(rapid.IntRange(0, 400).Draw(t, "until"))}
		}
		store := newShelf([]program.Partner{p})
		today := rules.FirstDay.AddDays(rapid.IntRange(0, 280).Draw(t, "day"))
		habits := anyHabits(t, today)
		store.habits = map[string]*program.Habits{"U1": &habits}
		wish := rapid.SampledFrom([]string{
			"a day", "a week", "until the last start day", "until " + today.AddDays(rapid.IntRange(-3, 300).Draw(t, "wish")).String(),
		}).Draw(t, "how long")
		req := commands.Request{
			User: "U1", Command: "/tier", Text: `snooze id:"acme" ` + wish, As: commands.Reader, Op: "op",
			Now: time.Date(today.Year, today.Month, today.Day, 12, 0, 0, 0, rules.Zone),
		}
		var replies [2]commands.Reply
		for i := range replies {
			reply, err := commands.New(rules, store).Do(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			replies[i] = reply
		}
		if diff := cmp.Diff(replies[0], replies[1]); diff != "" {
			t.Fatalf("twice is answered otherwise\n%s", diff)
		}
		until := store.marks["acme"]["U1"].Snoozed
		if until.IsZero() {
			return
		}
		s := rules.Evaluate(&p, today)
		limit := s.Deadline
		if !s.LatestStart.Before(today) {
			limit = s.LatestStart
		}
		diary := rules.Diary(&program.Recipient{Habits: &habits}, habits)
		if !until.After(today) || until.After(limit) || !diary.Works(until) {
			t.Fatalf("on %v, put off until %v, limit %v, works %v", today, until, limit, diary.Works(until))
		}
	})
}
