package commands

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// The form in which a file is picked, and its field.
const (
	formImport = "import"
	fieldFile  = "file"
)

func importCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"import", "importer"},
		Usage:   Wording{"[with a CSV or XLSX file]", "[avec un fichier CSV ou XLSX]"},
		Help:    Wording{"Shows what a spreadsheet would change, and changes it when you say so. You can also drop the file here.", "Montre ce qu'un tableur changerait, et le change quand vous le dites. On peut aussi déposer le fichier ici."},
		Example: Wording{"/tier import now", "/tier importer maintenant"},
		Access:  Manager,
		run:     runImport,
	}
}

func runImport(ctx context.Context, q *question) (Reply, error) {
	id, rest := q.args.take(keyFile)
	switch word := program.Fold(rest.String()); {
	case id == "" && (word == "cancel" || word == "annuler"):
		return q.plainly(q.say.importCancelled()), nil
	case id == "":
		return q.askFile(), nil
	}
	op, rest := rest.take(keyPlan)
	day := q.today
	if text, _ := rest.take(keyDay); text != "" {
		if parsed, err := program.ParseDate(text); err == nil {
			day = parsed
		}
	}
	if reply, err := q.importedBefore(ctx, op); err != nil || reply != nil {
		return orNone(reply), err
	}
	upload := upload{id: id, day: day, op: op}
	plan, refusal := q.plan(ctx, upload)
	switch {
	case refusal.err != nil:
		return Reply{}, refusal.err
	case refusal.text != "":
		return q.fileRefused(refusal.text), nil
	case op == "":
		return q.showPlan(ctx, plan, upload, "")
	}
	name, err := q.nameOf(ctx, plan)
	switch {
	case err != nil:
		return Reply{}, err
	case op != name:
		if reply, err := q.importedBefore(ctx, op); err != nil || reply != nil {
			return orNone(reply), err // while the plan was made
		}
		return q.showPlan(ctx, plan, upload, q.say.planChanged())
	}
	return q.applyPlan(ctx, plan, upload)
}

// nameOf is a plan's name as an operation that was not applied yet.
func (q *question) nameOf(ctx context.Context, plan *roster.Plan) (string, error) {
	return plan.Name(func(op string) (int64, bool, error) {
		receipt, done, err := q.store.Receipt(ctx, op)
		return receipt.Entry, done, err
	})
}

// An upload is an attached file, and what is to become of it.
type upload struct {
	id  string
	day program.Date // as of which it is planned
	op  string       // the plan to apply, by its name; empty: only to show
}

// applyAction applies the plan of a name.
func (q *question) applyAction(u upload, op string) Action {
	return Action{
		Label: q.say.applyLabel(), Effect: Replace, Primary: true,
		Command: "/tier import " + keyFile + ":" + quote(u.id) + " " + keyPlan + ":" + quote(op) + " " + keyDay + ":" + quote(u.day.String()),
	}
}

// meanwhile shows how far an import has come. It may take the place of the plan, so that
// the plan can be applied again from here, should nothing else come.
func (q *question) meanwhile(u upload, text string) {
	if q.Interim == nil {
		return
	}
	reply := Reply{Parts: []Part{plain(text)}, Private: true}
	if u.op != "" {
		again := q.applyAction(u, u.op)
		again.Label, again.Primary = q.say.applyAgain(), false
		reply.Actions = []Action{again}
	}
	q.Interim(reply)
}

// askFile asks for the file.
func (q *question) askFile() Reply {
	reply := q.plainly(q.say.whichFile())
	if q.Forms {
		reply.Form = &Form{
			Name: formImport, Title: q.say.importTitle(), Submit: q.say.importSubmit(),
			Intro:  []Text{{{Text: q.say.whichFile()}}},
			Fields: []Field{{Name: fieldFile, Label: q.say.fileField(), Kind: FileField}},
		}
	}
	return reply
}

// A setback is why there is no plan: the asker's to mend, or an error.
type setback struct {
	text string
	err  error
}

