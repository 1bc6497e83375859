package commands

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words, in lower case, that lead to why something is so, with what may follow them
// and is no part of the reason; and to what it rests on. Written with a capital they may
// be somebody's name.
var (
	noteWords = map[string][]string{
		"because": {"of "}, "note": nil, "car": nil, "parce": {"que ", "qu'", "qu’"},
	}
	evidenceWords = map[string]bool{"evidence": true, "preuve": true, "justificatif": true}
)

// clauses cuts the note and the link to the evidence out of a line, from a place in it
// on. What is left stands where it stood. It is kept as the update's line, and returned
// with something that is no word in place of what is in quotes.
func (u *update) clauses(q *question, from int) string {
	line, body := []byte(q.Text), masked(q.Text)
	ws := parse(string(body[from:]))
	for i, w := range ws {
		at, end := from+w.at, from+w.end
		written := strings.TrimRight(string(body[at:end]), sentenceMarks)
		_, leads := noteWords[written]
		switch {
		case w.quoted:
			continue
		case leads && i > 0:
			u.noteBehind(q, written, q.Text[end:])
			u.line = string(line[:at])
			return string(body[:at])
		case isLink(written):
			u.evidence = cleanLink(written)
		case !evidenceWords[written]:
			continue
		case i+1 == len(ws) || !isLink(ws[i+1].text):
			u.wrong(fieldEvidence, q.say.noLink())
		}
		if mark := bytes.IndexAny(body[at+len(written):end], ",;"); mark >= 0 {
			end = at + len(written) + mark // what parts two things stays
		}
		blank(line, at, end)
		blank(body, at, end)
	}
	u.line = string(line)
	return string(body)
}

// noteBehind takes what stands behind a word that leads to a note as the note.
func (u *update) noteBehind(q *question, word, text string) {
	u.note = noteIn(word, text)
	if utf8.RuneCountInString(u.note) > maxNote {
		u.wrong(fieldNote, q.say.noteTooLong(maxNote))
	}
}

// mask stands for every byte of a text in quotes: a letter, so that it is a word, and one
// of which nothing is made.
const mask = 'q'

// masked is a line with a mask over everything in double quotes.
func masked(line string) []byte {
	body := bytes.Repeat([]byte{mask}, len(line))
	for i, r := range outside(line, 0) {
		copy(body[i:], line[i:i+utf8.RuneLen(r)])
	}
	return body
}

// blank writes spaces over a part of a text.
func blank(text []byte, at, end int) {
	for i := at; i < end; i++ {
		text[i] = ' '
	}
}

// noteIn is the note that stands behind the word that leads to it, in one line.
func noteIn(word, text string) string {
	text = strings.TrimLeft(strings.TrimSpace(text), ":")
	note := strings.Join(strings.Fields(visible(strings.Join(strings.Fields(text), " "))), " ")
	for _, link := range noteWords[word] {
		note = strings.TrimPrefix(note, link)
	}
	if text, rest, ok := quotation(note + " "); ok && strings.TrimSpace(rest) == "" {
		return text
	}
	return note
}

// maxLink is how many bytes a link to the evidence has at most.
const maxLink = 1000

// isLink reports whether a text is an address on the web.
func isLink(text string) bool {
	text = cleanLink(text)
	if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") || len(text) > maxLink || visible(text) != text {
		return false
	}
	address, err := url.Parse(text)
	return err == nil && address.Host != "" && address.User == nil
}

// cleanLink is an address without the angle brackets people put around one.
func cleanLink(text string) string { return strings.TrimSuffix(strings.TrimPrefix(text, "<"), ">") }

// A segment is a part of a line, between two places.
type segment struct{ at, end int }

// segments are the parts of a line from a place on, between semicolons and line ends
// that stand outside quotes.
func segments(line string, from int) []segment {
	var all []segment
	at := from
	for i, r := range outside(line, from) {
		if r == ';' || r == '\n' {
			all = append(all, segment{at, i})
			at = i + 1
		}
	}
	return append(all, segment{at, len(line)})
}

// outside yields the characters of a line from a place on that stand outside double
// quotes, and where. A quote opens at the start of a word and closes at the end of one;
// one that never closes is a character like any other.
func outside(line string, from int) func(yield func(int, rune) bool) {
	return func(yield func(int, rune) bool) {
		for i, start := from, true; i < len(line); {
			r, size := utf8.DecodeRuneInString(line[i:])
			if start && strings.ContainsRune(doubleQuotes, r) {
				if n := enclosed(line[i:]); n > 0 {
					i += n
					start = false
					continue
				}
			}
			if !yield(i, r) {
				return
			}
			start = r == ' ' || r == ',' || r == ';' || r == '\n'
			i += size
		}
	}
}

// enclosed is how many bytes a text in quotes has, with its quotes, from its opening
// one on; 0 when they never close. A quote written twice is one inside.
func enclosed(line string) int {
	_, size := utf8.DecodeRuneInString(line)
	for i := size; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if !strings.ContainsRune(doubleQuotes, r) {
			i += n
			continue
		}
		if line[i] == '"' && strings.HasPrefix(line[i+1:], `"`) {
			i += 2
			continue
		}
		next, _ := utf8.DecodeRuneInString(line[i+n:])
		if i+n == len(line) || unicode.IsSpace(next) || strings.ContainsRune("()"+sentenceMarks, next) {
			return i + n
		}
		i += n
	}
	return 0
}
