package board

import (
	"maps"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A Turn is something that has turned for a partner.
type Turn struct {
	At       time.Time
	By       string
	ID, Name string
	Kind     TurnKind
	From, To *program.Tier // of Fell and Promoted; nil otherwise
}

// TurnKind is what has turned.
type TurnKind int

// The kinds of turns.
const (
	Joined   TurnKind = iota // it is new, or came back
	Left                     // it was removed
	Saved                    // it would have fallen, and keeps its tier
	Slipped                  // it would have kept its tier, and falls
	Fell                     // it was given a lower tier
	Promoted                 // it was given a higher one
)

// A Month is what happened in one month, and how partners stood at its end: Now and Then
// of each tier as in [TierTally], from the lowest to the highest.
type Month struct {
	Year  int
	Month time.Month

	Turns     map[TurnKind]int
	Now, Then []int
}

// recent is for how long turns are kept one by one.
const recent = 62 * 24 * time.Hour

// A turn is a [Turn] in a few bytes: when a programme begins, all partners have just joined.
type turn struct {
	at       int64  // Unix milliseconds
	row, by  uint32 // the number of the row, and of the set with the one name in it
	from, to int16  // ranks, of Fell and Promoted
	kind     uint8
}

// counts are how many partners there are, hold each tier, and were to hold it at the end
// when the log last told of them.
type counts struct {
	partners  int
	now, then []int
}

func newCounts(tiers int) counts {
	return counts{now: make([]int, tiers), then: make([]int, tiers)}
}

// move counts a partner for what it is after a record and no longer for what it was.
func (c *counts) move(before, after *row) {
	c.add(before, -1)
	c.add(after, 1)
}

func (c *counts) add(r *row, n int) {
	if r.flags&gone != 0 {
		return
	}
	c.partners += n
	c.now[r.tier] += n
	if r.then >= 0 {
		c.then[r.then] += n
	}
}

// Months are the months since the first entry of the log, the board's own last and as it
// stands now, unless the log goes on into a later one. A month in which nothing happened is
// there as well. Then, of a month that is over, is as it was seen when each partner was last
// recorded.
func (b *Board) Months() []Month {
	months := b.until(b.day, slices.Clone(b.month))
	for i := range months {
		months[i].Turns = maps.Clone(months[i].Turns)
	}
	if n := len(months); n > 0 {
		last, tally := &months[n-1], b.Tally(b.End())
		for i := range tally.Tiers {
			last.Now, last.Then = append(last.Now, tally.Tiers[i].Now), append(last.Then, tally.Tiers[i].Then)
		}
	}
	return months
}

// Turns are what has turned since an instant, the oldest first. They go back sixty days
// before the newest entry of the log. A partner has the name that it had last.
func (b *Board) Turns(since time.Time) []Turn {
	var some []Turn
	for i := range b.turns {
		t := &b.turns[i]
		at := time.UnixMilli(t.at).UTC()
		if at.Before(since) {
			continue
		}
		row := b.rows.at(t.row)
		some = append(some, Turn{
			At: at, By: b.rows.sets.get(t.by)[0], Kind: TurnKind(t.kind),
			ID: b.rows.texts.get(row.id), Name: b.rows.texts.get(row.name),
			From: b.tier(t.from), To: b.tier(t.to),
		})
	}
	return some
}

// begin begins the month of a day on which something happens, and all before it.
func (b *Board) begin(day program.Date) {
	if len(b.month) == 0 {
		b.month = append(b.month, monthOf(day))
	}
	b.month = b.until(day, b.month)
}

// until goes on with months until that of a day. Those that are over end as the log has
// told of all partners so far.
func (b *Board) until(day program.Date, months []Month) []Month {
	for n := len(months); n > 0; n++ {
		last := &months[n-1]
		next := program.Date{Year: last.Year, Month: last.Month, Day: 1}.AddMonths(1)
		if day.Before(next) {
			break
		}
		last.Now, last.Then = slices.Clone(b.told.now), slices.Clone(b.told.then)
		months = append(months, monthOf(next))
	}
	return months
}

// monthOf is the month of a day, in which nothing has happened yet.
func monthOf(day program.Date) Month {
	return Month{Year: day.Year, Month: day.Month, Turns: map[TurnKind]int{}}
}

// turned notes what has turned for the partner of a row by a record.
func (b *Board) turned(number uint32, before *row, r program.Record) {
	after := b.rows.at(number)
	kind, from, to, some := turnOf(before, after)
	if !some {
		return
	}
	b.month[len(b.month)-1].Turns[kind]++
	over := 0
	for over < len(b.turns) && r.At.Sub(time.UnixMilli(b.turns[over].at)) > recent {
		over++
	}
	b.turns = append(b.turns[over:], turn{
		at: r.At.UnixMilli(), row: number, by: b.rows.sets.number([]string{r.By}), from: from, to: to, kind: uint8(kind),
	})
}

// turnOf is what has turned between what a partner was and is; false: nothing.
func turnOf(before, after *row) (kind TurnKind, from, to int16, some bool) {
	was, is := before.flags&gone == 0, after.flags&gone == 0
	switch {
	case !was && !is:
		return 0, -1, -1, false
	case !was:
		return Joined, -1, -1, true
	case !is:
		return Left, -1, -1, true
	case after.tier < before.tier:
		return Fell, before.tier, after.tier, true
	case after.tier > before.tier:
		return Promoted, before.tier, after.tier, true
	case before.flags&slipped != 0 && after.flags&slipped == 0:
		return Saved, -1, -1, true
	case before.flags&slipped == 0 && after.flags&slipped != 0:
		return Slipped, -1, -1, true
	}
	return 0, -1, -1, false
}
