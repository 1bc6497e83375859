package roster

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A File is a partner file as it was read: taken apart into cells, of which none has
// been understood yet. That is left to the plan, row by row, so that no more than one
// row stands in memory twice.
type File struct {
	Name string // what the file is called, without anything that deceives

	rules   *program.Rules
	lists   string    // the characters that separate the items of a list
	padded  bool      // rows may be shorter than the header: an XLSX has no empty cells at the end
	columns []column  // those the file has, in its order
	records []record  // below the header
	refused []Problem // why the header cannot be used
}

// table is a file taken apart into cells.
type table struct {
	lists   string // as in [File]
	padded  bool   // as in [File]
	records []record
}

// record is one row of a table. Its cells stand in one text, because there are many
// records and most wait for their turn.
type record struct {
	line   int    // in the file, from 1
	text   string // the cells, each but the last with a [border] behind it
	reason Reason // why the row cannot be taken apart; empty: it can
}

// border stands between two cells. A CSV file with it is no text, and a workbook's cell
// has a character in its place that no name may hold either.
const border = "\x00"

func newRecord(line int, cells []string) record {
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(cell, border, "\ufffd")
	}
	return record{line: line, text: strings.Join(cells, border)}
}

func (r *record) cells() []string { return strings.Split(r.text, border) }

// Read reads a partner file. Which kind it is, is told from its content; name is
// only what the file is called. The error says why the file as a whole is refused, and
// is a [Reason] unless the file could not be read at all; what is wrong with single
// cells, rows and columns stands in the plan, all of it.
func Read(name string, r io.Reader, rules *program.Rules) (*File, error) {
	name = fileName(name)
	var data bytes.Buffer
	if _, err := data.ReadFrom(io.LimitReader(r, MaxBytes+1)); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if data.Len() > MaxBytes {
		return nil, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	columns := layout(rules)
	t, err := take(data.Bytes(), columns)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	f := &File{Name: name, rules: rules, lists: t.lists, padded: t.padded, records: t.records[1:]}
	if err := f.header(t.records[0], columns); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return f, nil
}

// take takes the file apart, with at least one record: the header.
func take(data []byte, columns []column) (*table, error) {
	var t *table
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		t, err = takeXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, ErrOldExcel
	default:
		t, err = takeCSV(data, columns)
	}
	if err != nil {
		return nil, err
	}
	switch {
	case len(t.records) == 0:
		return nil, ErrNoRows
	case t.items() > maxLists:
		return nil, ErrTooFull
	}
	return t, nil
}

// items is how many things stand behind a separator of lists.
func (t *table) items() int {
	items := 0
	for i := range t.records {
		for _, separator := range t.lists {
			items += strings.Count(t.records[i].text, string(separator))
		}
	}
	return items
}

// header finds out which columns the file has.
func (f *File) header(head record, columns []column) error {
	if head.reason != "" {
		f.refused = append(f.refused, Problem{Line: head.line, Reason: head.reason})
		return nil
	}
	cells := head.cells()
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	known := 0
	for _, cell := range cells {
		problem := Problem{Line: head.line, Value: shorten(strings.TrimSpace(cell))}
		column := find(columns, cell)
		switch {
		case column == nil:
			problem.Reason, problem.Want = UnknownColumn, ids(columns, columnID)
			f.refused = append(f.refused, problem)
		case find(f.columns, cell) != nil:
			problem.Reason = RepeatedColumn
			f.refused = append(f.refused, problem)
		default:
			known++
			f.columns = append(f.columns, *column)
		}
	}
	if known == 0 {
		return fmt.Errorf("%w: want %s", ErrNoColumns, ids(columns, columnID))
	}
	if len(f.refused) == 0 && !f.has("id") && !f.has("name") {
		f.refused = append(f.refused, Problem{Line: head.line, Reason: NeedsKey})
	}
	return nil
}

// has reports whether the file has a column.
func (f *File) has(name string) bool {
	return slices.ContainsFunc(f.columns, func(c column) bool { return c.name == name })
}
