package roster

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// refuseAhead refuses the evidence that a row adds and whose day has not come: nobody
// can have it yet, and it is a slip of the hand. What the partner had before may stay,
// so that an export can always be imported again.
func (p *Plan) refuseAhead(row *row, before, after *program.Partner, day program.Date) {
	refuse := func(column, item string) {
		p.Refused = append(p.Refused, Problem{
			Line: row.line, Column: column, Value: shorten(item), Reason: FutureDay, Want: day.String(),
			Partner: named(row.name, row.id),
		})
	}
	for _, h := range after.Certificates {
		if h.Earned.After(day) && !slices.Contains(before.Certificates, h) {
			refuse(h.Certificate, writeHolding(h))
		}
	}
	for _, e := range after.Competencies {
		if e.Earned.After(day) && !slices.Contains(before.Competencies, e) {
			refuse(competenciesColumn, writeEarned(e))
		}
	}
	for _, r := range after.Readings {
		if r.From.After(day) && !slices.Contains(before.Readings, r) {
			refuse(r.Metric, writeReading(r))
		}
	}
}
