package store

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"github.com/tierbot/tierbot/program"
)

// row reads one thing as a script answers it, value by value.
type row struct {
	rest []any
	bad  bool // some value was missing or not what it should be
}

func newRow(values any) *row {
	list, _ := values.([]any)
	return &row{rest: list}
}

func (r *row) text() string {
	if len(r.rest) == 0 {
		r.bad = true
		return ""
	}
	text, ok := r.rest[0].(string)
	r.rest, r.bad = r.rest[1:], r.bad || !ok
	return text
}

func (r *row) number() int64 {
	n, err := strconv.ParseInt(r.text(), 10, 64)
	r.bad = r.bad || err != nil
	return n
}

func (r *row) time() time.Time { return instant(r.number()) }

func (r *row) err() error {
	if r.bad {
		return errNotStored
	}
	return nil
}

func (r *row) act() program.Act {
	return program.Act{
		First:    r.number(),
		Count:    int(r.number()),
		By:       r.text(),
		At:       time.UnixMilli(r.number()).UTC(),
		What:     r.text(),
		Note:     r.text(),
		Evidence: r.text(),
	}
}

func (r *row) entry() (program.Entry, error) {
	entry := program.Entry{Number: r.number(), ID: r.text()}
	before, now := r.text(), r.text()
	entry.Act = r.act()
	was, errWas := decodeState(entry.ID, before)
	is, errIs := decodeState(entry.ID, now)
	entry.Before, entry.After = was, is
	if err := cmp.Or(r.err(), errWas, errIs); err != nil {
		return program.Entry{}, fmt.Errorf("entry %d: %w", entry.Number, err)
	}
	return entry, nil
}
