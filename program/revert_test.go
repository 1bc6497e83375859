package program_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// asBefore compares partners but for their version, which is the store's.
var asBefore = cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(program.Partner{}, "Version")}

// One change is undone after another, which is by somebody else. What the other one has
// nothing to do with is turned back; what it rests on is not.
func TestRevertAfterAnother(t *testing.T) {
	rules := program.Default()
	june := day(t, "2009-06-15")
	hold := func(holder, on string) func(*program.Partner) {
		return func(p *program.Partner) {
			p.Hold(program.Holding{Certificate: "vtsp", Holder: holder, Earned: day(t, on)}, june)
		}
	}
	end := func(holder, on string) func(*program.Partner) {
		return func(p *program.Partner) { p.EndHolding("vtsp", "", holder, day(t, on)) }
	}
	move := func(tier string) func(*program.Partner) {
		return func(p *program.Partner) { p.MoveTo(rules.Tier(tier), june, rules.FirstDay) }
	}
	measure := func(value program.Amount, from string) func(*program.Partner) {
		return func(p *program.Partner) {
			p.Measure(program.Reading{Metric: "revenue", Value: value, From: day(t, from)})
		}
	}
	assign := func(owner string) func(*program.Partner) {
		return func(p *program.Partner) { p.Owners = append(p.Owners, owner) }
	}
	unassign := func(owner string) func(*program.Partner) {
		return func(p *program.Partner) {
			p.Owners = slices.DeleteFunc(p.Owners, func(o string) bool { return o == owner })
		}
	}
	rename := func(name string) func(*program.Partner) { return func(p *program.Partner) { p.Name = name } }
	extend := func(until string) func(*program.Partner) {
		return func(p *program.Partner) { p.Extension = &program.Extension{Until: day(t, until), Reason: "ill"} }
	}

	lapse := program.Date{Year: 2009, Month: 10, Day: 14}
	fall := func(p *program.Partner) {
		p.MoveTo(rules.Tier("registered"), lapse.AddDays(1), rules.FirstDay)
		p.Fell = &program.Fall{From: "professional", Lapse: lapse, On: lapse.AddDays(2)}
	}
	putOff := func(reason string) func(*program.Partner) {
		return func(p *program.Partner) { p.Held = &program.Hold{Lapse: lapse, Reason: reason, By: "U9"} }
	}

	for _, tt := range []struct {
		name         string
		first, later func(*program.Partner)
		ok           bool
	}{
		{"two people", hold("Bob", "2009-05-20"), hold("Carol", "2009-05-20"), true},
		{"a person, who has lost it since", hold("Bob", "2009-05-20"), end("Bob", "2009-06-01"), false},
		{"a person, whose day was mended since", hold("Bob", "2009-05-20"), hold("Bob", "2009-05-02"), false},
		{"an earlier day, another person", hold("Ann", "2009-04-20"), hold("Bob", "2009-05-20"), true},
		{"the end of one, another person", end("Ann", "2009-06-01"), hold("Bob", "2009-05-20"), true},
		{"a person, and the tier", hold("Bob", "2009-05-20"), move("enterprise"), true},
		{"the tier, and a person", move("enterprise"), hold("Bob", "2009-05-20"), true},
		{"the tier, and another one", move("enterprise"), move("premier"), false},
		{"the tier, and an extension for it", move("enterprise"), extend("2010-03-01"), false},
		{"two extensions", extend("2010-03-01"), extend("2010-04-01"), false},
		{"a fall, and a person", fall, hold("Bob", "2009-05-20"), true},
		{"a fall, and a decision on the tier", fall, move("enterprise"), false},
		{"a fall put off, and a person", putOff("strike"), hold("Bob", "2009-05-20"), true},
		{"a fall put off, and for another reason", putOff("strike"), putOff("flood"), false},
		{"a fall put off, that came after all", putOff("strike"), fall, false},
		{"two days of a metric", measure(100, "2009-05-20"), measure(200, "2009-06-01"), true},
		{"the same day of a metric", measure(100, "2009-05-20"), measure(200, "2009-05-20"), false},
		{"an owner, and another", assign("U2"), assign("U3"), true},
		{"an owner, who was taken off", assign("U2"), unassign("U2"), false},
		{"an owner taken off, and another", unassign("U1"), assign("U3"), true},
		{"an owner taken off, who came back", unassign("U1"), assign("U1"), false},
		{"the name, and another one", rename("Acme Group"), rename("Acme SA"), false},
		{"the name, and the owners", rename("Acme Group"), assign("U2"), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := program.Partner{
				ID: "acme", Name: "Acme", Tier: "professional", Owners: []string{"U1"},
				Certificates: evidence(t, "Ann@2009-05-01"),
				Extension:    &program.Extension{Until: day(t, "2010-02-01"), Reason: "strike"},
			}
			after := before.Clone()
			tt.first(&after)
			now := after.Clone()
			tt.later(&now)

			got, ok := program.Revert(&now, &before, &after)
			if ok != tt.ok {
				t.Fatalf("ok = %v, want %v: %+v", ok, tt.ok, got)
			}
			if !ok {
				return
			}
			want := before.Clone()
			tt.later(&want)
			if diff := cmp.Diff(want, *got, asBefore, inAnyOrder); diff != "" {
				t.Errorf("turned back (-want +got):\n%s", diff)
			}
		})
	}
}

