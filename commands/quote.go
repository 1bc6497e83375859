package commands

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// Quote answers somebody who wants to record what a message says: with the form, and
// in it what could be read of the message, whose address is the evidence. What can be
// read in two ways is left for whoever fills the form in: a field that is empty is seen,
// and one that is wrong is believed.
func (c *Commands) Quote(ctx context.Context, req Request, message, link string) (Reply, error) {
	q := c.question(req)
	q.Command, q.Text = "/certify", ""
	certify := q.commandCalled("certify")
	if !req.As.may(certify.Access) {
		return q.refuse(ctx, certify)
	}
	p, v, err := q.read(ctx, cut(message, charactersRead))
	if err != nil {
		return q.unavailable(), err
	}
	if isLink(link) {
		v[fieldEvidence] = link
	}
	reply := q.askRecord(p)
	reply.Form = q.recordForm(p, v)
	return reply, nil
}

// How much of a message is looked at, and for names of how many words.
const (
	charactersRead = 2000
	wordsRead      = 60
	longestName    = 4
	mostLookups    = 24
)

// read is the partner that a message is about, and what it says: as a command line would
// say it, or in prose.
func (q *question) read(ctx context.Context, text string) (*program.Partner, Values, error) {
	p, v, err := q.readLine(ctx, text)
	if p != nil || err != nil {
		return p, v, err
	}
	m := q.prose(text)
	if err := m.findPartner(ctx); err != nil {
		return nil, nil, err
	}
	return m.partner, m.values(), nil
}

