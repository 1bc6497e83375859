package commands

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

func certifyCommand() Command {
	return Command{
		Slash:   "/certify",
		Also:    []string{"record", "enregistrer", "certifier"},
		Usage:   Wording{"<partner> <what> [on <date>]", "<partenaire> <quoi> [le <date>]"},
		Help:    Wording{"Records certificates, competencies and figures, or takes them back with revoke.", "Enregistre certificats, compétences et chiffres, ou les retire avec révoquer."},
		Example: Wording{"/certify acme vtsp A. Holder, B. Holder on 14 May 2009; competency desktop", "/certify acme vtsp A. Titulaire, B. Titulaire le 14 mai 2009; compétence continuité"},
		Access:  Manager,
		run:     runCertify,
	}
}

// runCertify records what stands behind a partner's name, or asks what to record.
func runCertify(ctx context.Context, q *question) (Reply, error) {
	seen, args := q.args.take(keySeen)
	if len(args) == 0 {
		return q.askRecord(nil), nil
	}
	version, _ := strconv.ParseInt(seen, 10, 64)
	var readings []reading
	for _, u := range q.updates(args) {
		u.seen = version
		readings = append(readings, reading{
			name: u.name, writes: true, tail: " " + q.Text[u.at:],
			answer: func(ctx context.Context, p *program.Partner) (Reply, error) { return q.record(ctx, p, u) },
		})
	}
	if len(readings) > 0 {
		return q.about(ctx, readings...)
	}
	whole := reading{name: args, answer: telling(q.askRecord)}
	return q.about(ctx, whole, reading{instead: func(context.Context) (Reply, error) { return q.whatToRecord(args), nil }})
}

// news is what a manager's words would record, had they begun with certify; nil when
// they would not.
func (q *question) news() *update {
	if !q.As.may(Manager) {
		return nil
	}
	for _, u := range q.updates(q.args) {
		if len(u.problems) == 0 {
			return u
		}
	}
	return nil
}

// offer asks whether words that begin with a partner's name are to be recorded.
func (q *question) offer(u *update) reading {
	return reading{name: u.name, exactly: true, answer: telling(func(p *program.Partner) Reply {
		s := q.rules.Evaluate(p, q.today)
		record := asking(q.say.recordIt(), "/certify "+byID(p)+" "+q.Text[u.at:])
		record.Primary = true
		return Reply{
			Title:   q.title(p, &s),
			Parts:   []Part{plain(q.say.recordThis(cut(q.Text[u.at:], maxNote)))},
			Actions: []Action{record, q.cardAction(p)},
			Private: true,
		}
	})}
}

// An update is what a line asks to record about a partner.
type update struct {
	name           words
	at             int    // where the line goes on behind the name
	line           string // the line without its note and its evidence
	items          []item
	note, evidence string
	problems       []problem
	seen           int64 // the partner's version that a form was drawn on; 0: none

	// supposed says that nothing of it is recorded: people need no names, and what is
	// told may lie ahead.
	supposed bool
	until    program.Date // the day about which alone something is supposed; absent: none was said
}

// A problem is why an update cannot be recorded, and what else could be asked.
type problem struct {
	field   string // of the form
	text    string
	actions []Action
}

// updates are the ways to read a line: a name is what stands before something that
// can be recorded, and may itself hold such a word. What makes sense comes first, and of
// that the longest name, so that nothing is recorded of Acme that was meant for Acme
// Desktop.
func (q *question) updates(args words) []*update {
	var all []*update
	for i := 1; i < len(args) && len(all) < mostReadings; i++ {
		if !q.begins(args[i:]) {
			continue
		}
		u := q.update(args[i].at)
		u.name, u.at = args[:i], args[i].at
		all = append(all, u)
	}
	slices.SortStableFunc(all, func(a, b *update) int {
		return cmp.Or(cmp.Compare(a.doubt(), b.doubt()), len(b.name)-len(a.name))
	})
	return all
}

