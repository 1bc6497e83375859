package program_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// TestMoreNeverHurts: whatever a partner earns in addition, in time, leaves it in a
// state and a tier at least as good.
func TestMoreNeverHurts(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		p, on := drawPartner(t, rules), drawDay(t)
		before := rules.Evaluate(&p, on)

		more := p.Clone()
		more.Certificates = append(more.Certificates, program.Holding{Certificate: "vtsp", Holder: "One More"})
		more.Competencies = append(more.Competencies, program.Earned{Competency: drawCompetency(t)})
		after := rules.Evaluate(&more, on)

		if after.Earned.Rank < before.Earned.Rank || after.After.Rank < before.After.Rank {
			t.Errorf("with more evidence: earned %s, was %s; then %s, was %s",
				after.Earned.ID, before.Earned.ID, after.After.ID, before.After.ID)
		}
		if before.State == program.Conforming && after.State != program.Conforming {
			t.Errorf("with more evidence: %s, was conforming", after.State)
		}
	})
}

// TestStandingAgreesWithItself: the state, the missing requirements, the days left
// and the tier to come never contradict one another.
func TestStandingAgreesWithItself(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		p, on := drawPartner(t, rules), drawDay(t)
		s := rules.Evaluate(&p, on)
		missing := 0
		for i := range s.Requirements {
			result := &s.Requirements[i]
			if result.Missing > 0 {
				missing++
			}
			if want := max(0, result.Needed-result.Held); result.Missing != want {
				t.Errorf("%d of %d held, %d missing", result.Held, result.Needed, result.Missing)
			}
			if len(result.Of) > 0 && len(result.Has)+len(result.Lacks) != len(result.Of) {
				t.Errorf("of %v held %d and lacked %d", result.Of, len(result.Has), len(result.Lacks))
			}
		}
		switch s.State {
		case program.Conforming:
			check(t, missing == 0, "conforming with %d missing", missing)
			check(t, s.Earned.Rank >= s.Tier.Rank, "conforming, yet earned %s", s.Earned.ID)
		case program.InGrace:
			check(t, missing > 0 && s.HasGrace && s.DaysLeft == s.Deadline.Since(on), "in grace: %+v", s)
			check(t, s.After.Rank < s.Tier.Rank, "in grace, yet nothing to lose")
		case program.Lapsed:
			check(t, missing > 0 && !s.HasGrace && s.Deadline.Before(on), "lapsed: %+v", s)
			check(t, s.After.Rank < s.Tier.Rank, "lapsed, yet it falls to %s", s.After.ID)
		}
	})
}

// TestDeadlineDayDecides: the state on the day after the deadline is what the
// partner met when the deadline day ended, whatever comes later.
func TestDeadlineDayDecides(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPartner(t, rules)
		deadline := rules.Deadline(rules.Tier(p.Tier))
		if deadline.IsZero() {
			return
		}
		that := rules.Evaluate(&p, deadline)
		next := rules.Evaluate(&p, deadline.AddDays(1))
		if (that.State == program.InGrace) != (next.State == program.Lapsed) {
			t.Errorf("%s on the deadline day, %s the day after", that.State, next.State)
		}
		if next.State == program.Lapsed && next.After != that.After {
			t.Errorf("would fall to %s, fell to %s", that.After.ID, next.After.ID)
		}
	})
}

func check(t *rapid.T, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Errorf(format, args...)
	}
}

// drawDay draws a day around the grace periods.
func drawDay(t *rapid.T) program.Date {
	return program.Date{Year: 2009, Month: 4, Day: 1}.AddDays(rapid.IntRange(0, 400).Draw(t, "on"))
}

func drawPartner(t *rapid.T, rules *program.Rules) program.Partner {
	p := program.Partner{Tier: rapid.SampledFrom(rules.Tiers).Draw(t, "tier").ID}
	for i := range rapid.IntRange(0, 5).Draw(t, "holders") {
		p.Certificates = append(p.Certificates, program.Holding{
			Certificate: "vtsp", Holder: fmt.Sprint("Holder ", i), Earned: drawEarned(t),
		})
	}
	for range rapid.IntRange(0, 4).Draw(t, "competencies") {
		p.Competencies = append(p.Competencies, program.Earned{Competency: drawCompetency(t), Earned: drawEarned(t)})
	}
	revenue := rapid.SampledFrom([]program.Amount{0, 999_999, 1_000_000, 100_000_000}).Draw(t, "revenue")
	p.Readings = []program.Reading{{Metric: "revenue", Value: revenue}}
	return p
}

// drawEarned draws the day evidence was earned, often one that is not known.
func drawEarned(t *rapid.T) program.Date {
	if rapid.Bool().Draw(t, "undated") {
		return program.Date{}
	}
	return drawDay(t)
}

func drawCompetency(t *rapid.T) string {
	return rapid.SampledFrom([]string{"infrastructure", "continuity", "desktop", "management"}).Draw(t, "competency")
}
