package commands

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"github.com/tierbot/tierbot/program"
)

// Quote answers somebody who wants to record what a message says: with the form, and
// in it what could be read of the message, whose address is the evidence.
func (c *Commands) Quote(ctx context.Context, req Request, message, link string) (Reply, error) {
	q := c.question(req)
	q.Command, q.Text = "/certify", ""
	certify := q.commandCalled("certify")
	if !req.As.may(certify.Access) {
		return q.refuse(ctx, certify)
	}
	message = cut(message, charactersRead)
	ws := parse(message)
	ws = ws[:min(len(ws), wordsRead)]
	p, err := q.mentionedIn(ctx, ws)
	if err != nil {
		return q.unavailable(), err
	}
	v := q.firstValues(p)
	q.readInto(v, message, ws)
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
	mostLookups    = 40
)

// mentionedIn is the partner whose whole name stands among words; nil when none does.
// They are looked through from the beginning, for longer names first.
func (q *question) mentionedIn(ctx context.Context, ws words) (*program.Partner, error) {
	lookups := 0
	for at := range ws {
		if !mayBeginName(ws[at].text) {
			continue
		}
		for n := min(longestName, len(ws)-at); n > 0; n-- {
			if lookups++; lookups > mostLookups {
				return nil, nil
			}
			if p, err := q.taken(ctx, ws[at:at+n].String()); p != nil || err != nil {
				return p, err
			}
		}
	}
	return nil, nil
}

// mayBeginName reports whether a word could be the first of a partner's name.
func mayBeginName(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}

// passed is a person and what people write behind whoever passed. What \b takes for the
// edge of a word knows no accents.
var passed = regexp.MustCompile(`((?:\p{Lu}[\p{L}'’.-]*\s+){1,4})(?:has |have |a |ont )?(?:just )?(?:passed|obtained|earned|got|réussi|obtenu|passé|eu|obtient|passe)(?:\P{L}|$)`)

// readInto fills into a form what a message says of a thing, a day and people.
func (q *question) readInto(v Values, message string, ws words) {
	for at := range ws {
		found, n := leadingInFull(q.things(), ws[at:])
		if n > 0 && len(found) == 1 {
			v[fieldWhat] = choiceOf(&found[0], "")
			break
		}
	}
	for end := len(ws); end > 0; end-- {
		d := cutDay(ws[:end], message, q.today)
		if len(d.days) == 1 && !d.days[0].After(q.today) && figures.MatchString(d.text) {
			v[fieldDay] = d.days[0].String()
			break
		}
	}
	if m := passed.FindStringSubmatch(message); m != nil && strings.HasPrefix(v[fieldWhat], kindOfCertificate) {
		v[fieldHolders] = strings.TrimSpace(m[1])
	}
}
