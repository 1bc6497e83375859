package bot

import (
	"math"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// dash stands in a cell that says nothing, which Slack lets nobody leave empty.
const dash = "–"

// cutRoom is kept for the words that say how many lines of a table were left out.
const cutRoom = 20

// novel reports whether the page takes the blocks that Slack has only lately: tables and
// charts, which stand in messages alone.
func (p *page) novel() bool {
	return p.form == rich && p.where == onMessage && !p.sober && len(p.blocks) < maxBlocks-tailBlocks-1
}

// grid draws things in columns as a table, of which all lines are on one page: they were
// chosen to be read together. Where there are no tables, each line is a row. All tables of
// a message are within Slack's 10,000 characters, since all its blocks are.
func (p *page) grid(g commands.Grid) {
	if len(g.Lines) == 0 {
		return
	}
	t := p.table(&g)
	if t == nil {
		p.prose(commands.Text{{Text: g.Caption}})
		p.rows(g.Rows())
		return
	}
	p.add(t)
	if left := len(g.Lines) + 1 - len(t.Rows); left > 0 {
		p.prose(commands.Text{{Text: ellipsis + " +" + strconv.Itoa(left)}})
	}
}

// table is as much of a grid as there is room for; nil: there is none, or no line of it fits.
func (p *page) table(g *commands.Grid) *slack.DataTableBlock {
	if !p.novel() || len(g.Columns) == 0 || len(g.Columns) >= maxTableCells {
		return nil
	}
	room := p.left - tailText - cutRoom
	t := slack.NewDataTableBlock(cut(orEllipsis(g.Caption), maxCaption))
	head, last := header(g.Columns), afterAll(g)
	room -= length(t.Caption) + width(head)
	rows := [][]slack.DataTableCell{head}
	var buttons []slack.DataTableCell
	pressable := false
	for _, line := range g.Lines[:min(len(g.Lines), maxTableLines)] {
		row := cells(g.Columns, line.Cells, last)
		if room-width(row) < maxButtonText+maxConfirmText {
			break
		}
		room -= width(row)
		before := p.left
		button := p.button(line.Action)
		room -= before - p.left
		pressable = pressable || button != nil
		rows, buttons = append(rows, row), append(buttons, buttonCell(button))
	}
	if len(rows) == 1 {
		return nil
	}
	if pressable { // beside the name, where it is seen however wide the rest is
		rows[0] = slices.Insert(rows[0], 1, slack.DataTableCell(slack.NewDataTableRawTextCell(phrases{p.lang}.nextColumn())))
		for i, b := range buttons {
			rows[i+1] = slices.Insert(rows[i+1], 1, b)
		}
	}
	t.Rows, t.PageSize = rows, len(rows)-1
	p.left = room + tailText + cutRoom
	return t
}

// header are the labels of columns.
func header(columns []commands.Column) []slack.DataTableCell {
	row := make([]slack.DataTableCell, len(columns))
	for i, c := range columns {
		row[i] = slack.NewDataTableRawTextCell(cell(c.Label))
	}
	return row
}

// cells are the cells of one line, one for each column. Their text is shown as it is: Slack
// reads no markup there, and undoes no escapes.
func cells(columns []commands.Column, facts []commands.Cell, last []float64) []slack.DataTableCell {
	row := make([]slack.DataTableCell, len(columns))
	for i, c := range columns {
		var fact commands.Cell
		if i < len(facts) {
			fact = facts[i]
		}
		text := cell(fact.Text)
		switch {
		case !c.Number:
			row[i] = slack.NewDataTableRawTextCell(text)
		case text == dash || !finite(fact.Number):
			row[i] = slack.NewDataTableRawNumberCell(last[i]).WithText(text)
		default:
			row[i] = slack.NewDataTableRawNumberCell(fact.Number).WithText(text)
		}
	}
	return row
}

// afterAll is of each column the number by which what has none is sorted behind the others.
func afterAll(g *commands.Grid) []float64 {
	last := make([]float64, len(g.Columns))
	for _, line := range g.Lines {
		for i, fact := range line.Cells[:min(len(line.Cells), len(last))] {
			if finite(fact.Number) {
				last[i] = max(last[i], fact.Number+1)
			}
		}
	}
	return last
}

// finite reports whether JSON has a number.
func finite(n float64) bool { return !math.IsNaN(n) && !math.IsInf(n, 0) }

// cell is what a cell shows: one line, and a dash for nothing.
func cell(text string) string {
	if text = orEllipsis(text); text != ellipsis {
		return cut(text, maxCell)
	}
	return dash
}

func buttonCell(b *slack.ButtonBlockElement) slack.DataTableCell {
	if b == nil {
		return slack.NewDataTableRawTextCell(dash)
	}
	return slack.NewDataTableActionCell(b)
}

// width is how many characters a row of text takes.
func width(row []slack.DataTableCell) int {
	n := 0
	for _, c := range row {
		switch c := c.(type) {
		case *slack.DataTableRawTextCell:
			n += length(c.Text)
		case *slack.DataTableRawNumberCell:
			n += length(c.Text)
		}
	}
	return n
}
