package commands

import (
	"context"
	"slices"
	"strings"
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
	v = m.values()
	rival, err := q.partnerAmong(ctx, v[fieldHolders])
	if rival {
		delete(v, fieldHolders)
		return nil, v, nil
	}
	return m.partner, v, err
}

// partnerAmong reports whether one of some people is a partner, which leaves open what is
// said about whom.
func (q *question) partnerAmong(ctx context.Context, people string) (bool, error) {
	for name := range strings.Lines(people) {
		p, err := q.taken(ctx, strings.TrimSpace(name))
		if p != nil || err != nil {
			return p != nil, err
		}
	}
	return false, nil
}

// readLine reads a message as the command line that it may be, with or without its
// command. It is about no partner when it is none, or says more than a form can hold.
func (q *question) readLine(ctx context.Context, text string) (*program.Partner, Values, error) {
	ws, asked := q.withoutCommand(parse(text))
	if len(ws) > wordsRead {
		return nil, nil, nil
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

// withoutCommand is a line without the bot's name and the command that may begin it.
func (q *question) withoutCommand(ws words) (args words, asked bool) {
	if len(ws) > 0 && strings.HasPrefix(ws[0].text, "@") {
		ws = ws[1:]
	}
	if q.slashIn(ws) == "/tier" {
		ws = ws[1:]
	}
	if q.slashIn(ws) == q.Command {
		return ws[1:], true
	}
	return ws, false
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
	named   []int // of how many words the name of a thing is that begins with each
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
	m := &prose{question: q, text: text, ws: ws[:min(len(ws), wordsRead)]}
	for i := range m.ws {
		_, n := leadingInFull(q.things(), m.ws[i:])
		m.named = append(m.named, n)
	}
	return m
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
