package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// headway is how many days of the programme are over when a world begins, unless it is told
// otherwise: enough for something to have happened, and long before the first deadline.
const headway = 48

// shownProblems is how many rows of a file that are refused are listed.
const shownProblems = 20

// batch are the partners with which a world begins, as one change made at a time. Those
// of a file are read as on the day with which the sandbox began, whatever day the
// world begins on.
func (f *flags) batch(at time.Time) (program.Batch, error) {
	if f.file != nil {
		plan := f.file.Plan(nil, f.day)
		if len(plan.Refused) > 0 {
			return program.Batch{}, f.refused()
		}
		return plan.Batch("sandbox", program.Report{By: plan.File, At: at})
	}
	batch := program.Batch{Op: "invented", By: "sandbox", At: at, What: "import partners.csv"}
	all := invented(f.rules.FirstDay.AddDays(headway))
	if f.few > 0 {
		all = all[:f.few]
	}
	for _, partner := range all {
		batch.Changes = append(batch.Changes, program.Change{After: partner})
	}
	return batch, nil
}

// refused lists what is wrong with the rows of the file; nil when nothing is.
func (f *flags) refused() error {
	if f.file == nil {
		return nil
	}
	plan := f.file.Plan(nil, f.day)
	if len(plan.Refused) == 0 {
		return nil
	}
	var list strings.Builder
	for _, problem := range plan.Refused[:min(len(plan.Refused), shownProblems)] {
		fmt.Fprintf(&list, "\n  %s", problem)
	}
	if rest := len(plan.Refused) - shownProblems; rest > 0 {
		fmt.Fprintf(&list, "\n  and %d more", rest)
	}
	return fmt.Errorf("-import %s: rows that cannot be taken, so nothing begins:%s", plan.File, list.String())
}

// fits reports why the invented partners have no place in a programme; nil when they do.
func fits(rules *program.Rules) error {
	for _, p := range invented(rules.FirstDay.AddDays(headway)) {
		if err := knows(rules, &p); err != nil {
			return fmt.Errorf("the invented partners do not fit into it: %w", err)
		}
	}
	return nil
}

// knows reports what of a partner the rules know nothing of.
func knows(rules *program.Rules, p *program.Partner) error {
	if rules.Tier(p.Tier) == nil {
		return fmt.Errorf("it has no tier %q", p.Tier)
	}
	for _, h := range p.Certificates {
		if rules.Certificate(h.Certificate) == nil {
			return fmt.Errorf("it has no certificate %q", h.Certificate)
		}
	}
	for _, c := range p.Competencies {
		if rules.Competency(c.Competency) == nil {
			return fmt.Errorf("it has no competency %q", c.Competency)
		}
	}
	for _, r := range p.Readings {
		if rules.Metric(r.Metric) == nil {
			return fmt.Errorf("it has no metric %q", r.Metric)
		}
	}
	return nil
}
