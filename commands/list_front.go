package commands

import (
	"cmp"
	"slices"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// A front is the first so many partners of a list, found without putting all of them in
// order: of a hundred thousand, a page shows twenty.
type front struct {
	*sieve
	most  int
	found []ranked // the first most of those added, and some of the others
	last  ranked   // of those that were in order, the last that may be among the first
	full  bool     // there is such a one
}

// A ranked partner has its name as lists are sorted by it.
type ranked struct {
	fact board.Fact
	name string
}

// add adds a partner that is on the list.
func (f *front) add(fact *board.Fact) {
	r := ranked{*fact, program.Fold(fact.Name)}
	if f.full && f.compare(r, f.last) > 0 {
		return
	}
	f.found = append(f.found, r)
	if len(f.found) == 2*f.most {
		f.settle()
		f.last, f.full = f.found[f.most-1], true
	}
}

// settle leaves the first ones, in order.
func (f *front) settle() {
	slices.SortFunc(f.found, f.compare)
	f.found = f.found[:min(f.most, len(f.found))]
}

// compare orders partners as the list does, and equals by their names.
func (f *front) compare(a, b ranked) int {
	return cmp.Or(f.order(&a.fact, &b.fact), cmp.Compare(a.name, b.name), cmp.Compare(a.fact.ID, b.fact.ID))
}

// from are the partners of the page that begins behind so many.
func (f *front) from(start int) []board.Fact {
	f.settle()
	page := make([]board.Fact, 0, mostLines)
	for i := start; i < min(start+mostLines, len(f.found)); i++ {
		page = append(page, f.found[i].fact)
	}
	return page
}
