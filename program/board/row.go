package board

import (
	"hash/maphash"
	"iter"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A row is a [Fact] without pointers, which takes less room and is nothing to the garbage
// collector. Of a partner that was removed it stays, as its place in the log does.
type row struct {
	id, name         text
	owners, lacks    uint32 // numbers of sets
	holds            span
	deadline, latest day
	days, nextDays   float64
	short, nextShort program.Amount
	tier, earned     int16 // ranks
	after            int16
	then             int16 // what it was to hold at the end when the log last told of it
	state            uint8
	flags            flags
}

// flags are what is so or not of a row.
type flags uint8

const (
	gone    flags = 1 << iota // the partner was removed
	thin                      // as [Fact.Thin]
	falls                     // as [Fact.Falls]
	held                      // as [Fact.Held]
	slipped                   // it was to fall when the log last told of it
)

// with are the flags with one of them up or down.
func (f flags) with(flag flags, up bool) flags {
	if up {
		return f | flag
	}
	return f &^ flag
}

var states = [...]program.State{program.Conforming, program.InGrace, program.Lapsed}

func state(s program.State) uint8 { return uint8(slices.Index(states[:], s)) }

// A day is a [program.Date] in four bytes, in the same order; 0: none.
type day int32

func pack(d program.Date) day { return day(d.Year<<9 | int(d.Month)<<5 | d.Day) }

func (d day) date() program.Date {
	return program.Date{Year: int(d >> 9), Month: time.Month(d >> 5 & 15), Day: int(d & 31)}
}

// A span is the days from one on until another, which is the first not in it; 0: for ever.
type span struct{ from, until day }

func (s span) on(d day) bool { return d >= s.from && (s.until == 0 || d < s.until) }

// pageRows is how many rows are made at once, so that none is moved when there are more.
const pageRows = 256

// rows are the rows of all partners that have ever been, with what they refer to.
type rows struct {
	pages [][]row
	n     uint32
	sets  sets
	texts texts
	dead  int // bytes of texts to which no row refers any more

	// places are the numbers of the rows, counted from one, where their ids are looked for:
	// at their hash, or behind it. A power of two of them, never more than three quarters
	// taken; 0: free.
	places []uint32
	seed   maphash.Seed
}

func newRows() rows {
	return rows{places: make([]uint32, 64), seed: maphash.MakeSeed(), sets: newSets()}
}

func (r *rows) at(number uint32) *row { return &r.pages[number/pageRows][number%pageRows] }

// find is the number of the row with an id.
func (r *rows) find(id string) (number uint32, known bool) {
	number = r.places[r.place(id)] - 1
	return number, number != ^uint32(0)
}

// place is where the row with an id is among the places, or belongs.
func (r *rows) place(id string) int {
	mask := len(r.places) - 1
	for at := int(maphash.String(r.seed, id)) & mask; ; at = (at + 1) & mask {
		if n := r.places[at]; n == 0 || r.texts.get(r.at(n-1).id) == id {
			return at
		}
	}
}

// add is a new row with an id, of a partner that is not there yet.
func (r *rows) add(id string) (number uint32) {
	if number = r.n; number%pageRows == 0 {
		r.pages = append(r.pages, make([]row, pageRows))
	}
	r.n++
	*r.at(number) = row{id: r.texts.add(id), flags: gone}
	if int(r.n) > len(r.places)/4*3 {
		r.places = make([]uint32, 2*len(r.places))
		for n := range number {
			r.places[r.place(r.texts.get(r.at(n).id))] = n + 1
		}
	}
	r.places[r.place(id)] = number + 1
	return number
}

// present are the rows of the partners that are there, by their numbers.
func (r *rows) present() iter.Seq2[uint32, *row] {
	return func(yield func(uint32, *row) bool) {
		for n := range r.n {
			if row := r.at(n); row.flags&gone == 0 && !yield(n, row) {
				return
			}
		}
	}
}

// write puts a partner's fact in its row.
func (r *rows) write(row *row, f *Fact, holds span) {
	if r.texts.get(row.name) != f.Name {
		r.dead += int(row.name.n)
		row.name = r.texts.add(f.Name)
		r.tidy()
	}
	row.owners, row.lacks = r.sets.number(f.Owners), r.sets.number(f.Lacks)
	row.tier, row.earned, row.after = rank(f.Tier), rank(f.Earned), rank(f.After)
	row.state = state(f.State)
	row.flags = row.flags.with(gone, false).with(thin, f.Thin).with(falls, f.Falls).with(held, f.Held)
	row.deadline, row.latest, row.holds = pack(f.Deadline), pack(f.LatestStart), holds
	row.days, row.short = f.PersonDays, f.Short
	row.nextDays, row.nextShort = f.NextDays, f.NextShort
}

// tidy writes all texts anew when most of them are dead, as after many a change of names.
func (r *rows) tidy() {
	if r.dead < 4*pageBytes || r.dead < r.texts.written/2 {
		return
	}
	old := r.texts
	r.texts, r.dead = texts{}, 0
	for n := range r.n {
		row := r.at(n)
		row.id, row.name = r.texts.add(old.get(row.id)), r.texts.add(old.get(row.name))
	}
}
