package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

func tierCommand() Command {
	return Command{
		Slash:   "/tier",
		Usage:   Wording{"<partner> [on <date>]", "<partenaire> [le <date>]"},
		Help:    Wording{"A partner's tier, what is missing, the days left and the next step.", "Le niveau d'un partenaire, ce qui manque, les jours restants et la prochaine étape."},
		Example: Wording{"/tier acme", "/tier acme"},
		Access:  Reader,
		run:     runTier,
	}
}

func runTier(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) == 0 {
		return q.welcome(""), nil
	}
	readings := []reading{{name: q.args, answer: telling(q.card)}}
	switch slash, courtesy := q.slashIn(q.args), q.courtesy(); {
	case slash != "":
		readings = append(readings, reading{instead: func(ctx context.Context) (Reply, error) {
			return q.run(ctx, slash, q.args[1:])
		}})
	case courtesy != "":
		readings[0].exactly = true
		readings = append(readings, reading{instead: func(context.Context) (Reply, error) {
			return q.welcome(courtesy), nil
		}})
	case len(q.args) > 1:
		if d := cutDay(q.args, q.Text, q.today); d.led && len(d.rest) > 0 && len(d.days) > 0 {
			readings = append(readings, q.onDay(d))
		}
		if a, ok := q.aim(); ok {
			readings = append(readings, q.aimed(a))
		}
		if u := q.news(); u != nil {
			readings = append(readings, q.offer(u))
		}
	}
	return q.about(ctx, readings...)
}

// welcome answers /tier alone, and somebody who is polite.
func (q *question) welcome(courtesy string) Reply {
	return Reply{
		Parts:   []Part{plain(join(courtesy, " ", q.say.welcome()))},
		Actions: []Action{q.ownAction(), q.listAction(), q.helpAction()},
	}
}

// card is the whole of one partner at a glance.
func (q *question) card(p *program.Partner) Reply {
	s := q.rules.Evaluate(p, q.today)
	parts := make([]Part, 0, 5)
	parts = append(parts, q.headline(p, &s))
	if checks := q.checks(s.Requirements, &s); len(checks) > 0 {
		parts = append(parts, checks)
	}
	parts = append(parts, q.outcome(p, &s)...)
	for _, text := range []string{q.thin(&s), q.above(&s)} {
		if text != "" {
			parts = append(parts, plain(text))
		}
	}
	return Reply{
		Title:   q.title(p, &s),
		Parts:   parts,
		Actions: q.cardActions(p, &s),
		Foot:    slices.Concat(q.foot(p), q.fellFrom(p), q.onRecord(p)),
	}
}

// title is name, tier and state in one line.
func (q *question) title(p *program.Partner, s *program.Standing) string {
	rest := " · " + q.label(s.Tier.Label) + " · " + q.say.state(s.State)
	return titled(p.Name, rest)
}

// outcome is what comes of it, and what to do now.
func (q *question) outcome(p *program.Partner, s *program.Standing) []Part {
	var parts []Part
	if s.State == program.Lapsed {
		parts = append(parts, plain(q.say.stillCounts(s.Deadline, q.today)+q.say.lateWhatToDo(q.decides())))
	}
	if text := q.ifNothingChanges(s); text != "" {
		parts = append(parts, plain(text))
	}
	text := q.nextStep(s)
	if s.State == program.Lapsed {
		text = q.wayBack(p, s)
	}
	if text != "" {
		parts = append(parts, Paragraph{Text{{Text: q.say.next(), Strong: true}, {Text: text}}})
	}
	if s.State == program.Lapsed && q.decides() {
		parts = append(parts, Rows{{Text: Text{{Text: q.say.decideLead(), Strong: true}}, Actions: q.choices(p, s)}})
	}
	return parts
}

// decides reports whether whoever reads the answer, alone, is a manager.
func (q *question) decides() bool { return q.As.may(Manager) && !q.Shared }

// thin says which certificates a partner that keeps its tier has nobody to spare for, so
// that one person's leaving breaks it. Of one that falls anyway there is worse to say.
func (q *question) thin(s *program.Standing) string {
	if s.State != program.Conforming || !keeps(s) {
		return ""
	}
	var short []string
	for i := range s.Requirements {
		if r := &s.Requirements[i]; r.Form() == program.People && r.Held == r.Needed {
			short = append(short, q.requirement(r.Requirement, q.label))
		}
	}
	if len(short) == 0 {
		return ""
	}
	return q.say.oneDeparture(q.label(s.Tier.Label), short)
}

