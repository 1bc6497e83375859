package roster

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A row is one partner of the file while it is understood.
type row struct {
	record *record
	id     string // as given, or from the name
	name   string // empty: the file has no such column
	given  bool   // the id stands in the file

	met   bool   // there is a partner with the id
	other string // id of another partner of the same name; empty: none
}

// An edit makes a partner what a cell says it is, on the day of the import.
type edit func(p *program.Partner, day program.Date)

// rowReader understands one row and reports everything that is wrong with it.
type rowReader struct {
	file   *File
	row    *row
	cells  []string
	report func(Problem)
	edits  []edit

	glossary *glossary // nil while only the key is read
}

// A cell is one cell of a row while it is read.
type cell struct {
	*rowReader
	column string
	text   string // without the apostrophes that guard formulas
}

// key finds out whom a row is about, and nothing else.
func (f *File) key(rec *record) row {
	r := rowReader{file: f, row: &row{record: rec}, cells: rec.cells(), report: func(Problem) {}}
	for i, column := range f.columns {
		if column.name == "id" || column.name == "name" {
			r.readCell(i, &column)
		}
	}
	r.identify()
	return *r.row
}

// drop lets go of what the row says, once it has been planned.
func (r *row) drop() { r.record.text, r.name = "", "" }

// identify makes the id of a row that gives none.
func (r *rowReader) identify() {
	if r.row.id == "" {
		r.row.id = program.FoldCompany(r.row.name)
	}
}

// read understands a whole row. It reports whether the row can be used, after having
// reported every reason why it cannot.
func (r *rowReader) read() (edits []edit, ok bool) {
	problems, report := 0, r.report
	r.report = func(p Problem) {
		problems++
		report(p)
	}
	if !r.fits() {
		return nil, false
	}
	for i, column := range r.file.columns {
		r.readCell(i, &column)
	}
	if r.identify(); problems == 0 && r.row.id == "" {
		r.refuse("id", "", NeedsID)
	}
	return r.edits, problems == 0
}

// fits reports whether the row has the cells that the header announces.
func (r *rowReader) fits() bool {
	columns, reason := len(r.file.columns), r.row.record.reason
	switch {
	case reason != "":
	case len(r.cells) < columns && !r.file.padded:
		reason = TooFewCells
	case !blank(r.cells[min(len(r.cells), columns):]):
		reason = TooManyCells
	default:
		return true
	}
	r.refuse("", "", reason)
	return false
}

func (r *rowReader) readCell(i int, column *column) {
	text := ""
	if i < len(r.cells) {
		text = unguard(r.cells[i])
	}
	c := cell{r, column.name, text}
	if len(text) > maxCell {
		c.refuseValue(shorten(text), TooLong)
		return
	}
	if edit := column.read(c); edit != nil {
		r.edits = append(r.edits, edit)
	}
}

func (r *rowReader) refuse(column, value string, reason Reason) {
	r.report(Problem{Column: column, Value: shorten(value), Reason: reason})
}

// refuseValue reports a value of the cell.
func (c cell) refuseValue(value string, reason Reason) { c.refuse(c.column, value, reason) }

// refuseWant reports a value of the cell together with what would do instead.
func (c cell) refuseWant(value string, reason Reason, want string) {
	c.report(Problem{Column: c.column, Value: shorten(value), Reason: reason, Want: want})
}

// readID reads the id column.
func readID(c cell) edit {
	c.row.id, _ = c.name(c.text)
	c.row.given = c.row.id != ""
	return nil
}

// readName reads the name column.
func readName(c cell) edit {
	name, ok := c.name(c.text)
	if !ok {
		return nil
	}
	if program.Fold(name) == "" {
		c.refuseValue(name, NeedsName)
		return nil
	}
	c.row.name = name
	return func(p *program.Partner, _ program.Date) {
		if p.Name != name { // the same name stays where it is, so that the row's text can go
			p.Name = name
		}
	}
}

// readTier reads the tier column.
func readTier(c cell) edit {
	word := strings.TrimSpace(c.text)
	if word == "" {
		c.refuseValue("", NeedsTier)
		return nil
	}
	rules := c.file.rules
	tier := c.glossary.tier(word, rules)
	if tier == nil {
		if several := begun(rules.Tiers, word); len(several) > 1 {
			c.refuseWant(word, SeveralTiers, strings.Join(several, ", "))
			return nil
		}
		c.refuseWant(word, UnknownTier, ids(rules.Tiers, func(t *program.Tier) string { return t.ID }))
		return nil
	}
	return func(p *program.Partner, day program.Date) { setTier(p, tier, day, rules.FirstDay) }
}

// begun are the ids of the tiers that a word begins.
func begun(tiers []program.Tier, word string) []string {
	word = program.Fold(word)
	if word == "" {
		return nil
	}
	var begun []string
	for i := range tiers {
		label := tiers[i].Label
		names := []string{tiers[i].ID, label.EN, label.FR, label.ShortEN, label.ShortFR}
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(program.Fold(name), word) }) {
			begun = append(begun, tiers[i].ID)
		}
	}
	return begun
}

// setTier gives a partner its recorded tier. A partner that had another one came to
// this one by a decision of the day.
func setTier(p *program.Partner, tier *program.Tier, day, first program.Date) {
	if p.Tier == "" {
		p.Tier = tier.ID
		return
	}
	p.MoveTo(tier, day, first)
}
