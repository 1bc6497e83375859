package commands

import (
	"cmp"
	"context"
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
	command string // a slash command; empty: the one that was typed
	tail    string
	answer  func(*program.Partner) Reply

	// instead answers where the words are no partner's name; nil where they must be.
	instead func(context.Context) (Reply, error)
}

// about answers by the first reading whose name is a partner's or begins one; or else
// by the first that nearly is one, unless there is something to answer instead. When
// several partners fit, the reply asks back, and each of its buttons asks about one.
func (q *question) about(ctx context.Context, readings ...reading) (Reply, error) {
	var best program.Found
	chosen := readings[0]
	for _, r := range readings {
		if r.instead != nil {
			return r.instead(ctx)
		}
		if id, _ := r.name.take(keyID); id != "" {
			p, err := q.store.Partner(ctx, id)
			if err != nil {
				return Reply{}, err
			}
			return r.answer(&p), nil
		}
		found, err := q.find(ctx, &r)
		if err != nil {
			return Reply{}, err
		}
		if found.How > best.How {
			best, chosen = found, r
		}
		if best.How >= program.PrefixMatch {
			break
		}
	}
	return q.found(&chosen, &best), nil
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
func (q *question) found(r *reading, found *program.Found) Reply {
	name := r.name.String()
	switch {
	case found.How == program.NoMatch:
		return q.notFound(name)
	case found.How == program.NearMatch:
		reply := q.choice(q.say.didYouMean(short(name)), found, r)
		reply.Actions = []Action{q.helpAction()}
		if c := q.meant(); c != nil {
			reply.Actions = q.commandMeant(c)
		}
		return reply
	case len(found.Partners) == 1 && !found.More:
		return r.answer(&found.Partners[0])
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
	partners := found.Partners[:min(len(found.Partners), maxRows)]
	rows := make(Rows, len(partners))
	for i := range partners {
		p := &partners[i]
		s := q.rules.Evaluate(p, q.today)
		rows[i] = Row{
			Text:   Text{{Text: short(p.Name), Strong: true}, {Text: " · " + q.label(s.Tier.Label) + " · " + q.say.state(s.State)}},
			Action: Action{Label: q.say.open(), Command: command + " " + byID(p) + r.tail, Effect: Replace},
		}
	}
	return Reply{Parts: []Part{plain(intro), rows}}
}

// notFound answers a name that no partner has, nor nearly has.
func (q *question) notFound(name string) Reply {
	if n := utf8.RuneCountInString(name); n > maxName {
		return q.tooLong(n)
	}
	if owner, ok := ownerName(name); ok && owner != me {
		return q.somebody(owner)
	}
	if c := q.meant(); c != nil {
		return q.misspelt(name, c)
	}
	parts := []Part{plain(q.say.notFound(short(name))), plain(q.say.youCanAsk())}
	return Reply{
		Parts:   append(parts, q.usages()...),
		Actions: []Action{q.ownAction(), q.listAction(), q.helpAction()},
	}
}

// somebody answers a person named where a partner was expected.
func (q *question) somebody(owner string) Reply {
	f := filter{owner: owner}
	theirs := Action{Label: q.say.theirsLabel(), Command: "/tier list" + f.String(), Effect: Replace, Primary: true}
	return Reply{
		Parts:   []Part{plain(q.say.isPerson())},
		Actions: []Action{theirs, q.ownAction(), q.helpAction()},
	}
}

// tooLong answers a name that cannot be a partner's.
func (q *question) tooLong(n int) Reply {
	return Reply{
		Parts:   []Part{plain(q.say.nameTooLong(int64(n), maxName))},
		Actions: []Action{q.listAction(), q.helpAction()},
	}
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
