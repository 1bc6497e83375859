package commands

import (
	"bytes"
	"context"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

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
		reply.Parts = append(reply.Parts, strong(first))
	}
	if n := plan.RefusedRows(); n > 0 {
		reply.Parts = append(reply.Parts, strong(q.say.rowsRefused(int64(n))), q.refusedRows(plan))
	} else {
		reply.Parts = append(reply.Parts, strong(q.say.planCounts(plan)))
	}
	if len(plan.Touched) > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.columnsTouched(plan.Touched)))
		if text := q.say.erased(plan.Touched); text != "" {
			reply.Parts = append(reply.Parts, strong(text))
		}
	}
	reply.Parts = append(reply.Parts, q.firstChanges(plan)...)
	switch {
	case len(plan.Refused) > 0:
		reply.Parts = append(reply.Parts, plain(q.say.mendAndDrop(int64(plan.RefusedRows()))))
	case plan.Changes() == 0:
		reply.Actions = []Action{q.listAction(), {Label: q.say.historyLabel(), Command: "/tier history"}}
		return reply, nil
	default:
		name, err := q.nameOf(ctx, plan)
		if err != nil {
			return Reply{}, err
		}
		reply.Actions = []Action{
			q.applyAction(u, name),
			{Label: q.say.cancelLabel(), Command: "/tier import cancel", Effect: Replace},
		}
	}
	data := bytes.Buffer{}
	if err := roster.WritePlan(&data, plan, q.say.lang); err != nil {
		return Reply{}, err
	}
	reply.File = &File{Name: "plan.csv", Data: data.Bytes()}
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
	var parts []Part
	if names := firstNames(plan.Created); len(names) > 0 {
		text := q.say.newPartners(names)
		if n := len(plan.Created) - len(names); n > 0 {
			text += q.say.semicolon() + q.say.restInFile(int64(n))
		}
		parts = append(parts, plain(text))
	}
	if len(plan.Updated) == 0 {
		return parts
	}
	var text Text
	for i := range plan.Updated[:min(len(plan.Updated), maxChangesShown)] {
		change := &plan.Updated[i]
		if i > 0 {
			text = append(text, Span{Text: "\n"})
		}
		text = append(text, Span{Text: short(change.After.Name), Strong: true})
		text = append(text, q.firstDifferences(&program.Entry{Before: change.Before, After: &change.After})...)
	}
	if n := len(plan.Updated) - maxChangesShown; n > 0 {
		text = append(text, Span{Text: "\n" + q.say.restInFile(int64(n))})
	}
	return append(parts, Paragraph{text})
}

// firstNames are the names of the first partners that are created.
func firstNames(created []roster.Change) []string {
	var names []string
	for i := range created[:min(len(created), maxChangesShown)] {
		names = append(names, short(created[i].After.Name))
	}
	return names
}

// applyAction applies the plan of a name.
func (q *question) applyAction(u upload, op string) Action {
	return Action{
		Label: q.say.applyLabel(), Effect: Replace, Primary: true,
		Command: "/tier import " + keyFile + ":" + quote(u.id) + " " + keyPlan + ":" + quote(op) + " " + keyDay + ":" + quote(u.day.String()),
	}
}
