package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// maxCell is how many characters of what is missing a cell shows.
const maxCell = 200

// listGrid is a page of a list as a table, in the columns that matter for its kind. On a
// telephone the first of them are seen.
func (q *question) listGrid(kind kind, sights []sight, chosen *selection) Grid {
	grid := Grid{
		Caption: q.say.pageOf(kind, int64(chosen.start+1), int64(chosen.start+len(sights)), int64(chosen.count)),
		Columns: q.listColumns(kind),
		Lines:   make([]Line, len(sights)),
	}
	for i := range sights {
		grid.Lines[i] = q.listLine(kind, &sights[i])
	}
	return withoutEmpty(grid)
}

// withoutEmpty is a table without the columns in which nothing stands.
func withoutEmpty(grid Grid) Grid {
	for c := len(grid.Columns) - 1; c > 0; c-- {
		if slices.ContainsFunc(grid.Lines, func(l Line) bool { return l.Cells[c].Text != "" }) {
			continue
		}
		grid.Columns = slices.Delete(grid.Columns, c, c+1)
		for i := range grid.Lines {
			grid.Lines[i].Cells = slices.Delete(grid.Lines[i].Cells, c, c+1)
		}
	}
	return grid
}

func (q *question) listColumns(kind kind) []Column {
	partner, tier := Column{Label: q.say.partnerColumn(), Name: true}, Column{Label: q.say.tierColumn(), Name: true}
	start, days := Column{Label: q.say.startColumn(), Number: true}, Column{Label: q.say.daysColumn(), Number: true}
	switch kind {
	case saving:
		return []Column{partner, {Label: q.say.savingColumn()}, start, days, tier}
	case promoting:
		return []Column{partner, {Label: q.say.needsColumn()}, days, tier}
	}
	return []Column{partner, tier, {Label: q.say.stateColumn(), Name: true}, {Label: q.say.missingColumn()}, start, days}
}

// listLine is what a list says of one partner, with the button that opens its card.
func (q *question) listLine(kind kind, s *sight) Line {
	partner := Cell{Text: short(s.partner.Name)}
	line := Line{Action: Action{Label: q.say.open(), Command: "/tier " + byID(&s.partner)}}
	switch kind {
	case promoting:
		line.Cells = append([]Cell{partner}, q.candidateCells(s)...)
	case saving:
		then, _ := q.rules.Falls(&s.partner, s.fact.Deadline)
		tier := q.say.fallRow(q.short(then.Tier.Label), q.shortOrNone(then.After))
		line.Cells = []Cell{partner, q.itemsCell(then.Requirements, q.saves(then.Requirements, q.short, q.noBegin)), q.startCell(&then), q.daysCell(&then), {Text: tier}}
	default:
		now, then := q.standingOf(s)
		line.Cells = []Cell{
			partner,
			{Text: q.short(now.Tier.Label)},
			{Text: q.stateCell(s, &now, &then)},
			q.itemsCell(then.Requirements, q.lacking(then.Requirements, q.short)), q.startCell(&then), q.daysCell(&then),
		}
	}
	return line
}

// noBegin says nothing of when a training must begin, which has a column of its own.
func (q *question) noBegin(*program.Result) string { return "" }

// standingOf is where a partner stands today, and where it would on the day of which its
// list speaks: at its fall, if it falls.
func (q *question) standingOf(s *sight) (now, then program.Standing) {
	now = q.rules.Evaluate(&s.partner, q.today)
	if !s.fact.Falls {
		return now, now
	}
	then, lapsed := q.rules.Falls(&s.partner, s.fact.Deadline)
	if !lapsed { // it was saved since
		return now, now
	}
	return now, then
}

// stateCell is how a partner stands, and for how long.
func (q *question) stateCell(s *sight, now, then *program.Standing) string {
	switch {
	case now.State == program.Lapsed && s.partner.IsHeld(now.Deadline):
		return q.say.fallIsHeldRow(q.shortOrNone(now.After))
	case now.State == program.Lapsed:
		return q.say.fallsWaitingRow(q.shortOrNone(now.After))
	case now.State == program.InGrace:
		return q.say.state(now.State) + ", " + q.say.daysLeft(now.DaysLeft)
	case then.State == program.Lapsed:
		return q.say.fallsThough(then.After == nil, then.Deadline.AddDays(1), q.today)
	case s.fact.Eligible():
		return q.say.eligibleState(q.short(s.fact.Earned.Label))
	}
	return q.say.state(now.State)
}

// shortOrNone is a tier's short label; empty for none, which is to leave the programme.
func (q *question) shortOrNone(t *program.Tier) string {
	if t == nil {
		return ""
	}
	return q.short(t.Label)
}

// candidateCells are what a candidate still needs, what that takes, and what it would come
// to.
func (q *question) candidateCells(s *sight) []Cell {
	own, to := s.fact.Tier, target(&s.fact)
	path := q.rules.Path(&s.partner, to, q.today)
	needs := q.itemsCell(path.Requirements, q.saves(path.Requirements, q.short, q.noBegin))
	if path.Met {
		needs.Text = q.say.nothingNeeded()
	}
	tiers := q.say.fallRow(q.short(own.Label), q.short(to.Label))
	return []Cell{needs, q.daysCell(&program.Standing{Deadline: q.today, PersonDays: path.PersonDays}), {Text: tiers}}
}

// itemsCell is things that are missing for some requirements. A whole channel reads only
// that a figure in money is, and not which.
func (q *question) itemsCell(results []program.Result, items []string) Cell {
	if len(items) == 0 && !met(results) {
		return Cell{Text: q.say.aFigure()}
	}
	return Cell{Text: cut(q.say.items(items), maxCell)}
}

// startCell is the day by which something must begin: the deadline where a figure alone is
// missing. Of what is over there is none.
func (q *question) startCell(s *program.Standing) Cell {
	start := s.LatestStart
	if start.IsZero() {
		start = s.Deadline
	}
	if met(s.Requirements) || s.Deadline.Before(q.today) {
		return Cell{}
	}
	return Cell{Text: q.say.startDay(start, q.today), Number: float64(start.Since(q.today))}
}

// daysCell is how many person-days something takes; empty for none, and when it is over.
func (q *question) daysCell(s *program.Standing) Cell {
	if s.PersonDays == 0 || s.Deadline.Before(q.today) {
		return Cell{}
	}
	return Cell{Text: q.say.days(s.PersonDays), Number: s.PersonDays}
}
