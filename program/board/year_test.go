package board

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// A year of a programme of 1,275 partners: on each of its days the rows of the thermometer
// add up, whatever it looks ahead to; and what it says on the day before a deadline, "if
// nothing changes", is what the programme has once that day is over and every fall is
// applied. It holds when nothing changes all year, and whatever changes in between.
func TestTheThermometerOverAYear(t *testing.T) {
	for _, changes := range []int{0, 25} {
		t.Run(fmt.Sprint(changes, " changes a day"), func(t *testing.T) {
			y := newYear(changes)
			for day := firstDay; day.Before(firstDay.AddDays(382)); day = day.AddDays(1) {
				y.live(t, day)
			}
			if y.fallen == 0 || y.kept == 0 {
				t.Errorf("%d fell and %d kept their tier", y.fallen, y.kept)
			}
		})
	}
}

// year is a programme that is lived day by day.
type year struct {
	*log
	dice
	board     *Board
	changes   int // a day
	deadlines []program.Date
	foreseen  Tally // on the day before the deadline that comes or was last

	fallen, kept int // on the days after the deadlines
}

func newYear(changes int) *year {
	y := &year{log: newLog(), dice: seeded(uint64(changes + 1)), changes: changes}
	y.board = New(y.rules, firstDay)
	for i := range y.rules.Tiers {
		if d := y.rules.Deadline(&y.rules.Tiers[i]); !d.IsZero() {
			y.deadlines = append(y.deadlines, d)
		}
	}
	for i := range 1_275 {
		id := fmt.Sprint("p", i)
		p := y.partner(id)
		y.board.Follow(y.write(id, &p, firstDay))
	}
	return y
}

func (y *year) live(t *testing.T, day program.Date) {
	t.Helper()
	y.refresh(y.board, day)
	if slices.Contains(y.deadlines, day.AddDays(-1)) {
		y.decide(t, day)
	}
	if !slices.Contains(y.deadlines, day) {
		for range y.changes {
			y.board.Follow(y.happen(y.dice, fmt.Sprint("p", y.dice(1_300)), day))
		}
	}
	for _, end := range append(y.deadlines, y.board.End()) {
		tally := y.board.Tally(end)
		if addsUp(t, tally); tally.Partners != len(y.partners) {
			t.Fatalf("%d partners of %d", tally.Partners, len(y.partners))
		}
		if end == day.AddDays(1) {
			y.foreseen = tally
		}
	}
}

// decide applies every fall on the day after a deadline.
func (y *year) decide(t *testing.T, day program.Date) {
	t.Helper()
	for _, id := range slices.Sorted(maps.Keys(y.partners)) {
		p := y.partners[id]
		fallen, falls := y.rules.Fall(&p, day, "U01ALEX")
		if !falls {
			y.kept++
			continue
		}
		y.fallen++
		y.board.Follow(y.write(id, &fallen, day))
	}
	is := make([]int, len(y.rules.Tiers))
	for _, p := range y.partners {
		is[y.rules.Tier(p.Tier).Rank]++
	}
	for i, tier := range y.foreseen.Tiers {
		if tier.Then != is[i] {
			t.Errorf("on %s %d were to be %s, and on %s %d are", y.foreseen.Day, tier.Then, tier.Tier.ID, day, is[i])
		}
		if now := y.board.Tally(y.board.End()).Tiers[i].Now; now != is[i] {
			t.Errorf("the board says %d are %s, and %d are", now, tier.Tier.ID, is[i])
		}
	}
}
