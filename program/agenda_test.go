package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// reasons are the reasons in the words of these tests.
var reasons = map[program.Reason]string{
	program.Rung: "rung", program.LastStart: "last start", program.SnoozeOver: "snooze", program.Fallen: "fell",
}

// follow plays a recipient's calendar: it looks when the agenda says so, tells what is to
// be told, and returns what was told on which of the recipient's dates.
func follow(rules *program.Rules, r *program.Recipient, from, until program.Date) []string {
	var told []string
	next := time.Date(from.Year, from.Month, from.Day, 0, 0, 0, 0, rules.Zone)
	for !next.IsZero() && !rules.Today(next).After(until) {
		now := next
		agenda := rules.Diary(r, house).Agenda(now, now)
		for _, item := range agenda.Items {
			told = append(told, line(&agenda, &item))
		}
		tell(r, &agenda)
		if next = agenda.Next; !next.IsZero() && !next.After(now) {
			return append(told, fmt.Sprintf("at %s the agenda goes back to %s", now, next))
		}
	}
	return told
}

// line is one partner of a digest.
func line(a *program.Agenda, i *program.Item) string {
	text := fmt.Sprintf("%s %s: %s", a.On, i.Partner.ID, reasons[i.Reason])
	switch i.Reason {
	case program.Rung:
		return text + fmt.Sprint(" ", i.Standing.Deadline.Since(i.Occasion))
	case program.LastStart:
		return text + " " + i.Occasion.String()
	}
	return text
}

// tell marks a digest as told.
func tell(r *program.Recipient, a *program.Agenda) {
	if len(a.Items) == 0 {
		return
	}
	r.Posts = append(r.Posts, program.Post{Name: program.DigestName(a.On), State: program.Sent})
	if r.Marks == nil {
		r.Marks = make(map[string]program.Mark)
	}
	for _, item := range a.Items {
		id := item.Partner.ID
		r.Marks[id] = r.Marks[id].Told(item.Telling(), item.Standing.Day)
	}
}

