package roster_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// workbook is an XLSX file with the given rows; styled cells have a number format.
func workbook(t testing.TB, rows [][]any, formats map[string]int) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = book.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for cell, format := range formats {
		style, err := book.NewStyle(&excelize.Style{NumFmt: format})
		if err == nil {
			err = book.SetCellStyle("Sheet1", cell, cell, style)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := book.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Numbers are taken as they are stored, not as they are shown; days are not numbers.
func TestWorkbookCells(t *testing.T) {
	const (
		thousands = 3  // #,##0
		twoPlaces = 4  // #,##0.00
		percent   = 9  // 0%
		date      = 14 // mm-dd-yy
	)
	data := workbook(t, [][]any{
		{"Name", "Tier", "VTSP", "Revenue"},
		{"plain", "pro", 3, 10000},
		{},
		{"shown without cents", "pro", 3, 9999.99},
		{"shown with thousands", "pro", 3.0, 1234567.5},
		{"binary fraction", "pro", "A. Holder | B. Holder; C. Holder", 0.1 + 0.2},
		{1984, "pro", nil, "10 000,50 $"},
		{"short row", "pro"},
	}, map[string]int{"D4": thousands, "D5": twoPlaces})
	want := `id,name,aliases,tier,vsp,vtsp,competencies,revenue,owners
plain,plain,,professional,,3,,10000,
shown without cents,shown without cents,,professional,,3,,9999.99,
shown with thousands,shown with thousands,,professional,,3,,1234567.50,
binary fraction,binary fraction,,professional,,A. Holder|B. Holder|C. Holder,,0.30,
1984,1984,,professional,,,,10000.50,
short row,short row,,professional,,,,,
`
	plan := planOf(t, data, nil)
	if got := writeCSV(t, after(plan)) + lines(plan.Refused); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}

	data = workbook(t, [][]any{
		{"Name", "Tier", "Revenue"},
		{"a day", "pro", time.Date(2009, 5, 20, 0, 0, 0, 0, time.UTC)},
		{"a share", "pro", 0.5},
		{"an error", "pro", "#REF!"},
	}, map[string]int{"C2": date, "C3": percent})
	want = `line 2, revenue "2009-05-20": not an amount with at most two decimals
line 3, revenue "50%": not an amount with at most two decimals
line 4, revenue "#REF!": not an amount with at most two decimals
`
	if got := lines(planOf(t, data, nil).Refused); got != want {
		t.Errorf("refused:\n%s\nwant:\n%s", got, want)
	}
}

// A file as a whole is refused before it costs anything.
func TestLimits(t *testing.T) {
	rows := func(n int) string { return "name,tier\n" + strings.Repeat("Acme,pro\n", n) }
	wide := "name" + strings.Repeat(",", 300) + "\n"
	for _, tt := range []struct {
		name string
		file io.Reader
		want error
	}{
		{"endless", endless{}, roster.ErrTooLarge},
		{"too many rows", strings.NewReader(rows(20_001)), roster.ErrTooLong},
		{"too many columns", strings.NewReader(wide), roster.ErrTooWide},
		{"empty", strings.NewReader(""), roster.ErrNoRows},
		{"nothing but empty rows", strings.NewReader("\n,,\n"), roster.ErrNoRows},
		{"UTF-16", strings.NewReader("\xff\xfen\x00a\x00"), roster.ErrNotText},
		{"an old workbook", strings.NewReader("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), roster.ErrOldExcel},
		{"half a workbook", bytes.NewReader(workbook(t, [][]any{{"name"}}, nil)[:500]), roster.ErrWorkbook},
		{"an archive of something else", bytes.NewReader(archive(t, map[string]int{"a.txt": 10})), roster.ErrWorkbook},
		{"many entries", bytes.NewReader(archive(t, many(1000))), roster.ErrInflated},
		{"a bomb", bytes.NewReader(archive(t, map[string]int{"xl/worksheets/sheet1.xml": 64 << 20})), roster.ErrInflated},
		{"many small bombs", bytes.NewReader(archive(t, bombs(40))), roster.ErrInflated},
		{"too many strings", bytes.NewReader(stringsBomb(t)), roster.ErrInflated},
		{"a row far down", bytes.NewReader(farDown(t)), roster.ErrTooLong},
		{"a cell far right", bytes.NewReader(farRight(t)), roster.ErrTooWide},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := roster.Read("partners", tt.file, program.Default())
			if !errors.Is(err, tt.want) {
				t.Errorf("error = %v, want %v", err, tt.want)
			}
		})
	}
}

// What stands between cells inside cannot be smuggled into one.
func TestCellWithANul(t *testing.T) {
	data := replacePart(t, "xl/worksheets/sheet1.xml", fmt.Sprintf(sheet,
		`<row r="1"><c t="str"><v>name</v></c><c t="str"><v>tier</v></c></row>`+
			`<row r="2"><c t="inlineStr"><is><t>Acme_x0000_pro</t></is></c></row>`))
	want := "line 2, name \"Acme\ufffdpro\": characters that cannot be read\nline 2, tier: a tier is needed\n"
	if got := lines(planOf(t, data, nil).Refused); got != want {
		t.Errorf("refused:\n%s\nwant:\n%s", got, want)
	}
}

// A field that is too long is a problem of its row.
func TestLongField(t *testing.T) {
	plan := planOf(t, []byte("name,tier,aliases\nAcme,pro,"+strings.Repeat("a|", 64<<10)+"\n"), nil)
	if len(plan.Refused) != 1 || plan.Refused[0].Reason != roster.TooLong || plan.Refused[0].Line != 2 {
		t.Errorf("refused: %v", plan.Refused)
	}
}

// Excel would cut such a cell without a word.
func TestCellTooLongForExcel(t *testing.T) {
	partner := program.Partner{ID: "acme", Name: "Acme", Tier: "professional", Aliases: []string{strings.Repeat("é", 40_000)}}
	if err := roster.WriteXLSX(io.Discard, program.Default(), []program.Partner{partner}); err == nil {
		t.Error("a cell of 40,000 characters was written")
	}
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// archive is a zip file whose parts are as many spaces long as stated.
func archive(t testing.TB, parts map[string]int) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	spaces := bytes.Repeat([]byte(" "), 1<<20)
	for name, size := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for size > 0 {
			n, err := part.Write(spaces[:min(size, len(spaces))])
			if err != nil {
				t.Fatal(err)
			}
			size -= n
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func many(n int) map[string]int {
	parts := make(map[string]int, n)
	for i := range n {
		parts[fmt.Sprint("part", i)] = 1
	}
	return parts
}

func bombs(n int) map[string]int {
	parts := make(map[string]int, n)
	for i := range n {
		parts[fmt.Sprint("bomb", i)] = 1 << 20
	}
	return parts
}

// replacePart is a workbook of which one part has other content.
func replacePart(t testing.TB, name, content string) []byte {
	t.Helper()
	return replaceEntry(t, name, func(w *zip.Writer) error {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(part, content)
		}
		return err
	})
}

// replaceEntry is a workbook of which one entry is written anew.
func replaceEntry(t testing.TB, name string, write func(*zip.Writer) error) []byte {
	t.Helper()
	data := workbook(t, [][]any{{"name", "tier"}, {"Acme", "pro"}}, nil)
	old, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range old.File {
		if file.Name == name {
			continue
		}
		if err := w.Copy(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>`

func stringsBomb(t testing.TB) []byte {
	return replacePart(t, "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si/>", 1_000_000)+"</sst>")
}

func farDown(t testing.TB) []byte {
	return replacePart(t, "xl/worksheets/sheet1.xml", fmt.Sprintf(sheet,
		`<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="1048576"><c r="A1048576" t="str"><v>Acme</v></c></row>`))
}

func farRight(t testing.TB) []byte {
	return replacePart(t, "xl/worksheets/sheet1.xml", fmt.Sprintf(sheet,
		`<row r="1"><c r="XFD1" t="str"><v>name</v></c></row>`))
}
