package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// thermometer tells where the programme lands on a day that was asked for, or in the end:
// how many partners each tier has and would have, what closes the gaps, and how it came.
func (q *question) thermometer(l *landing, months []board.Month, day program.Date) Reply {
	reply := Reply{
		Title: q.say.landingTitle(l.End, l.over()),
		Parts: []Part{q.landingLines(l), q.landingBars(l)},
		Foot:  []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	if rows := q.gapRows(l); len(rows) > 0 {
		reply.Parts = append(reply.Parts, rows)
	}
	if deadlines := q.deadlineLine(); deadlines != "" {
		reply.Parts = append(reply.Parts, plain(deadlines))
	}
	if l.toTheEnd { // the months tell of no other day
		reply.Parts = append(reply.Parts, q.trend(months)...)
	}
	if !l.over() {
		reply.Foot = append(reply.Foot, Text{{Text: q.say.whatSavesAre()}})
	}
	reply.Actions = q.landingActions(l, day)
	return reply
}

// landingLines are the three numbers of each tier, the highest first, and their sum.
func (q *question) landingLines(l *landing) Paragraph {
	var text Text
	for i := range slices.Backward(l.Tiers) {
		t := &l.Tiers[i]
		text = append(text, Span{Text: q.label(t.Tier.Label), Strong: true},
			Span{Text: q.say.colon() + q.say.landsAt(counts{t.Now, t.Then, t.Saved}, l, t.Tier.Target) + "\n"})
	}
	if l.Leaving > 0 || l.LeavingSaved > 0 {
		text = append(text, Span{Text: q.say.outside(), Strong: true},
			Span{Text: q.say.colon() + q.say.landsAt(counts{0, l.Leaving, l.LeavingSaved}, l, program.Target{}) + "\n"})
	}
	return Paragraph{append(text, Span{Text: q.say.addsUp(int64(l.Partners))})}
}

// counts are how many partners a tier has, would have if nothing changed, and would have
// with every save.
type counts struct{ now, then, saved int }

// What a chart can show.
const (
	maxCategories = 20
	maxSeries     = 6
)

// landingBars are the same numbers as bars.
func (q *question) landingBars(l *landing) Chart {
	chart := Chart{Title: q.say.barsTitle(), Words: q.targetBars(l)}
	now, then := Series{Label: q.say.nowBar()}, Series{Label: q.say.thenBar(l.over())}
	saved, target := Series{Label: q.say.savedBar()}, Series{}
	for i := range slices.Backward(l.Tiers) {
		if len(chart.Categories) == maxCategories {
			break
		}
		t := &l.Tiers[i]
		chart.Categories = append(chart.Categories, q.short(t.Tier.Label))
		now.Values = append(now.Values, int64(t.Now))
		then.Values = append(then.Values, int64(t.Then))
		saved.Values = append(saved.Values, int64(t.Saved))
		target.Values = append(target.Values, int64(t.Tier.Target.Min))
	}
	chart.Series = []Series{now}
	if !l.over() || l.waiting > 0 {
		chart.Series = append(chart.Series, then)
	}
	if !l.over() {
		chart.Series = append(chart.Series, saved)
	}
	if slices.Max(target.Values) > 0 {
		target.Label = q.say.targetBar(slices.ContainsFunc(l.Tiers, func(t board.TierTally) bool { return t.Tier.Target.Min != t.Tier.Target.Max }))
		chart.Series = append(chart.Series, target)
	}
	return chart
}

// barCells is how many characters a bar of text has, so that it and a tier's name fit on
// one line of a phone.
const barCells = 10

// targetBars are bars of text, a line for each tier with a target: how much of it would be
// there if nothing changed, and what saves can add. A bar is full only when the target is
// reached.
func (q *question) targetBars(l *landing) Text {
	var text Text
	for i := range slices.Backward(l.Tiers) {
		t := &l.Tiers[i]
		hoped := t.Tier.Target.Min
		if hoped == 0 {
			continue
		}
		then := min(t.Then*barCells/hoped, barCells)
		saved := max(min(t.Saved*barCells/hoped, barCells), then)
		bar := strings.Repeat("▇", then) + strings.Repeat("▒", saved-then) + strings.Repeat("░", barCells-saved)
		text = append(text, Span{Text: "\n" + bar + " " + q.short(t.Tier.Label)})
	}
	if len(text) == 0 {
		return nil
	}
	return append(Text{{Text: q.say.barsLegend(l.over())}}, text...)
}

// gapRows say of each tier how far it is from its target, and what closes that, a line for
// each thing to know.
func (q *question) gapRows(l *landing) Rows {
	var rows Rows
	for i := range slices.Backward(l.Tiers) {
		said := q.gapSaid(l, i)
		if len(said) == 0 || len(rows) == maxRows {
			continue
		}
		t := l.Tiers[i].Tier
		row := Row{Text: Text{{Text: q.label(t.Label), Strong: true}, {Text: q.say.colon() + strings.Join(said, "\n")}}}
		if len(l.Tiers[i].Saves) > 0 {
			row.Actions = append(row.Actions, q.riskAction(" "+quote(t.ID)))
		}
		if g := &l.gaps[i]; g.short > 0 && g.eligible+g.trainable > 0 {
			row.Actions = append(row.Actions, Action{Label: q.say.whoPromotedLabel(), Command: "/tier list promote " + quote(t.ID)})
		}
		if n := l.Tiers[i].Now; n > 0 {
			all := q.listOf(filter{tier: t}, q.label(t.Label), n)
			all.Effect = Answer
			row.Actions = append(row.Actions, all)
		}
		rows = append(rows, row)
	}
	return rows
}

// gapSaid are the sentences about a tier's gap; none: there is nothing to say.
func (q *question) gapSaid(l *landing, rank int) []string {
	t, g := &l.Tiers[rank], &l.gaps[rank]
	var said []string
	if hoped := t.Tier.Target; hoped.Min > 0 {
		said = append(said, q.say.againstTarget(int64(t.Then), hoped, l))
	}
	if len(t.Saves) > 0 {
		said = append(said, q.say.canBeSaved(t.Saves, q.figure()))
	}
	if g.needed > 0 && g.short == 0 {
		said = append(said, q.say.cheapestReach(g, t.Tier.Target.Min, q.figure()))
	}
	if n := t.Late - g.waiting; n > 0 {
		said = append(said, q.say.pastSaving(int64(n)))
	}
	if g.waiting > 0 {
		said = append(said, q.say.waitHere(int64(g.waiting)))
	}
	if t.Held > 0 {
		said = append(said, q.say.heldHere(int64(t.Held)))
	}
	if g.short > 0 && !l.over() && t.Saved < t.Then {
		said = append(said, q.say.shortForOthers(int64(g.short), int64(t.Then-t.Saved)))
	} else if g.short > 0 && !l.over() && len(t.Saves) > 0 {
		said = append(said, q.say.stillShort(int64(g.short)))
	}
	if g.short > 0 && g.eligible+g.trainable > 0 {
		said = append(said, q.say.risers(g))
	}
	return said
}

// figure is what the programme's metric is called; empty when it has not just one.
func (q *question) figure() string {
	if len(q.rules.Metrics) != 1 {
		return ""
	}
	return q.short(q.rules.Metrics[0].Label)
}

// deadlineLine is when the grace of each tier ends, those of one day together; empty when
// no tier has one.
func (q *question) deadlineLine() string {
	var days []program.Date
	tiers := map[program.Date][]string{}
	for _, t := range q.tiers() {
		day := q.rules.Deadline(t)
		if day.IsZero() {
			continue
		}
		if tiers[day] == nil {
			days = append(days, day)
		}
		tiers[day] = append(tiers[day], q.label(t.Label))
	}
	slices.SortFunc(days, program.Date.Compare)
	said := make([]string, len(days))
	for i, day := range days {
		said[i] = q.say.deadlineOf(q.say.all(tiers[day]), day, q.today)
	}
	if len(said) == 0 {
		return ""
	}
	return q.say.deadlines(said)
}

// landingActions are the next steps: what waits for the reader first, then what changes
// where the programme lands.
func (q *question) landingActions(l *landing, day program.Date) []Action {
	var actions []Action
	manager := q.As.may(Manager) && !q.Shared
	if manager && l.waiting+l.held > 0 {
		actions = append(actions, q.decideAction())
	}
	if slices.ContainsFunc(l.Tiers, func(t board.TierTally) bool { return len(t.Saves) > 0 }) {
		actions = append(actions, q.riskAction(""))
	}
	if slices.ContainsFunc(l.gaps, func(g gap) bool { return g.eligible+g.trainable > 0 }) {
		actions = append(actions, Action{Label: q.say.promotionsLabel(), Command: "/tier list promote"})
	}
	suffix := ""
	if !day.IsZero() {
		suffix = " " + day.String()
	}
	if manager && !l.over() {
		actions = append(actions, Action{Label: q.say.rehearseLabel(), Command: "/tier rehearse" + suffix})
	}
	if len(actions) > 0 {
		actions[0].Primary = true
	}
	return q.withShare(actions, "/tier programme"+suffix)
}

// riskAction lists the cheapest saves of those that fit a filter.
func (q *question) riskAction(filter string) Action {
	return Action{Label: q.say.riskLabel(), Command: "/tier list risk" + filter}
}
