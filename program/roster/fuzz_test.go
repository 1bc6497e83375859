package roster_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// Whatever the text, it is read or refused, and what was read can be written and
// read again with nothing left to change.
func FuzzCSV(f *testing.F) {
	for _, pattern := range []string{"testdata/good_*.csv", "testdata/bad_*.csv"} {
		for _, name := range glob(f, pattern) {
			f.Add(read(f, name))
		}
	}
	rules := program.Default()
	f.Fuzz(func(t *testing.T, data []byte) { readAndReadAgain(t, rules, data) })
}

// Whatever stands in the sheet of a workbook, and whatever the workbook is.
func FuzzXLSX(f *testing.F) {
	f.Add(workbook(f, [][]any{{"name", "tier", "revenue"}, {"Acme", "pro", 10000.5}}, map[string]int{"C2": 14}), "")
	f.Add([]byte("PK\x03\x04"), "")
	f.Add([]byte(nil), `<row r="1"><c t="inlineStr"><is><t>name</t></is></c></row><row><c t="s"><v>0</v></c></row>`)
	f.Add([]byte(nil), `<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>`)
	rules := program.Default()
	f.Fuzz(func(t *testing.T, data []byte, rows string) {
		if len(data) == 0 {
			data = replacePart(t, "xl/worksheets/sheet1.xml", fmt.Sprintf(sheet, rows))
		}
		readAndReadAgain(t, rules, data)
	})
}

func readAndReadAgain(t *testing.T, rules *program.Rules, data []byte) {
	file, err := roster.Read("fuzz", bytes.NewReader(data), rules)
	if err != nil {
		return
	}
	plan := file.Plan(nil, later)
	if len(plan.Refused) > 0 {
		return
	}
	partners := after(plan)
	var out bytes.Buffer
	if err := roster.WriteCSV(&out, rules, partners); err != nil {
		t.Fatal(err)
	}
	written := out.String()
	again, err := roster.Read("again", &out, rules)
	if err != nil {
		t.Fatalf("%v\n%q", err, written)
	}
	second := again.Plan(partners, june)
	if len(second.Refused) > 0 || second.Changes() > 0 {
		t.Fatalf("%s%+v\n%q", lines(second.Refused), second.Updated, written)
	}
}
