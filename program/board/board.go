package board

import (
	"iter"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A Board is where all partners stand on one day. It is made by [New].
type Board struct {
	rules *program.Rules
	last  program.Date // the last deadline of the programme
	day   program.Date // of which the facts are

	rows  rows
	turns []turn
	month []Month
	told  counts // as the log tells it
}

// New is the board of no partners yet, on a day.
func New(rules *program.Rules, day program.Date) *Board {
	b := &Board{rules: rules, day: day, rows: newRows(), told: newCounts(len(rules.Tiers))}
	for i := range rules.Tiers {
		if d := rules.Deadline(&rules.Tiers[i]); d.After(b.last) {
			b.last = d
		}
	}
	return b
}

// Turn brings the board to a day. What no longer holds then is [Board.Stale].
func (b *Board) Turn(day program.Date) { b.day = day }

// Day is the day of which the board is.
func (b *Board) Day() program.Date { return b.day }

// End is the day that the board looks ahead to: the last deadline of the programme, and
// once that is over the day before the board's, at whose end every lapse so far has
// happened.
func (b *Board) End() program.Date { return b.end(b.day) }

func (b *Board) end(day program.Date) program.Date {
	if yesterday := day.AddDays(-1); b.last.Before(yesterday) {
		return yesterday
	}
	return b.last
}

// Follow takes up what the audit log says next.
func (b *Board) Follow(r program.Record) {
	since := b.rules.Today(r.At)
	b.begin(since)
	number, known := b.rows.find(r.ID)
	switch {
	case !known && r.Now == nil:
		return
	case !known:
		number = b.rows.add(r.ID)
	}
	row := b.rows.at(number)
	before := *row
	if r.Now == nil {
		row.flags |= gone
	} else {
		b.take(row, r.Now, since)
	}
	b.told.move(&before, row)
	b.turned(number, &before, r)
}

// take writes down what the log says that a partner is since a day. Where it stands is
// written as of the board's day; what it was to become, as it was seen when it was
// recorded, so that what turned is the same whenever, and by whomever, the log is read.
func (b *Board) take(row *row, p *program.Partner, since program.Date) {
	f, holds := b.fact(p, since)
	fell, then := f.Falls, f.then(b.end(since))
	if !holds.on(pack(b.day)) {
		f, holds = b.fact(p, b.day)
	}
	b.rows.write(row, &f, holds)
	row.flags = row.flags.with(slipped, fell)
	row.then = rank(then)
}

// Stale are the ids of the partners whose facts no longer hold on the board's day.
func (b *Board) Stale() []string {
	var ids []string
	today := pack(b.day)
	for _, r := range b.rows.present() {
		if !r.holds.on(today) {
			ids = append(ids, b.rows.texts.get(r.id))
		}
	}
	slices.Sort(ids)
	return ids
}

// Refresh looks at partners again that were stale. Who is not on the board is passed over.
func (b *Board) Refresh(partners []program.Partner) {
	for i := range partners {
		number, known := b.rows.find(partners[i].ID)
		if !known {
			continue
		}
		if row := b.rows.at(number); row.flags&gone == 0 {
			f, holds := b.fact(&partners[i], b.day)
			b.rows.write(row, &f, holds)
		}
	}
}

// Len is how many partners there are.
func (b *Board) Len() int { return b.told.partners }

// Fact is where the partner with an id stands; false when it is not on the board.
func (b *Board) Fact(id string) (Fact, bool) {
	number, known := b.rows.find(id)
	if !known {
		return Fact{}, false
	}
	row := b.rows.at(number)
	if row.flags&gone != 0 {
		return Fact{}, false
	}
	var f Fact
	b.read(row, &f)
	return f, true
}

// Facts are where all partners stand, in no order.
func (b *Board) Facts() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for f := range b.facts() {
			if !yield(*f) {
				return
			}
		}
	}
}

// facts are [Board.Facts], each in the place of the one before.
func (b *Board) facts() iter.Seq[*Fact] {
	return func(yield func(*Fact) bool) {
		var f Fact
		for _, row := range b.rows.present() {
			b.read(row, &f)
			if !yield(&f) {
				return
			}
		}
	}
}

// read makes a row a fact again, in the place of another.
func (b *Board) read(row *row, f *Fact) {
	*f = Fact{
		ID: b.rows.texts.get(row.id), Name: b.rows.texts.get(row.name),
		Owners: b.rows.sets.get(row.owners), Lacks: b.rows.sets.get(row.lacks),
		Tier: b.tier(row.tier), Earned: b.tier(row.earned), After: b.tier(row.after), Next: b.tier(row.tier + 1),
		State: states[row.state],
		Thin:  row.flags&thin != 0, Falls: row.flags&falls != 0, Held: row.flags&held != 0,
		Deadline: row.deadline.date(), LatestStart: row.latest.date(),
		PersonDays: row.days, Short: row.short, NextDays: row.nextDays, NextShort: row.nextShort,
	}
}

// rank is where a tier stands among all; that of none is below the lowest.
func rank(t *program.Tier) int16 {
	if t == nil {
		return -1
	}
	return int16(t.Rank)
}

// tier is the tier of a rank, nil when there is none.
func (b *Board) tier(rank int16) *program.Tier {
	if rank < 0 || int(rank) >= len(b.rules.Tiers) {
		return nil
	}
	return &b.rules.Tiers[rank]
}
