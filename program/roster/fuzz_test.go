package roster_test

import (
	"bytes"
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

// Whatever stands in the parts of a workbook, and whatever the workbook is.
func FuzzXLSX(f *testing.F) {
	f.Add(workbook(f, [][]any{{"name", "tier", "revenue"}, {"Acme", "pro", 10000.5}}, map[string]int{"C2": 14}), "", "", "")
	f.Add([]byte("PK\x03\x04"), "", "", "")
	for _, parts := range [][3]string{
		{`<row r="1"><c t="inlineStr"><is><t>name</t></is></c></row><row><c t="s"><v>0</v></c></row>`, `<si><t>Acme</t></si>`, ``},
		{`<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>`, `<si><r><t>a</t></r><rPh><t>b</t></rPh></si>`, ``},
		{
			`<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>` +
				`<row><c t="str"><v>A_x000D_</v></c><c t="d"><v>2009-05-20T00:00:00</v></c><c s="1"><v>39953.5</v></c></row>`,
			`<si><t>name</t></si><si><t>tier</t></si><si><t>revenue</t></si>`,
			`<numFmts><numFmt numFmtId="164" formatCode="[Red]0%;yy"/></numFmts><cellXfs><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>`,
		},
	} {
		f.Add([]byte(nil), parts[0], parts[1], parts[2])
	}
	rules := program.Default()
	f.Fuzz(func(t *testing.T, data []byte, rows, strings, styles string) {
		if len(data) == 0 {
			data = bare(t, rows, strings, styles)
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
