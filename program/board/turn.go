package board

import (
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

// Months are the months since the first entry of the log, the latest last and as it stands
// now. A month in which nothing happened is there as well.
func (b *Board) Months() []Month {
	months := append([]Month(nil), b.month...)
	if n := len(months); n > 0 {
		months[n-1].Now, months[n-1].Then = b.counts()
	}
	return months
}

// Turns are what has turned since an instant, the oldest first. They go back sixty days
// before the newest entry of the log.
func (b *Board) Turns(since time.Time) []Turn {
	var some []Turn
	for _, t := range b.turns {
		if !t.At.Before(since) {
			some = append(some, t)
		}
	}
	return some
}

// begin ends the months that are over at an instant.
func (b *Board) begin(at time.Time) {
	year, month := b.monthOf(at)
	if len(b.month) == 0 {
		b.month = append(b.month, Month{Year: year, Month: month, Turns: map[TurnKind]int{}})
		return
	}
	for {
		last := &b.month[len(b.month)-1]
		if last.Year > year || last.Year == year && last.Month >= month {
			return
		}
		last.Now, last.Then = b.counts()
		next := program.Date{Year: last.Year, Month: last.Month, Day: 1}.AddMonths(1)
		b.month = append(b.month, Month{Year: next.Year, Month: next.Month, Turns: map[TurnKind]int{}})
	}
}

// counts are how many partners each tier has, and would have at the end.
func (b *Board) counts() (now, then []int) {
	t := b.Tally(b.End())
	for i := range t.Tiers {
		now, then = append(now, t.Tiers[i].Now), append(then, t.Tiers[i].Then)
	}
	return now, then
}

// turned notes what has turned for a partner.
func (b *Board) turned(before, after *Fact, r program.Record) {
	t := Turn{At: r.At, By: r.By, ID: r.ID}
	switch {
	case before == nil && after == nil:
		return
	case before == nil:
		t.Kind, t.Name = Joined, after.Name
	case after == nil:
		t.Kind, t.Name = Left, before.Name
	case after.Tier.Rank != before.Tier.Rank:
		t.Kind, t.Name, t.From, t.To = Fell, after.Name, before.Tier, after.Tier
		if after.Tier.Rank > before.Tier.Rank {
			t.Kind = Promoted
		}
	case before.Falls && !after.Falls:
		t.Kind, t.Name = Saved, after.Name
	case !before.Falls && after.Falls:
		t.Kind, t.Name = Slipped, after.Name
	default:
		return
	}
	b.month[len(b.month)-1].Turns[t.Kind]++
	for len(b.turns) > 0 && r.At.Sub(b.turns[0].At) > recent {
		b.turns = b.turns[1:]
	}
	b.turns = append(b.turns, t)
}
