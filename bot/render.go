package bot

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A form is how much of Block Kit an answer uses. The facts are the same in each.
type form int

// The forms, each for a workspace that refused the one before.
const (
	rich  form = iota // rich text, in which data is never parsed
	plain             // the oldest blocks there are, with plain text
	bare              // no blocks at all
)

// A view is how one reader gets to see a reply.
type view struct {
	form   form
	lang   program.Lang // of the confirmation, which the reply does not bring
	public bool         // a whole channel reads it: no buttons, and nobody is called
	direct bool         // the bot's own conversation, where nothing can be shared
	sober  bool         // no tables and no charts, of which this workspace refused one
	where  surface
}

// A surface is where in Slack blocks stand. Not every block may stand on each.
type surface int

// The surfaces.
const (
	onMessage surface = iota
	onModal
	onHome
)

// render draws a reply. Whatever the reply holds, the blocks are within Slack's
// limits; what does not fit is cut, and says so. A reply without content has no
// blocks.
func (v view) render(r commands.Reply) []slack.Block {
	if v.form == bare {
		return nil
	}
	p := page{view: v, left: maxBlocksText, blocks: make([]slack.Block, 0, len(r.Parts)+3)}
	p.header(r.Title)
	for _, part := range r.Parts {
		switch part := part.(type) {
		case commands.Paragraph:
			p.prose(part.Text)
		case commands.Checklist:
			p.checklist(part)
		case commands.Rows:
			p.rows(part)
		case commands.Grid:
			p.grid(part)
		case commands.Chart:
			p.chart(part)
		}
	}
	p.actions(r.Actions)
	p.foot(r.Foot)
	return p.blocks
}

// A page is a message being drawn.
type page struct {
	view
	blocks  []slack.Block
	left    int // characters that still fit
	buttons int // drawn so far; numbers them
	charts  int // drawn so far
}

// tailBlocks is the room kept for the actions and the foot, and tailText the
// characters: the next steps must not fall victim to a long list.
const (
	tailBlocks = 2
	tailText   = 1500
)

func (p *page) header(title string) {
	title = strings.TrimSpace(oneLine(clean(title)))
	if title == "" {
		return
	}
	p.left -= maxHeader
	p.add(slack.NewHeaderBlock(plainText(title, maxHeader)))
}

// prose draws lines of text as one block.
func (p *page) prose(lines ...commands.Text) {
	room := min(p.left-tailText, maxSection)
	if len(p.blocks) >= maxBlocks-tailBlocks || room < 1 {
		return
	}
	if p.form == plain {
		text := make([]string, len(lines))
		for i, line := range lines {
			text[i] = flat(line)
		}
		if s := strings.TrimSpace(strings.Join(text, "\n")); s != "" {
			s = escape(s, room)
			p.left -= length(s)
			p.add(slack.NewSectionBlock(&slack.TextBlockObject{Type: slack.PlainTextType, Text: s, Emoji: new(bool)}, nil, nil))
		}
		return
	}
	block := slack.NewRichTextBlock("")
	for _, line := range lines {
		if section := p.line(line, room); len(section.Elements) > 0 {
			block.Elements = append(block.Elements, section)
			room = min(room, p.left-tailText)
		}
	}
	if len(block.Elements) > 0 {
		p.add(block)
	}
}

// line draws one line of text, of which at most room characters are seen.
func (p *page) line(text commands.Text, room int) *slack.RichTextSection {
	section := slack.NewRichTextSection()
	for _, span := range text {
		if room < 1 {
			break
		}
		if !p.public && program.IsUserID(span.Person) {
			section.Elements = append(section.Elements, slack.NewRichTextSectionUserElement(span.Person, nil))
			room, p.left = room-len(span.Person), p.left-len(span.Person)
			continue
		}
		s := cut(clean(words(span)), room)
		if s == "" {
			continue
		}
		if isLink(span.Link) && s == span.Link {
			section.Elements = append(section.Elements, slack.NewRichTextSectionLinkElement(s, "", nil))
			room, p.left = room-length(s), p.left-length(s)
			continue
		}
		var style *slack.RichTextSectionTextStyle
		if span.Strong {
			style = &bold
		}
		section.Elements = append(section.Elements, slack.NewRichTextSectionTextElement(s, style))
		n := length(s)
		room, p.left = room-n, p.left-n
	}
	return section
}

