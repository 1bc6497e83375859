package commands_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store/redistest"
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
		o.store.Habits = map[string]*program.Habits{o.req.User: &before}

		form := ask(t, "/tier reminders change").Form
		filled := commands.Values{}
		for _, field := range form.Fields {
			if field.Value != "" {
				filled[field.Name] = field.Value
			}
		}
		ask(t, o.Compose(form.Name, filled, form.State))
		same := cmpopts.EquateEmpty()
		if diff := cmp.Diff(before, *o.store.Habits[o.req.User], same); diff != "" {
			t.Fatalf("the form changes what it showed (-want +got)\n%s", diff)
		}

		changed := ask(t, "/tier reminders at 5 days 9 off friday away none")
		ask(t, changed.Actions[0].Command)
		if diff := cmp.Diff(before, *o.store.Habits[o.req.User], same); diff != "" {
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
	if o.store.Habits != nil {
		t.Errorf("kept: %+v", o.store.Habits)
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
		store := transcript.NewShelf([]program.Partner{p})
		today := rules.FirstDay.AddDays(rapid.IntRange(0, 280).Draw(t, "day"))
		habits := anyHabits(t, today)
		store.Habits = map[string]*program.Habits{"U1": &habits}
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
		until := store.Known["acme"]["U1"].Snoozed
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

// TestWishesAreKept holds what the real store keeps of what somebody asks for about a
// partner, and that all of it is taken back.
func TestWishesAreKept(t *testing.T) {
	w := openStore(t, redistest.Start(t).URL()).Workspace("T1")
	seedSix(t, w)
	today := program.Date{Year: 2009, Month: time.December, Day: 1}
	askOnce(t, w, 0, "/tier assign acme me")
	for i, step := range []struct {
		line string
		want program.Mark
	}{
		{"/tier care acme", program.Mark{Touched: today}},
		{"/tier snooze acme a week", program.Mark{Touched: today, Snoozed: today.AddDays(7)}},
		{"/tier mute acme", program.Mark{Touched: today, Snoozed: today.AddDays(7), Stopped: true}},
		{"/tier snooze acme a day", program.Mark{Touched: today, Snoozed: today.AddDays(1)}},
		{"/tier unmute acme", program.Mark{}},
		{"/tier snooze beta a day", program.Mark{}}, // whom somebody else looks after
	} {
		askOnce(t, w, i+1, step.line)
		r, err := w.Recipient(t.Context(), "U0BOSS")
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Marks["acme"]; got != step.want || len(r.Marks) > 1 {
			t.Errorf("%s: kept %+v, want %+v", step.line, r.Marks, step.want)
		}
	}
	askOnce(t, w, 10, "/tier reminders at 8 off friday")
	r, err := w.Recipient(t.Context(), "U0BOSS")
	if err != nil || r.Habits == nil || r.Habits.Hour != 8 || !cmp.Equal(r.Habits.Off, []time.Weekday{time.Friday}) {
		t.Errorf("kept %+v, %v", r.Habits, err)
	}
	askOnce(t, w, 11, "/tier reminders defaults")
	if r, err = w.Recipient(t.Context(), "U0BOSS"); err != nil || r.Habits != nil {
		t.Errorf("kept %+v, %v", r.Habits, err)
	}
}

// TestDigestsKeepTheirLimits holds that a digest fits where labels, names and ids are as
// long as they get.
func TestDigestsKeepTheirLimits(t *testing.T) {
	rules := longRules(t)
	rapid.Check(t, func(t *rapid.T) {
		r := &program.Recipient{ID: rapid.SampledFrom([]string{"U1", "", "somebody@example.com"}).Draw(t, "who")}
		r.Partners = rapid.SliceOfN(partner(rules), 1, 30).Draw(t, "partners")
		for i := range r.Partners {
			r.Partners[i].ID = strings.Repeat("é", rapid.IntRange(1, 90).Draw(t, "id")) + string(rune('a'+i))
		}
		day := rules.FirstDay.AddDays(rapid.IntRange(0, 300).Draw(t, "day"))
		d := commands.Digest{
			Lang: rapid.SampledFrom([]program.Lang{program.English, program.French}).Draw(t, "lang"), Recipient: r,
			Now:         time.Date(day.Year, day.Month, day.Day, 9, 0, 0, 0, rules.Zone),
			Unreachable: rapid.SampledFrom([]string{"", "user_disabled", "strange_code"}).Draw(t, "unreachable"),
		}
		all := commands.New(rules, nil)
		if d.Items = rules.Diary(r, all.House).Agenda(d.Now, d.Now).Items; len(d.Items) > 0 {
			withinLimits(t, all.Digest(d))
		}
	})
}

// TestAnEarlierHourOnTheDay holds that what is still to come on a day comes at once when
// somebody chooses an hour that is over, and not on the next, while what has come does not
// come again.
func TestAnEarlierHourOnTheDay(t *testing.T) {
	for _, tt := range []struct {
		line, now string
		due       string // since when they are looked at
		says      string
	}{
		{"at 8", "08:30", "08:00", "about to come"},
		{"at 10", "08:30", "08:30", "comes on Monday 14 September"},
		{"at 8", "07:30", "07:30", "comes on Monday 14 September"},
		{"at 8", "09:30", "09:30", "comes on Tuesday 15 September"}, // nothing was still to come
	} {
		o := newOffice(t)
		o.store.Partners = partners(t, program.Default(), "id,name,tier,vtsp,competencies,revenue,owners\nacme,Acme,professional,,,,U0BOSS\n")
		now, err := time.ParseInLocation("2006-01-02 15:04", "2009-09-14 "+tt.now, program.Default().Zone)
		if err != nil {
			t.Fatal(err)
		}
		o.req.User, o.req.Now = "U0BOSS", now
		reply := o.do("", "/tier reminders "+tt.line).String()
		if got := o.store.Due.In(now.Location()).Format("15:04"); got != tt.due || !strings.Contains(reply, tt.says) {
			t.Errorf("%s at %s: due since %s, want %s and %q\n%s", tt.line, tt.now, got, tt.due, tt.says, reply)
		}
	}
}
