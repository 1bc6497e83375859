package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// takeCSV takes a CSV file apart: UTF-8 with or without a byte order mark, or else
// Windows-1252, which is how Excel writes CSV in French.
func takeCSV(data []byte, columns []column) (*table, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case bytes.IndexByte(data, 0) >= 0, bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return nil, ErrNotText
	case !utf8.Valid(data):
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return nil, ErrNotText
		}
		data = decoded
	}
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n")) // as Excel on a Mac ends its lines
	}
	comma := separator(data, columns)
	if bytes.Count(data, []byte(string(comma))) > maxThings {
		return nil, ErrTooWide // before the reader takes memory for as many cells
	}
	t := &table{lists: "|;"}
	if comma == ';' {
		t.lists = "|"
	}
	return t, t.takeLines(newCSV(data, comma))
}

func newCSV(data []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, true
	return r
}

// separator is the one of , ; and tab under which the first row names more columns.
func separator(data []byte, columns []column) rune {
	data = data[:min(len(data), maxCell)]
	best, most := ',', 0
	for _, comma := range ",;\t" {
		head, _ := newCSV(data, comma).Read()
		known := 0
		for _, cell := range head {
			if find(columns, cell) != nil {
				known++
			}
		}
		if known > most {
			best, most = comma, known
		}
	}
	return best
}

// takeLines reads all records, also behind one that cannot be read.
func (t *table) takeLines(r *csv.Reader) error {
	for {
		cells, err := r.Read()
		var bad *csv.ParseError
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &bad):
			t.records = append(t.records, record{line: bad.StartLine, reason: BadQuotes})
		case err != nil:
			return err
		case len(cells) > maxWidth:
			return ErrTooWide
		case !blank(cells):
			line, _ := r.FieldPos(0)
			t.records = append(t.records, newRecord(line, cells))
		}
		if len(t.records) > maxRows+1 {
			return ErrTooLong
		}
	}
}
