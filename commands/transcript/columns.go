package transcript

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/commands"
)

// InColumns is a reply of which each grid and each chart is text in columns, as a script
// shows them: a grid with the buttons of its lines, a chart with the words that can take
// its place.
func InColumns(r commands.Reply) commands.Reply {
	parts := make([]commands.Part, 0, len(r.Parts))
	for _, part := range r.Parts {
		switch p := part.(type) {
		case commands.Grid:
			if len(p.Lines) == 0 {
				continue
			}
			part = commands.Paragraph{Text: commands.Text{{Text: gridInColumns(p)}}}
		case commands.Chart:
			part = commands.Paragraph{Text: commands.Text{{Text: chartInColumns(p)}}}
		}
		parts = append(parts, part)
	}
	r.Parts = parts
	return r
}

func gridInColumns(g commands.Grid) string {
	var head []string
	for _, column := range g.Columns {
		head = append(head, column.Label)
	}
	rows := [][]string{head}
	for _, line := range g.Lines {
		var row []string
		for _, cell := range line.Cells {
			row = append(row, cell.Text)
		}
		if line.Action.Label != "" {
			row = append(row, "["+line.Action.Label+"]")
		}
		rows = append(rows, row)
	}
	return "(table) " + g.Caption + "\n" + columns(rows)
}

func chartInColumns(c commands.Chart) string {
	head := []string{""}
	for _, series := range c.Series {
		head = append(head, series.Label)
	}
	rows := [][]string{head}
	for i, category := range c.Categories {
		row := []string{category}
		for _, series := range c.Series {
			if i < len(series.Values) {
				row = append(row, fmt.Sprint(series.Values[i]))
			}
		}
		rows = append(rows, row)
	}
	kind := "(bars) "
	if c.Trend {
		kind = "(lines) "
	}
	text := kind + c.Title + "\n" + columns(rows)
	if len(c.Words) > 0 {
		text += "\n(in words) " + c.Words.String()
	}
	return text
}

// columns are rows whose cells stand below each other, two spaces apart.
func columns(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for r, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		lines[r] = strings.TrimRight(line.String(), " ")
	}
	return strings.Join(lines, "\n")
}