// readLine reads a message as the command line that it may be, with or without its
// command. It is about no partner when it is none, or says more than a form can hold.
func (q *question) readLine(ctx context.Context, text string) (*program.Partner, Values, error) {
	ws := parse(text)
	if len(ws) > 0 && strings.HasPrefix(ws[0].text, "@") {
		ws = ws[1:]
	}
	asked := q.slashIn(ws) == q.Command
	if asked {
		ws = ws[1:]
	}
	line := *q
	line.Text, line.line, line.args = text, ws, ws
	for _, u := range line.updates(ws) {
		if len(u.name) > longestName || !u.readable() {
			continue
		}
		p, err := q.taken(ctx, u.name.String())
		if p == nil && err == nil {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		v := valuesOf(p, u)
		v[fieldDay] = q.prose(u.line[u.at:]).day()
		if !asked && slices.ContainsFunc(u.items[0].holders, func(name string) bool { return !isFullName(name) }) {
			delete(v, fieldHolders)
		}
		return p, v, nil
	}
	return nil, nil, nil
}

// readable reports whether a form can hold an update, but perhaps for its day.
func (u *update) readable() bool {
	return len(u.items) == 1 && !slices.ContainsFunc(u.problems, func(p problem) bool { return p.field != fieldDay })
}

// A prose is a message in nobody's syntax, taken apart.
type prose struct {
	*question
	text    string
	ws      words // without the marks around them
	partner *program.Partner
	at, end int // its name is ws[at:end]
	lookups int
}

// marks are what people put around words and between them, and of which no word is made.
const marks = "()[]{}<>*_~`|–—•" + doubleQuotes

// prose takes a message apart. What stands between two words is left in its text.
func (q *question) prose(text string) *prose {
	var bare strings.Builder
	for _, r := range text {
		if strings.ContainsRune(marks, r) {
			bare.WriteString(strings.Repeat(" ", utf8.RuneLen(r)))
			continue
		}
		bare.WriteRune(r)
	}
	ws := parse(bare.String())
	return &prose{question: q, text: text, ws: ws[:min(len(ws), wordsRead)]}
}

// gap is what stands before a word, behind the one before it.
func (m *prose) gap(i int) string {
	switch {
	case i == 0:
		return m.text[:m.ws[0].at]
	case i == len(m.ws):
		return "\n"
	}
	before := m.ws[i-1]
	return m.text[min(before.at+len(before.text), before.end):m.ws[i].at]
}

// parted reports whether a sentence, or a part of one that stands for itself, begins with
// a word. The point behind an initial ends none.
func (m *prose) parted(i int) bool {
	if i == 0 || i >= len(m.ws) {
		return true
	}
	ends := "!?;:…\n"
	if utf8.RuneCountInString(m.ws[i-1].text) > 1 {
		ends += "."
	}
	return strings.ContainsAny(m.gap(i), ends)
}

// folded is a word as lists have it, empty behind the last.
func (m *prose) folded(i int) string {
	if i < 0 || i >= len(m.ws) {
		return ""
	}
	return program.Fold(m.ws[i].text)
}

// findPartner looks for the partner whose whole name stands in the message, where it is
// most likely first.
func (m *prose) findPartner(ctx context.Context) error {
	var at [4][]int
	for i := range m.ws {
		if n := m.likelihood(i); n >= 0 {
			at[n] = append(at[n], i)
		}
	}
	for _, i := range slices.Concat(at[:]...) {
		if err := m.nameAt(ctx, i); err != nil || m.partner != nil {
			return err
		}
	}
	return nil
}

// The words, folded, behind which a partner's name stands, and those behind which most
// other things do as well.
var (
	beforePartners = wordsOf("from at chez")
	beforeNames    = wordsOf("of de for pour with avec")
)

// likelihood is how likely a partner's name begins with a word, from 0 on, which is
// likeliest; below, where none does.
func (m *prose) likelihood(i int) int {
	w, before := m.ws[i], m.folded(i-1)
	name, elided := unelided(w.text)
	_, thing := leadingInFull(m.things(), m.ws[i:])
	n, _ := m.dayAt(i)
	switch _, owner := ownerName(w.text); {
	case !mayBeginName(name) || owner || isLink(w.text) || strings.HasPrefix(w.text, "@"):
		return -1
	case thing > 0, n > 0, isVague(w.text), greetings[program.Fold(name)], strings.Trim(name, "0123456789") == "":
		return 3
	case elided, beforePartners[before], strings.ContainsAny(m.gap(i), "(*"):
		return 0
	case !m.parted(i), strings.Contains(m.gap(i+1), ":"):
		return 1
	}
	return 2
}

// mayBeginName reports whether a word could be the first of a partner's name. That of
// l'Oréal may do so with its small letter.
func mayBeginName(word string) bool {
	if rest, article := strings.CutPrefix(strings.ReplaceAll(word, "’", "'"), "l'"); article {
		word = rest
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// unelided is a word without what has lost its vowel before it: d'Acme, qu'Acme.
func unelided(word string) (rest string, elided bool) {
	for _, before := range [...]string{"d'", "d’", "qu'", "qu’"} {
		if rest, elided := strings.CutPrefix(word, before); elided && rest != "" {
			return rest, true
		}
	}
	return word, false
}

// nameAt looks up the names that begin with a word, as long as partners' names begin so,
// and takes the longest that is one.
func (m *prose) nameAt(ctx context.Context, i int) error {
	name, _ := unelided(m.ws[i].text)
	for end := i + 1; m.lookups < mostLookups; end++ {
		m.lookups++
		found, err := m.store.Find(ctx, visible(name))
		if err != nil || found.How < program.PrefixMatch {
			return err
		}
		if found.How == program.ExactMatch && len(found.Partners) == 1 {
			m.partner, m.at, m.end = &found.Partners[0], i, end
		}
		if end == len(m.ws) || end == i+longestName || m.parted(end) || m.partner != nil && !m.goesOn(end) {
			return nil
		}
		name += " " + m.ws[end].text
	}
	return nil
}

// goesOn reports whether what is a name up to a word is likely to be longer.
func (m *prose) goesOn(end int) bool {
	_, thing := leadingInFull(m.things(), m.ws[end:])
	return thing == 0 && strings.TrimSpace(m.gap(end)) == "" && mayBeginName(m.ws[end].text)
}
