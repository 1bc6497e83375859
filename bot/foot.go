package bot

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// foot draws the small print. Rich text has no small size, so it stands in a context
// block; there a person can only be named, and an address only be followed, in markup.
// Slack draws the elements of such a block apart from one another, so that a line is
// markup as a whole where its words are certain to read as they are, and otherwise falls
// into elements of its own around each name.
func (p *page) foot(lines []commands.Text) {
	f := foot{page: p}
	for i, line := range lines {
		if i > 0 {
			f.run.WriteString(" · ")
		}
		f.line(line)
	}
	f.flush()
	if len(f.elements) > 0 {
		p.add(slack.NewContextBlock("", f.elements...))
	}
}

// A foot is small print while it is drawn.
type foot struct {
	page     *page
	elements []slack.MixedElement
	run      strings.Builder // what becomes the next element
	marked   bool            // the run is markup
}

// line goes on with a line, in the same element if one can hold both.
func (f *foot) line(line commands.Text) {
	said, markup, marked := f.page.written(line)
	tame := isTame(said) && f.run.Len()+len(markup) <= min(f.page.left, maxSection) && len(f.elements) < maxContext-3
	switch {
	case !marked && !f.marked:
		f.run.WriteString(said)
	case tame:
		if !f.marked && !isTame(f.run.String()) {
			f.flush()
		}
		f.run.WriteString(markup)
		f.marked = true
	default:
		f.pieces(line)
	}
}

// pieces writes a line in elements of its own: the words as they are, and between them
// whom or what they name.
func (f *foot) pieces(line commands.Text) {
	for _, span := range line {
		mark := f.page.mark(span)
		if mark == "" || len(f.elements) >= maxContext-3 {
			if f.marked {
				f.flush()
			}
			f.run.WriteString(words(span))
			continue
		}
		f.flush()
		f.run.WriteString(mark)
		f.marked = true
	}
}

// flush makes an element of the run.
func (f *foot) flush() {
	s, marked := strings.TrimSpace(oneLine(clean(f.run.String()))), f.marked
	f.run.Reset()
	f.marked = false
	room := min(f.page.left, maxSection)
	if s == "" || room < 1 {
		return
	}
	text := slack.NewTextBlockObject(slack.MarkdownType, s, false, true)
	if !marked {
		text = plainText(s, room)
	}
	f.page.left -= length(text.Text)
	f.elements = append(f.elements, text)
}

// written is a line as markup, and the words in it that name nobody: all of them unless
// it is marked.
func (p *page) written(line commands.Text) (said, markup string, marked bool) {
	var plain, all strings.Builder
	for _, span := range line {
		mark := p.mark(span)
		if mark == "" {
			mark = words(span)
			plain.WriteString(mark)
		} else {
			marked = true
		}
		all.WriteString(mark)
	}
	return clean(plain.String()), all.String(), marked
}

// isTame reports whether words read in markup as they are: there is nothing in them that
// Slack makes bold, an emoji, a link or a call of.
func isTame(words string) bool {
	after := ' '
	for _, r := range words {
		switch {
		case after == ':' && !unicode.IsSpace(r):
			return false
		case !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune(tame, r):
			return false
		}
		after = r
	}
	return true
}

// tame are the signs that mean nothing in markup. A colon means an emoji only right before
// a letter.
const tame = " \u00a0.,;:!?()-·–…'’\"“”«»%"

// mark is a person or an address in markup, which holds the checked id or address and
// nothing else; empty for what stands there as text.
func (p *page) mark(s commands.Span) string {
	switch {
	case p.form == plain:
	case isLink(s.Link) && length(s.Link) <= p.left && !strings.ContainsAny(s.Link, "<|>"):
		return "<" + escape(s.Link, maxLinkLength) + ">"
	case !p.public && s.Link == "" && program.IsUserID(s.Person):
		return "<@" + s.Person + ">"
	}
	return ""
}

// names reports whether a text names somebody or shows an address, where that can be
// drawn.
func (p *page) names(text commands.Text) bool {
	return p.form == rich && slices.ContainsFunc(text, func(s commands.Span) bool {
		return isLink(s.Link) || !p.public && program.IsUserID(s.Person)
	})
}

// isLink reports whether an address may be shown as a link: one of the web, which reads
// as what it is.
func isLink(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil &&
		length(address) <= maxLinkLength && !strings.ContainsFunc(address, unicode.IsSpace) && clean(address) == address
}
