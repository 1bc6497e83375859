package commands

import (
	"cmp"
	"context"
	"errors"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

const (
	maxName = 200 // characters of a partner's name
	maxRows = 10  // rows of a page
)

// A reading is one way to understand a question: which of its words are a partner's
// name, and what is asked about that partner. The same is asked of another partner by
// command, the partner, and tail.
type reading struct {
	name    words
	exactly bool   // the beginning of a name is not enough
	writes  bool   // the answer changes something: only an exact name gets it unasked
	command string // a slash command, and the word behind it; empty: the slash command that was typed
	tail    string
	answer  answering

	// instead answers where the words are no partner's name; nil where they must be.
	instead func(context.Context) (Reply, error)
}

// linking are the words, folded, that people put between a partner and what it is to
// get: assign acme to me, classer acme en premier.
var linking = map[string]bool{"to": true, "from": true, "as": true, "a": true, "au": true, "en": true, "de": true}

// spellings are a reading, and the same without the word that links its name with what
// stands behind it, which may be the name's own.
func (r reading) spellings() []reading {
	n := len(r.name) - 1
	if n < 1 || r.name[n].quoted || !linking[program.Fold(r.name[n].text)] {
		return []reading{r}
	}
	shorter := r
	shorter.name = r.name[:n]
	return []reading{r, shorter}
}

// answering is what to say about a partner.
type answering func(context.Context, *program.Partner) (Reply, error)

// telling is an answer that needs nothing but the partner.
func telling(answer func(*program.Partner) Reply) answering {
	return func(_ context.Context, p *program.Partner) (Reply, error) { return answer(p), nil }
}

// about answers by the first reading whose name is a partner's or begins one; or else
// by the first that nearly is one, unless there is something to answer instead. When
// several partners fit, the reply asks back, and each of its buttons asks about one.
func (q *question) about(ctx context.Context, readings ...reading) (Reply, error) {
	var best program.Found
	chosen := readings[0]
	for i, r := range readings {
		if r.instead != nil {
			return r.instead(ctx)
		}
		if id, rest := r.name.take(keyID); id != "" {
			if len(rest) > 0 && i < len(readings)-1 {
				continue // what stands behind the id is for another reading
			}
			return q.aboutID(ctx, &r, id)
		}
		found, err := q.find(ctx, &r)
		if err != nil {
			return Reply{}, err
		}
		if found.How > best.How {
			best, chosen = found, r
		}
		if best.How >= r.enough() {
			break
		}
	}
	return q.found(ctx, &chosen, &best)
}

// aboutID answers by a reading that says beyond doubt which partner it is about.
func (q *question) aboutID(ctx context.Context, r *reading, id string) (Reply, error) {
	p, err := q.store.Partner(ctx, id)
	switch {
	case errors.Is(err, program.ErrUnknownPartner):
		return q.unanswered(ctx, r, q.stale())
	case err != nil:
		return Reply{}, err
	}
	return r.answer(ctx, &p)
}

// unanswered is the reply where nobody can be changed because nobody is found. The
// gesture may have seen to that itself: whom it has archived, it finds no more.
func (q *question) unanswered(ctx context.Context, r *reading, reply Reply) (Reply, error) {
	if !r.writes {
		return reply, nil
	}
	return q.unlessDone(ctx, reply)
}

// enough is how surely a name must be found for no other reading to be tried.
func (r *reading) enough() program.Match {
	if r.writes {
		return program.ExactMatch
	}
	return program.PrefixMatch
}

// find looks a reading's name up.
func (q *question) find(ctx context.Context, r *reading) (program.Found, error) {
	name := r.name.String()
	if utf8.RuneCountInString(name) > maxName {
		return program.Found{}, nil
	}
	found, err := q.store.Find(ctx, name)
	if r.exactly && found.How < program.ExactMatch {
		return program.Found{}, err
	}
	return found, err
}

// found answers by a reading for whose name this was found.
func (q *question) found(ctx context.Context, r *reading, found *program.Found) (Reply, error) {
	if len(found.Partners) == 1 && !found.More && found.How >= r.enough() {
		return r.answer(ctx, &found.Partners[0])
	}
	if found.How < program.PrefixMatch {
		reply, err := q.archived(ctx, r.name.String())
		switch {
		case err != nil:
			return Reply{}, err
		case reply != nil:
			return q.unanswered(ctx, r, *reply)
		}
	}
	return q.unanswered(ctx, r, q.whom(r, found))
}

// whom asks back which partner a reading is about.
func (q *question) whom(r *reading, found *program.Found) Reply {
	name := r.name.String()
	switch only := len(found.Partners) == 1 && !found.More; {
	case found.How == program.NoMatch:
		return q.notFound(name)
	case only && r.writes:
		return q.choice(q.say.changeThisOne(short(name)), found, r)
	case found.How == program.NearMatch:
		reply := q.choice(q.say.didYouMean(short(name)), found, r)
		reply.Actions = []Action{q.helpAction()}
		if c := q.meant(); c != nil {
			reply.Actions = q.commandMeant(c)
		}
		return reply
	}
	reply := q.choice(q.say.whichOne(short(name)), found, r)
	if found.More || len(found.Partners) > maxRows {
		reply.Parts = append(reply.Parts, plain(q.say.thereAreMore()))
	}
	return reply
}

// choice offers the partners found as buttons.
func (q *question) choice(intro string, found *program.Found, r *reading) Reply {
	command := cmp.Or(r.command, q.Command)
	label := q.say.open()
	if r.writes {
		label = q.say.thisOne()
	}
	partners := found.Partners[:min(len(found.Partners), maxRows)]
	rows := make(Rows, len(partners))
	for i := range partners {
		p := &partners[i]
		s := q.rules.Evaluate(p, q.today)
		rows[i] = Row{
			Text:   Text{{Text: short(p.Name), Strong: true}, {Text: " · " + q.label(s.Tier.Label) + " · " + q.say.state(s.State)}},
			Action: asking(label, command+" "+byID(p)+r.tail),
		}
	}
	return Reply{Parts: []Part{plain(intro), rows}}
}

// longest is how many bytes the command line of a button can have.
const longest = 2000

// asking is a button in place of whose message the answer comes. One that would ask
// with more than a button can hold is none: the asker types on.
func asking(label, line string) Action {
	if len(line) > longest {
		return Action{}
	}
	return Action{Label: label, Command: line, Effect: Replace}
}

// byID names a partner on a command line beyond doubt.
func byID(p *program.Partner) string { return keyID + ":" + quote(p.ID) }

// short is a text cut to what a line has room for.
func short(text string) string { return cut(text, 80) }

// cut is a text of at most n characters; one that was longer ends in ….
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	count := 0
	end := 0
	for i := range text {
		if count == n-1 {
			end = i
		}
		if count++; count > n {
			return text[:end] + "…"
		}
	}
	return text
}

// plain is a paragraph in one style.
func plain(text string) Paragraph { return Paragraph{Text{{Text: text}}} }

// strong is a paragraph that matters more than those around it.
func strong(text string) Paragraph { return Paragraph{Text{{Text: text, Strong: true}}} }
