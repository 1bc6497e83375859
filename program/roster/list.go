package roster

import "strings"

// An item is one thing of a list in a cell.
type item struct {
	text   string // trimmed; for a quoted item what stands between the quotes
	rest   string // what follows the closing quote
	quoted bool
}

// whole is the item as it can be shown.
func (i item) whole() string { return i.text + i.rest }

// items splits the cell. Empty items are left out. It reports whether the list can
// be taken apart.
func (c cell) items() ([]item, bool) {
	var items []item
	ok := true
	for text := strings.TrimSpace(c.text); text != ""; text = strings.TrimSpace(text) {
		var next item
		if text[0] == '"' {
			var closed bool
			next.quoted = true
			next.text, text, closed = unquote(text)
			if !closed {
				c.refuseValue(c.text, BadQuotes)
				return nil, false
			}
		}
		end := strings.IndexAny(text, c.file.lists)
		plain := text
		if end < 0 {
			text = ""
		} else {
			plain, text = text[:end], text[end+1:]
		}
		if next.quoted {
			next.rest = strings.TrimSpace(plain)
		} else {
			next.text = strings.TrimSpace(plain)
		}
		if strings.Contains(plain, ";") {
			c.refuseValue(plain, WrongSeparator)
			ok = false
			continue
		}
		if next.quoted || next.text != "" {
			items = append(items, next)
		}
		if len(items) > maxItems {
			c.refuseValue(c.text, TooMany)
			return nil, false
		}
	}
	return items, ok
}

// unquote takes a quoted text off the beginning of s; two quotes inside stand for
// one. It returns the text, what follows, and whether the quotes close.
func unquote(s string) (text, rest string, closed bool) {
	var b strings.Builder
	for s = s[1:]; ; {
		end := strings.IndexByte(s, '"')
		if end < 0 {
			return b.String(), "", false
		}
		b.WriteString(s[:end])
		s = s[end+1:]
		if !strings.HasPrefix(s, `"`) {
			return b.String(), s, true
		}
		b.WriteByte('"')
		s = s[1:]
	}
}

// writeList writes texts as a cell.
func writeList(texts []string) string {
	items := make([]string, len(texts))
	for i, text := range texts {
		items[i] = quote(text, `|;`)
	}
	return strings.Join(items, "|")
}

// quote puts a text into quotes if it holds one of the marks or could be taken for
// a quoted text.
func quote(text, marks string) string {
	if text != "" && text[0] != '"' && !strings.ContainsAny(text, marks) {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
