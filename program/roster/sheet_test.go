package roster_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// What a number in a cell stands for depends on the format it is shown in: a day or a
// percentage is no amount, and thousands, colours and currencies are only decoration.
func TestNumberFormats(t *testing.T) {
	for _, tt := range []struct{ format, number, want string }{
		{`numFmtId="0"`, "39953", "39953"},
		{`numFmtId="2"`, "39953.1", "39953.10"},
		{`numFmtId="4"`, "1234567.5", "1234567.50"},
		{`numFmtId="9"`, "0.5", "50%"},
		{`numFmtId="14"`, "39953", "2009-05-20"},
		{`numFmtId="22"`, "39953.75", "2009-05-20 18:00:00"},
		{`numFmtId="45"`, "0.75", "18:00:00"},
		{`formatCode="dd/mm/yyyy"`, "39953", "2009-05-20"},
		{`formatCode="[$-40C]d mmmm yyyy;@"`, "39953", "2009-05-20"},
		{`formatCode="[h]:mm"`, "39953.5", "2009-05-20 12:00:00"},
		{`formatCode="[Red]0.00"`, "39953", "39953"},
		{`formatCode="#,##0 [$USD]"`, "39953", "39953"},
		{`formatCode="0 &quot;days&quot;"`, "39953", "39953"},
		{`formatCode="0\d"`, "39953", "39953"},
		{`formatCode="_-* #,##0.00 €_-;[Red]-* yy"`, "39953", "39953"},
		{`formatCode="0.0%"`, "0.125", "12.5%"},
		{`numFmtId="14"`, "61", "1900-03-01"},
		{`numFmtId="14"`, "59", "1900-02-28"},
		{`numFmtId="14"`, "-1", "-1"},
		{`numFmtId="14"`, "3000000", "3000000"}, // beyond the year 9999
		{`numFmtId="14"`, "no number", "no number"},
		{`numFmtId="0"`, "3.0000000000000004", "3"},
		{`numFmtId="0"`, "1E4", "10000"},
	} {
		styles := `<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf ` + tt.format + `/></cellXfs>`
		if strings.HasPrefix(tt.format, "formatCode") {
			styles = `<numFmts><numFmt numFmtId="164" ` + tt.format + `/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>`
		}
		rows := `<row><c t="str"><v>name</v></c><c t="str"><v>tier</v></c><c t="str"><v>revenue</v></c></row>` +
			`<row><c t="str"><v>A</v></c><c t="str"><v>pro</v></c><c s="0"><v>` + tt.number + `</v></c></row>`
		got := revenue(planOf(t, bare(t, rows, "", styles), nil))
		if got != tt.want && got != "refused "+tt.want {
			t.Errorf("%s in the format %s is %s, want %s", tt.number, tt.format, got, tt.want)
		}
	}
}

// revenue is what the only row of a plan holds as revenue.
func revenue(plan *roster.Plan) string {
	if len(plan.Refused) > 0 {
		return "refused " + plan.Refused[0].Value
	}
	fields := plan.Fields(&plan.Created[0])
	return fields[len(fields)-1].After
}

