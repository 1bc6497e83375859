package roster

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The limits of a workbook. A file of [maxRows] full rows stays well below them;
// beyond them the library that reads workbooks would need memory out of all
// proportion to the file.
const (
	maxEntries  = 500
	maxInflated = 32 << 20
	maxThings   = maxRows * 32 // shared strings, and cells, of the whole workbook
	maxLine     = maxRows * 5  // a row further down is nobody's partner
)

// takeXLSX takes the first sheet of a workbook apart.
func takeXLSX(data []byte) (t *table, err error) {
	if err := measure(data); err != nil {
		return nil, err
	}
	// The library answers some damaged workbooks with a panic.
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, ErrWorkbook
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxInflated, UnzipXMLSizeLimit: maxInflated, // nothing goes to disk
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd",
	})
	if err != nil {
		return nil, ErrWorkbook
	}
	defer book.Close()
	t = &table{lists: "|;", padded: true}
	return t, t.takeSheet(book)
}

// measure inflates every part of the workbook once without keeping any of it, and
// refuses one that would unpack to too much.
func measure(data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ErrWorkbook
	}
	if len(archive.File) > maxEntries {
		return ErrInflated
	}
	declared := uint64(0)
	for _, file := range archive.File {
		if declared += min(file.UncompressedSize64, maxInflated+1); declared > maxInflated {
			return ErrInflated
		}
	}
	left := int64(maxInflated)
	for _, file := range archive.File {
		if left, err = measurePart(file, left); err != nil {
			return err
		}
	}
	return nil
}

// measurePart inflates one part and returns what is left of the allowance.
func measurePart(file *zip.File, left int64) (int64, error) {
	part, err := file.Open()
	if err != nil {
		return 0, ErrWorkbook
	}
	defer part.Close()
	var things counter
	n, err := io.Copy(&things, io.LimitReader(part, left+1))
	switch {
	case errors.Is(err, errTooMany), n > left:
		return 0, ErrInflated
	case err != nil:
		return 0, ErrWorkbook
	}
	return left - n, nil
}

// counter counts the shared strings and the cells of what is written to it, which
// each cost far more memory once read than the few bytes they stand in.
type counter struct{ strings, cells int }

var errTooMany = errors.New("too many cells")

func (c *counter) Write(p []byte) (int, error) {
	c.strings += bytes.Count(p, []byte("<si")) + bytes.Count(p, []byte(":si"))
	c.cells += bytes.Count(p, []byte("<c")) + bytes.Count(p, []byte(":c"))
	if c.strings > maxThings || c.cells > maxThings {
		return 0, errTooMany
	}
	return len(p), nil
}

// takeSheet reads the rows of the first sheet, each cell as it is stored and as it
// is shown.
func (t *table) takeSheet(book *excelize.File) error {
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return ErrNoRows
	}
	stored, err := book.Rows(sheets[0])
	if err != nil {
		return ErrWorkbook
	}
	defer stored.Close()
	shown, err := book.Rows(sheets[0])
	if err != nil {
		return ErrWorkbook
	}
	defer shown.Close()
	for line := 1; stored.Next() && shown.Next(); line++ {
		if line > maxLine || len(t.records) > maxRows+1 {
			return ErrTooLong
		}
		if err := t.takeRow(line, stored, shown); err != nil {
			return err
		}
	}
	if stored.Error() != nil {
		return ErrWorkbook
	}
	if len(t.records) > maxRows+1 {
		return ErrTooLong
	}
	return nil
}

func (t *table) takeRow(line int, stored, shown *excelize.Rows) error {
	cells, err := stored.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return ErrWorkbook
	}
	looks, err := shown.Columns()
	if err != nil {
		return ErrWorkbook
	}
	if len(cells) > maxWidth {
		return ErrTooWide
	}
	for i := range cells {
		if i < len(looks) {
			cells[i] = meant(cells[i], looks[i])
		}
	}
	if !blank(cells) {
		t.records = append(t.records, newRecord(line, cells))
	}
	return nil
}

// meant is what a cell says, given its value as stored and as shown. Text is shown
// as it is stored. A number is taken as stored, whatever number of decimals is
// shown, and without the last digits that only binary arithmetic has put there.
// But a day, a time or a percentage is what the number looks like, so that the
// 39953 behind a day is not taken for an amount.
func meant(stored, shown string) string {
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil || stored == shown || math.IsInf(number, 0) || math.IsNaN(number) {
		return stored
	}
	if strings.ContainsAny(shown, "/:%") || strings.Count(shown, "-") > 1 {
		return shown
	}
	if cents := math.Round(number*100) / 100; math.Abs(cents-number) < 1e-6 {
		number = cents
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}
