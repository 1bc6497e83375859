package commands

import (
	"context"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

const (
	maxName = 200 // characters of a partner's name
	maxRows = 10  // rows of a page
)

// about answers about the partner that words name. When they do not name exactly
// one, the reply asks back, and each of its buttons asks the same about one partner:
// tail is what stands behind the partner on the command line.
func (q *question) about(ctx context.Context, name words, tail string, answer func(*program.Partner) Reply) (Reply, error) {
	if id, _ := name.take(keyID); id != "" {
		p, err := q.store.Partner(ctx, id)
		if err != nil {
			return Reply{}, err
		}
		return answer(&p), nil
	}
	asked := name.String()
	if n := utf8.RuneCountInString(asked); n > maxName {
		return q.tooLong(n), nil
	}
	found, err := q.store.Find(ctx, asked)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(found.Partners) == 0:
		return q.notFound(asked), nil
	case found.How == program.NearMatch:
		return q.choice(q.say.didYouMean(short(asked)), &found, tail), nil
	case len(found.Partners) > 1 || found.More:
		return q.choice(q.say.whichOne(short(asked)), &found, tail), nil
	}
	return answer(&found.Partners[0]), nil
}

// choice offers the partners found as buttons.
func (q *question) choice(intro string, found *program.Found, tail string) Reply {
	partners := found.Partners[:min(len(found.Partners), maxRows)]
	rows := make(Rows, len(partners))
	for i := range partners {
		p := &partners[i]
		s := q.rules.Evaluate(p, q.today)
		rows[i] = Row{
			Text:   Text{{Text: short(p.Name), Strong: true}, {Text: " · " + q.label(s.Tier.Label) + " · " + q.say.state(s.State)}},
			Action: Action{Label: q.say.open(), Command: q.Command + " " + byID(p) + tail, Effect: Replace},
		}
	}
	reply := Reply{Parts: []Part{plain(intro), rows}}
	switch {
	case found.How == program.NearMatch:
		reply.Actions = []Action{q.helpAction()}
	case found.More || len(found.Partners) > maxRows:
		reply.Parts = append(reply.Parts, plain(q.say.thereAreMore()))
	}
	return reply
}

// notFound answers a name that no partner has, nor nearly has.
func (q *question) notFound(name string) Reply {
	if c := q.meant(); c != nil {
		return q.misspelt(name, c)
	}
	parts := []Part{plain(q.say.notFound(short(name)))}
	if q.hint != "" {
		parts = append(parts, plain(q.hint))
	}
	return Reply{
		Parts:   append(append(parts, plain(q.say.youCanAsk())), q.usages()...),
		Actions: []Action{q.ownAction(), q.listAction(), q.helpAction()},
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