var bold = slack.RichTextSectionTextStyle{Bold: true}

// checklist draws one line per check.
func (p *page) checklist(list commands.Checklist) {
	lines := make([]commands.Text, len(list))
	for i, check := range list {
		lines[i] = checkLine(check)
	}
	p.prose(lines...)
}

func checkLine(c commands.Check) commands.Text {
	line := commands.Text{{Text: c.Mark.String() + " "}, {Text: c.Label, Strong: true}}
	if c.Amount != "" {
		line = append(line, commands.Span{Text: "  " + c.Amount})
	}
	if c.Note != "" {
		line = append(line, commands.Span{Text: " · " + c.Note})
	}
	return line
}

// rows draws each thing with its button beside it, which a phone shows on the same
// line; or below it where there are several, or where the text names somebody or shows an
// address, which the text beside a button cannot. Neighbours without a button share a
// block. What there is no room for is counted.
func (p *page) rows(rows commands.Rows) {
	var loose []commands.Text
	size := 0 // of what is loose
	flush := func() {
		p.prose(loose...)
		loose, size = nil, 0
	}
	for i, row := range rows {
		text := strings.TrimSpace(flat(row.Text))
		long := min(measure(text, escapedLen)+1, maxSection)
		if size > 0 && size+long > maxSection {
			flush()
		}
		elements := p.elements(&row)
		if len(p.blocks) >= maxBlocks-tailBlocks-2 || p.left < tailText+size+long+cutRoom {
			flush()
			p.prose(commands.Text{{Text: ellipsis + " +" + strconv.Itoa(len(rows)-i)}})
			return
		}
		if len(elements) == 0 {
			loose, size = append(loose, row.Text), size+long
			continue
		}
		flush()
		p.row(&row, text, elements)
	}
	flush()
}

// row draws one thing with what can be pressed about it.
func (p *page) row(row *commands.Row, text string, elements []slack.BlockElement) {
	if len(elements) > 1 || p.names(row.Text) {
		p.prose(row.Text)
		p.add(slack.NewActionBlock(rowID(len(p.blocks)), elements...))
		return
	}
	if text == "" {
		text = ellipsis
	}
	label := plainText(text, min(maxSection, p.left-tailText))
	p.left -= length(label.Text)
	p.add(slack.NewSectionBlock(label, nil, slack.NewAccessory(elements[0])))
}

// elements are what stands beside or below a row.
func (p *page) elements(row *commands.Row) []slack.BlockElement {
	elements := p.pressable(append([]commands.Action{row.Action}, row.Actions...))
	if menu := p.menu(row.Menu); menu != nil {
		elements = append(elements, menu)
	}
	return elements
}

// actions draws the next steps.
func (p *page) actions(actions []commands.Action) {
	if elements := p.pressable(actions); len(elements) > 0 {
		p.add(slack.NewActionBlock("", elements...))
	}
}

// pressable are the buttons of actions that can be drawn.
func (p *page) pressable(actions []commands.Action) []slack.BlockElement {
	var elements []slack.BlockElement
	for _, action := range actions {
		if len(elements) == maxButtons {
			break
		}
		if button := p.button(action); button != nil {
			elements = append(elements, button)
		}
	}
	return elements
}

func (p *page) add(b slack.Block) { p.blocks = append(p.blocks, b) }

// plainText is text that nobody parses, escaped all the same: Slack undoes the escapes.
func plainText(s string, most int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, escape(s, most), false, false)
}

// flat is a text without its styles.
func flat(text commands.Text) string {
	var b strings.Builder
	for _, span := range text {
		b.WriteString(words(span))
	}
	return clean(b.String())
}

// words are what a span reads where nobody can be named.
func words(s commands.Span) string {
	switch {
	case s.Link != "":
		return s.Link
	case s.Person == "":
		return s.Text // spares the common case a copy
	}
	return commands.Text{s}.String()
}
