package commands

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// ladder is a programme of three tiers above everybody's, whose targets are small.
func ladder(t *testing.T) *program.Rules {
	t.Helper()
	rules, err := program.Load("ladder.toml", []byte(`
name = { en = "Ladder", fr = "Échelle" }
first_day = 2009-04-14
zone = "Europe/Paris"
holidays = "fr"
[[certificate]]
id = "c"
label = { en = "C", fr = "C" }
training = { days = 0.5 }
[[competency]]
id = "k"
label = { en = "K", fr = "K" }
training = { days = 5 }
[[metric]]
id = "m"
label = { en = "M", fr = "M" }
[[tier]]
id = "low"
label = { en = "Low", fr = "Bas" }
[[tier]]
id = "mid"
label = { en = "Mid", fr = "Milieu" }
grace_months = 6
target = { min = 2, max = 4 }
  [[tier.requirement]]
  people = 1
  hold = "c"
[[tier]]
id = "top"
label = { en = "Top", fr = "Haut" }
grace_months = 9
target = { min = 3, max = 3 }
  [[tier.requirement]]
  people = 2
  hold = "c"
  [[tier.requirement]]
  all_of = ["k"]
  [[tier.requirement]]
  metric = "m"
  minimum = 10
`))
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// some are partners of a tier with so many holders, and with a competency or not, and a
// figure or none.
func some(n int, tier string, holders int, competent bool, figure program.Amount) []program.Partner {
	partners := make([]program.Partner, n)
	for i := range partners {
		p := program.Partner{ID: fmt.Sprint(tier, holders, competent, figure, i), Name: fmt.Sprint(i), Tier: tier}
		for h := range holders {
			p.Certificates = append(p.Certificates, program.Holding{Certificate: "c", Holder: fmt.Sprint("Holder ", h), Earned: program.Date{Year: 2009, Month: time.April, Day: 1}})
		}
		if competent {
			p.Competencies = []program.Earned{{Competency: "k", Earned: program.Date{Year: 2009, Month: time.April, Day: 1}}}
		}
		if figure > 0 {
			p.Readings = []program.Reading{{Metric: "m", Value: figure}}
		}
		partners[i] = p
	}
	return partners
}

// boardOf is some partners on a day.
func boardOf(rules *program.Rules, day program.Date, groups ...[]program.Partner) *board.Board {
	b := board.New(rules, day)
	n := int64(0)
	for _, group := range groups {
		for i := range group {
			n++
			b.Follow(program.Record{Number: n, ID: group[i].ID, At: time.Date(2009, time.April, 1, 12, 0, 0, 0, time.UTC), Now: &group[i]})
		}
	}
	return b
}

// TestWhatClosesAGap is the arithmetic of the gaps, of the highest tier and the one below.
func TestWhatClosesAGap(t *testing.T) {
	rules := ladder(t)
	const enough, tooLittle = 1000, 999
	type groups = [][]program.Partner
	for _, tt := range []struct {
		name     string
		day      string
		partners groups
		top, mid gap
	}{
		{"nobody", "2009-06-01", nil, gap{short: 3}, gap{short: 2}},
		{
			"both reached without any save", "2009-06-01",
			groups{some(3, "top", 2, true, enough), some(2, "mid", 1, false, 0)},
			gap{},
			gap{},
		},
		{
			"the cheapest that are needed are taken", "2009-06-01",
			groups{some(1, "top", 2, true, enough), some(2, "top", 1, true, enough), some(2, "top", 2, false, enough)},
			gap{needed: 2, days: 1}, // half a day each
			gap{freed: 2, short: 2}, // nobody is left to fall into it
		},
		{
			"a figure costs no training and comes first", "2009-06-01",
			groups{some(2, "top", 2, true, enough), some(1, "top", 2, true, tooLittle), some(1, "top", 2, false, enough), some(2, "mid", 1, false, 0)},
			gap{needed: 1, figures: 1},
			gap{freed: 1},
		},
		{
			"saves do not reach it", "2009-06-01",
			groups{some(1, "top", 2, true, enough), some(1, "top", 2, false, enough), some(3, "mid", 1, false, 0)},
			gap{needed: 1, days: 5, short: 1},
			gap{freed: 1},
		},
		{
			"whom the tier above saves is missing below", "2009-06-01",
			groups{some(2, "top", 2, true, enough), some(2, "top", 1, true, enough), some(3, "mid", 0, false, 0)},
			gap{needed: 1, days: 0.5},
			gap{needed: 1, freed: 1, days: 0.5}, // two fall into it, of which one is saved
		},
		{
			"who has earned a higher tier, and who lacks only training for it", "2009-06-01",
			groups{some(1, "mid", 2, true, enough), some(2, "mid", 1, false, enough), some(4, "mid", 1, false, 0)},
			gap{short: 3, eligible: 1, trainable: 2},
			gap{},
		},
		{
			"who has earned the highest tier is a candidate for no other", "2009-06-01",
			groups{some(2, "top", 2, true, enough), some(2, "mid", 1, false, 0), some(1, "low", 2, true, enough)},
			gap{short: 1, eligible: 1},
			gap{},
		},
		{
			"who would fall is no candidate", "2009-06-01",
			groups{some(2, "top", 2, true, enough), some(2, "mid", 1, false, 0), some(3, "mid", 0, true, enough)},
			gap{short: 1},
			gap{},
		},
		{
			"after its deadline a tier waits for decisions, and has nothing to save", "2009-10-15",
			groups{some(3, "top", 2, true, enough), some(1, "mid", 1, false, 0), some(4, "mid", 0, false, 0)},
			gap{},
			gap{short: 1, waiting: 4},
		},
		{
			"what cannot start in time any more is no save", "2010-01-12",
			groups{some(2, "top", 2, true, enough), some(1, "top", 2, false, enough), some(2, "mid", 1, false, 0)},
			gap{short: 1},
			gap{},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			day, err := program.ParseDate(tt.day)
			if err != nil {
				t.Fatal(err)
			}
			b := boardOf(rules, day, tt.partners...)
			l := landingOf(b, rules, b.End())
			mid, top := l.gaps[1], l.gaps[2]
			if top != tt.top || mid != tt.mid {
				t.Errorf("top %+v, want %+v\nmid %+v, want %+v", top, tt.top, mid, tt.mid)
			}
		})
	}
}