// TestDigests: what somebody in Paris is told of one partner for which nothing is done.
func TestDigests(t *testing.T) {
	rules := program.Default()
	for _, c := range []struct {
		name   string
		make   func(p *program.Partner, r *program.Recipient)
		from   string
		told   []string
		tier   string
		v      string
		having string
	}{
		{
			name: "a Professional without a certificate", tier: "Professional", v: "0", from: "2009-04-14",
			told: []string{
				"2009-07-16 acme: rung 90", "2009-08-14 acme: rung 60", // the 15th is a Saturday, and a holiday
				"2009-09-14 acme: rung 30", "2009-09-30 acme: rung 14", "2009-10-07 acme: rung 7",
				"2009-10-09 acme: rung 3", // the 11th is a Sunday
				"2009-10-13 acme: rung 1", "2009-10-14 acme: last start 2009-10-14",
			},
		},
		{
			name: "a conforming one", tier: "Professional", v: "1", from: "2009-04-14",
		},
		{
			name: "an Enterprise that needs a week's training", tier: "Enterprise", v: "2", from: "2009-10-01",
			told: []string{
				"2009-10-16 acme: rung 90", "2009-11-13 acme: rung 60", "2009-12-15 acme: rung 30",
				"2009-12-31 acme: rung 14", "2010-01-07 acme: rung 7", "2010-01-08 acme: last start 2010-01-08",
				"2010-01-11 acme: rung 3", "2010-01-13 acme: rung 1", "2010-01-14 acme: rung 0",
			},
		},
		{
			name: "known late", tier: "Professional", v: "0", from: "2009-10-08",
			told: []string{
				"2009-10-08 acme: rung 7", "2009-10-09 acme: rung 3", "2009-10-13 acme: rung 1", "2009-10-14 acme: last start 2009-10-14",
			},
		},
		{
			name: "known when the deadline is long past", tier: "Professional", v: "0", from: "2010-03-01",
			told: []string{"2010-03-01 acme: rung 0"},
		},
		{
			name: "stopped", tier: "Professional", v: "0", from: "2009-04-14",
			make: func(_ *program.Partner, r *program.Recipient) {
				r.Marks = map[string]program.Mark{"acme": {Stopped: true}}
			},
		},
		{
			name: "put off over two rungs", tier: "Professional", v: "0", from: "2009-09-28",
			make: func(_ *program.Partner, r *program.Recipient) {
				r.Marks = map[string]program.Mark{"acme": {
					Deadline: day(t, "2009-10-14"), Occasion: day(t, "2009-09-14"), Snoozed: day(t, "2009-10-09"),
				}}
			},
			told: []string{"2009-10-09 acme: snooze", "2009-10-13 acme: rung 1", "2009-10-14 acme: last start 2009-10-14"},
		},
		{
			name: "put off until after a deadline that has come nearer since", tier: "Professional", v: "0", from: "2009-11-10",
			make: func(_ *program.Partner, r *program.Recipient) {
				r.Marks = map[string]program.Mark{"acme": {
					Deadline: day(t, "2009-12-31"), Occasion: day(t, "2009-10-02"), Snoozed: day(t, "2009-12-01"),
				}}
			},
			told: []string{"2009-11-10 acme: snooze"},
		},
		{
			name: "fell", tier: "Registered", v: "0", from: "2009-10-20",
			make: func(p *program.Partner, _ *program.Recipient) {
				p.Fell = &program.Fall{From: "professional", Lapse: day(t, "2009-10-14"), On: day(t, "2009-10-19")}
			},
			told: []string{"2009-10-20 acme: fell"},
		},
		{
			name: "fell long ago", tier: "Registered", v: "0", from: "2009-12-20",
			make: func(p *program.Partner, _ *program.Recipient) {
				p.Fell = &program.Fall{From: "professional", Lapse: day(t, "2009-10-14"), On: day(t, "2009-10-19")}
			},
		},
		{
			name: "a certificate that ends after the deadline", tier: "Professional", v: "1", from: "2009-04-14",
			make: func(p *program.Partner, _ *program.Recipient) {
				p.Certificates[0].Ends = day(t, "2009-11-07") // a Saturday
			},
			told: []string{"2009-11-09 acme: rung 0"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := partner(t, rules, c.tier, c.v, "-", "10000")
			recipient := &program.Recipient{ID: "U1"}
			if c.make != nil {
				c.make(p, recipient)
			}
			recipient.Partners = []program.Partner{*p}
			got := follow(rules, recipient, day(t, c.from), day(t, "2010-12-31"))
			if diff := cmp.Diff(c.told, got); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAFallThatIsUndone: whoever knows of a fall hears that the partner waits again once it is
// undone, and of the next fall because of the same lapse.
func TestAFallThatIsUndone(t *testing.T) {
	rules := program.Default()
	lapsed := *partner(t, rules, "Professional", "0", "-", "0")
	fallen, falls := rules.Fall(&lapsed, day(t, "2009-10-15"), "U0BOSS")
	if !falls {
		t.Fatal("it does not fall")
	}
	r := &program.Recipient{ID: "U1"}
	for _, step := range []struct {
		partner program.Partner
		from    string
		told    string
	}{
		{fallen, "2009-10-16", "2009-10-16 acme: fell"},
		{lapsed, "2009-10-19", "2009-10-19 acme: rung 0"},
		{fallen, "2009-10-20", "2009-10-20 acme: fell"},
		{fallen, "2009-10-21", ""},
	} {
		r.Partners = []program.Partner{step.partner}
		from := day(t, step.from)
		if got := strings.Join(follow(rules, r, from, from), ", "); got != step.told {
			t.Errorf("on %s told %q, want %q", from, got, step.told)
		}
	}
}

// TestNextIsTheFirstMorning: an agenda names the first morning on which something is
// told, as asking on every morning finds it.
func TestNextIsTheFirstMorning(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipient(t, rules)
		today := drawDay(t)
		now := time.Date(today.Year, today.Month, today.Day, rapid.IntRange(0, 23).Draw(t, "hour"), 0, 0, 0, rules.Zone)
		agenda := rules.Diary(r, house).Agenda(now, now.Add(-time.Duration(rapid.IntRange(0, 20).Draw(t, "late"))*time.Hour))
		tell(r, &agenda)

		want := time.Time{}
		diary := rules.Diary(r, house)
		for m, ok := diary.After(now); ok && m.Day.Since(today) < 500; m, ok = diary.After(m.At) {
			if len(diary.Agenda(m.At, m.At).Items) > 0 {
				want = m.At
				break
			}
		}
		if !agenda.Next.Equal(want) {
			t.Errorf("look again at %s, but the next digest is on %s", agenda.Next, want)
		}
	})
}

// TestNothingTwice: followed for a year, nobody is told the same thing of a partner twice,
// nor on a day off, nor twice on a day; and who conforms is not mentioned.
func TestNothingTwice(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRecipient(t, rules)
		told := map[string]bool{}
		for now := time.Date(2009, 4, 14, 0, 0, 0, 0, rules.Zone); !now.IsZero() && now.Year() < 2011; {
			diary := rules.Diary(r, house)
			agenda := diary.Agenda(now, now)
			for _, item := range agenda.Items {
				key := fmt.Sprint(item.Partner.ID, item.Standing.Deadline, item.Occasion, item.Reason)
				check(t, !told[key], "told twice: %s", key)
				told[key] = true
				check(t, item.Reason == program.Fallen || item.Standing.State != program.Conforming, "conforms: %s", key)
			}
			if len(agenda.Items) > 0 {
				check(t, diary.Works(agenda.On), "told on %s, a day off", agenda.On)
				check(t, !told[agenda.On.String()], "two digests on %s", agenda.On)
				told[agenda.On.String()] = true
			}
			tell(r, &agenda)
			now = agenda.Next
		}
	})
}

