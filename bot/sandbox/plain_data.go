package sandbox

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readCells are the cells of a table as a person reads them.
func (n names) readCells(value any) [][]string {
	rows, _ := value.([]any)
	var read [][]string
	for _, r := range rows {
		var texts []string
		for _, cell := range asBlocks(r) {
			texts = append(texts, n.readCell(cell))
		}
		read = append(read, texts)
	}
	return read
}

func (n names) readCell(cell map[string]any) string {
	if e, ok := cell["element"].(map[string]any); ok {
		return n.readElement(e)
	}
	if text, ok := cell["text"].(string); ok {
		return text
	}
	return strings.Join(n.readRichText(cell), " ")
}

// columns lays rows out in columns two spaces apart.
func columns(rows [][]string) []string {
	widths := make([]int, maxTableCells)
	for _, row := range rows {
		for i, text := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	var lines []string
	for _, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text)+2))
		}
		lines = append(lines, strings.TrimRight(line.String(), " "))
	}
	return lines
}

// readChart is a chart as the table of its values.
func readChart(b Block) []string {
	chart, _ := b["chart"].(map[string]any)
	axis, _ := chart["axis_config"].(map[string]any)
	rows := [][]string{}
	if chart["type"] == "pie" {
		for _, s := range asBlocks(chart["segments"]) {
			rows = append(rows, []string{fmt.Sprint(s["label"]), digit(s["value"])})
		}
		return append([]string{fmt.Sprintf("%v (pie)", b["title"])}, columns(rows)...)
	}
	series := asBlocks(chart["series"])
	label, _ := axis["x_label"].(string)
	head := []string{label}
	for _, s := range series {
		head = append(head, fmt.Sprint(s["name"]))
	}
	rows = append(rows, head)
	categories, _ := axis["categories"].([]any)
	for _, category := range categories {
		row := []string{fmt.Sprint(category)}
		for _, s := range series {
			row = append(row, valueAt(s, category))
		}
		rows = append(rows, row)
	}
	return append([]string{fmt.Sprintf("%v (%v)", b["title"], chart["type"])}, columns(rows)...)
}

func valueAt(series map[string]any, category any) string {
	for _, point := range asBlocks(series["data"]) {
		if point["label"] == category {
			return digit(point["value"])
		}
	}
	return ""
}

func digit(value any) string {
	f, _ := value.(float64)
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func (n names) readCard(b Block) []string {
	var lines []string
	if e, ok := b["hero_image"].(map[string]any); ok {
		lines = append(lines, n.readElement(e))
	}
	for _, key := range [...]string{"title", "subtitle", "body", "subtext"} {
		if b[key] != nil {
			lines = append(lines, n.read(textSpans(b[key])))
		}
	}
	if buttons := n.readElements(b["actions"]); len(buttons) > 0 {
		lines = append(lines, strings.Join(buttons, "  "))
	}
	return lines
}

func (n names) readCarousel(b Block) []string {
	var lines []string
	for i, card := range asBlocks(b["elements"]) {
		if i > 0 {
			lines = append(lines, "·")
		}
		lines = append(lines, n.readCard(card)...)
	}
	return lines
}

func (n names) readAlert(b Block) string {
	text := n.read(textSpans(b["text"]))
	if level, _ := b["level"].(string); level != "" && level != "default" {
		return level + ": " + text
	}
	return text
}
