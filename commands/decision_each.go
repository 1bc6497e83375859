package commands

import (
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
)

// choosing is one page of those that wait, and of those put off, each with what can be
// decided about it.
func (q *question) choosing(s *survey, from string) Reply {
	all := slices.Concat(s.falls, s.leaving, s.held)
	if len(all) == 0 {
		return q.noneWaits(nil)
	}
	start := pageStart(from, len(all))
	page := all[start:min(start+maxRows, len(all))]
	rows := make(Rows, len(page))
	for i := range page {
		rows[i] = q.choosingRow(&page[i])
	}
	next := ""
	if start+maxRows < len(all) {
		next = strconv.Itoa(start + maxRows)
	}
	overview := q.decideAction()
	overview.Effect = Replace
	return Reply{
		Title:   q.say.eachTitle(int64(len(s.falls)+len(s.leaving)), int64(len(s.held))),
		Parts:   []Part{rows},
		Actions: append(q.turnPage("/tier decide each", start > 0, next), overview),
		Foot:    []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
		Private: true,
	}
}

// choosingRow is one partner that waits: from what to what, since when, for lack of what.
func (q *question) choosingRow(f *fall) Row {
	p, s := &f.partner, &f.standing
	text := " · " + q.say.fallRow(q.label(s.Tier.Label), q.tierOrNone(s.After)) + q.say.lapsedOn(s.Deadline)
	if items := q.lacking(s.Requirements, q.short); len(items) > 0 {
		text += q.say.missingRow(items)
	}
	row := Row{
		Text:   Text{{Text: short(p.Name), Strong: true}, {Text: text}},
		Action: Action{Label: q.say.open(), Command: "/tier " + byID(p)},
	}
	held := p.IsHeld(s.Deadline)
	if held {
		row.Text = append(row.Text, Span{Text: q.say.heldBy()}, person(p.Held.By))
		if p.Held.Reason != "" {
			row.Text = append(row.Text, Span{Text: q.say.because(short(p.Held.Reason))})
		}
	}
	if s.After != nil {
		row.Actions = append(row.Actions, Action{Label: q.say.fallLabel(), Command: "/tier fall " + byID(p)})
	}
	if !held {
		row.Actions = append(row.Actions, Action{Label: q.say.holdLabel(), Command: "/tier hold " + byID(p)})
	}
	row.Actions = append(row.Actions, q.exemptAction(p))
	return row
}

// exemptAction opens the form that gives a partner more time.
func (q *question) exemptAction(p *program.Partner) Action {
	return Action{Label: q.say.exemptLabel(), Command: "/tier exempt " + byID(p)}
}
