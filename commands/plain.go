package commands

import "strings"

// String is the whole answer as plain text, for terminals, notifications and screen
// readers: one line a fact, the marks as characters, the actions in brackets.
func (r Reply) String() string {
	var b strings.Builder
	b.Grow(1024)
	if r.Title != "" {
		b.WriteString(r.Title)
		b.WriteByte('\n')
	}
	for _, part := range r.Parts {
		writePart(&b, part)
	}
	for i, text := range r.Foot {
		if i > 0 {
			b.WriteString(" · ")
		}
		text.write(&b)
	}
	if len(r.Foot) > 0 {
		b.WriteByte('\n')
	}
	for i, action := range r.Actions {
		if i > 0 {
			b.WriteString("  ")
		}
		b.WriteString("[" + action.Label + "]")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// writePart writes a part on lines of its own.
func writePart(b *strings.Builder, part Part) {
	switch part := part.(type) {
	case Paragraph:
		part.Text.write(b)
		b.WriteByte('\n')
	case Checklist:
		for _, check := range part {
			check.write(b)
		}
	case Rows:
		for _, row := range part {
			b.WriteString("• ")
			b.WriteString(strings.ReplaceAll(row.Text.String(), "\n", "\n  "))
			b.WriteByte('\n')
		}
	case Grid:
		if len(part.Lines) > 0 && part.Caption != "" {
			b.WriteString(part.Caption + "\n")
		}
		writePart(b, part.Rows())
	case Chart:
		if len(part.Words) > 0 {
			part.Words.write(b)
			b.WriteByte('\n')
		}
	}
}

// Rows are the lines of a grid where there are no tables: what each is of, and then what
// else its cells say, behind the labels of those columns that are not plain without. There
// is no mark between a label and what it says: each language would need its own.
func (g Grid) Rows() Rows {
	rows := make(Rows, len(g.Lines))
	for i, line := range g.Lines {
		var text Text
		for j, cell := range line.Cells {
			switch {
			case cell.Text == "" || j >= len(g.Columns):
				continue
			case len(text) == 0:
				text = Text{{Text: cell.Text, Strong: true}}
			case g.Columns[j].Name || g.Columns[j].Label == "":
				text = append(text, Span{Text: " · " + cell.Text})
			default:
				text = append(text, Span{Text: " · " + g.Columns[j].Label + " " + cell.Text})
			}
		}
		rows[i] = Row{Text: text, Action: line.Action}
	}
	return rows
}

// write writes a check as one line, without columns: a screen reader would count
// the spaces.
func (c *Check) write(b *strings.Builder) {
	b.WriteString(c.Mark.String())
	b.WriteByte(' ')
	b.WriteString(c.Label)
	if c.Amount != "" {
		b.WriteString(" · ")
		b.WriteString(c.Amount)
	}
	if c.Note != "" {
		b.WriteString(" · ")
		b.WriteString(c.Note)
	}
	b.WriteByte('\n')
}

// String is the mark as a character that needs no colour.
func (m Mark) String() string {
	if m == Met {
		return "✓"
	}
	return "✗"
}

// String is the text without its styles.
func (t Text) String() string {
	var b strings.Builder
	t.write(&b)
	return b.String()
}

func (t Text) write(b *strings.Builder) {
	for _, span := range t {
		switch {
		case span.Person != "":
			b.WriteByte('@')
			b.WriteString(span.Person)
		case span.Link != "":
			b.WriteString(span.Link)
		default:
			b.WriteString(span.Text)
		}
	}
}
