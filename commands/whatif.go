package commands

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

func whatIfCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"whatif", "suppose", "supposer", "hypothese", "etsi"},
		Name:    Wording{"what-if", "et-si"},
		Usage:   Wording{"<partner> [<what>] [on <date>]", "<partenaire> [<quoi>] [le <date>]"},
		Help:    Wording{"What would become of a partner if it had more, or less, on a day. Nothing is recorded.", "Ce que deviendrait un partenaire s'il avait plus, ou moins, tel jour. Rien n'est enregistré."},
		Example: Wording{"/tier what-if acme 2 VTSP", "/tier et-si acme 2 VTSP"},
		Access:  Reader,
		run:     runWhatIf,
	}
}

// changeWords are what leads, folded, to the form with what is supposed filled in; a button
// writes one.
var changeWords = map[string]bool{"change": true, "modifier": true}

// runWhatIf answers what is supposed of a partner, or asks what to suppose.
func runWhatIf(ctx context.Context, q *question) (Reply, error) {
	args, change := q.args, false
	if len(args) > 1 && args[1].key == keyID && changeWords[program.Fold(args[0].text)] {
		args, change = args[1:], true
	}
	if len(args) == 0 {
		return q.wanting(ctx, "what-if", q.say.needsPartner())
	}
	var readings []reading
	for _, u := range q.suppositions(args) {
		readings = append(readings, reading{
			name: u.name, command: "/tier what-if", tail: " " + q.Text[u.at:],
			answer: telling(func(p *program.Partner) Reply {
				if change {
					return q.askWhatIf(p, u)
				}
				return q.whatIf(p, u)
			}),
		})
	}
	if len(readings) == 0 {
		readings = []reading{{
			name: args, command: "/tier what-if",
			answer: telling(func(p *program.Partner) Reply { return q.askWhatIf(p, &update{supposed: true}) }),
		}}
	}
	for name, rest := range begun(args) {
		readings = append(readings, reading{name: name, exactly: true, answer: telling(func(p *program.Partner) Reply {
			return q.notSupposed(p, []problem{{text: q.say.nothingToSuppose(short(rest.String()), q.everyThing())}})
		})})
	}
	return q.about(ctx, readings...)
}

// begun are the ways to read words as a partner's name and something else, the longest name
// first. They are for what nothing else is known to mean.
func begun(args words) iter.Seq2[words, words] {
	return func(yield func(words, words) bool) {
		for n := len(args) - 1; n > max(0, len(args)-1-mostReadings); n-- {
			if !yield(args[:n], args[n:]) {
				return
			}
		}
	}
}

// A hypothesis is a partner as it would be, on a day.
type hypothesis struct {
	partner program.Partner
	day     program.Date // of the verdict: today, or the latest that something is supposed of
	items   []item       // what is supposed and is not so already
}

// suppose makes of a partner what is supposed of it, or says what is in the way.
func (q *question) suppose(p *program.Partner, u *update) (*hypothesis, []problem) {
	h := &hypothesis{partner: p.Clone(), day: q.today}
	for i := range u.items {
		h.day = latest(h.day, u.items[i].day)
	}
	h.day = latest(h.day, u.until)
	h.partner.Reported = program.Report{}
	then, problems := q.then(h.day), slices.Clone(u.problems)
	for _, told := range u.items {
		before := h.partner.Clone()
		if trouble := then.supposeItem(&h.partner, told); trouble != nil {
			problems = append(problems, *trouble)
			h.partner = before
		} else if !h.partner.SameAs(&before) {
			h.items = append(h.items, told)
		}
	}
	return h, problems
}

// then is the question as it will be asked on a day, by whoever is to decide nothing.
func (q *question) then(day program.Date) *question {
	then := *q
	then.today, then.As = day, min(q.As, Reader)
	return &then
}

func latest(a, b program.Date) program.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// supposeItem makes one thing of a partner so. Of so many people fewer, those go first who
// are on record without a name, and then those who came last.
func (q *question) supposeItem(p *program.Partner, told item) *problem {
	if !told.revoked || told.unnamed == 0 {
		return q.tell(p, &told)
	}
	left := told.unnamed - p.EndUnnamed(told.certificate.ID, told.kind, told.unnamed, told.day)
	for _, h := range slices.Backward(slices.Clone(p.Certificates)) {
		if left > 0 && told.names(&h) && p.EndHolding(h.Certificate, h.Kind, h.Holder, told.day) {
			left--
		}
	}
	if left > 0 {
		label := q.holdingLabel(&program.Holding{Certificate: told.certificate.ID, Kind: told.kind})
		return &problem{field: peopleField(told.certificate, told.kind), text: q.say.fewerHold(int64(told.unnamed-left), label)}
	}
	told.unnamed = 0
	return q.tell(p, &told)
}

