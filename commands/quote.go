package commands

import (
	"context"
	"errors"
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
	p, err := q.mentionedIn(ctx, message)
	if err != nil {
		return q.unavailable(), err
	}
	v := q.firstValues(p)
	q.readInto(v, message)
	if isLink(link) {
		v[fieldEvidence] = link
	}
	reply := q.askRecord(p)
	reply.Form = q.recordForm(p, v)
	return reply, nil
}

// What is looked for in a message: its first so many words, and names of so many words.
const (
	wordsRead   = 60
	longestName = 4
	mostLookups = 40
)

// mentionedIn is the partner whose whole name a message says; nil when it says none.
// The message is looked through from its beginning, for longer names first.
func (q *question) mentionedIn(ctx context.Context, message string) (*program.Partner, error) {
	ws := parse(cut(message, 2000))
	ws = ws[:min(len(ws), wordsRead)]
	lookups := 0
	for at := range ws {
		if !mayBeginName(ws[at].text) {
			continue
		}
		for n := min(longestName, len(ws)-at); n > 0; n-- {
			if lookups++; lookups > mostLookups {
				return nil, nil
			}
			p, err := q.taken(ctx, strings.TrimRight(ws[at:at+n].String(), sentenceMarks))
			if p != nil || err != nil && !errors.Is(err, program.ErrUnknownPartner) {
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

// passed is a person and what people write behind whoever passed.
var passed = regexp.MustCompile(`((?:\p{Lu}[\p{L}'’.-]*\s+){1,4})(?:has |have |a |ont )?(?:just )?(?:passed|obtained|earned|got|réussi|obtenu|passé|eu|obtient|passe)\b`)

// readInto fills into a form what a message says of a thing, a day and people.
func (q *question) readInto(v Values, message string) {
	message = cut(message, 2000)
	ws := parse(message)
	ws = ws[:min(len(ws), wordsRead)]
	for at := range ws {
		found, n := leadingSurely(q.things(), ws[at:])
		if n > 0 && len(found) == 1 {
			v[fieldWhat] = choiceOf(&found[0])
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

// leadingSurely is [leading] without what is only nearly a thing, and without the
// beginnings of things that are short enough to be words of their own.
func leadingSurely(among []thing, ws words) (found []thing, n int) {
	for n := min(len(ws), longestThing); n > 0; n-- {
		typed := program.Fold(ws[:n].String())
		if found := those(among, func(name string) bool { return name == typed }); len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// choiceOf is a thing as the value of a choice.
func choiceOf(t *thing) string {
	switch {
	case t.certificate != nil && len(t.certificate.Kinds) > 0:
		return ""
	case t.certificate != nil:
		return kindOfCertificate + t.certificate.ID
	case t.competency != nil:
		return kindOfCompetency + t.competency.ID
	}
	return kindOfMetric + t.metric.ID
}
