package sandbox

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Plain returns the message as a person reads it, in lines: the header
// underlined, list items with their bullets, buttons as [Label]. A message
// without blocks reads as its text.
func (m Message) Plain() string {
	if len(m.Blocks) == 0 {
		if !m.mrkdwn {
			return unescape.Replace(m.Text)
		}
		return m.names.read(parseMrkdwn(m.Text))
	}
	return m.names.readBlocks(m.Blocks)
}

func (n names) readBlocks(blocks []Block) string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, n.readBlock(b)...)
	}
	return strings.Join(lines, "\n")
}

func (n names) readBlock(b Block) []string {
	switch b["type"] {
	case "header":
		s := n.read(textSpans(b["text"]))
		return []string{s, strings.Repeat("─", min(utf8.RuneCountInString(s), 72))}
	case "section":
		return n.readSection(b)
	case "context":
		return []string{strings.Join(n.readElements(b["elements"]), " ")}
	case "actions", "context_actions":
		return []string{strings.Join(n.readElements(b["elements"]), "  ")}
	case "divider":
		return []string{strings.Repeat("─", 40)}
	case "image":
		return []string{strings.TrimLeft(n.read(textSpans(b["title"]))+" "+n.readElement(b), " ")}
	case "markdown":
		s, _ := b["text"].(string)
		return []string{s}
	case "rich_text":
		return n.readRichText(b)
	case "table":
		return columns(n.readCells(b["rows"]))
	case "data_table":
		return append([]string{fmt.Sprint(b["caption"])}, columns(n.readCells(b["rows"]))...)
	case "data_visualization":
		return readChart(b)
	case "card":
		return n.readCard(b)
	case "carousel":
		return n.readCarousel(b)
	case "alert":
		return []string{n.readAlert(b)}
	case "input":
		return []string{n.read(textSpans(b["label"])) + ": " + n.readElements([]any{b["element"]})[0]}
	}
	return nil
}

func (n names) readSection(b Block) []string {
	var lines []string
	if b["text"] != nil {
		lines = append(lines, n.read(textSpans(b["text"])))
	}
	fields, _ := b["fields"].([]any)
	for _, f := range fields {
		lines = append(lines, n.read(textSpans(f)))
	}
	if e, ok := b["accessory"].(map[string]any); ok {
		lines[len(lines)-1] += "  " + n.readElement(e)
	}
	return lines
}

func (n names) readElements(value any) []string {
	items, _ := value.([]any)
	var read []string
	for _, it := range items {
		e, _ := it.(map[string]any)
		read = append(read, n.readElement(e))
	}
	return read
}

func (n names) readElement(e map[string]any) string {
	switch e["type"] {
	case "mrkdwn", "plain_text":
		return n.read(textSpans(e))
	case "image":
		return fmt.Sprintf("(image: %v)", e["alt_text"])
	case "button", "icon_button":
		return "[" + n.read(textSpans(e["text"])) + "]"
	case "feedback_buttons":
		positive, _ := e["positive_button"].(map[string]any)
		negative, _ := e["negative_button"].(map[string]any)
		return "[" + n.read(textSpans(positive["text"])) + "] [" + n.read(textSpans(negative["text"])) + "]"
	case "overflow", "checkboxes", "radio_buttons":
		options, _ := e["options"].([]any)
		var labels []string
		for _, o := range options {
			o, _ := o.(map[string]any)
			labels = append(labels, n.read(textSpans(o["text"])))
		}
		return "[" + strings.Join(labels, " | ") + "]"
	}
	if held := n.readInitial(e); held != "" {
		return "[" + held + "]"
	}
	if e["placeholder"] != nil {
		return "[" + n.read(textSpans(e["placeholder"])) + " ▾]"
	}
	if kind, _ := e["type"].(string); strings.HasSuffix(kind, "_input") {
		return "[____]"
	}
	return "[▾]"
}

// readInitial is what an element holds before anybody has touched it.
func (n names) readInitial(e map[string]any) string {
	if option, ok := e["initial_option"].(map[string]any); ok {
		return n.read(textSpans(option["text"]))
	}
	for _, field := range [...]string{"initial_value", "initial_date", "initial_time"} {
		if text, _ := e[field].(string); text != "" {
			return text
		}
	}
	return ""
}

func (n names) readRichText(b Block) []string {
	parts, _ := b["elements"].([]any)
	var lines []string
	for _, it := range parts {
		p, _ := it.(map[string]any)
		switch p["type"] {
		case "rich_text_list":
			lines = append(lines, n.readList(p)...)
		case "rich_text_quote":
			for line := range strings.SplitSeq(n.read(richSpans(p["elements"])), "\n") {
				lines = append(lines, "> "+line)
			}
		default:
			lines = append(lines, strings.TrimSuffix(n.read(richSpans(p["elements"])), "\n"))
		}
	}
	return lines
}

func (n names) readList(p map[string]any) []string {
	indent, _ := p["indent"].(float64)
	offset, _ := p["offset"].(float64)
	items, _ := p["elements"].([]any)
	var lines []string
	for i, it := range items {
		section, _ := it.(map[string]any)
		bullet := "•"
		if p["style"] == "ordered" {
			bullet = fmt.Sprintf("%d.", int(offset)+i+1)
		}
		lines = append(lines, strings.Repeat("  ", int(indent))+bullet+" "+
			n.read(richSpans(section["elements"])))
	}
	return lines
}
