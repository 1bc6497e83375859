package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
)

// A Plan is what importing a file would do to the partners there are.
type Plan struct {
	File      string    // what the file is called
	Created   []Change  // in the file's order
	Updated   []Change  // in the file's order
	Unchanged int       // rows that say what is known already
	Touched   []Touch   // what it changes of partners that were there, in the file's order of columns
	Refused   []Problem // by line; while there is one, there is nothing to apply

	columns []column // the file's
}

// A Touch is how many of the partners that were there change in a column.
type Touch struct {
	Column   string
	Partners int
	Erased   int // of them, those who have nothing there afterwards
}

// A Change is what the import does to one partner.
type Change struct {
	program.Change
	Line int // in the file
}

// Plan compares the file with the partners there are on a day, in the programme's
// zone. It is a pure function: the same file and the same partners give the same plan.
func (f *File) Plan(current []program.Partner, day program.Date) *Plan {
	file := *f
	file.records = slices.Clone(f.records)
	plan, err := file.PlanFrom(func(yield func(program.Partner, error) bool) {
		for _, partner := range current {
			if !yield(partner, nil) {
				return
			}
		}
	}, day)
	if err != nil {
		panic("unreachable: a slice has no errors: " + err.Error())
	}
	return plan
}

// PlanFrom is [File.Plan] with the partners one after another, of whom it keeps those
// that change. It uses the file up: while the plan grows its rows go, and nothing can be
// planned with it again. The error is that of the partners.
func (f *File) PlanFrom(current iter.Seq2[program.Partner, error], day program.Date) (*Plan, error) {
	p := newPlanner(f, day)
	for partner, err := range current {
		if err != nil {
			return nil, err
		}
		p.meet(partner)
	}
	for i := range p.rows {
		if row := &p.rows[i]; !row.met {
			p.create(row)
		}
	}
	return p.finish(), nil
}

// touch counts the columns in which two partners differ, and reports whether there is
// any.
func (p *Plan) touch(before, after *program.Partner) bool {
	differs := false
	for i, column := range p.columns {
		was, is := column.write(before), column.write(after)
		if was == is {
			continue
		}
		differs = true
		p.Touched[i].Partners++
		if is == "" {
			p.Touched[i].Erased++
		}
	}
	return differs
}

// RefusedRows is how many rows have a problem.
func (p *Plan) RefusedRows() int {
	rows, last := 0, 0
	for i := range p.Refused {
		if line := p.Refused[i].Line; line != last {
			rows, last = rows+1, line
		}
	}
	return rows
}

// Changes is how many partners the plan creates or updates.
func (p *Plan) Changes() int { return len(p.Created) + len(p.Updated) }

// Batch is the plan as one change of the store, made by a person or a program. Every
// partner it changes carries the report, whose time is the batch's. The batch is
// named by [Plan.Op], so that applying the same plan again changes nothing.
//
// Nothing can be made of a plan with refused rows: it is an error.
func (p *Plan) Batch(by string, report program.Report) (program.Batch, error) {
	if len(p.Refused) > 0 {
		return program.Batch{}, fmt.Errorf("plan of %s: %d problems", p.File, len(p.Refused))
	}
	batch := program.Batch{
		By: by, At: report.At, What: "import " + p.File, Op: p.Op(),
		Changes: make([]program.Change, 0, p.Changes()),
	}
	for _, changes := range [][]Change{p.Created, p.Updated} {
		for _, change := range changes {
			change.After.Reported = report
			batch.Changes = append(batch.Changes, change.Change)
		}
	}
	return batch, nil
}

// Op names the operation that applies the plan: by what it does and by the versions it
// rests on, so that the same plan has the same name whenever it is made, and no other has.
func (p *Plan) Op() string {
	hash := sha256.New()
	for _, changes := range [][]Change{p.Created, p.Updated} {
		for i := range changes {
			version := int64(0)
			if before := changes[i].Before; before != nil {
				version = before.Version
			}
			after, err := json.Marshal(&changes[i].After)
			if err != nil {
				panic("unreachable: a partner is plain data: " + err.Error())
			}
			fmt.Fprintf(hash, "%d %s\n", version, after)
		}
	}
	return "import-" + hex.EncodeToString(hash.Sum(nil)[:16])
}

// Name is [Plan.Op], unless that was applied before and what it did is gone again, as
// after an undoing: then it is the name of doing it once more. applied says of a name
// whether it was, and under which entry of the audit log.
func (p *Plan) Name(applied func(op string) (entry int64, done bool, err error)) (string, error) {
	op := p.Op()
	for name := op; ; {
		entry, done, err := applied(name)
		if err != nil || !done {
			return name, err
		}
		name = op + "+" + strconv.FormatInt(entry, 10)
	}
}
