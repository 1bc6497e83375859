package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

// The thirteen cases of the programme, one line each. V is valid VTSP holders (with
// a day: earned that day), comp. are the competencies I B D M, and missing names
// what the partner lacks for its tier.
const cases = `
| #  | tier         | V            | comp.   | R          | on         | state      | missing                          | left | after        | earned       |
| 1  | Professional | 0            | -       | 0          | 2009-04-14 | in grace   | 1 VTSP                           | 183  | Registered   | Registered   |
| 2  | Professional | 1            | -       | 0          | 2009-04-14 | conforming | -                                | 183  | Professional | Professional |
| 3  | Professional | 0            | -       | 0          | 2009-10-14 | in grace   | 1 VTSP                           | 0    | Registered   | Registered   |
| 4  | Professional | 1@2009-10-15 | I B D M | 2000000    | 2009-10-15 | lapsed     | 1 VTSP (earned 2009-10-15)       | -    | Registered   | Professional |
| 5  | Enterprise   | 1            | -       | 10000      | 2009-04-14 | in grace   | 1 VTSP; I                        | 275  | Professional | Professional |
| 6  | Enterprise   | 2            | I       | 9999.99    | 2009-12-31 | in grace   | $0.01                            | 14   | Professional | Professional |
| 7  | Enterprise   | 2            | I       | 10000      | 2010-01-14 | conforming | -                                | 0    | Enterprise   | Enterprise   |
| 8  | Enterprise   | 4            | I B M   | 1000000    | 2009-06-01 | conforming | -                                | 227  | Enterprise   | Premier      |
| 9  | Premier      | 4            | B D M   | 5000000    | 2009-06-01 | in grace   | I                                | 227  | Professional | Professional |
| 10 | Premier      | 4            | I B     | 1000000    | 2009-06-01 | in grace   | 1 of D M                         | 227  | Enterprise   | Enterprise   |
| 11 | Premier      | 3            | I       | 500000     | 2010-01-13 | in grace   | 1 VTSP; 2 of B D M; $500000      | 1    | Enterprise   | Enterprise   |
| 12 | Premier      | 0            | -       | 0          | 2010-01-15 | lapsed     | 4 VTSP; I; 2 of B D M; $1000000  | -    | Registered   | Registered   |
| 13 | Registered   | 1            | -       | 0          | 2009-04-14 | conforming | -                                | -    | Registered   | Professional |
| 13 | Registered   | 1            | -       | 0          | 2012-02-29 | conforming | -                                | -    | Registered   | Professional |
`

func TestCases(t *testing.T) {
	rules := program.Default()
	for i, line := range strings.Split(strings.TrimSpace(cases), "\n") {
		if i == 0 {
			continue
		}
		want := strings.Split(strings.Trim(line, "|"), "|")
		for j := range want {
			want[j] = strings.TrimSpace(want[j])
		}
		t.Run(strings.Join(want[:2], " "), func(t *testing.T) {
			p := partner(t, rules, want[1], want[2], want[3], want[4])
			standing := rules.Evaluate(p, day(t, want[5]))
			got := append(slices.Clone(want[:6]), row(rules, standing)...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", line, diff)
			}
		})
	}
}

// TestEarnedInTimeRecordedLate holds the rule that evidence counts by the day it was
// earned: a certificate of the deadline day repairs the lapse whenever it is typed.
func TestEarnedInTimeRecordedLate(t *testing.T) {
	rules := program.Default()
	for earned, want := range map[string]program.State{
		"2009-10-13": program.Conforming,
		"2009-10-14": program.Conforming,
		"2009-10-15": program.Lapsed,
		"2009-10-20": program.Lapsed,
	} {
		p := partner(t, rules, "Professional", "1@"+earned, "-", "0")
		if got := rules.Evaluate(p, day(t, "2009-10-20")).State; got != want {
			t.Errorf("earned on %s: %s, want %s", earned, got, want)
		}
	}
}

