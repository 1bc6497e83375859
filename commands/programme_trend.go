package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program/board"
)

// trend is how the tiers came to where they would end, by months, and what has turned in
// the latest. It says nothing of a programme of less than two months.
func (q *question) trend(months []board.Month) []Part {
	if len(months) < 2 {
		return nil
	}
	var parts []Part
	chart := Chart{Title: q.say.trendTitle(), Trend: true, Words: q.trendWords(months)}
	for i := range months {
		chart.Categories = append(chart.Categories, q.say.month(months[i].Year, months[i].Month))
	}
	tiers := q.tiers()
	for _, t := range slices.Backward(tiers[max(0, len(tiers)-maxSeries):]) {
		chart.Series = append(chart.Series, Series{Label: q.short(t.Label), Values: thens(months, t.Rank)})
	}
	parts = append(parts, chart)
	last, before := &months[len(months)-1], &months[len(months)-2]
	turns := q.turnsSaid(last.Turns)
	if len(turns) == 0 && !slices.Equal(last.Then, before.Then) {
		return parts // falls were put off, which is no turn
	}
	return append(parts, plain(q.say.sinceMonth(last.Month, turns)))
}

// thens are how many partners a tier would have, as of the end of each month.
func thens(months []board.Month, rank int) []int64 {
	values := make([]int64, len(months))
	for i := range months {
		if rank < len(months[i].Then) {
			values[i] = int64(months[i].Then[rank])
		}
	}
	return values
}

// wordMonths is how many months are told in words.
const wordMonths = 6

// trendWords is the trend of each tier as a line of numbers.
func (q *question) trendWords(months []board.Month) Text {
	months = months[max(0, len(months)-wordMonths):]
	text := Text{{Text: q.say.trendLead(q.say.month(months[0].Year, months[0].Month)), Strong: true}}
	for _, t := range slices.Backward(q.tiers()) {
		var numbers []string
		for _, n := range thens(months, t.Rank) {
			numbers = append(numbers, q.say.number(n))
		}
		text = append(text, Span{Text: "\n" + q.label(t.Label) + q.say.colon() + strings.Join(numbers, " → ")})
	}
	return text
}

// turnsSaid is how many partners have turned, by how.
func (q *question) turnsSaid(turns map[board.TurnKind]int) []string {
	var said []string
	for _, kind := range [...]board.TurnKind{board.Saved, board.Slipped, board.Promoted, board.Fell, board.Joined, board.Left} {
		if n := turns[kind]; n > 0 {
			said = append(said, q.say.turned(int64(n), kind))
		}
	}
	return said
}
