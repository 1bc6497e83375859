package commands

import (
	"context"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// changedMeanwhile answers a form that was drawn before somebody else's change: with
// the form anew, or with what to do instead.
func (q *question) changedMeanwhile(ctx context.Context, p *program.Partner, u *update) (Reply, error) {
	text := Text{{Text: q.say.changedMeanwhile(short(p.Name)), Strong: true}}
	history, err := q.store.History(ctx, p.ID, 0, maxRowLines)
	if err != nil {
		return Reply{}, err
	}
	for _, e := range slices.Backward(history.Entries) {
		if e.After != nil && e.After.Version > u.seen {
			text = append(text, Span{Text: "\n"}, person(e.By), Span{Text: " " + q.say.hasDone(e.What)})
			text = append(text, q.firstDifferences(&e)...)
		}
	}
	return Reply{
		Title: titled(p.Name, ""),
		Parts: []Part{Paragraph{text}, plain(q.say.submitAgain())},
		Actions: []Action{
			asking(q.say.recordAnyway(), "/certify "+byID(p)+" "+q.Text[u.at:]), q.cardAction(p), q.historyAction(p.ID),
		},
		Form:    q.redrawn(p, u, text),
		Private: true,
	}, nil
}

// redrawn is the form of an update on the partner as it is now, with why it comes
// again; nil when the update did not come from a form.
func (q *question) redrawn(p *program.Partner, u *update, why Text) *Form {
	if !q.Filled || len(u.items) != 1 {
		return nil
	}
	form := q.recordForm(p, valuesOf(p, u))
	form.Intro = append([]Text{why, {{Text: q.say.submitAgain()}}}, form.Intro...)
	return form
}

// valuesOf is an update of one item as it was filled into a form.
func valuesOf(p *program.Partner, u *update) Values {
	told := &u.items[0]
	v := Values{
		fieldPartner: optionOf(p), fieldDay: told.day.String(), fieldStatus: statusEarned,
		fieldEvidence: u.evidence, fieldNote: u.note,
	}
	if told.revoked {
		v[fieldStatus] = statusEnded
	}
	v[fieldWhat] = choiceOf(&told.thing, told.kind)
	switch {
	case told.certificate != nil:
		v[fieldHolders] = strings.Join(told.holders, "\n")
	case told.metric != nil:
		v[fieldAmount] = plainAmount(told.amount)
	}
	return v
}
