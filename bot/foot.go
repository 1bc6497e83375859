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
func (p *page) foot(lines []commands.Text) {
	var elements []slack.MixedElement
	var run strings.Builder
	flush := func() {
		s := strings.TrimSpace(oneLine(clean(run.String())))
		run.Reset()
		if room := min(p.left, maxSection); s != "" && room > 0 {
			text := plainText(s, room)
			p.left -= length(text.Text)
			elements = append(elements, text)
		}
	}
	for i, line := range lines {
		if i > 0 {
			run.WriteString(" · ")
		}
		for _, span := range line {
			mark := p.mark(span)
			if mark == "" || len(elements) >= maxContext-3 {
				run.WriteString(words(span))
				continue
			}
			flush()
			p.left -= length(mark)
			elements = append(elements, slack.NewTextBlockObject(slack.MarkdownType, mark, false, false))
		}
	}
	flush()
	if len(elements) > 0 {
		p.add(slack.NewContextBlock("", elements...))
	}
}

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
