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
	if reply, done, err := q.importedBefore(ctx, op); err != nil || done {
		return reply, err
	}
	upload := upload{id: id, day: day, op: op}
	plan, refusal, err := q.plan(ctx, upload)
	switch {
	case err != nil:
		return Reply{}, err
	case refusal != "":
		return q.fileRefused(refusal), nil
	case op == "":
		return q.showPlan(ctx, plan, upload, "")
	}
	name, err := q.nameOf(ctx, plan)
	switch {
	case err != nil:
		return Reply{}, err
	case op != name:
		if reply, done, err := q.importedBefore(ctx, op); err != nil || done {
			return reply, err // while the plan was made
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

// progress shows how far an import has come. It may take the place of the plan, so that
// the plan can be applied again from here, should nothing else come.
func (q *question) progress(u upload, text string) {
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
			Intro:  []Text{{{Text: q.say.pickFile()}}},
			Fields: []Field{{Name: fieldFile, Label: q.say.fileField(), Kind: FileField}},
		}
	}
	return reply
}

// large is the size in bytes of a file that takes a moment to read.
const large = 256 << 10

// plan is what importing an attached file would do as of a day, or why the asker must
// first mend the file.
func (q *question) plan(ctx context.Context, u upload) (plan *roster.Plan, refusal string, err error) {
	if q.Files == nil {
		return nil, q.say.noFiles(), nil
	}
	data, err := q.Files.Read(ctx, u.id, roster.MaxBytes)
	switch {
	case errors.Is(err, ErrFileTooLarge):
		return nil, q.say.fileTooLarge(roster.MaxBytes >> 20), nil
	case errors.Is(err, ErrFileGone):
		return nil, q.say.fileGone(), nil
	case err != nil:
		return nil, q.say.fileUnread(), nil
	}
	if len(data.Data) > large {
		q.progress(u, q.say.reading(short(visible(data.Name))))
	}
	file, err := roster.Read(data.Name, bytes.NewReader(data.Data), q.rules)
	if err != nil {
		return nil, q.say.noRoster(short(visible(data.Name)), err), nil
	}
	data.Data = nil // megabytes, while all partners are read
	plan, err = file.PlanFrom(q.store.All(ctx), u.day)
	if err != nil {
		return nil, "", fmt.Errorf("read partners: %w", err)
	}
	return plan, "", nil
}

// fileRefused answers a file that cannot be imported.
func (q *question) fileRefused(text string) Reply {
	reply := q.plainly(text)
	reply.Problems = []Problem{{Field: fieldFile, Text: text}}
	return reply
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
		q.progress(u, q.say.importing(int64(done), int64(total)))
	})
	switch {
	case errors.Is(err, program.ErrConflict):
		return q.planAnew(ctx, u)
	case err != nil:
		return Reply{}, err
	case receipt.Again:
		return q.importedAgain(ctx, receipt.Entry, said)
	}
	act.First = receipt.Entry
	return q.imported(&act, said), nil
}

// planAnew shows what a file would do now that partners have changed since its plan.
func (q *question) planAnew(ctx context.Context, u upload) (Reply, error) {
	plan, refusal, err := q.plan(ctx, u)
	switch {
	case err != nil:
		return Reply{}, err
	case refusal != "":
		return q.fileRefused(refusal), nil
	}
	return q.showPlan(ctx, plan, u, q.say.planChanged())
}

// importedBefore answers for a plan that has been applied, by this gesture or another;
// it is not done when it was not, nor when there is no plan yet.
func (q *question) importedBefore(ctx context.Context, op string) (reply Reply, done bool, err error) {
	if op == "" {
		return Reply{}, false, nil
	}
	receipt, done, err := q.store.Receipt(ctx, op)
	if err != nil || !done {
		return Reply{}, false, err
	}
	e, err := q.store.Entry(ctx, receipt.Entry)
	if err != nil {
		return Reply{}, false, err
	}
	return q.imported(&e.Act, q.say.importedBefore()), true, nil
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

// imported answers for an import that has been made.
func (q *question) imported(a *program.Act, text string) Reply {
	return Reply{
		Parts: []Part{strong(text), Paragraph{q.actText(a)}},
		Actions: []Action{
			q.undoBatchAction(a), {Label: q.say.historyLabel(), Command: "/tier history"}, q.listAction(),
		},
		Private: true,
	}
}
