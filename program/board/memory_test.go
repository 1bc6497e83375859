package board

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// perPartner is how many bytes a partner may take on the board, its id and name of twenty
// characters each included.
const perPartner = 200

func TestABoardTakesLittleMemory(t *testing.T) {
	for _, size := range []int{5_000, 20_000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			before := inUse()
			b := fill(size)
			took := (inUse() - before) / uint64(size)
			t.Logf("%d bytes a partner", took)
			if took > perPartner {
				t.Errorf("%d bytes a partner, want at most %d", took, perPartner)
			}
			runtime.KeepAlive(b)
		})
	}
}

// fill is a board of partners that have just joined, each told of once.
func fill(size int) *Board {
	rules, d := program.Default(), seeded(1)
	b := New(rules, firstDay)
	for i := range size {
		p := d.partner(fmt.Sprintf("informatique %07d", i))
		b.Follow(program.Record{Number: int64(i + 1), ID: p.ID, By: "tierbot import", At: noon(firstDay), Now: &p})
	}
	return b
}

// inUse is how many bytes the program's data takes.
func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Questions about all partners look at each without leaving anything behind.
func TestLookingAtPartnersAllocatesNothing(t *testing.T) {
	b := fill(500)
	nobody := func(*Fact) bool { return false }
	order := func(*Fact, *Fact) int { return 0 }
	for what, look := range map[string]func(){
		"select": func() { b.Select(nobody, order) },
		"stale":  func() { b.Stale() },
		"tally":  func() { b.Tally(b.End()) },
	} {
		if n := testing.AllocsPerRun(10, look); n > 25 {
			t.Errorf("%s of 500 partners allocates %v times", what, n)
		}
	}
}

func BenchmarkBoard(b *testing.B) {
	for _, size := range []int{1_275, 100_000} {
		board := fill(size)
		today := firstDay.AddDays(100)
		falls := func(f *Fact) bool { return f.Falls }
		cheapest := func(a, b *Fact) int { return CheapestSave(a, b, today) }
		for what, look := range map[string]func(){
			"tally":  func() { board.Tally(board.End()) },
			"select": func() { board.Select(falls, cheapest) },
			"top":    func() { board.Top(10, falls, cheapest) },
			"stale":  func() { board.Stale() },
		} {
			b.Run(fmt.Sprint(what, "/", size), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					look()
				}
			})
		}
	}
}
