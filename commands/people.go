package commands

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// people reads who holds a certificate from words, as an item for each kind of it and
// each day.
func (u *update) people(q *question, told item, about words) {
	names := persons(u.written(about))
	if u.supposed && u.headcounts(&told, about) {
		u.items = append(u.items, told)
		return
	}
	if len(names) == 0 {
		u.wrong(fieldHolders, q.say.whoHolds(q.label(told.certificate.Label)))
	}
	var items []item
	days := 0 // how many have one of their own
	for i := range names {
		l, own := &names[i], told
		if i < len(names)-1 && u.ownDay(q, l, &own) {
			days++
		}
		name, kind := cutKind(told.certificate, l.name)
		if trouble := u.noPeople(q, name, &told); trouble != "" {
			u.wrong(fieldHolders, trouble)
			continue
		}
		if _, number := headcount(name); !number && !l.quoted && q.doubtful(name) {
			at := about[0].at + l.at
			u.wrong(fieldHolders, q.say.doubtful(short(name)), asking(q.say.isAName(), q.instead(at, at+len(l.text), quote(l.text))))
			continue
		}
		own.kind = kind
		items = own.addTo(items, name)
	}
	if days > 0 && (days < len(names)-1 || !told.said) {
		u.wrong(fieldDay, q.say.dayForEach())
	}
	u.items = append(u.items, items...)
}

// ownDay takes a day off the end of somebody's name in a list: A. Holder on 1 May, B.
// Holder on 2 May. It reports whether there is one. The day of the last is everybody's
// when nobody else has one.
func (u *update) ownDay(q *question, l *listed, own *item) bool {
	d := cutDay(parse(l.name), l.name, q.today)
	if u.supposed {
		d.days = daysAhead(d.text, q.today)
	}
	if l.quoted || !d.led || len(d.rest) == 0 || len(d.days) != 1 || d.days[0].After(q.today) && !u.supposed {
		return false
	}
	l.name, own.day = l.name[:d.rest[len(d.rest)-1].end], d.days[0]
	return true
}

// addTo adds somebody, or so many people, to the item of items that is of the same kind
// and day.
func (told item) addTo(items []item, name string) []item {
	i := slices.IndexFunc(items, func(other item) bool { return other.kind == told.kind && other.day == told.day })
	if i < 0 {
		i, items = len(items), append(items, told)
	}
	if n, ok := headcount(name); ok {
		items[i].unnamed += n
	} else {
		items[i].holders = append(items[i].holders, name)
	}
	return items
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
func (u *update) noPeople(q *question, name string, told *item) string {
	if _, ok := headcount(name); ok {
		if told.revoked || u.supposed {
			return ""
		}
		return q.say.nameThePeople(q.label(told.certificate.Label))
	}
	if err := program.CheckName(name); err != nil {
		return q.say.badName(short(visible(name)), err)
	}
	if strings.ContainsAny(name, "@<>|") {
		return q.say.writeTheName(short(name))
	}
	if q.Filled && strings.Contains(name, ",") {
		return q.say.oneALine(short(name))
	}
	if d := cutDay(parse(name), name, q.today); q.Filled && d.led && figures.MatchString(d.text) {
		return q.say.doubtful(short(name))
	}
	return ""
}

// A listed person is one name of a list, as it stands there and as it is meant.
type listed struct {
	at     int // in the list
	text   string
	name   string
	quoted bool // in quotes, whatever it looks like
}

// persons are the names in a list of people: between commas, or before the last of
// them "and".
func persons(text string) []listed {
	var names []listed
	at := 0
	add := func(end int) {
		written := strings.TrimSpace(text[at:end])
		if name := unquoted(written); name != "" {
			start := at + strings.Index(text[at:end], written)
			names = append(names, listed{start, written, name, name != written})
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
