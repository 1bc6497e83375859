package roster

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// readStrings reads the texts that cells share.
func (b *workbook) readStrings() error {
	var text strings.Builder
	t := texts{to: &text}
	return b.read("xl/sharedStrings.xml", element{
		begin: func(name string, _ []xml.Attr) error {
			t.begin(name)
			if name == "si" && len(b.strings) >= maxThings {
				return ErrInflated
			}
			return nil
		},
		text: t.add,
		end: func(name string) error {
			if t.end(name); name == "si" {
				b.strings = append(b.strings, unescape(text.String()))
				text.Reset()
			}
			return nil
		},
	})
}

// texts collects what stands in t and v elements, without the hints for pronunciation
// that Japanese ones carry.
type texts struct {
	to      *strings.Builder
	wanted  bool
	phonics bool
}

func (t *texts) begin(name string) {
	switch name {
	case "rPh":
		t.phonics = true
	case "t", "v":
		t.wanted = !t.phonics
	}
}

func (t *texts) add(text []byte) {
	if t.wanted {
		t.to.Write(text)
	}
}

func (t *texts) end(name string) {
	switch name {
	case "rPh":
		t.phonics = false
	case "t", "v":
		t.wanted = false
	}
}

// escaped is how a workbook writes a character that XML cannot, in UTF-16.
var escaped = regexp.MustCompile(`(_x[0-9A-Fa-f]{4}_)+`)

func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(run string) string {
		units := make([]uint16, 0, len(run)/7)
		for ; run != ""; run = run[7:] {
			unit, _ := strconv.ParseUint(run[2:6], 16, 16)
			units = append(units, uint16(unit))
		}
		return string(utf16.Decode(units))
	})
}

// A sheetReader reads a sheet's rows into a table.
type sheetReader struct {
	book  *workbook
	table *table
	texts texts
	text  strings.Builder // of the cell

	line  int      // of the row, from 1
	row   []string // its cells so far
	place int      // of the cell in the row, from 1
	kind  string   // of the cell
	style string
	cells int // of the whole sheet
	size  int // of their texts, in bytes
}

// readSheet reads the rows of a sheet.
func (b *workbook) readSheet(sheet string, t *table) error {
	r := sheetReader{book: b, table: t}
	r.texts.to = &r.text
	if err := b.read(sheet, element{begin: r.begin, text: r.texts.add, end: r.end}); err != nil {
		return err
	}
	if len(t.records) > maxRows+1 {
		return ErrTooLong
	}
	return nil
}

func (r *sheetReader) begin(name string, attributes []xml.Attr) error {
	r.texts.begin(name)
	switch name {
	case "row":
		return r.beginRow(attribute(attributes, "r"))
	case "c":
		return r.beginCell(attribute(attributes, "r"), attributes)
	}
	return nil
}

// beginRow finds out which row begins: the next one, unless it says where it stands.
func (r *sheetReader) beginRow(number string) error {
	line := r.line + 1
	if number != "" {
		var err error
		if line, err = strconv.Atoi(number); err != nil || line <= r.line {
			return ErrWorkbook
		}
	}
	if line > maxLine || len(r.table.records) > maxRows+1 {
		return ErrTooLong
	}
	r.line, r.place, r.row = line, 0, r.row[:0]
	return nil
}

// beginCell finds out which cell begins, likewise.
func (r *sheetReader) beginCell(name string, attributes []xml.Attr) error {
	place := r.place + 1
	if name != "" {
		if place = columnNumber(name); place <= r.place {
			return ErrWorkbook
		}
	}
	if r.cells++; r.cells > maxThings {
		return ErrInflated
	}
	r.place, r.kind, r.style = place, attribute(attributes, "t"), attribute(attributes, "s")
	r.text.Reset()
	return nil
}

// columnNumber is the column that a cell's name such as AB12 begins with, from 1; 0
// when it names none.
func columnNumber(name string) int {
	number := 0
	for i := 0; i < len(name) && 'A' <= name[i] && name[i] <= 'Z' && number < 1<<20; i++ {
		number = number*26 + int(name[i]-'A') + 1
	}
	return number
}

func (r *sheetReader) end(name string) error {
	r.texts.end(name)
	switch name {
	case "c":
		return r.endCell()
	case "row":
		if !blank(r.row) {
			r.table.records = append(r.table.records, newRecord(r.line, r.row))
		}
		r.row = r.row[:0]
	case "sheetData":
		return errDone
	}
	return nil
}

func (r *sheetReader) endCell() error {
	text, err := r.value()
	if err != nil || text == "" {
		return err
	}
	if r.line == 0 || r.place < 1 {
		return ErrWorkbook
	}
	if r.place > maxWidth {
		return ErrTooWide
	}
	if r.size += len(text); r.size > maxTexts {
		return ErrInflated
	}
	for len(r.row) < r.place {
		r.row = append(r.row, "")
	}
	r.row[r.place-1] = text
	return nil
}

// value is what stands in the cell.
func (r *sheetReader) value() (string, error) {
	text := r.text.String()
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if text != "" && (err != nil || i < 0 || i >= len(r.book.strings)) {
			return "", ErrWorkbook
		}
		if text == "" {
			return "", nil
		}
		return r.book.strings[i], nil
	case "str", "inlineStr":
		return unescape(text), nil
	case "", "n":
		return r.book.meant(text, r.style), nil
	case "d":
		return strings.TrimSuffix(text, "T00:00:00"), nil
	}
	return text, nil // an error or a truth
}
