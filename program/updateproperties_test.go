package program_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// A deed is one thing that becomes known of a partner.
type deed struct {
	name string
	do   func(*program.Partner) (news bool)
}

// drawDeed draws a deed of a day, about few people so that deeds meet.
func drawDeed(t *rapid.T, rules *program.Rules, today program.Date) deed {
	day := drawDayUpTo(t, today)
	holder := rapid.SampledFrom([]string{"Ann", "ANN", "Bob", "Zoé"}).Draw(t, "holder")
	competency := drawCompetency(t)
	reading := program.Reading{Metric: "revenue", Value: program.Amount(rapid.IntRange(0, 3).Draw(t, "value")), From: day}
	tier := &rules.Tiers[rapid.IntRange(0, len(rules.Tiers)-1).Draw(t, "tier")]
	return rapid.SampledFrom([]deed{
		{"hold", func(p *program.Partner) bool {
			return p.Hold(program.Holding{Certificate: "vtsp", Holder: holder, Earned: day}, today)
		}},
		{"earn", func(p *program.Partner) bool {
			return p.Earn(program.Earned{Competency: competency, Earned: day}, today)
		}},
		{"measure", func(p *program.Partner) bool { return p.Measure(reading) }},
		{"end holding", func(p *program.Partner) bool { return p.EndHolding("vtsp", "", holder, day) }},
		{"end competency", func(p *program.Partner) bool { return p.EndCompetency(competency, day) }},
		{"move", func(p *program.Partner) bool { return p.MoveTo(tier, today, rules.FirstDay) }},
	}).Draw(t, "deed")
}

// drawDayUpTo draws a day that has come.
func drawDayUpTo(t *rapid.T, today program.Date) program.Date {
	return today.AddDays(-rapid.IntRange(0, 60).Draw(t, "days ago"))
}

// drawHistory draws a partner of whom some things have become known.
func drawHistory(t *rapid.T, rules *program.Rules, today program.Date) program.Partner {
	p := drawPartner(t, rules)
	for range rapid.IntRange(0, 8).Draw(t, "deeds") {
		drawDeed(t, rules, today).do(&p)
	}
	return p
}

// TestToldTwice: what is known is no news, and what is no news changes nothing.
func TestToldTwice(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		p := drawHistory(t, rules, today)
		deed := drawDeed(t, rules, today)

		before := p.Clone()
		if news := deed.do(&p); news == cmp.Equal(before, p, cmpopts.EquateEmpty()) {
			t.Errorf("%s: news %v, changed:\n%s", deed.name, news, cmp.Diff(before, p))
		}
		once := p.Clone()
		if deed.do(&p) {
			t.Errorf("%s is news twice:\n%s", deed.name, cmp.Diff(once, p))
		}
	})
}

// TestEvidenceToldNeverHurts: whatever is told to be held, nothing that counted counts
// less. Behind the deadline it may: who held something since a day that was not known has
// perhaps earned it too late.
func TestEvidenceToldNeverHurts(t *testing.T) {
	rules := program.Default()
	premier := rules.Tier("premier")
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		if today.After(rules.Deadline(premier)) {
			return
		}
		p := drawHistory(t, rules, today)
		p.Tier, p.TierSince, p.Extension = premier.ID, program.Date{}, nil // it asks for everything
		before := rules.Evaluate(&p, today)

		p.Hold(program.Holding{Certificate: "vtsp", Holder: "Ann", Earned: drawDayUpTo(t, today)}, today)
		p.Earn(program.Earned{Competency: drawCompetency(t), Earned: drawDayUpTo(t, today)}, today)

		after := rules.Evaluate(&p, today)
		for i := range after.Requirements {
			if was, is := before.Requirements[i].Held, after.Requirements[i].Held; is < was {
				t.Errorf("requirement %d: held %d, was %d", i, is, was)
			}
		}
	})
}

// TestHeldFromTheDayTold: somebody told to hold a certificate on a day counts on that
// day; told to hold it no longer from a day on, no more from then on.
func TestHeldFromTheDayTold(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		p := drawHistory(t, rules, today)
		day := drawDayUpTo(t, today)

		p.Hold(program.Holding{Certificate: "vtsp", Holder: "Ann", Earned: day}, today)
		check(t, counts(&p, "Ann", day), "does not count on %v: %+v", day, p.Certificates)
		p.EndHolding("vtsp", "", "ann", day)
		check(t, !counts(&p, "Ann", day), "counts on %v: %+v", day, p.Certificates)
		check(t, !counts(&p, "Ann", today), "counts on %v: %+v", today, p.Certificates)
	})
}

// counts reports whether somebody holds a VTSP on a day.
func counts(p *program.Partner, holder string, day program.Date) bool {
	for _, h := range p.Certificates {
		if program.SamePerson(h.Holder, holder) && !h.Earned.After(day) && (h.Ends.IsZero() || h.Ends.After(day)) {
			return true
		}
	}
	return false
}

// TestNobodyIsLost: people without names are as many after some have ended as before,
// but for those who had never counted.
func TestNobodyIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		var p program.Partner
		total := 0
		for range rapid.IntRange(0, 4).Draw(t, "groups") {
			n := rapid.IntRange(1, 5).Draw(t, "people")
			total += n
			p.Certificates = append(p.Certificates, program.Holding{Certificate: "vtsp", Unnamed: n, Earned: drawDayUpTo(t, today)})
		}
		n := rapid.IntRange(0, 25).Draw(t, "ended")
		ended := p.EndUnnamed("vtsp", "", n, today.AddDays(1))
		check(t, ended == min(n, total), "%d of %d ended, asked for %d", ended, total, n)

		running, over := 0, 0
		for _, h := range p.Certificates {
			if h.Ends.IsZero() {
				running += h.Unnamed
			} else {
				over += h.Unnamed
			}
		}
		check(t, running == total-ended && over == ended, "%d run on and %d have ended of %d, %d", running, over, total, ended)
	})
}