// above says what the next tier up asks for, or that a higher one is earned. A
// lapsed partner has other worries.
func (q *question) above(s *program.Standing) string {
	switch {
	case s.State == program.Lapsed:
		return ""
	case s.Earned != nil && s.Earned.Rank > s.Tier.Rank:
		return q.say.eligible(q.label(s.Earned.Label))
	case s.Next == nil:
		return ""
	}
	items := q.lacking(s.Next.Requirements, q.short)
	if len(items) == 0 {
		return ""
	}
	return q.say.forTier(q.label(s.Next.Tier.Label), items)
}

// cardActions are the next steps from a card, the likeliest first.
func (q *question) cardActions(p *program.Partner, s *program.Standing) []Action {
	actions := make([]Action, 0, maxActions)
	switch {
	case s.State != program.Conforming || willFall(s):
		action := q.planAction(p, nil)
		action.Primary = s.State != program.Lapsed
		actions = append(actions, action)
		if s.State != program.Conforming {
			actions = append(actions, q.missingAction(p))
		}
	case s.Next != nil && !s.Next.Met:
		actions = append(actions, q.planAction(p, s.Next.Tier))
	}
	actions = q.withShare(actions, "/tier "+byID(p))
	if q.Shared {
		return actions
	}
	actions = append(actions, q.historyAction(p.ID))
	if q.As.may(Manager) {
		actions = append(actions, q.recordAction(p))
	}
	return actions
}

// pathActions asks what the tier above takes, or of a lapsed partner its own.
func (q *question) pathActions(p *program.Partner, s *program.Standing) []Action {
	switch {
	case s.State == program.Lapsed:
		return []Action{q.pathAction(p, s.Tier)}
	case s.Next != nil && !s.Next.Met:
		return []Action{q.pathAction(p, s.Next.Tier)}
	}
	return nil
}

// missingAction asks what a partner lacks for its own tier.
func (q *question) missingAction(p *program.Partner) Action {
	return Action{Label: q.say.missingLabel(), Command: "/missing " + byID(p)}
}

// pathAction asks what a tier takes.
func (q *question) pathAction(p *program.Partner, tier *program.Tier) Action {
	return Action{
		Label:   q.say.pathLabel(q.short(tier.Label)),
		Command: "/missing " + byID(p) + forTier(tier),
	}
}

// cardAction opens the card.
func (q *question) cardAction(p *program.Partner) Action {
	return Action{Label: q.say.cardLabel(), Command: "/tier " + byID(p)}
}

// withShare adds the button that shows the answer to the whole channel, unless it
// is there already.
func (q *question) withShare(actions []Action, command string) []Action {
	if q.Shared {
		return actions
	}
	return append(actions, Action{Label: q.say.shareLabel(), Command: command, Effect: Share})
}

// foot is as of when the answer is, and who reported last.
func (q *question) foot(p *program.Partner) []Text {
	foot := make([]Text, 1, 3)
	foot[0] = Text{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}
	if p.Reported.By != "" && !q.Shared {
		before, after := q.say.reportedBy(q.rules.Today(p.Reported.At), q.today)
		if !program.IsUserID(p.Reported.By) {
			before = q.say.importedFrom()
		}
		foot = append(foot, Text{{Text: before}, person(p.Reported.By), {Text: after}})
	}
	if q.Shared && q.hasMoney {
		foot = append(foot, Text{{Text: q.say.moneyLeftOut()}})
	}
	return foot
}

// fellFrom is from where a partner fell to its tier, as long as nothing else was decided,
// and who decided that.
func (q *question) fellFrom(p *program.Partner) []Text {
	if p.Fell == nil {
		return nil
	}
	note := Text{{Text: q.say.fellNote(q.tierLabel(p.Fell.From), p.Fell.Lapse)}}
	if !q.Shared {
		note = append(note, q.decidedBy(p.Fell, ", ")...)
	}
	return []Text{note}
}

// onRecord is what the partner holds and no tier asks for.
func (q *question) onRecord(p *program.Partner) []Text {
	var texts []Text
	for _, r := range q.rules.Path(p, &q.recorded, q.today).Requirements {
		if r.Held > 0 {
			texts = append(texts, Text{{Text: q.say.recordedOnly(q.requirement(r.Requirement, q.label), r.Held)}})
		}
	}
	return texts
}

// person names somebody: a Slack user by their id, anything else as it is written.
func person(who string) Span {
	if program.IsUserID(who) {
		return Span{Person: who}
	}
	return Span{Text: short(who)}
}

// titled is a name and what stands behind it, the name cut to the room there is.
func titled(name, rest string) string {
	return cut(name, maxTitle-len([]rune(rest))) + rest
}
