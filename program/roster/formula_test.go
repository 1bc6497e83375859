package roster_test

import (
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// A spreadsheet program takes a file apart at the separator of its own country, whatever
// the file was written with. In no country may a name become a formula.
func TestNoCellIsAFormulaInAnyCountry(t *testing.T) {
	for _, name := range []string{
		"=1+1", "'=1+1", "Acme;=1+1", "Acme,=1+1", "Acme;'+1", "Acme;@SUM(1)", `Acme;"=1+1;`, `"=1+1"`, "Acme,,;-1",
	} {
		p := stored()
		p.ID, p.Name, p.Aliases, p.Certificates[0].Holder = name, name, []string{name, "Alias"}, name
		for kind, write := range map[string]func(io.Writer) error{
			"partners":   func(w io.Writer) error { return roster.WriteCSV(w, program.Default(), []program.Partner{p}) },
			"plan in en": func(w io.Writer) error { return writePlanOf(t, w, p, program.English) },
			"plan in fr": func(w io.Writer) error { return writePlanOf(t, w, p, program.French) },
		} {
			var file strings.Builder
			if err := write(&file); err != nil {
				t.Fatal(err)
			}
			for _, separator := range ",;\t" {
				for _, cell := range cellsOf(t, file.String(), separator) {
					if runs(cell) {
						t.Errorf("%s of %s, taken apart at %q, has the cell %q", kind, name, separator, cell)
					}
				}
			}
		}
	}
}

// writePlanOf writes the plan of importing a partner.
func writePlanOf(t *testing.T, w io.Writer, p program.Partner, lang program.Lang) error {
	var file strings.Builder
	if err := roster.WriteCSV(&file, program.Default(), []program.Partner{p}); err != nil {
		t.Fatal(err)
	}
	plan := planOf(t, []byte(file.String()), nil)
	if len(plan.Created) != 1 || plan.Created[0].After.Name != p.Name {
		t.Errorf("%s comes back as %v", p.Name, plan)
	}
	return roster.WritePlan(w, plan, lang)
}

// cellsOf are the cells that a lenient program sees.
func cellsOf(t *testing.T, file string, separator rune) []string {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = separator, true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, row := range rows {
		cells = append(cells, row...)
	}
	return cells
}

// runs reports whether a spreadsheet program would run a cell. Some drop stray quotes.
func runs(cell string) bool {
	cell = strings.TrimLeft(cell, `"`)
	return cell != "" && strings.ContainsRune("=+-@", rune(cell[0]))
}