// TestLateInTheDay: what an outage kept comes the same day until the evening; what has
// become due since the morning waits for the next.
func TestLateInTheDay(t *testing.T) {
	rules := program.Default()
	at := func(text string) time.Time {
		got, err := time.ParseInLocation("2006-01-02 15:04", text, rules.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range []struct {
		now, due string
		told     bool
		next     string
	}{
		{"2009-09-14 08:59", "2009-09-14 08:00", false, "2009-09-14 09:00"},
		{"2009-09-14 09:00", "2009-09-14 09:00", true, "2009-09-30 09:00"},
		{"2009-09-14 18:59", "2009-09-14 09:00", true, "2009-09-30 09:00"},
		{"2009-09-14 19:00", "2009-09-14 09:00", false, "2009-09-15 09:00"},
		{"2009-09-14 10:00", "2009-09-14 09:30", false, "2009-09-15 09:00"},
		{"2009-09-19 10:00", "2009-09-14 09:00", false, "2009-09-21 09:00"}, // a Saturday
	} {
		r := &program.Recipient{ID: "U1", Partners: []program.Partner{*partner(t, rules, "Professional", "0", "-", "0")}}
		agenda := rules.Diary(r, house).Agenda(at(c.now), at(c.due))
		if told := len(agenda.Items) > 0; told != c.told || !agenda.Next.Equal(at(c.next)) {
			t.Errorf("at %s, due %s: told %v, next %s; want %v, %s", c.now, c.due, told, agenda.Next, c.told, c.next)
		}
	}
}

// TestMostHopefulFirst: what training can save, the most urgent and the cheapest first;
// then what needs more than that, what is too late, and what is over.
func TestMostHopefulFirst(t *testing.T) {
	rules := program.Default()
	named := func(name, tier, holders, competencies, revenue string) program.Partner {
		p := *partner(t, rules, tier, holders, competencies, revenue)
		p.ID, p.Name = name, name
		return p
	}
	fallen := named("Fallen", "Registered", "0", "-", "0")
	fallen.Fell = &program.Fall{From: "professional", Lapse: day(t, "2009-10-14"), On: day(t, "2010-01-04")}
	r := &program.Recipient{ID: "U1", Partners: []program.Partner{
		fallen,
		named("Lapsed", "Professional", "0", "-", "0"),
		named("Too late", "Enterprise", "2", "-", "10000"),
		named("Poor", "Enterprise", "1", "I", "0"),
		named("Dear", "Premier", "2", "I B M", "1000000"),
		named("Cheap", "Enterprise", "1", "I", "10000"),
	}}
	now := time.Date(2010, 1, 11, 9, 0, 0, 0, rules.Zone)
	agenda := rules.Diary(r, house).Agenda(now, now)
	var got []string
	for _, item := range agenda.Items {
		got = append(got, item.Partner.Name)
	}
	if want := []string{"Cheap", "Dear", "Poor", "Too late", "Lapsed", "Fallen"}; !slices.Equal(got, want) {
		t.Errorf("in the order %v, want %v", got, want)
	}
}

// TestSnooze: a partner is put off to a morning that comes, and never past the last day on
// which its training can start.
func TestSnooze(t *testing.T) {
	rules := program.Default()
	for _, c := range []struct{ tier, today, wish, want string }{
		{"Enterprise", "2009-12-01", "2009-12-02", "2009-12-02"},
		{"Enterprise", "2009-12-04", "2009-12-05", "2009-12-07"}, // Friday and a day: Monday
		{"Enterprise", "2009-12-18", "2009-12-25", "2009-12-24"}, // a week: Christmas
		{"Enterprise", "2010-01-04", "2010-02-01", "2010-01-08"},
		{"Enterprise", "2010-01-08", "2010-01-09", ""}, // the last day to start
		{"Enterprise", "2010-01-11", "2010-02-11", "2010-01-14"},
		{"Professional", "2009-10-14", "2009-10-15", ""},
		{"Professional", "2009-10-20", "2009-10-21", ""}, // lapsed
	} {
		p := partner(t, rules, c.tier, "0", "-", "10000")
		got, ok := rules.Diary(&program.Recipient{ID: "U1"}, house).Snooze(p, day(t, c.wish), day(t, c.today))
		if ok != (c.want != "") || ok && got != day(t, c.want) {
			t.Errorf("%s on %s until %s: %s, want %s", c.tier, c.today, c.wish, got, c.want)
		}
	}
}

// drawRecipient draws somebody who looks after a few partners, and has been told things.
func drawRecipient(t *rapid.T, rules *program.Rules) *program.Recipient {
	r := &program.Recipient{
		ID:    "U1",
		Zone:  rapid.SampledFrom([]string{"", "Europe/Paris", "America/New_York", "Pacific/Auckland", "Asia/Tokyo"}).Draw(t, "zone"),
		Marks: make(map[string]program.Mark),
	}
	if rapid.Bool().Draw(t, "own habits") {
		r.Habits = &program.Habits{
			Hour:  rapid.IntRange(0, 23).Draw(t, "own hour"),
			Rungs: rapid.SampledFrom([][]int{{30}, {90, 7}, {14, 0}}).Draw(t, "rungs"),
			Off:   rapid.SampledFrom([][]time.Weekday{nil, {time.Wednesday}, {time.Monday, time.Friday}}).Draw(t, "off"),
		}
		if rapid.Bool().Draw(t, "away") {
			from := drawDay(t)
			r.Habits.Away = []program.Span{{From: from, To: from.AddDays(rapid.IntRange(0, 30).Draw(t, "days away"))}}
		}
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "partners") {
		p := drawPartner(t, rules)
		p.ID = fmt.Sprint("p", i)
		if len(p.Certificates) > 0 && rapid.Bool().Draw(t, "ends") {
			p.Certificates[0].Ends = drawDay(t)
		}
		r.Partners = append(r.Partners, p)
		switch rapid.IntRange(0, 3).Draw(t, "marked") {
		case 1:
			r.Marks[p.ID] = program.Mark{Stopped: true}
		case 2:
			r.Marks[p.ID] = program.Mark{Deadline: day6, Occasion: day6.AddDays(-30), Snoozed: drawDay(t)}
		}
	}
	return r
}

// day6 is the end of a Professional's grace.
var day6 = program.Date{Year: 2009, Month: 10, Day: 14}
