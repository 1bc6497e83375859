package commands

import (
	"context"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// reason cuts what follows a word for because off the words of a line.
func (q *question) reason(ws words) (rest words, reason string) {
	for i, w := range ws {
		written := strings.TrimRight(q.Text[w.at:w.end], sentenceMarks)
		if i > 0 && !w.quoted && noteWords[written] {
			return ws[:i], cut(noteIn(q.Text[w.end:]), maxNote)
		}
	}
	return ws, ""
}

// wanting answers a command that lacks something, with how it is written. The words may
// be the name of a partner, such as Set Consulting.
func (q *question) wanting(ctx context.Context, name, problem string) (Reply, error) {
	return q.orPartner(ctx, func() Reply {
		reply := q.explain(q.commandCalled(name))
		reply.Parts = append([]Part{plain(problem)}, reply.Parts...)
		reply.Private = true
		return reply
	})
}

// cannot answers a change of a partner that makes no sense.
func (q *question) cannot(p *program.Partner, problem string) *Reply {
	s := q.rules.Evaluate(p, q.today)
	return &Reply{
		Title:   q.title(p, &s),
		Parts:   []Part{plain(problem)},
		Actions: []Action{q.cardAction(p), q.historyAction(p.ID)},
		Private: true,
	}
}

// changing is a reading that changes the partner it finds.
func (q *question) changing(name words, command, tail string, e *edit) reading {
	return reading{
		name: name, writes: true, command: command, tail: tail,
		answer: func(ctx context.Context, p *program.Partner) (Reply, error) { return q.change(ctx, p, e) },
	}
}

// onPartner is an edit that never has a reason not to be made.
func onPartner(edit func(*program.Partner)) func(context.Context, *program.Partner) (*Reply, error) {
	return func(_ context.Context, p *program.Partner) (*Reply, error) {
		edit(p)
		return nil, nil
	}
}

// around are what stands before and behind the last of some words; not ok when none is
// there.
func around(ws words, some map[string]bool) (before, behind words, ok bool) {
	for i := len(ws) - 1; i > 0; i-- {
		if !ws[i].quoted && some[program.Fold(ws[i].text)] {
			return ws[:i], ws[i+1:], true
		}
	}
	return ws, nil, false
}
