package roster

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A Field is one column of a partner before and after, as the file writes it; of a
// metric only the readings that change. Empty: nothing.
type Field struct {
	Column, Before, After string
	Readings              bool // the column is a metric's
}

// Fields are what a change of the plan changes, in the file's order of columns; of a
// new partner everything the file says. They are not kept with the change, because a
// plan may have twenty thousand.
func (p *Plan) Fields(change *Change) []Field {
	before := change.Before
	if before == nil {
		before = &program.Partner{}
	}
	var fields []Field
	for _, column := range p.columns {
		was, is := column.write(before), column.write(&change.After)
		if was == is {
			continue
		}
		if column.amount {
			was, is = showReadings(was, is)
		}
		fields = append(fields, Field{column.name, was, is, column.amount})
	}
	return fields
}

// In is the field in a language, such as
//
//	revenue 10000 → 12000 from 2009-12-01
func (f Field) In(lang program.Lang) string {
	say := wordsOf(lang)
	return f.Column + " " + f.cell(f.Before, say) + " → " + f.cell(f.After, say)
}

func (f *Field) cell(text string, say *words) string {
	switch {
	case text == "":
		return say.nothing
	case f.Readings:
		return strings.ReplaceAll(text, "@", say.from)
	}
	return text
}
