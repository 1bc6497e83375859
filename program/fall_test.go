package program_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// TestFall applies falls: of whom, from what, to what, since when.
func TestFall(t *testing.T) {
	rules := program.Default()
	for _, tt := range []struct {
		name                   string
		tier, holders, comp, r string
		change                 func(*program.Partner)
		on                     string
		to, since, lapse       string // empty: it does not fall
	}{
		{"professional without anybody", "professional", "0", "-", "0", nil, "2009-10-15", "registered", "2009-10-15", "2009-10-14"},
		{"on the deadline day it still has time", "professional", "0", "-", "0", nil, "2009-10-14", "", "", ""},
		{"applied late, it fell then all the same", "professional", "0", "-", "0", nil, "2009-12-24", "registered", "2009-10-15", "2009-10-14"},
		{"enterprise falls as far as it must", "enterprise", "1", "-", "0", nil, "2010-01-15", "professional", "2010-01-15", "2010-01-14"},
		{"and to the lowest tier with nothing", "enterprise", "0", "-", "0", nil, "2010-01-15", "registered", "2010-01-15", "2010-01-14"},
		{"earned too late", "professional", "1@2009-10-15", "-", "0", nil, "2009-10-20", "registered", "2009-10-15", "2009-10-14"},
		{"earned in time", "professional", "1@2009-10-14", "-", "0", nil, "2009-10-20", "", "", ""},
		{"given more time", "professional", "0", "-", "0", func(p *program.Partner) {
			p.Extension = &program.Extension{Until: day(t, "2009-12-31")}
		}, "2009-10-15", "", "", ""},
		{"the time given is over", "professional", "0", "-", "0", func(p *program.Partner) {
			p.Extension = &program.Extension{Until: day(t, "2009-12-31")}
		}, "2010-01-01", "registered", "2010-01-01", "2009-12-31"},
		{"put off", "professional", "0", "-", "0", func(p *program.Partner) {
			p.Held = &program.Hold{Lapse: day(t, "2009-10-14")}
		}, "2009-10-15", "", "", ""},
		{"another fall was put off", "professional", "0", "-", "0", func(p *program.Partner) {
			p.Held = &program.Hold{Lapse: day(t, "2009-09-01")}
		}, "2009-10-15", "registered", "2009-10-15", "2009-10-14"},
		{"the lowest tier", "registered", "0", "-", "0", nil, "2012-01-01", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := partner(t, rules, tt.tier, tt.holders, tt.comp, tt.r)
			if tt.change != nil {
				tt.change(p)
			}
			before := p.Clone()
			fallen, falls := rules.Fall(p, day(t, tt.on), "U0BOSS")
			if falls != (tt.to != "") {
				t.Fatalf("falls: %t", falls)
			}
			if diff := cmp.Diff(before, *p); diff != "" {
				t.Errorf("the partner itself changed\n%s", diff)
			}
			if !falls {
				return
			}
			want := program.Fall{From: tt.tier, Lapse: day(t, tt.lapse), On: day(t, tt.on), By: "U0BOSS"}
			if fallen.Tier != tt.to || fallen.TierSince != day(t, tt.since) || *fallen.Fell != want {
				t.Errorf("fell to %s since %s, %+v", fallen.Tier, fallen.TierSince, fallen.Fell)
			}
			if fallen.Extension != nil || fallen.Held != nil {
				t.Error("what was decided for the tier it had is still there")
			}
		})
	}
}

// TestNobodyFallsOutOfAProgramme holds that a partner which keeps no tier does not fall:
// that it leaves is for a person to say.
func TestNobodyFallsOutOfAProgramme(t *testing.T) {
	rules := servicesPath(t)
	p := program.Partner{Tier: rules.Tiers[0].ID}
	on := rules.Deadline(&rules.Tiers[0]).AddDays(1)
	s, lapsed := rules.Falls(&p, on.AddDays(-1))
	if !lapsed || s.After != nil {
		t.Fatalf("lapsed %t, to %v", lapsed, s.After)
	}
	if _, falls := rules.Fall(&p, on, "U0BOSS"); falls {
		t.Error("it falls")
	}
	if _, held := rules.PutOff(&p, on, program.Hold{}); !held {
		t.Error("and cannot be put off")
	}
}

