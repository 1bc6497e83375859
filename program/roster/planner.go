package roster

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// A planner is a plan while it is made.
type planner struct {
	plan  *Plan
	file  *File
	day   program.Date
	rows  []row
	known map[string]*row // by id
	words *glossary

	tooBad bool // some rows have not been looked at

	// changes has room for one of each row from the beginning: it is most of a plan,
	// and would be there twice whenever it grew.
	changes []Change
}

// newPlanner finds out whom the rows are about. Of rows with the same id the first
// counts, and the others are refused.
func newPlanner(f *File, day program.Date) *planner {
	p := &planner{
		plan: &Plan{File: f.Name, Refused: slices.Clone(f.refused), columns: f.columns},
		file: f, day: day, words: newGlossary(),
	}
	for _, column := range f.columns {
		p.plan.Touched = append(p.plan.Touched, Touch{Column: column.name})
	}
	if len(f.refused) > 0 {
		return p
	}
	p.rows = make([]row, 0, len(f.records))
	p.known = make(map[string]*row, len(f.records))
	p.changes = make([]Change, 0, len(f.records))
	for i := range f.records {
		row := f.key(&f.records[i])
		if first := p.known[row.id]; first != nil && row.id != "" {
			p.readAgain(&row, first)
			continue
		}
		p.rows = append(p.rows, row)
		p.known[row.id] = &p.rows[len(p.rows)-1]
	}
	return p
}

// readAgain refuses a row whose id another row has, besides everything else that is
// wrong with it.
func (p *planner) readAgain(row, first *row) {
	p.read(row)
	if !p.tooBad {
		p.refuse(row, Problem{Column: "id", Value: shorten(row.id), Reason: Repeated, Other: first.record.line})
	}
}

// meet decides what becomes of one of the partners there are.
func (p *planner) meet(before program.Partner) {
	if row := p.known[program.FoldCompany(before.Name)]; row != nil && !row.given && row.id != before.ID {
		row.other = before.ID
	}
	row := p.known[before.ID]
	if row == nil || row.met {
		return
	}
	row.met = true
	defer row.drop()
	edits, ok := p.read(row)
	if !ok {
		return
	}
	// What no edit touches, both share: an edit puts a new list in the place of the old.
	after := before
	for _, edit := range edits {
		edit(&after, p.day)
	}
	if !p.plan.touch(&before, &after) {
		p.plan.Unchanged++
		return
	}
	p.refuseAhead(row, &before, &after)
	p.changes = append(p.changes, Change{program.Change{Before: &before, After: after}, row.record.line})
}

// create plans a new partner.
func (p *planner) create(row *row) {
	defer row.drop()
	edits, ok := p.read(row)
	if !ok {
		return
	}
	if row.other != "" {
		p.refuse(row, Problem{Column: "id", Value: shorten(row.name), Reason: OtherID, Want: row.other})
		return
	}
	after := program.Partner{ID: row.id}
	for _, edit := range edits {
		edit(&after, p.day)
	}
	if after.Name == "" {
		p.refuse(row, Problem{Column: "name", Reason: NeedsName})
	}
	if after.Tier == "" {
		p.refuse(row, Problem{Column: "tier", Reason: NeedsTier})
	}
	p.refuseAhead(row, &program.Partner{}, &after)
	p.changes = append(p.changes, Change{program.Change{After: after}, row.record.line})
}

// read understands a row, and reports whether it can be used. A file that is all wrong
// would have more problems than memory has room for, and than anybody reads.
func (p *planner) read(row *row) ([]edit, bool) {
	if len(p.plan.Refused) >= maxBad {
		p.tooBad = true
		return nil, false
	}
	reader := rowReader{
		file: p.file, row: row, cells: row.record.cells(),
		report: func(problem Problem) { p.refuse(row, problem) }, glossary: p.words,
	}
	return reader.read()
}

// refuse adds a problem of a row.
func (p *planner) refuse(row *row, problem Problem) {
	problem.Line, problem.Partner = row.record.line, named(row.name, row.id)
	p.plan.Refused = append(p.plan.Refused, problem)
}

// finish puts the plan in the file's order. Beside a problem nothing is planned.
func (p *planner) finish() *Plan {
	plan := p.plan
	if p.tooBad {
		last := p.file.records[len(p.file.records)-1].line
		plan.Refused = append(plan.Refused, Problem{Line: last, Reason: TooBad})
	}
	slices.SortStableFunc(plan.Refused, func(a, b Problem) int { return a.Line - b.Line })
	if len(plan.Refused) > 0 {
		plan.Unchanged, plan.Touched = 0, nil
		return plan
	}
	if len(p.changes) < cap(p.changes)/2 {
		p.changes = slices.Clone(p.changes) // and the room for the rows that change nothing can go
	}
	// Partners that were there were met before any was found to be new.
	updated := slices.IndexFunc(p.changes, func(c Change) bool { return c.Before == nil })
	if updated < 0 {
		updated = len(p.changes)
	}
	plan.Updated, plan.Created = p.changes[:updated:updated], p.changes[updated:]
	slices.SortFunc(plan.Updated, func(a, b Change) int { return a.Line - b.Line })
	plan.Touched = slices.DeleteFunc(plan.Touched, func(t Touch) bool { return t.Partners == 0 })
	return plan
}