// TestTheTrendEndsToday holds which months a trend shows: those of the programme, up to
// today, the last of them.
func TestTheTrendEndsToday(t *testing.T) {
	first := program.Date{Year: 2009, Month: time.April, Day: 14}
	month := func(year int, m time.Month) board.Month {
		return board.Month{Year: year, Month: m}
	}
	for _, tt := range []struct {
		name   string
		months []board.Month
		today  string
		want   string
	}{
		{"nothing yet", nil, "2009-06-01", ""},
		{"before the programme", []board.Month{month(2009, 2), month(2009, 3)}, "2009-03-20", ""},
		{"what came before is left out", []board.Month{month(2009, 3), month(2009, 4)}, "2009-04-20", "4"},
		{"a clock that was set back", []board.Month{month(2009, 4), month(2009, 5), month(2009, 6)}, "2009-05-31", "4 5"},
		{
			"the last twelve",
			[]board.Month{
				month(2009, 4), month(2009, 5), month(2009, 6), month(2009, 7), month(2009, 8), month(2009, 9), month(2009, 10),
				month(2009, 11), month(2009, 12), month(2010, 1), month(2010, 2), month(2010, 3), month(2010, 4),
			},
			"2010-05-01",
			"5 6 7 8 9 10 11 12 1 2 3 4",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			today, err := program.ParseDate(tt.today)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range lastMonths(tt.months, first, today) {
				got = append(got, strconv.Itoa(int(m.Month)))
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
