package commands

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// people reads who holds a certificate, as an item for each kind of it.
func (u *update) people(q *question, told item, text string) {
	label := q.label(told.certificate.Label)
	names := persons(text)
	if len(names) == 0 {
		u.wrong(fieldHolders, q.say.whoHolds(label))
	}
	var items []item
	for _, name := range names {
		name, kind := cutKind(told.certificate, name)
		if trouble := q.noPeople(name, &told); trouble != "" {
			u.wrong(fieldHolders, trouble)
			continue
		}
		i := slices.IndexFunc(items, func(other item) bool { return other.kind == kind })
		if i < 0 {
			told.kind = kind
			i, items = len(items), append(items, told)
		}
		if n, ok := headcount(name); ok {
			items[i].unnamed += n
			continue
		}
		items[i].holders = append(items[i].holders, name)
	}
	u.items = append(u.items, items...)
}

// cutKind takes the kind of a certificate off a person's name, in brackets: A. Holder
// (advanced). Other brackets belong to the name.
func cutKind(c *program.Certificate, name string) (person, kind string) {
	open := strings.LastIndexByte(name, '(')
	if open < 0 || !strings.HasSuffix(name, ")") {
		return name, ""
	}
	if k := c.FindKind(name[open+1 : len(name)-1]); k != nil {
		return strings.TrimSpace(name[:open]), k.ID
	}
	return name, ""
}

// noPeople says why a text is neither a person's name nor, where that is enough, a
// number of people; empty when it is.
func (q *question) noPeople(name string, told *item) string {
	if _, ok := headcount(name); ok {
		if told.revoked {
			return ""
		}
		return q.say.nameThePeople(q.label(told.certificate.Label))
	}
	if err := program.CheckName(name); err != nil {
		return q.say.badName(short(visible(name)), err)
	}
	if _, ok := ownerName(name); ok {
		return q.say.writeTheName(short(name))
	}
	if _, ok := headcount(strings.Fields(name)[0]); ok {
		return q.say.numbered(short(name))
	}
	return ""
}

// persons are the names in a list of people: between commas, or before the last of
// them "and".
func persons(text string) []string {
	var names []string
	at := 0
	add := func(end int) {
		if name := unquoted(strings.TrimSpace(text[at:end])); name != "" {
			names = append(names, name)
		}
	}
	for i, r := range outside(text, 0) {
		switch n := conjunction(text[i:]); {
		case i < at:
		case r == ',':
			add(i)
			at = i + 1
		case n > 0:
			add(i)
			at = i + n
		}
	}
	add(len(text))
	return names
}

// conjunction is how many bytes a text begins with that stand between two names.
func conjunction(text string) int {
	for _, word := range [...]string{" and ", " et ", " & "} {
		if strings.HasPrefix(text, word) {
			return len(word) - 1
		}
	}
	return 0
}

// unquoted is a text without the quotes it stands in, and without what ends a sentence
// behind them.
func unquoted(text string) string {
	if rest, ok := strings.CutPrefix(text, "'"); ok && strings.HasSuffix(rest, "'") {
		return strings.TrimSpace(strings.TrimSuffix(rest, "'"))
	}
	first, size := utf8.DecodeRuneInString(text)
	inner := strings.TrimRight(text, sentenceMarks)
	if text == "" || !strings.ContainsRune(doubleQuotes, first) || enclosed(text) != len(inner) {
		return text
	}
	_, last := utf8.DecodeLastRuneInString(inner)
	return strings.TrimSpace(strings.ReplaceAll(inner[size:len(inner)-last], `""`, `"`))
}

// headcount is a text that is a number of people.
func headcount(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0
}
