package board

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

// A board that has followed any log over any days, the clock going back among them, is the
// board of the partners as they are: every fact is a fresh one, and nobody else is there.
func TestTheBoardIsWhatTheLogSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		l, today := newLog(), firstDay.AddDays(d(200))
		b := New(l.rules, today)
		for range 1 + d(30) {
			if d.once(4) {
				today = today.AddDays(d(60) - 10)
				l.refresh(b, today)
			}
			b.Follow(l.happen(d, fmt.Sprint("p", d(4)), today.AddDays(d(3)-1)))
		}
		l.refresh(b, today)
		l.compare(t, b)

		// Whoever begins later knows the same, and tells the same story.
		late := New(l.rules, today)
		for _, r := range l.records {
			late.Follow(r)
		}
		l.compare(t, late)
		for what, of := range map[string]func(*Board) any{
			"months": func(b *Board) any { return b.Months() },
			"turns":  func(b *Board) any { return b.Turns(time.Time{}) },
			"tally":  func(b *Board) any { return b.Tally(b.End()) },
		} {
			if diff := gocmp.Diff(of(b), of(late)); diff != "" {
				t.Errorf("%s of a board that began later: %s", what, diff)
			}
		}
	})
}

// compare holds a board against the partners of the log.
func (l *log) compare(t *rapid.T, b *Board) {
	t.Helper()
	if stale := b.Stale(); len(stale) > 0 || b.Len() != len(l.partners) {
		t.Fatalf("%d of %d partners, stale %v", b.Len(), len(l.partners), stale)
	}
	seen := 0
	for f := range b.Facts() {
		seen++
		p, there := l.partners[f.ID]
		want, _ := b.fact(&p, b.Day())
		if !there || !reflect.DeepEqual(f, want) {
			t.Fatalf("there %v: %s", there, gocmp.Diff(want, f))
		}
	}
	if seen != b.Len() {
		t.Fatalf("%d facts of %d partners", seen, b.Len())
	}
	if _, there := b.Fact("nobody"); there {
		t.Error("nobody is there")
	}
	addsUp(t, b.Tally(b.End()))
}

// addsUp holds that the three counts of a tally are of all partners.
func addsUp(t rapid.TB, tally Tally) {
	t.Helper()
	now, then, saved := 0, tally.Leaving, tally.LeavingSaved
	for _, tier := range tally.Tiers {
		now, then, saved = now+tier.Now, then+tier.Then, saved+tier.Saved
		can := tier.Late + tier.Held
		for _, save := range tier.Saves {
			can += save.Partners
		}
		if can > tier.Now || tier.Saved < tier.Now-tier.Late {
			t.Fatalf("on %s of %+v %d would fall", tally.Day, tier, can)
		}
	}
	if now != tally.Partners || then != tally.Partners || saved != tally.Partners {
		t.Fatalf("on %s %d partners are now %d, then %d, saved %d", tally.Day, tally.Partners, now, then, saved)
	}
}

func TestSelectAndTopAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		l, today := newLog(), firstDay.AddDays(d(200))
		b := New(l.rules, today)
		seed := seeded(uint64(d(1000)))
		for i := range d(900) {
			b.Follow(l.happen(seed, fmt.Sprint("p", i), today))
		}
		fits := func(f *Fact) bool { return f.Falls }
		order := func(a, b *Fact) int { return CheapestSave(a, b, today) }
		var want []Fact
		for f := range b.Facts() {
			if f.Falls {
				want = append(want, f)
			}
		}
		slices.SortFunc(want, func(a, b Fact) int {
			return cmp.Or(order(&a, &b), cmp.Compare(program.Fold(a.Name), program.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
		})
		if got := b.Select(fits, order); !reflect.DeepEqual(got, want) {
			t.Fatal(gocmp.Diff(want, got))
		}
		for _, n := range []int{0, 1, 10, 50, len(want), len(want) + 1} {
			first, all := b.Top(n, fits, order)
			if cut := want[:min(n, len(want))]; all != len(want) || len(first) != len(cut) || len(cut) > 0 && !reflect.DeepEqual(first, cut) {
				t.Fatalf("the first %d of %d are %d of %d", n, len(want), len(first), all)
			}
		}
	})
}

// Partners that change their names again and again leave nothing behind, and whoever was
// given a name keeps it.
func TestNamesThatChangeLeaveNothingBehind(t *testing.T) {
	l := newLog()
	b := New(l.rules, firstDay)
	d := seeded(3)
	p := d.partner("a")
	other := d.partner("other")
	b.Follow(l.write("other", &other, firstDay))
	b.Follow(l.write("a", &p, firstDay))
	first, _ := b.Fact("a")
	for i := range 20_000 {
		p.Name = fmt.Sprint("Name ", i)
		b.Follow(l.write("a", &p, firstDay))
	}
	if n := len(b.rows.texts.pages); n > 8 {
		t.Errorf("%d pages of names of two partners", n)
	}
	if first.Name != "Partner a" {
		t.Errorf("the first name is %q by now", first.Name)
	}
	for id, name := range map[string]string{"a": "Name 19999", "other": "Partner other"} {
		if f, there := b.Fact(id); !there || f.Name != name {
			t.Errorf("%s is %v, %q", id, there, f.Name)
		}
	}
}