// TestLostAfterTheDeadline: who loses a certificate later has that day and no new
// grace, and what is earned after it does not repair the lapse.
func TestLostAfterTheDeadline(t *testing.T) {
	rules := program.Default()
	p := partner(t, rules, "Professional", "1", "-", "0")
	p.Certificates[0].Ends = day(t, "2010-03-01")
	p.Certificates = append(p.Certificates, program.Holding{
		Certificate: "vtsp", Holder: "Somebody Else", Earned: day(t, "2010-03-02"),
	})
	for on, want := range map[string]string{
		"2010-02-28": "conforming",
		"2010-03-01": "in grace, 0 left, until 2010-03-01",
		"2010-03-02": "lapsed at 2010-03-01",
		"2010-06-01": "lapsed at 2010-03-01",
	} {
		if got := state(rules.Evaluate(p, day(t, on))); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
}

// TestPromotedLater: the grace is the programme's one transition. A partner that
// comes to a tier after the deadline has the day of arrival, and one that comes
// before it has the common deadline.
func TestPromotedLater(t *testing.T) {
	rules := program.Default()
	p := partner(t, rules, "Enterprise", "1", "I", "10000")
	p.TierSince = day(t, "2010-05-03")
	if got, want := state(rules.Evaluate(p, day(t, "2010-05-03"))), "in grace, 0 left, until 2010-05-03"; got != want {
		t.Errorf("day of arrival: %s, want %s", got, want)
	}
	if got, want := state(rules.Evaluate(p, day(t, "2010-05-04"))), "lapsed at 2010-05-03"; got != want {
		t.Errorf("day after: %s, want %s", got, want)
	}
	p.TierSince = day(t, "2009-09-01")
	if got, want := state(rules.Evaluate(p, day(t, "2009-09-01"))), "in grace, 135 left, until 2010-01-14"; got != want {
		t.Errorf("before the deadline: %s, want %s", got, want)
	}
}

// TestExtension: a manager may grant one partner a date of its own.
func TestExtension(t *testing.T) {
	rules := program.Default()
	p := partner(t, rules, "Professional", "0", "-", "0")
	p.Extension = &program.Extension{Until: day(t, "2009-12-31"), Reason: "merger"}
	for on, want := range map[string]string{
		"2009-10-15": "in grace, 77 left, until 2009-12-31",
		"2009-12-31": "in grace, 0 left, until 2009-12-31",
		"2010-01-01": "lapsed at 2009-12-31",
	} {
		if got := state(rules.Evaluate(p, day(t, on))); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
}

// TestExpiryAheadIsForeseen: "if nothing changes" counts what is known to end
// before the deadline, though the partner conforms today.
func TestExpiryAheadIsForeseen(t *testing.T) {
	rules := program.Default()
	p := partner(t, rules, "Enterprise", "2", "I", "10000")
	p.Certificates[1].Ends = day(t, "2009-12-01")
	standing := rules.Evaluate(p, day(t, "2009-06-01"))
	if standing.State != program.Conforming || standing.After.ID != "professional" {
		t.Errorf("%s, then %s; want conforming, then professional", standing.State, standing.After.ID)
	}
}

// TestOnePersonOnce holds rule 8: a holder counts once, and a revoked certificate
// does not count.
func TestOnePersonOnce(t *testing.T) {
	rules := program.Default()
	p := &program.Partner{Tier: "premier", Certificates: []program.Holding{
		{Certificate: "vtsp", Holder: "Zoë Élan"},
		{Certificate: "vtsp", Holder: "ZOE  ELAN"},
		{Certificate: "vtsp", Holder: "Jean L'Œuvre", Ends: day(t, "2009-05-01")},
		{Certificate: "vtsp", Holder: "jean l’oeuvre", Earned: day(t, "2009-06-02")},
		{Certificate: "vtsp", Unnamed: 2},
		{Certificate: "vsp", Holder: "A Seller"},
	}}
	for on, want := range map[string]int64{
		"2009-04-14": 4, // Zoë, Jean, two unnamed
		"2009-05-01": 3, // Jean's was revoked that day
		"2009-06-02": 4, // and passed again
	} {
		if got := rules.Evaluate(p, day(t, on)).Requirements[0].Held; got != want {
			t.Errorf("on %s: %d hold VTSP, want %d", on, got, want)
		}
	}
}

// TestCheapestChoiceFirst: of "two of three", the shorter trainings are counted.
func TestCheapestChoiceFirst(t *testing.T) {
	rules := program.Default()
	rules.Competency("management").Training.Days = 2
	p := partner(t, rules, "Premier", "4", "I", "1000000")
	standing := rules.Evaluate(p, day(t, "2009-06-01"))
	choice := standing.Requirements[2]
	if first := choice.Lacks[0].ID; first != "management" || choice.PersonDays != 7 {
		t.Errorf("first %s at %v person-days in all, want management at 7", first, choice.PersonDays)
	}
	if got, want := choice.LatestStart, day(t, "2010-01-08"); got != want {
		t.Errorf("latest start %s, want %s, for the longer of the two", got, want)
	}
}

// state is a standing's state with its deadline, in words.
func state(s program.Standing) string {
	switch {
	case s.State == program.Lapsed:
		return "lapsed at " + s.Deadline.String()
	case s.State == program.InGrace:
		return fmt.Sprintf("in grace, %d left, until %s", s.DaysLeft, s.Deadline)
	}
	return string(s.State)
}

// TestManyUnnamedHoldersCostNothing: a plain count stands for any number of people
// in one holding.
func TestManyUnnamedHoldersCostNothing(t *testing.T) {
	rules := program.Default()
	p := &program.Partner{Tier: "premier", Certificates: []program.Holding{{Certificate: "vtsp", Unnamed: 1_000_000}}}
	holders := rules.Evaluate(p, day(t, "2009-06-01")).Requirements[0].Holders
	if len(holders) != 1 || cap(holders) != 1 {
		t.Errorf("%d holdings in room for %d, want one", len(holders), cap(holders))
	}
}

// TestEvaluateAllocatesItsResultOnly: a list of requirements, and for each one the
// evidence that is there.
func TestEvaluateAllocatesItsResultOnly(t *testing.T) {
	rules, p, on := program.Default(), benchPartner(), program.Date{Year: 2009, Month: 6, Day: 1}
	s := rules.Evaluate(p, on)
	want := 1.0
	for _, result := range s.Requirements {
		if len(result.Holders)+len(result.Has)+len(result.Lacks) > 0 {
			want++
		}
	}
	if got := testing.AllocsPerRun(100, func() { rules.Evaluate(p, on) }); got != want {
		t.Errorf("%v allocations, want the %v slices of the result", got, want)
	}
}

// benchPartner is a Premier with three holders and one competency: nothing above its
// tier, and something of each form of requirement.
func benchPartner() *program.Partner {
	p := &program.Partner{Tier: "premier", Competencies: []program.Earned{{Competency: "infrastructure"}}}
	for _, name := range []string{"Ana Ruiz", "Bo Li", "Cleo Dubois"} {
		p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Holder: name})
	}
	return p
}

func BenchmarkEvaluate(b *testing.B) {
	rules, p, on := program.Default(), benchPartner(), program.Date{Year: 2009, Month: 6, Day: 1}
	b.ReportAllocs()
	for b.Loop() {
		rules.Evaluate(p, on)
	}
}