// large is the size in bytes of a file that takes a moment to read.
const large = 256 << 10

// plan is what importing an attached file would do as of a day.
func (q *question) plan(ctx context.Context, u upload) (*roster.Plan, setback) {
	if q.Files == nil {
		return nil, setback{text: q.say.noFiles()}
	}
	data, err := q.Files.Read(ctx, u.id, roster.MaxBytes)
	switch {
	case errors.Is(err, ErrFileTooLarge):
		return nil, setback{text: q.say.fileTooLarge(roster.MaxBytes >> 20)}
	case errors.Is(err, ErrFileGone):
		return nil, setback{text: q.say.fileGone()}
	case err != nil:
		return nil, setback{text: q.say.fileUnread()}
	}
	if len(data.Data) > large {
		q.meanwhile(u, q.say.reading(short(visible(data.Name))))
	}
	file, err := roster.Read(data.Name, bytes.NewReader(data.Data), q.rules)
	if err != nil {
		return nil, setback{text: q.say.noRoster(short(visible(data.Name)), err)}
	}
	data.Data = nil
	plan, err := file.PlanFrom(q.store.All(ctx), u.day)
	if err != nil {
		return nil, setback{err: fmt.Errorf("read partners: %w", err)}
	}
	return plan, setback{}
}

// fileRefused answers a file that cannot be imported.
func (q *question) fileRefused(text string) Reply {
	reply := q.plainly(text)
	reply.Problems = []Problem{{Field: fieldFile, Text: text}}
	return reply
}

// What a plan shows of its rows. All of them stand in the file that comes with it.
const (
	maxRefusedShown = 10
	maxChangesShown = 5
)

// showPlan is what an import would do, before it does. Whoever presses Apply applies
// exactly this: the button carries the plan's own name.
func (q *question) showPlan(ctx context.Context, plan *roster.Plan, u upload, first string) (Reply, error) {
	reply := Reply{Title: titled(q.say.planOf(short(plan.File)), ""), Private: true, Direct: true}
	if first != "" {
		reply.Parts = append(reply.Parts, Paragraph{Text{{Text: first, Strong: true}}})
	}
	if n := plan.RefusedRows(); n > 0 {
		reply.Parts = append(reply.Parts, Paragraph{Text{{Text: q.say.rowsRefused(int64(n)), Strong: true}}}, q.refusedRows(plan))
	} else {
		reply.Parts = append(reply.Parts, Paragraph{Text{{Text: q.say.planCounts(plan), Strong: true}}})
	}
	if len(plan.Touched) > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.columnsTouched(plan.Touched)))
	}
	reply.Parts = append(reply.Parts, q.firstChanges(plan)...)
	if plan.Changes() > 0 || len(plan.Refused) > 0 {
		data := bytes.Buffer{}
		if err := roster.WritePlan(&data, plan, q.say.lang); err != nil {
			return Reply{}, err
		}
		reply.File = &File{Name: q.say.planFile(), Data: data.Bytes()}
	}
	switch {
	case len(plan.Refused) > 0:
		reply.Parts = append(reply.Parts, plain(q.say.mendAndDrop()))
	case plan.Changes() > 0:
		name, err := q.nameOf(ctx, plan)
		if err != nil {
			return Reply{}, err
		}
		reply.Actions = []Action{
			q.applyAction(u, name),
			{Label: q.say.cancelLabel(), Command: "/tier import cancel", Effect: Replace},
		}
	default:
		reply.Actions = []Action{q.listAction(), {Label: q.say.historyLabel(), Command: "/tier history"}}
	}
	return reply, nil
}

// refusedRows are the first rows that cannot be imported, each with its reason.
func (q *question) refusedRows(plan *roster.Plan) Paragraph {
	var text Text
	for i, problem := range plan.Refused[:min(len(plan.Refused), maxRefusedShown)] {
		if i > 0 {
			text = append(text, Span{Text: "\n"})
		}
		text = append(text, Span{Text: cut(problem.In(q.say.lang), 250)})
	}
	if n := len(plan.Refused) - maxRefusedShown; n > 0 {
		text = append(text, Span{Text: "\n" + q.say.restInFile(int64(n))})
	}
	return Paragraph{text}
}