// The first sheet is read as people see it, however the program that wrote it has put
// things.
func TestSheets(t *testing.T) {
	const head = `<row><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>tier</t></is></c></row>`
	for _, tt := range []struct{ name, rows, strings, want string }{
		{"shared, in pieces", head + `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>`, `<si><r><rPr><b/></rPr><t>Ac</t></r><r><t xml:space="preserve">me </t></r></si><si><t>pro</t></si>`, "2 Acme"},
		{"without how it is pronounced", head + `<row><c t="s"><v>0</v></c><c t="str"><v>pro</v></c></row>`, `<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>`, "2 東京"},
		{"what XML cannot say", head + `<row><c t="str"><v>A_x0026_B_x005F_x_xD83D__xDCBB_</v></c><c t="str"><v>pro</v></c></row>`, "", "2 A&B_x💻"},
		{"a formula and its text", head + `<row><c t="str"><f>A1&amp;"x"</f><v>Acme</v></c><c t="str"><v>pro</v></c></row>`, "", "2 Acme"},
		{"empty rows and cells left out", head + `<row r="3"/><row r="7" spans="1:2"><c r="A7" t="str"><v>Acme</v></c><c r="B7" t="str"><v>pro</v></c><c r="XFD7" s="1"/></row>`, "", "7 Acme"},
		{"a truth", head + `<row><c t="b"><v>1</v></c><c t="str"><v>pro</v></c></row>`, "", "2 1"},
		{"prefixes", `<x:row><x:c t="str"><x:v>name</x:v></x:c><x:c t="str"><x:v>tier</x:v></x:c></x:row><x:row><x:c t="str"><x:v>Acme</x:v></x:c><x:c t="str"><x:v>pro</x:v></x:c></x:row>`, "", "2 Acme"},
		{"what follows the rows", head + `<row><c t="str"><v>Acme</v></c><c t="str"><v>pro</v></c></row></sheetData><f>broken`, "", "2 Acme"},

		{"no such shared text", head + `<row><c t="s"><v>7</v></c></row>`, "", "a damaged XLSX workbook"},
		{"rows out of order", `<row r="2"/><row r="1"/>`, "", "a damaged XLSX workbook"},
		{"cells out of order", `<row><c r="B1"/><c r="A1"/></row>`, "", "a damaged XLSX workbook"},
		{"a cell without a column", `<row><c r="1" t="str"><v>name</v></c></row>`, "", "a damaged XLSX workbook"},
		{"a cell without a row", `<c t="str"><v>name</v></c>`, "", "a damaged XLSX workbook"},
		{"XML that breaks off", `<row><c`, "", "a damaged XLSX workbook"},
		{"nothing", "", "", "the file is empty: the first row names the columns"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, err := roster.Read("book", bytes.NewReader(bare(t, tt.rows, tt.strings, "")), program.Default())
			var reason roster.Reason
			got := ""
			switch {
			case errors.As(err, &reason):
				got = string(reason)
			case err != nil:
				t.Fatal(err)
			default:
				plan := file.Plan(nil, june)
				got = lines(plan.Refused)
				for _, change := range plan.Created {
					got += fmt.Sprint(change.Line, " ", change.After.Name)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Programs find the sheet in their own ways.
func TestWhereTheSheetIs(t *testing.T) {
	const rows = `<worksheet><row><c t="str"><v>name</v></c><c t="str"><v>tier</v></c></row>` +
		`<row><c t="str"><v>Acme</v></c><c t="str"><v>pro</v></c></row></worksheet>`
	const book = `<workbook><workbookPr date1904="1"/><sheets><sheet name="One" sheetId="7" r:id="b"/><sheet name="Two" sheetId="1" r:id="a"/></sheets></workbook>`
	for _, tt := range []struct {
		name  string
		parts map[string]string
		want  error
	}{
		{"beside the workbook", map[string]string{
			"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relation("b", "worksheets/sheet2.xml"),
			"xl/worksheets/sheet2.xml": rows,
		}, nil},
		{"from the root", map[string]string{
			"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relation("b", "/xl/worksheets/sheet2.xml"),
			"xl/worksheets/sheet2.xml": rows,
		}, nil},
		{"another workbook, other letters", map[string]string{
			"_rels/.rels": relation("x", "/xl/Workbook22.xml"), "xl/workbook22.xml": book,
			"xl/_rels/Workbook22.xml.rels": relation("b", "Worksheets/Sheet.xml"), `XL\worksheets\sheet.xml`: rows,
		}, nil},
		{"not there", map[string]string{
			"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relation("b", "worksheets/sheet9.xml"),
		}, roster.ErrWorkbook},
		{"no relation", map[string]string{
			"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relation("a", "worksheets/sheet2.xml"),
		}, roster.ErrWorkbook},
		{"no sheet", map[string]string{"xl/workbook.xml": `<workbook/>`}, roster.ErrNoRows},
		{"a document of words", map[string]string{"word/document.xml": `<document/>`}, roster.ErrWorkbook},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, err := roster.Read("book", bytes.NewReader(archiveOf(t, tt.parts)), program.Default())
			if !errors.Is(err, tt.want) {
				t.Fatalf("error = %v, want %v", err, tt.want)
			}
			if err == nil && len(file.Plan(nil, june).Created) != 1 {
				t.Error("the row was not found")
			}
		})
	}
}

func relation(id, target string) string {
	return `<Relationships><Relationship Id="` + id + `" Type="http://example.com/relationships/officeDocument" Target="` + target + `"/></Relationships>`
}

// bare is a workbook of nothing but the parts that matter.
func bare(t testing.TB, rows, strings, styles string) []byte {
	t.Helper()
	return archiveOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		firstSheet:                   "<worksheet><sheetData>" + rows + "</sheetData></worksheet>",
		sharedStrings:                "<sst>" + strings + "</sst>",
		"xl/styles.xml":              "<styleSheet>" + styles + "</styleSheet>",
	})
}

// archiveOf is a zip file of parts that are not compressed.
func archiveOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(entry, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
