package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a run of text as a person sees it: formatting is taken off and said
// in the flags, and whatever calls somebody has its own kind.
type span struct {
	Kind   string `json:"kind"` // text, link, user, group, channel, broadcast, emoji
	Text   string `json:"text"`
	ID     string `json:"id,omitempty"`
	URL    string `json:"url,omitempty"`
	Bold   bool   `json:"bold,omitempty"`
	Italic bool   `json:"italic,omitempty"`
	Strike bool   `json:"strike,omitempty"`
	Code   bool   `json:"code,omitempty"`

	// At and Format are a moment, in seconds since 1970, that the page writes in the
	// reader's language; Text is what is read where it cannot.
	At     int64  `json:"at,omitempty"`
	Format string `json:"format,omitempty"`
}

// unescape undoes the three escapes of Slack's text, each exactly once.
var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")

// escape is what Slack does to the text that a person types.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// Mentions are whom a text calls, as ids without repetition.
type Mentions struct {
	Users      []string
	Groups     []string
	Channels   []string
	Broadcasts []string // here, channel, everyone
}

// Any reports whether the text notifies anybody. A channel's name is a link
// and notifies no one.
func (m Mentions) Any() bool {
	return len(m.Users)+len(m.Groups)+len(m.Broadcasts) > 0
}

func (m *Mentions) add(spans []span) {
	for _, s := range spans {
		switch s.Kind {
		case "user":
			m.Users = with(m.Users, s.ID)
		case "group":
			m.Groups = with(m.Groups, s.ID)
		case "channel":
			m.Channels = with(m.Channels, s.ID)
		case "broadcast":
			m.Broadcasts = with(m.Broadcasts, s.ID)
		}
	}
}

func with(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// parseMrkdwn reads Slack's markup.
func parseMrkdwn(s string) []span {
	var p mrkdwnParser
	p.run(s, span{Kind: "text"})
	p.flush()
	return p.spans
}

type mrkdwnParser struct {
	spans []span
	plain strings.Builder // text not yet in spans, still escaped
	style span
}

// run reads s, all of which has the given style around it.
func (p *mrkdwnParser) run(s string, style span) {
	p.restyle(style)
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '<':
			end := strings.IndexByte(s[i:], '>')
			if end < 0 {
				p.plain.WriteByte(c)
				i++
				continue
			}
			p.flush()
			p.spans = append(p.spans, reference(s[i+1:i+end], style))
			i += end + 1
		case c == '`':
			n, body := fenced(s[i:])
			if n == 0 {
				p.plain.WriteByte(c)
				i++
				continue
			}
			code := style
			code.Code = true
			p.restyle(code)
			p.plain.WriteString(body)
			p.restyle(style)
			i += n
		case c == '*' || c == '_' || c == '~':
			end := closing(s, i)
			if end < 0 {
				p.plain.WriteByte(c)
				i++
				continue
			}
			p.run(s[i+1:end], emphasised(style, c))
			p.restyle(style)
			i = end + 1
		default:
			p.plain.WriteByte(c)
			i++
		}
	}
}

func (p *mrkdwnParser) restyle(style span) {
	p.flush()
	p.style = style
}

func (p *mrkdwnParser) flush() {
	if p.plain.Len() == 0 {
		return
	}
	s := p.style
	s.Text = unescape.Replace(p.plain.String())
	p.plain.Reset()
	p.spans = append(p.spans, s)
}

func emphasised(s span, marker byte) span {
	switch marker {
	case '*':
		s.Bold = true
	case '_':
		s.Italic = true
	case '~':
		s.Strike = true
	}
	return s
}

// fenced reads a code span or block at the start of s and returns its length
// with the marks and its body, or 0.
func fenced(s string) (n int, body string) {
	if strings.HasPrefix(s, "```") {
		if end := strings.Index(s[3:], "```"); end > 0 {
			return end + 6, s[3 : 3+end]
		}
	}
	end := strings.IndexAny(s[1:], "`\n")
	if end <= 0 || s[1+end] == '\n' {
		return 0, ""
	}
	return end + 2, s[1 : 1+end]
}

// closing returns where the emphasis that s[i] opens ends, or -1. As in Slack,
// it opens after a non-word character, closes before one, holds no space at
// its edges and stays on its line.
func closing(s string, i int) int {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	next, _ := utf8.DecodeRuneInString(s[i+1:])
	if i > 0 && isWord(before) || i+1 == len(s) || unicode.IsSpace(next) || next == rune(s[i]) {
		return -1
	}
	for j := i + 1; j < len(s) && s[j] != '\n'; j++ {
		switch s[j] {
		case '<':
			if end := strings.IndexByte(s[j:], '>'); end > 0 {
				j += end
			}
		case s[i]:
			last, _ := utf8.DecodeLastRuneInString(s[:j])
			after, _ := utf8.DecodeRuneInString(s[j+1:])
			if !unicode.IsSpace(last) && (j+1 == len(s) || !isWord(after)) {
				return j
			}
		}
	}
	return -1
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// reference reads what stands between angle brackets.
func reference(inner string, style span) span {
	target, label, _ := strings.Cut(inner, "|")
	label = unescape.Replace(label)
	s := style
	s.Text = label
	switch {
	case strings.HasPrefix(target, "@"):
		s.Kind, s.ID = "user", target[1:]
	case strings.HasPrefix(target, "#"):
		s.Kind, s.ID = "channel", target[1:]
	case strings.HasPrefix(target, "!subteam^"):
		s.Kind, s.ID = "group", strings.TrimPrefix(target, "!subteam^")
	case strings.HasPrefix(target, "!date^"):
		s.Kind = "text"
		s.At, s.Format = dated(strings.TrimPrefix(target, "!date^"))
	case strings.HasPrefix(target, "!"):
		s.Kind, s.ID, s.Text = "broadcast", target[1:], "@"+target[1:]
	default:
		s.Kind, s.URL = "link", unescape.Replace(target)
		if label == "" {
			s.Text = s.URL
		}
	}
	return s
}

// dated reads the moment and the format of a date in mrkdwn: 1392734382^{date}^link.
func dated(inner string) (at int64, format string) {
	seconds, rest, _ := strings.Cut(inner, "^")
	format, _, _ = strings.Cut(rest, "^")
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return 0, ""
	}
	return at, format
}
