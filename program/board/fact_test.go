package board

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// Whatever day a fact was made on, it is the fact of every day of its span, and goes through
// its row unharmed.
func TestAFactHoldsAsLongAsItSays(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p := d.partner("a")
		made := firstDay.AddDays(d(500) - 30)
		if d.once(3) {
			p = d.change(rules, p, made)
		}
		b := New(rules, made)
		want, holds := b.fact(&p, made)
		for day := firstDay.AddDays(-40); day.Before(firstDay.AddDays(500)); day = day.AddDays(1) {
			if !holds.on(pack(day)) {
				continue
			}
			if got, _ := b.fact(&p, day); !reflect.DeepEqual(got, want) {
				t.Fatalf("made on %s, which holds from %s until %s, on %s: %s",
					made, holds.from.date(), holds.until.date(), day, cmp.Diff(want, got))
			}
		}
		if !holds.on(pack(made)) {
			t.Fatalf("it does not hold on its own day %s", made)
		}
		b.Follow(program.Record{ID: p.ID, At: noon(made), Now: &p})
		if got, _ := b.Fact(p.ID); !reflect.DeepEqual(got, want) {
			t.Fatal(cmp.Diff(want, got))
		}
	})
}

// A fact says of saving what the standing says that it is made of.
func TestAFactAgreesWithTheStanding(t *testing.T) {
	rules := program.Default()
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		p, today := d.partner("a"), firstDay.AddDays(d(450))
		b := New(rules, today)
		f, _ := b.fact(&p, today)
		s := rules.Evaluate(&p, today)
		if f.Tier != s.Tier || f.State != s.State || f.Earned != s.Earned {
			t.Fatalf("%+v of %+v", f, s)
		}
		if !f.Falls {
			if f.After != f.Tier {
				t.Fatalf("it does not fall, and comes to %v", f.After)
			}
			return
		}
		falls, lapsed := rules.Falls(&p, later(b.End(), s.Deadline))
		if !lapsed || f.After != falls.After || f.Deadline != falls.Deadline || f.Held != p.IsHeld(falls.Deadline) {
			t.Fatalf("%+v of %+v", f, falls)
		}
		for day := today; day.Before(today.AddDays(200)); day = day.AddDays(7) {
			if f.Saving(day) != falls.Saving(day) {
				t.Fatalf("on %s it is saved %v, and by its standing %v", day, f.Saving(day), falls.Saving(day))
			}
		}
	})
}

func later(a, b program.Date) program.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func TestDaysArePackedInOrder(t *testing.T) {
	for day := firstDay; day.Year < 2012; day = day.AddDays(1) {
		if pack(day).date() != day || pack(day) >= pack(day.AddDays(1)) {
			t.Fatalf("%s becomes %s", day, pack(day).date())
		}
	}
	if none := (program.Date{}); pack(none) != 0 || pack(none).date() != none {
		t.Error("no day is some day")
	}
}
