package roster

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// rowReader reads one row and reports everything that is wrong with it.
type rowReader struct {
	file  *File
	lists string // the characters that separate the items of a list
	row   row
}

// A cell is one cell of a row while it is read.
type cell struct {
	*rowReader
	column string
	text   string // without the apostrophe that guards a formula
}

// read reads a record. It reports whether the row can be used, after having
// recorded every reason why it cannot.
func (r *rowReader) read(rec record, padded bool) bool {
	before := len(r.file.Problems)
	columns := r.file.columns
	switch {
	case rec.reason != "":
		r.refuse("", "", rec.reason)
		return false
	case len(rec.cells) < len(columns) && !padded:
		r.refuse("", "", TooFewCells)
		return false
	case !blank(rec.cells[min(len(rec.cells), len(columns)):]):
		r.refuse("", "", TooManyCells)
		return false
	}
	for i, column := range columns {
		text := ""
		if i < len(rec.cells) {
			text = unguard(rec.cells[i])
		}
		c := cell{r, column.name, text}
		if len(text) > maxCell {
			c.refuseValue(shorten(text), TooLong)
			continue
		}
		if edit := column.read(c); edit != nil {
			r.row.edits = append(r.row.edits, edit)
		}
	}
	if r.row.id == "" {
		r.row.id = program.FoldCompany(r.row.name)
	}
	for i := range r.file.Problems[before:] {
		r.file.Problems[before+i].Partner = named(r.row.name, r.row.id)
	}
	usable := len(r.file.Problems) == before
	if usable && r.row.id == "" {
		r.refuse("id", "", NeedsID)
		return false
	}
	return usable
}

func (r *rowReader) refuse(column, value string, reason Reason) {
	r.file.refuse(Problem{Line: r.row.line, Column: column, Value: shorten(value), Reason: reason})
}

// refuseValue reports a value of the cell.
func (c cell) refuseValue(value string, reason Reason) { c.refuse(c.column, value, reason) }

// refuseWant reports a value of the cell together with what would do instead.
func (c cell) refuseWant(value string, reason Reason, want string) {
	c.file.refuse(Problem{
		Line: c.row.line, Column: c.column, Value: shorten(value), Reason: reason, Want: want,
	})
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
	return func(p *program.Partner, _ program.Date) { p.Name = name }
}

// readTier reads the tier column.
func readTier(c cell) edit {
	word := strings.TrimSpace(c.text)
	if word == "" {
		c.refuseValue("", NeedsTier)
		return nil
	}
	rules := c.file.rules
	tier := rules.FindTier(word)
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
