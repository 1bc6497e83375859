package roster

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A File is a partner file as it was read.
type File struct {
	Name     string    // what the file is called
	Problems []Problem // by line; while there is one, the file cannot be imported

	rules   *program.Rules
	columns []column // those the file has, in its order
	rows    []row
}

// A row is one partner of the file.
type row struct {
	line  int    // in the file, from 1
	id    string // as given, or from the name
	name  string // empty: the file has no such column
	given bool   // the id stands in the file
	edits []edit
}

// An edit makes a partner what a cell says it is, on the day of the import.
type edit func(p *program.Partner, day program.Date)

// table is a file taken apart into cells, before any cell is understood.
type table struct {
	lists   string // the characters that separate the items of a list
	padded  bool   // rows may be shorter than the header: an XLSX has no empty cells at the end
	records []record
}

// record is one row of a table.
type record struct {
	line   int
	cells  []string
	reason Reason // why the row cannot be taken apart; empty: it can
}

// Read reads a partner file. Which kind it is, is told from its content; name is
// only what the file is called. The error says why the file as a whole is refused;
// what is wrong with single cells, rows and columns stands in [File.Problems], all of
// it.
func Read(name string, r io.Reader, rules *program.Rules) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	columns := layout(rules)
	t, err := take(data, columns)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	f := &File{Name: name, rules: rules}
	if err := f.header(t.records[0], columns); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(f.Problems) == 0 {
		f.readRows(t)
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
	if len(t.records) == 0 {
		return nil, ErrNoRows
	}
	return t, nil
}

// header finds out which columns the file has.
func (f *File) header(head record, columns []column) error {
	if head.reason != "" {
		f.Problems = append(f.Problems, Problem{Line: head.line, Reason: head.reason})
		return nil
	}
	cells := head.cells
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
			f.Problems = append(f.Problems, problem)
		case find(f.columns, cell) != nil:
			problem.Reason = RepeatedColumn
			f.Problems = append(f.Problems, problem)
		default:
			known++
			f.columns = append(f.columns, *column)
		}
	}
	if known == 0 {
		return fmt.Errorf("%w: want %s", ErrNoColumns, ids(columns, columnID))
	}
	if len(f.Problems) == 0 && !f.has("id") && !f.has("name") {
		f.Problems = append(f.Problems, Problem{Line: head.line, Reason: NeedsKey})
	}
	return nil
}

// has reports whether the file has a column.
func (f *File) has(name string) bool {
	return slices.ContainsFunc(f.columns, func(c column) bool { return c.name == name })
}

// readRows reads every row below the header.
func (f *File) readRows(t *table) {
	lines := make(map[string]int, len(t.records))
	for _, rec := range t.records[1:] {
		reader := rowReader{file: f, lists: t.lists, row: row{line: rec.line}}
		usable := reader.read(rec, t.padded)
		row := reader.row
		if first, ok := lines[row.id]; ok && row.id != "" {
			f.refuse(Problem{Line: row.line, Column: "id", Value: shorten(row.id), Reason: Repeated, Other: first, Partner: named(row.name, row.id)})
			continue
		}
		lines[row.id] = row.line
		if usable {
			f.rows = append(f.rows, row)
		}
	}
}

func (f *File) refuse(p Problem) { f.Problems = append(f.Problems, p) }
