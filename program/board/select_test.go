package board

import (
	"testing"

	"github.com/tierbot/tierbot/program"
)

// The cheapest save comes first, and what can no longer be saved last.
func TestCheapestSave(t *testing.T) {
	rules, today := program.Default(), firstDay.AddDays(100)
	professional, enterprise := &rules.Tiers[1], &rules.Tiers[2]
	soon, later := today.AddDays(5), today.AddDays(50)
	inOrder(t, CheapestSave, today, []named{
		{"by a figure alone, which takes no days", Fact{Tier: enterprise, Falls: true, Deadline: later, Short: 100}},
		{"half a day, to start soon, the higher tier", Fact{Tier: enterprise, Falls: true, Deadline: later, LatestStart: soon, PersonDays: 0.5}},
		{"half a day, to start soon", Fact{Tier: professional, Falls: true, Deadline: later, LatestStart: soon, PersonDays: 0.5}},
		{"half a day, to start later", Fact{Tier: enterprise, Falls: true, Deadline: later, LatestStart: later, PersonDays: 0.5}},
		{"half a day, and a cent", Fact{Tier: enterprise, Falls: true, Deadline: later, LatestStart: soon, PersonDays: 0.5, Short: 1}},
		{"half a day, and a dollar", Fact{Tier: enterprise, Falls: true, Deadline: later, LatestStart: soon, PersonDays: 0.5, Short: 100}},
		{"a week, to start today", Fact{Tier: enterprise, Falls: true, Deadline: later, LatestStart: today, PersonDays: 5}},
		{"half a day that had to start yesterday", Fact{Tier: enterprise, Falls: true, Deadline: soon, LatestStart: today.AddDays(-1), PersonDays: 0.5}},
	})
}

// What can still be done comes first, and of that what must begin first.
func TestMostUrgent(t *testing.T) {
	rules, today := program.Default(), firstDay.AddDays(100)
	tier, yesterday, soon, later := &rules.Tiers[2], today.AddDays(-1), today.AddDays(5), today.AddDays(50)
	inOrder(t, MostUrgent, today, []named{
		{"to start today", Fact{Tier: tier, Falls: true, State: program.InGrace, Deadline: later, LatestStart: today, PersonDays: 5}},
		{"a figure by the deadline", Fact{Tier: tier, Falls: true, State: program.InGrace, Deadline: soon, Short: 1}},
		{"half a day to start late", Fact{Tier: tier, Falls: true, State: program.InGrace, Deadline: later, LatestStart: later, PersonDays: 0.5}},
		{"five days to start late", Fact{Tier: tier, Falls: true, State: program.InGrace, Deadline: later, LatestStart: later, PersonDays: 5}},
		{"lapsed, to be decided", Fact{Tier: tier, Falls: true, State: program.Lapsed, Deadline: yesterday, LatestStart: yesterday}},
		{"lapsed before, and put off", Fact{Tier: tier, Falls: true, Held: true, State: program.Lapsed, Deadline: firstDay, LatestStart: firstDay}},
		{"past saving", Fact{Tier: tier, Falls: true, State: program.InGrace, Deadline: soon, LatestStart: yesterday}},
		{"safe until soon", Fact{Tier: tier, State: program.Conforming, Deadline: soon}},
		{"safe until later", Fact{Tier: tier, State: program.Conforming, Deadline: later}},
		{"safe", Fact{Tier: tier, State: program.Conforming}},
		{"safe, and the grace is over", Fact{Tier: tier, State: program.Conforming, Deadline: yesterday}},
	})
}

type named struct {
	name string
	fact Fact
}

// inOrder holds that an order puts facts in that of a list.
func inOrder(t *testing.T, order func(a, b *Fact, today program.Date) int, today program.Date, facts []named) {
	t.Helper()
	for i := range facts {
		for j := range facts {
			got := order(&facts[i].fact, &facts[j].fact, today)
			if got < 0 != (i < j) || got == 0 != (i == j) {
				t.Errorf("%q and %q compare as %d", facts[i].name, facts[j].name, got)
			}
		}
	}
}

// What it takes to save a partner is named by the hardest that is missing.
func TestSavesByKind(t *testing.T) {
	rules := program.Default()
	for _, tt := range []struct {
		fact Fact
		want SaveKind
	}{
		{Fact{Lacks: []string{"vtsp"}}, ByCertificates},
		{Fact{Lacks: []string{"infrastructure"}}, ByCompetencies},
		{Fact{Lacks: []string{"infrastructure", "vtsp"}}, ByCompetencies},
		{Fact{Lacks: []string{"revenue"}, Short: 1}, ByRevenue},
		{Fact{Lacks: []string{"infrastructure", "revenue", "vtsp"}, Short: 1}, ByRevenue},
	} {
		if got := tt.fact.Kind(rules); got != tt.want {
			t.Errorf("what lacks %v is saved by %d, want %d", tt.fact.Lacks, got, tt.want)
		}
	}
}
