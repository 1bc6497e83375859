package commands

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
)

// choosing is one page of those that wait, and behind them of those put off, each with what
// can be decided about it: the highest tier first, and in each the cheapest save. With a
// tier it is of that alone.
func (q *question) choosing(s *survey, tier *program.Tier, from string) Reply {
	waiting, held := byTier(slices.Concat(s.falls, s.leaving), tier), byTier(s.held, tier)
	all := slices.Concat(waiting, held)
	switch {
	case len(all) == 0 && tier != nil:
		return q.choosing(s, nil, from)
	case len(all) == 0:
		return q.noneWaits(s)
	}
	command := "/tier decide each"
	if tier != nil {
		command += " " + tier.ID
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
		Title:   q.say.eachTitle(int64(len(waiting)), int64(len(held))),
		Parts:   append(q.tierFilter(s, tier), rows),
		Actions: append(q.turnPage(command, start > 0, next), overview),
		Foot:    []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
		Private: true,
	}
}

// byTier are some falls from the highest tier down, else in their order; of one tier alone
// unless it is nil.
func byTier(falls []fall, tier *program.Tier) []fall {
	var all []fall
	for _, f := range falls {
		if tier == nil || f.standing.Tier.ID == tier.ID {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b fall) int { return cmp.Compare(b.standing.Tier.Rank, a.standing.Tier.Rank) })
	return all
}

// tierFilter offers to show the partners of one tier, or all again; nothing where all are of
// the same.
func (q *question) tierFilter(s *survey, shown *program.Tier) []Part {
	count, total := map[string]int{}, 0
	for _, list := range [][]fall{s.falls, s.leaving, s.held} {
		for i := range list {
			count[list[i].standing.Tier.ID]++
			total++
		}
	}
	if len(count) < 2 {
		return nil
	}
	var actions []Action
	offer := func(label, behind string, n int) {
		actions = append(actions, Action{
			Label: label + " · " + q.say.number(int64(n)), Command: "/tier decide each" + behind, Effect: Replace,
		})
	}
	if shown != nil {
		offer(q.say.allTiers(), "", total)
	}
	for _, t := range slices.Backward(q.tiers()) {
		if n := count[t.ID]; n > 0 && (shown == nil || shown.ID != t.ID) {
			offer(q.label(t.Label), " "+t.ID, n)
		}
	}
	lead := q.say.filterLead()
	if shown != nil {
		lead = q.say.filteredLead(q.label(shown.Label))
	}
	return []Part{Rows{{Text: Text{{Text: lead}}, Actions: actions}}}
}

// choosingRow is one partner that waits: from what to what, since when, for lack of what.
func (q *question) choosingRow(f *fall) Row {
	p, s := &f.partner, &f.standing
	text := " · " + q.say.fallRow(q.label(s.Tier.Label), q.tierOrNone(s.After)) + q.say.lapsedOn(s.Deadline)
	if items := q.lacking(s.Requirements, q.short); len(items) > 0 {
		text += q.say.missingRow(items)
	}
	row := Row{
		Text:    Text{{Text: short(p.Name), Strong: true}, {Text: text}},
		Action:  Action{Label: q.say.open(), Command: "/tier " + byID(p)},
		Actions: q.choices(p, s),
	}
	if p.IsHeld(s.Deadline) {
		row.Text = append(append(row.Text, Span{Text: q.say.heldBy()}), q.putOffBy(p.Held)...)
	}
	return row
}

// putOffBy is who has put a fall off, and why. A whole channel need not know.
func (q *question) putOffBy(h *program.Hold) Text {
	if q.Shared {
		return Text{{Text: q.say.byDecision()}}
	}
	text := Text{person(h.By)}
	if h.Reason != "" {
		text = append(text, Span{Text: q.say.because(short(h.Reason))})
	}
	return text
}

// choices are what can be decided about a partner that has lapsed.
func (q *question) choices(p *program.Partner, s *program.Standing) []Action {
	var actions []Action
	if s.After != nil {
		actions = append(actions, Action{Label: q.say.fallLabel(), Command: "/tier fall " + byID(p)})
	}
	if !p.IsHeld(s.Deadline) {
		actions = append(actions, Action{Label: q.say.holdLabel(), Command: "/tier hold " + byID(p)})
	}
	return append(actions, q.exemptAction(p))
}

// exemptAction opens the form that gives a partner more time.
func (q *question) exemptAction(p *program.Partner) Action {
	return Action{Label: q.say.exemptLabel(), Command: "/tier exempt " + byID(p)}
}
