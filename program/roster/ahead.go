package roster

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// refuseAhead refuses the evidence that a row adds and whose day has not come: nobody
// can have it yet, and it is a slip of the hand. What the partner had before may stay,
// so that an export can always be imported again.
func (p *planner) refuseAhead(row *row, before, after *program.Partner) {
	refuse := func(column, item string) {
		p.refuse(row, Problem{Column: column, Value: shorten(item), Reason: FutureDay, Want: p.day.String()})
	}
	for _, h := range after.Certificates {
		if h.Earned.After(p.day) && !slices.Contains(before.Certificates, h) {
			refuse(h.Certificate, writeHolding(h))
		}
	}
	for _, e := range after.Competencies {
		if e.Earned.After(p.day) && !slices.Contains(before.Competencies, e) {
			refuse(competenciesColumn, writeEarned(e))
		}
	}
	for _, r := range after.Readings {
		if r.From.After(p.day) && !slices.Contains(before.Readings, r) {
			refuse(r.Metric, writeReading(r))
		}
	}
}