// whatIf answers what is supposed of a partner: its card as it would be.
func (q *question) whatIf(p *program.Partner, u *update) Reply {
	h, problems := q.suppose(p, u)
	if len(problems) > 0 {
		return q.notSupposed(p, problems)
	}
	card := q.then(h.day).card(&h.partner)
	return Reply{
		Title:   q.whatIfTitle(h),
		Parts:   append([]Part{Paragraph{q.assumed(p, h)}}, card.Parts...),
		Actions: q.whatIfActions(p, h, u),
		Foot:    append(card.Foot, Text{{Text: q.say.onlySupposed()}}),
	}
}

// whatIfTitle is name, tier and state as they would be.
func (q *question) whatIfTitle(h *hypothesis) string {
	named := program.Partner{Name: q.say.whatIf() + " · " + h.partner.Name}
	s := q.rules.Evaluate(&h.partner, h.day)
	return q.title(&named, &s)
}

// notSupposed says why there is no verdict, and keeps what was typed.
func (q *question) notSupposed(p *program.Partner, problems []problem) Reply {
	reply := q.notRecorded(p, problems)
	var text Text
	for i, problem := range problems {
		if i > 0 {
			text = append(text, Span{Text: "\n"})
		}
		text = append(text, Span{Text: problem.text})
	}
	reply.Parts[0] = Paragraph{text}
	if q.Filled {
		reply.Parts = reply.Parts[:1]
	}
	reply.Actions[len(reply.Actions)-2] = q.whatIfAction(p)
	return reply
}

// assumed is what is supposed, a line each, and where the partner stands without it.
func (q *question) assumed(p *program.Partner, h *hypothesis) Text {
	text := Text{{Text: q.say.supposed(), Strong: true}}
	for i := range h.items {
		text = append(text, Span{Text: "\n" + q.assumption(&h.items[i])})
	}
	if len(h.items) == 0 {
		text = Text{{Text: q.say.supposedNothing(h.day, h.day.After(q.today)), Strong: true}}
	}
	s := q.rules.Evaluate(p, q.today)
	return append(text, Span{Text: "\n" + q.say.todayItIs(q.label(s.Tier.Label), s.State)})
}

// assumption is one thing that is supposed. A whole channel reads no names, and nothing in
// money.
func (q *question) assumption(told *item) string {
	label := q.label(told.label())
	switch {
	case told.metric != nil && q.Shared && told.metric.Unit != "":
		return q.say.otherAmount(label)
	case told.metric != nil:
		return q.say.detail(label, q.say.amount(int64(told.amount), told.metric.Unit)) + q.say.fromDay(told.day)
	case told.competency != nil:
		return label + q.say.supposedFrom(told.day, true, told.revoked)
	}
	label = q.holdingLabel(&program.Holding{Certificate: told.certificate.ID, Kind: told.kind})
	n := int64(told.unnamed + len(told.holders))
	who := q.say.peopleMore(n)
	if told.revoked {
		who = q.say.peopleFewer(n)
	}
	if told.unnamed > 0 || q.Shared {
		return q.say.detail(label, who) + q.say.fromDay(told.day)
	}
	names := make([]string, len(told.holders))
	for i, name := range told.holders {
		names[i] = short(name)
	}
	return q.say.detail(label, q.say.all(names)) + q.say.supposedFrom(told.day, false, told.revoked)
}

// whatIfActions are what can be done with a verdict: show it to others, make it so where it
// has happened, suppose something else.
func (q *question) whatIfActions(p *program.Partner, h *hypothesis, u *update) []Action {
	if q.Shared {
		return []Action{q.cardAction(p)}
	}
	text := byID(p) + " " + supposedText(u.items, u.until)
	var actions []Action
	if q.As.may(Manager) && len(h.items) > 0 && !h.day.After(q.today) {
		actions = append(actions, q.makeSo(p, h.items, u))
	}
	change := Action{Label: q.say.changeLabel(), Command: "/tier what-if change " + text, Primary: len(actions) == 0}
	actions = q.withShare(append(actions, change), "/tier what-if "+text)
	return slices.DeleteFunc(append(actions, q.cardAction(p)), func(a Action) bool { return len(a.Command) > longest })
}

// makeSo records what was supposed; where it was of people without names, those must be
// said first.
func (q *question) makeSo(p *program.Partner, items []item, u *update) Action {
	if slices.ContainsFunc(items, func(told item) bool { return told.unnamed > 0 }) {
		return q.recordAction(p)
	}
	line := "/certify " + byID(p) + " " + supposedText(items, program.Date{})
	if u.evidence != "" {
		line += " evidence " + u.evidence
	}
	if u.note != "" {
		line += " note " + quote(strings.TrimSpace(u.note))
	}
	return Action{Label: q.say.recordThisLabel(), Command: line, Primary: true}
}

// whatIfAction asks what to suppose of a partner.
func (q *question) whatIfAction(p *program.Partner) Action {
	return Action{Label: q.say.whatIfLabel(), Command: "/tier what-if " + byID(p)}
}
