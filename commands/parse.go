package commands

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// A word is one argument of a command line.
type word struct {
	text   string
	key    string // what a button means by the text: one of the keys; empty: as typed
	quoted bool   // it stood in quotes, and is a name whatever it says

	at, end int // where it stands in the line, with its quotes and marks
}

// The keys a word can have. Buttons write what stands behind them in quotes.
const (
	keyID   = "id"   // the partner with exactly this id
	keyFrom = "from" // where the next page begins
	keyFile = "file" // an attached file
	keyPlan = "plan" // what importing the file would do, by the name of the operation
	keyDay  = "day"  // the day that the plan was made for
	keySeen = "seen" // the version of the partner that a form was drawn on
)

// keys are all of them, and looseKeys how many of the first may do without quotes.
var keys = [...]string{keyID, keyFrom, keyFile, keyPlan, keyDay, keySeen}

const looseKeys = 2

// words are the arguments of a command line.
type words []word

// doubleQuotes and singleQuotes are the marks that people's keyboards make, and
// that telephones mix: any of a group opens, any of the same group closes.
const (
	doubleQuotes = "\"“”„‟«»"
	singleQuotes = "'‘’‚‛‹›"
)

// sentenceMarks are what people end a sentence with, or its parts. Behind a word they
// are no part of it: names are compared without them.
const sentenceMarks = "!?.,:;…"

// parse cuts a command line into words. Quotes count only where they stand at the
// edges of words, so that l'Oréal and O’Reilly are themselves; a quote that is
// never closed is a character like any other. Spaces are what Unicode calls so,
// the no-break spaces that French keyboards put inside « » among them.
//
// The line holds the characters people meant. Slack writes three of them as &amp;,
// &lt; and &gt;: whoever receives the line undoes that, once, before it comes here.
func parse(line string) words {
	ws := make(words, 0, 4)
	for rest := line; ; {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return ws
		}
		at := len(line) - len(rest)
		var w word
		w, rest = nextWord(rest)
		w.at, w.end = at, len(line)-len(rest)
		if w.text != "" {
			ws = append(ws, w)
		}
	}
}

// nextWord takes the first word from a line that does not begin with a space.
func nextWord(line string) (word, string) {
	for i, key := range keys {
		if len(line) <= len(key) || line[len(key)] != ':' || line[:len(key)] != key {
			continue
		}
		if behind := line[len(key)+1:]; i < looseKeys || strings.HasPrefix(behind, `"`) {
			text, rest := value(behind)
			return word{text: text, key: key, quoted: true}, rest
		}
	}
	if text, rest, ok := quotation(line); ok {
		return word{text: text, quoted: true}, rest
	}
	text, rest := untilSpace(line)
	return word{text: strings.TrimRight(text, sentenceMarks)}, rest
}

// quotation takes a text in quotes from the start of a line.
func quotation(line string) (text, rest string, ok bool) {
	first, size := utf8.DecodeRuneInString(line)
	marks := doubleQuotes
	switch {
	case strings.ContainsRune(doubleQuotes, first):
	case strings.ContainsRune(singleQuotes, first):
		marks = singleQuotes
	default:
		return "", "", false
	}
	for i, r := range line[size:] {
		if !strings.ContainsRune(marks, r) {
			continue
		}
		end := size + i
		rest = line[end+utf8.RuneLen(r):]
		if next, _ := utf8.DecodeRuneInString(rest); rest == "" || unicode.IsSpace(next) {
			return strings.TrimFunc(line[size:end], unicode.IsSpace), rest, true
		}
	}
	return "", "", false
}

// value takes what stands behind a key: a text that [quote] wrote, or all until the
// next space.
func value(line string) (text, rest string) {
	if !strings.HasPrefix(line, `"`) {
		return untilSpace(line)
	}
	for i := 1; i < len(line); i++ {
		if line[i] != '"' {
			continue
		}
		if i+1 < len(line) && line[i+1] == '"' {
			i++
			continue
		}
		return strings.ReplaceAll(line[1:i], `""`, `"`), line[i+1:]
	}
	return untilSpace(line)
}

// quote writes a text so that [value] reads it back, whatever it holds.
func quote(text string) string {
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// untilSpace cuts a line before its first space.
func untilSpace(line string) (text, rest string) {
	if end := strings.IndexFunc(line, unicode.IsSpace); end >= 0 {
		return line[:end], line[end:]
	}
	return line, ""
}

// String is the words as one text, such as a name of several words.
func (ws words) String() string {
	if len(ws) == 1 {
		return visible(ws[0].text)
	}
	texts := make([]string, len(ws))
	for i, w := range ws {
		texts[i] = w.text
	}
	return visible(strings.Join(texts, " "))
}

// quoted reports whether any of the words stood in quotes.
func (ws words) quoted() bool {
	return slices.ContainsFunc(ws, func(w word) bool { return w.quoted })
}

// take removes the first word with a key and returns its text; empty when there is
// none.
func (ws words) take(key string) (string, words) {
	for i, w := range ws {
		if w.key == key {
			return w.text, append(append(words(nil), ws[:i]...), ws[i+1:]...)
		}
	}
	return "", ws
}

// visible leaves out the characters that come along when text is copied from a web
// page, and that would break a name in two.
func visible(text string) string {
	if strings.IndexFunc(text, program.Deceives) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if program.Deceives(r) {
			return -1
		}
		return r
	}, text)
}
