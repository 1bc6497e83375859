package commands

import (
	"context"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A cause is a way to cut a line at a word for because.
type cause struct {
	rest   words  // what stands before the word
	reason string // what stands behind it; empty: the line is not cut
}

// causes are the ways to cut a line at a word for because: the shortest rest first, and
// last the whole line. There can be several, because a name may hold such a word, as
// Rent a Car does in a country where car means because.
func (q *question) causes(ws words) []cause {
	var all []cause
	for i, w := range ws {
		if i == 0 || w.quoted || len(all) == mostReadings {
			continue
		}
		word := strings.TrimRight(q.Text[w.at:w.end], sentenceMarks)
		if _, ok := noteWords[word]; !ok {
			continue
		}
		if reason := noteIn(word, q.Text[w.end:]); reason != "" {
			all = append(all, cause{ws[:i], cut(reason, maxNote)})
		}
	}
	return append(all, cause{rest: ws})
}

// deciding answers a command that needs a reason: by the ways to cut its line that can
// be read as one, or else with what is wrong with the first.
func (q *question) deciding(ctx context.Context, command string, read func(cause) (reading, *problem)) (Reply, error) {
	var readings []reading
	var wrong *problem
	for _, c := range q.causes(q.args) {
		r, trouble := read(c)
		switch {
		case trouble == nil:
			readings = append(readings, r.spellings()...)
		case wrong == nil:
			wrong = trouble
		}
	}
	switch {
	case len(readings) > 0:
		return q.about(ctx, readings...)
	case len(wrong.actions) > 0:
		return Reply{Parts: []Part{plain(wrong.text)}, Actions: wrong.actions, Private: true}, nil
	}
	return q.wanting(ctx, command, wrong.text)
}

// wanting answers a command that lacks something, with how it is written. The words may
// be the name of a partner, such as Set Consulting.
func (q *question) wanting(ctx context.Context, name, problem string) (Reply, error) {
	return q.orPartner(ctx, func() Reply {
		reply := q.explain(q.commandCalled(name))
		reply.Parts = append([]Part{plain(problem)}, reply.Parts...)
		if len(q.args) > 0 {
			reply.Parts = append(reply.Parts, q.youTyped())
		}
		reply.Private = true
		return reply
	})
}

// youTyped repeats the line, so that it can be copied and mended.
func (q *question) youTyped() Paragraph {
	return Paragraph{Text{{Text: q.say.youTyped()}, {Text: cut(q.typed(), maxNote)}}}
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

// after is what stands in the line behind some of its words.
func (q *question) after(ws words) string {
	return " " + strings.TrimSpace(q.Text[ws[len(ws)-1].end:])
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
