package roster

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// WritePlan writes the whole plan as CSV for a person to read: one row for each partner
// that is created or updated, with what changes, and one for each problem. Spreadsheet
// programs recognise by the mark in front that it is UTF-8, and expect in French what
// separates its cells. What they would run as a formula has an apostrophe before it.
func WritePlan(w io.Writer, plan *Plan, lang program.Lang) error {
	say := wordsOf(lang)
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma = say.comma
	out.Write(say.header)
	for i := range plan.Created {
		out.Write(plan.line(say.created, &plan.Created[i], func(f Field) string { return f.Column + " " + f.cell(f.After, say) }))
	}
	for i := range plan.Updated {
		out.Write(plan.line(say.updated, &plan.Updated[i], func(f Field) string { return f.In(lang) }))
	}
	for i := range plan.Refused {
		out.Write(plan.Refused[i].cells(say, lang))
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// line is one change of the plan in four cells.
func (p *Plan) line(what string, change *Change, tell func(Field) string) []string {
	var told []string
	for _, field := range p.Fields(change) {
		if field.Column != "id" && field.Column != "name" || change.Before != nil {
			told = append(told, tell(field))
		}
	}
	return []string{what, strconv.Itoa(change.Line), guard(change.After.Name), guard(strings.Join(told, "; "))}
}

// cells are one problem in four cells.
func (p *Problem) cells(say *words, lang program.Lang) []string {
	what := p.why(lang)
	if where := p.where(say); where != "" {
		what = where + say.colon + what
	}
	return []string{say.refused, strconv.Itoa(p.Line), guard(p.Partner), guard(what)}
}
