package roster

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// A Problem is one reason why a file cannot be imported, and where it stands.
type Problem struct {
	Line   int    // in the file, from 1; the first row is line 1
	Column string // name; empty: the row as a whole
	Value  string // what stands there, cut short; empty: nothing to show
	Reason Reason
	Want   string // what would do instead, such as the ids of the tiers; may be empty
	Other  int    // the other line that a [Repeated] id stands in; else 0

	Partner string // whom the row names, cut short; empty: not known
}

// String is the problem in one line in English, such as
//
//	line 12, tier "gold": no tier of the programme (want registered, professional)
func (p Problem) String() string { return p.In(program.English) }

// In is the problem in one line in a language; anything but French reads English.
func (p Problem) In(lang program.Lang) string {
	say := wordsOf(lang)
	text := fmt.Sprintf(say.line, p.Line)
	switch {
	case p.Column != "":
		text += ", " + p.where(say)
	case p.Value != "":
		text += " " + p.where(say)
	}
	return text + say.colon + p.why(lang)
}

// where is the column and what stands in it.
func (p *Problem) where(say *words) string {
	if p.Value == "" {
		return p.Column
	}
	return strings.TrimLeft(p.Column+" "+quoted(p.Value, say), " ")
}

// why is the reason and what would do instead.
func (p *Problem) why(lang program.Lang) string {
	say, text := wordsOf(lang), p.Reason.In(lang)
	if p.Other > 0 {
		text += " (" + fmt.Sprintf(say.line, p.Other) + ")"
	}
	switch {
	case p.Want == "":
	case p.Reason == FutureDay:
		text += " (" + fmt.Sprintf(say.latest, p.Want) + ")"
	default:
		text += " (" + fmt.Sprintf(say.want, p.Want) + ")"
	}
	return text
}

// quoted is a value in the marks of a language, with what cannot be seen made visible.
func quoted(value string, say *words) string {
	if say.open == `"` {
		return strconv.Quote(value)
	}
	plain := strings.ReplaceAll(strconv.Quote(value), `\"`, `"`)
	return say.open + plain[1:len(plain)-1] + say.close
}

// shorten cuts a value to what a line of a report can show.
func shorten(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// named is whom a row names, as a problem shows it.
func named(name, id string) string { return shorten(cmp.Or(name, id)) }