// TestSaving sorts partners by what can still be done for them.
func TestSaving(t *testing.T) {
	rules := program.Default()
	deadline := day(t, "2010-01-14")
	for _, tt := range []struct {
		holders, comp, r, today string
		want                    program.Saving
		start                   string
	}{
		{"1", "I", "10000", "2010-01-14", program.ByTraining, "2010-01-14"},
		{"2", "-", "10000", "2010-01-08", program.ByTraining, "2010-01-08"},
		{"2", "-", "10000", "2010-01-09", program.TooLate, "2010-01-08"},
		{"2", "I", "9999", "2010-01-14", program.ByFigures, ""},
		{"1", "-", "0", "2010-01-08", program.ByFigures, "2010-01-08"},
		{"1", "-", "0", "2010-01-11", program.TooLate, "2010-01-08"},
		{"2", "I", "9999", "2010-01-15", program.TooLate, ""},
	} {
		p := partner(t, rules, "enterprise", tt.holders, tt.comp, tt.r)
		s, falls := rules.Falls(p, deadline)
		if got := s.Saving(day(t, tt.today)); !falls || got != tt.want || s.LatestStart.String() != tt.start {
			t.Errorf("%s holders, %s, $%s on %s: %d, start by %s, falls %t; want %d, %s", tt.holders, tt.comp, tt.r, tt.today, got, s.LatestStart, falls, tt.want, tt.start)
		}
	}
}

// TestCheaperSave holds the order in which saves are offered.
func TestCheaperSave(t *testing.T) {
	rules := program.Default()
	var order []program.Standing
	for _, row := range [][3]string{
		{"1", "I", "10000"}, // half a day
		{"0", "I", "10000"}, // two people, half a day each
		{"2", "-", "10000"}, // a week
		{"1", "I", "0"},     // half a day, and money
		{"2", "-", "0"},     // a week, and money
	} {
		s, _ := rules.Falls(partner(t, rules, "enterprise", row[0], row[1], row[2]), day(t, "2010-01-14"))
		order = append(order, s)
	}
	for i := range order {
		for j := range order {
			if got := program.CheaperSave(&order[i], &order[j], day(t, "2009-12-01")); got < 0 != (i < j) || got == 0 != (i == j) {
				t.Errorf("%d against %d: %d", i, j, got)
			}
		}
	}
}

// TestTooMany is the mass fuse at its edges.
func TestTooMany(t *testing.T) {
	for _, tt := range []struct {
		falls, partners int
		want            bool
	}{
		{0, 0, false}, {5, 5, false}, {6, 6, true}, {6, 120, false}, {6, 119, true}, {63, 1275, false}, {64, 1275, true},
	} {
		if got := program.TooMany(tt.falls, tt.partners); got != tt.want {
			t.Errorf("%d of %d: %t", tt.falls, tt.partners, got)
		}
	}
}

// TestAFallIsAppliedOnce holds that a partner falls once because of one lapse, to the tier
// that was foretold on the day before, and is the partner it was once that is undone.
func TestAFallIsAppliedOnce(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		p, on := drawPartner(t, rules), drawDay(t)
		fallen, falls := rules.Fall(&p, on, "U0BOSS")
		s := rules.Evaluate(&p, on)
		check(t, falls == (s.State == program.Lapsed), "%s, and falls: %t", s.State, falls)
		if !falls {
			return
		}
		check(t, fallen.Tier == s.After.ID, "fell to %s, not %s", fallen.Tier, s.After.ID)
		that := rules.Evaluate(&p, s.Deadline)
		check(t, that.After == s.After, "foretold was %s, fell to %s", that.After.ID, s.After.ID)

		again, twice := rules.Fall(&fallen, on, "U0BOSS")
		check(t, !twice || again.Fell.Lapse.After(fallen.Fell.Lapse), "fell twice because of %s", fallen.Fell.Lapse)
		held, can := rules.PutOff(&p, on, program.Hold{By: "U0BOSS"})
		_, falls = rules.Fall(&held, on, "U0BOSS")
		check(t, can && !falls, "put off: %t, and falls: %t", can, falls)

		for _, after := range []program.Partner{fallen, held} {
			back, ok := program.Revert(&after, &p, &after)
			check(t, ok && back.SameAs(&p), "undone, it is another partner: %+v", back)
		}
	})
}