// firstChanges are the first partners that the plan changes, and what of them.
func (q *question) firstChanges(plan *roster.Plan) []Part {
	var text Text
	shown := 0
	for i := range plan.Updated {
		if shown++; shown > maxChangesShown {
			break
		}
		change := &plan.Updated[i]
		if shown > 1 {
			text = append(text, Span{Text: "\n"})
		}
		text = append(text, Span{Text: short(change.After.Name), Strong: true})
		for j, field := range plan.Fields(change) {
			text = append(text, Span{Text: q.say.between(j) + cut(visible(field.In(q.say.lang)), 120)})
		}
	}
	if n := len(plan.Updated) - maxChangesShown; n > 0 {
		text = append(text, Span{Text: "\n" + q.say.restInFile(int64(n))})
	}
	if len(text) == 0 {
		return nil
	}
	return []Part{Paragraph{text}}
}

// applyPlan does what a plan says, once, and tells how far it has come.
func (q *question) applyPlan(ctx context.Context, plan *roster.Plan, u upload) (Reply, error) {
	if len(plan.Refused) > 0 || plan.Changes() == 0 {
		return q.showPlan(ctx, plan, u, "")
	}
	batch, err := plan.Batch(q.User, program.Report{By: q.User, At: q.Now})
	if err != nil {
		return Reply{}, err
	}
	batch.Op = u.op
	said, act := q.say.imported(plan), program.Act{Count: len(batch.Changes), By: q.User, At: q.Now, What: batch.What}
	receipt, err := q.write(ctx, batch, func(done, total int) {
		q.meanwhile(u, q.say.importing(int64(done), int64(total)))
	})
	switch {
	case errors.Is(err, program.ErrConflict):
		again, refusal := q.plan(ctx, u)
		if refusal.err != nil || refusal.text != "" {
			return q.fileRefused(refusal.text), refusal.err
		}
		return q.showPlan(ctx, again, u, q.say.planChanged())
	case err != nil:
		return Reply{}, err
	case receipt.Again:
		return q.importedAgain(ctx, receipt.Entry, said)
	}
	act.First = receipt.Entry
	return q.imported(&act, said), nil
}

// importedBefore answers for a plan that has been applied, by this gesture or another;
// nil when it was not.
func (q *question) importedBefore(ctx context.Context, op string) (*Reply, error) {
	receipt, done, err := q.store.Receipt(ctx, op)
	if err != nil || !done {
		return nil, err
	}
	e, err := q.store.Entry(ctx, receipt.Entry)
	if err != nil {
		return nil, err
	}
	reply := q.imported(&e.Act, q.say.importedBefore())
	return &reply, nil
}

// importedAgain answers for a plan that the store says it has applied before: by
// another gesture, or by this very one, whose first answer was lost on its way.
func (q *question) importedAgain(ctx context.Context, n int64, said string) (Reply, error) {
	e, err := q.store.Entry(ctx, n)
	if err != nil {
		return Reply{}, err
	}
	if e.By != q.User || !e.At.Equal(q.Now.Truncate(time.Millisecond)) {
		said = q.say.importedBefore()
	}
	return q.imported(&e.Act, said), nil
}

// orNone is a reply, or an empty one.
func orNone(r *Reply) Reply {
	if r == nil {
		return Reply{}
	}
	return *r
}

// imported answers for an import that has been made.
func (q *question) imported(a *program.Act, text string) Reply {
	return Reply{
		Parts: []Part{Paragraph{Text{{Text: text, Strong: true}}}, Paragraph{q.actText(a)}},
		Actions: []Action{
			q.undoBatchAction(a), {Label: q.say.historyLabel(), Command: "/tier history"}, q.listAction(),
		},
		Private: true,
	}
}