// doubt says how little a reading is likely to be meant, from 0 on. A name hardly ends
// in a word that leads to what is recorded, nor goes on behind a comma: looking such a
// one up is left for last.
func (u *update) doubt() int {
	last := u.name[len(u.name)-1]
	word := program.Fold(last.text)
	switch {
	case len(u.problems) > 0:
		return 2
	case last.quoted:
		return 0
	case revokeWords[word], competencyWords[word], connecting[word]:
		return 1
	case strings.ContainsAny(u.line[u.name[0].at:last.end], ",;\n"):
		return 1
	}
	return 0
}

// mostReadings is in how many ways a line is read at most.
const mostReadings = 4

// begins reports whether words begin with something that can be recorded.
func (q *question) begins(ws words) bool {
	if ws[0].quoted {
		return false
	}
	if word := program.Fold(ws[0].text); revokeWords[word] || competencyWords[word] {
		return true
	}
	_, n := leading(q.things(), ws)
	return n > 0
}

// The words, folded, that lead to what is no longer so, and to competencies.
var (
	revokeWords = map[string]bool{
		"revoke": true, "remove": true, "withdraw": true, "revoquer": true, "retirer": true, "retrait": true,
	}
	competencyWords = map[string]bool{
		"competency": true, "competencies": true, "competence": true, "competences": true,
	}
)

// record makes an update of a partner.
func (q *question) record(ctx context.Context, p *program.Partner, u *update) (Reply, error) {
	if len(u.problems) > 0 {
		return q.unlessDone(ctx, q.notRecorded(p, u.problems))
	}
	var known []string // who and what was on record already
	return q.change(ctx, p, &edit{
		what: "certify", note: u.note, evidence: u.evidence, reports: true, seen: u.seen,
		apply: func(_ context.Context, p *program.Partner) (*Reply, error) {
			known = q.known(p, u.items)
			for i := range u.items {
				if trouble := q.tell(p, &u.items[i]); trouble != nil {
					reply := q.notRecorded(p, []problem{*trouble})
					return &reply, nil
				}
			}
			return nil, nil
		},
		stale:  func(ctx context.Context, p *program.Partner) (Reply, error) { return q.changedMeanwhile(ctx, p, u) },
		remark: func() string { return q.say.alreadyKnown(known) },
	})
}

// notRecorded says why nothing was recorded, and keeps what was typed.
func (q *question) notRecorded(p *program.Partner, problems []problem) Reply {
	text := Text{{Text: q.say.nothingRecorded(), Strong: true}}
	reply := Reply{Title: titled(p.Name, ""), Private: true}
	for _, problem := range problems {
		text = append(text, Span{Text: "\n" + problem.text})
		reply.Actions = append(reply.Actions, problem.actions...)
		reply.Problems = append(reply.Problems, Problem{Field: problem.field, Text: problem.text})
	}
	reply.Actions = append(reply.Actions[:min(len(reply.Actions), maxActions-2)], q.recordAction(p), q.cardAction(p))
	reply.Parts = []Part{Paragraph{text}, q.youTyped()}
	return reply
}

// whatToRecord answers words behind /certify in which nothing can be recorded.
func (q *question) whatToRecord(args words) Reply {
	reply := q.explain(q.commandCalled("certify"))
	reply.Parts = append([]Part{plain(q.say.nothingToRecord(short(args.String()), q.everyThing()))}, reply.Parts...)
	reply.Private = true
	return reply
}

// everyThing is what all that can be recorded is called, in short.
func (q *question) everyThing() []string {
	var labels []string
	for _, t := range q.things() {
		labels = append(labels, q.short(t.label()))
	}
	return labels
}

// typed is the line as it was typed.
func (q *question) typed() string { return q.Command + " " + q.behind() }

// behind is what stands behind the slash command.
func (q *question) behind() string {
	if len(q.line) == 0 {
		return ""
	}
	return strings.TrimSpace(q.Text[q.line[0].at:])
}

// instead is the line with something else in place of a part of its text.
func (q *question) instead(at, end int, text string) string {
	return q.Command + " " + q.Text[q.line[0].at:at] + text + q.Text[end:]
}
