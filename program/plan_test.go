package program_test

import (
	"fmt"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// TestPlans are plans of the embedded programme: what to do in which order, what it costs,
// the last day to begin, the first on which it can be over, and the deadline. An
// exclamation mark says that the partner falls then unless it is done; late, that it can
// no longer be.
func TestPlans(t *testing.T) {
	rules := program.Default()
	for _, c := range []struct {
		name                       string
		tier, v, comp, revenue, to string
		on, want                   string
	}{
		{
			"the longest first, since it must begin first",
			"Enterprise", "1", "-", "10000", "enterprise", "2009-12-01",
			"infrastructure; 1 vtsp: 5.5 days, from 2010-01-08, over 2009-12-07, by 2010-01-14!",
		},
		{
			"among equals the base, which nothing replaces, before the choice",
			"Premier", "4", "-", "1000000", "premier", "2009-12-01",
			"infrastructure; continuity or management; desktop or management: 15 days, from 2010-01-08, over 2009-12-07, by 2010-01-14!",
		},
		{
			"what is held leaves less to choose",
			"Premier", "2", "I M", "1000000", "premier", "2009-12-01",
			"continuity or desktop; 2 vtsp: 6 days, from 2010-01-08, over 2009-12-07, by 2010-01-14!",
		},
		{
			"half a day takes a working day, and can be the deadline day",
			"Professional", "0", "-", "0", "professional", "2009-10-14",
			"1 vtsp: 0.5 days, from 2009-10-14, over 2009-10-14, by 2009-10-14!",
		},
		{
			"nobody trains on a weekend or on Easter Monday",
			"Professional", "0", "-", "0", "professional", "2009-04-11",
			"1 vtsp: 0.5 days, from 2009-10-14, over 2009-04-14, by 2009-10-14!",
		},
		{
			"on the last day to start",
			"Enterprise", "2", "-", "10000", "enterprise", "2010-01-08",
			"infrastructure: 5 days, from 2010-01-08, over 2010-01-14, by 2010-01-14!",
		},
		{
			"and on the next working day",
			"Enterprise", "2", "-", "10000", "enterprise", "2010-01-11",
			"infrastructure: 5 days, from 2010-01-08, over 2010-01-15, by 2010-01-14! late",
		},
		{
			"when the time is over, from today",
			"Enterprise", "2", "-", "10000", "enterprise", "2010-01-15",
			"infrastructure: 5 days, from 2010-01-08, over 2010-01-21, by 2010-01-14! late",
		},
		{
			"a tier above can be reached on any day, and is asked of all by its own deadline",
			"Professional", "1", "-", "0", "enterprise", "2009-12-01",
			"infrastructure; 1 vtsp; revenue: 5.5 days, from 2010-01-08, over 2009-12-07, by 2010-01-14",
		},
		{
			"as long as that lies ahead",
			"Professional", "1", "-", "0", "enterprise", "2010-01-15",
			"infrastructure; 1 vtsp; revenue: 5.5 days, over 2010-01-21",
		},
		{
			"a tier below is met in time to fall no further",
			"Premier", "1", "I", "0", "enterprise", "2009-12-01",
			"1 vtsp; revenue: 0.5 days, from 2010-01-14, over 2009-12-01, by 2010-01-14!",
		},
		{
			"no training brings a figure",
			"Enterprise", "2", "I", "9999.99", "enterprise", "2010-01-14",
			"revenue: 0 days, over 2010-01-14, by 2010-01-14!",
		},
		{
			"nothing to do",
			"Enterprise", "2", "I", "10000", "enterprise", "2009-12-01",
			": 0 days, over 2009-12-01, by 2010-01-14",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := partner(t, rules, c.tier, c.v, c.comp, c.revenue)
			if got := planned(rules.Plan(p, rules.Tier(c.to), day(t, c.on))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestPlanWithKinds: who passes a certificate of a kind counts where any kind does. The
// three professionals that Advanced asks for are three of the five that are missing.
func TestPlanWithKinds(t *testing.T) {
	rules := servicesPath(t)
	for _, c := range []struct {
		bench bench
		want  string
	}{
		{bench{4, 0, 0, 1, 20, 10_000}, "2 certified; 3 certified (professional), 3 new: 50 days, from 2026-12-21, over 2026-06-12, by 2027-01-05!"},
		{bench{4, 0, 0, 5, 20, 10_000}, "3 certified (professional), 1 new: 30 days, from 2026-12-21, over 2026-06-12, by 2027-01-05!"},
		{bench{4, 0, 0, 9, 20, 10_000}, "3 certified (professional), 0 new: 30 days, from 2026-12-21, over 2026-06-12, by 2027-01-05!"},
		{bench{4, 0, 3, 0, 20, 10_000}, "3 certified: 30 days, from 2026-12-21, over 2026-06-12, by 2027-01-05!"},
	} {
		p := c.bench.partner("advanced")
		plan := rules.Plan(p, rules.Tier("advanced"), day(t, "2026-06-01"))
		if got := planned(plan); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if s := rules.Evaluate(p, plan.Day); s.PersonDays != plan.PersonDays {
			t.Errorf("%v person-days to keep the tier, and %v by the plan", s.PersonDays, plan.PersonDays)
		}
	}
}

// TestPlanFastEnough: the cheapest way is the one course that helps twice, and two shorter
// ones once it can no longer end in time.
func TestPlanFastEnough(t *testing.T) {
	rules, err := program.Load("shared.toml", []byte(`
name = { en = "n", fr = "n" }
first_day = 2026-01-05
zone = "Europe/Paris"
[[competency]]
id = "long"
label = { en = "l", fr = "l" }
training = { days = 5 }
[[competency]]
id = "one"
label = { en = "o", fr = "o" }
training = { days = 4 }
[[competency]]
id = "other"
label = { en = "o", fr = "o" }
training = { days = 3 }
[[tier]]
id = "gold"
label = { en = "g", fr = "g" }
grace_months = 1
[[tier.requirement]]
any = 1
of = ["one", "long"]
[[tier.requirement]]
any = 1
of = ["long", "other"]
`))
	if err != nil {
		t.Fatal(err)
	}
	p := &program.Partner{Tier: "gold"}
	for on, want := range map[string]string{
		"2026-01-30": "long: 5 days, from 2026-01-30, over 2026-02-05, by 2026-02-05!",
		"2026-02-02": "one; other: 7 days, from 2026-02-02, over 2026-02-05, by 2026-02-05!",
		"2026-02-03": "long: 5 days, from 2026-01-30, over 2026-02-09, by 2026-02-05! late",
	} {
		if got := planned(rules.Plan(p, &rules.Tiers[0], day(t, on))); got != want {
			t.Errorf("on %s\ngot  %s\nwant %s", on, got, want)
		}
	}
}

// planned is a plan in a line.
func planned(plan program.Plan) string {
	text := steps(plan)
	for _, figure := range plan.Figures {
		if text != "" {
			text += "; "
		}
		text += figure.Metric
	}
	text += fmt.Sprintf(": %v days", plan.PersonDays)
	if !plan.LatestStart.IsZero() {
		text += fmt.Sprintf(", from %s", plan.LatestStart)
	}
	text += fmt.Sprintf(", over %s", plan.Earliest)
	if !plan.Deadline.IsZero() {
		text += fmt.Sprintf(", by %s", plan.Deadline)
	}
	if plan.Falls {
		text += "!"
	}
	if !plan.InTime() {
		text += " late"
	}
	return text
}