// inAnyOrder compares lists as sets: what comes back, comes last.
var inAnyOrder = cmp.Options{
	cmpopts.SortSlices(func(a, b string) bool { return a < b }),
	cmpopts.SortSlices(func(a, b program.Holding) bool { return a.Holder+a.Earned.String() < b.Holder+b.Earned.String() }),
	cmpopts.SortSlices(func(a, b program.Reading) bool { return a.From.Before(b.From) }),
}

// An end that is undone leaves alone what was earned after it; the person counts once.
func TestRevertOfAnEnd(t *testing.T) {
	before := holding(t, "Ann@2009-05-01")
	after := holding(t, "Ann@2009-05-01..2009-06-01")
	now := holding(t, "Ann@2009-05-01..2009-06-01 Ann@2009-06-10")
	got, ok := program.Revert(&now, &before, &after)
	if !ok || held(got) != "Ann@2009-06-10 Ann@2009-05-01" {
		t.Errorf("now %s, %v", held(got), ok)
	}
}

// A partner that came, went or came back.
func TestRevertOfComingAndGoing(t *testing.T) {
	acme := program.Partner{ID: "acme", Version: 3, Name: "Acme", Tier: "professional", Owners: []string{"U1"}}
	renamed := acme.Clone()
	renamed.Name, renamed.Version = "Acme Group", 4
	older := acme.Clone()
	older.Version = 1
	for _, tt := range []struct {
		name               string
		now, before, after *program.Partner
		want               *program.Partner
		ok                 bool
	}{
		{"added: it goes", &acme, nil, &older, nil, true},
		{"added, and changed since", &renamed, nil, &acme, nil, false},
		{"added, and gone since", nil, nil, &acme, nil, false},
		{"removed: it comes back", nil, &acme, nil, &acme, true},
		{"removed, and back since", &renamed, &acme, nil, nil, false},
		{"changed, and gone since", nil, &acme, &renamed, nil, false},
	} {
		got, ok := program.Revert(tt.now, tt.before, tt.after)
		if ok != tt.ok {
			t.Errorf("%s: ok = %v, want %v", tt.name, ok, tt.ok)
			continue
		}
		if diff := cmp.Diff(tt.want, got, asBefore); ok && diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// Who reported last is turned back only where nobody has since.
func TestRevertOfTheReport(t *testing.T) {
	report := func(by string) program.Partner {
		return program.Partner{ID: "acme", Name: by, Reported: program.Report{By: by}}
	}
	before, after := report("U1"), report("U2")
	if got, ok := program.Revert(&after, &before, &after); !ok || got.Reported.By != "U1" {
		t.Errorf("at once: %+v, %v", got, ok)
	}
	now := after.Clone()
	now.Reported.By = "U3"
	if got, ok := program.Revert(&now, &before, &after); !ok || got.Reported.By != "U3" {
		t.Errorf("after another report: %+v, %v", got, ok)
	}
}

// TestRevertAtOnce: whatever has been done, undoing it at once gives what was before.
func TestRevertAtOnce(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		before := drawHistory(t, rules, today)
		after := before.Clone()
		for range rapid.IntRange(1, 4).Draw(t, "deeds") {
			drawDeed(t, rules, today).do(&after)
		}
		got, ok := program.Revert(&after, &before, &after)
		if !ok {
			t.Fatalf("refused: %s", cmp.Diff(before, after))
		}
		if diff := cmp.Diff(before, *got, asBefore); diff != "" {
			t.Fatalf("(-before +reverted):\n%s", diff)
		}
		check(t, !sharesWith(got, &after) && !sharesWith(got, &before), "what is turned back shares a list")
	})
}

// sharesWith reports whether two partners have a list in common.
func sharesWith(a, b *program.Partner) bool {
	return len(a.Certificates) > 0 && len(b.Certificates) > 0 && &a.Certificates[0] == &b.Certificates[0] ||
		len(a.Readings) > 0 && len(b.Readings) > 0 && &a.Readings[0] == &b.Readings[0]
}

// TestRevertedTwice: undoing the undoing gives what there was.
func TestRevertedTwice(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		before := drawHistory(t, rules, today)
		after := before.Clone()
		drawDeed(t, rules, today).do(&after)
		later := after.Clone()
		drawDeed(t, rules, today).do(&later)

		back, ok := program.Revert(&later, &before, &after)
		if !ok {
			return
		}
		again, ok := program.Revert(back, &later, back)
		check(t, ok, "undoing the undoing is refused")
		if diff := cmp.Diff(later, *again, asBefore); diff != "" {
			t.Fatalf("(-was +is):\n%s", diff)
		}
	})
}

// TestRevertedInAnyOrder: when all that was done since a partner was added is undone, in
// whatever order, the partner is what was added, and that can be undone as well.
func TestRevertedInAnyOrder(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		today := drawDay(t)
		states := []program.Partner{drawHistory(t, rules, today)}
		for range rapid.IntRange(2, 4).Draw(t, "deeds") {
			next := states[len(states)-1].Clone()
			drawDeed(t, rules, today).do(&next)
			states = append(states, next)
		}
		deeds := make([]int, len(states)-1)
		for i := range deeds {
			deeds[i] = i
		}
		now := states[len(states)-1]
		for _, i := range rapid.Permutation(deeds).Draw(t, "undone") {
			back, ok := program.Revert(&now, &states[i], &states[i+1])
			if !ok {
				return
			}
			now = *back
		}
		_, ok := program.Revert(&now, nil, &states[0])
		check(t, ok, "what is as it was added cannot be undone")
	})
}
