package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func planCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"training", "formation", "formations"},
		Name:    Wording{"plan", "plan"},
		Usage:   Wording{"<partner> [for <tier>]", "<partenaire> [pour <niveau>]"},
		Help:    Wording{"A partner's training programme: what to train, how many people, and by when each must start.", "Le programme de formation d'un partenaire\u00a0: quoi, combien de personnes, et quand commencer au plus tard."},
		Example: Wording{"/tier plan acme premier", "/tier plan acme premier"},
		Access:  Reader,
		run:     runPlan,
	}
}

// A showing is what to show of the way to a tier; nil is the partner's own.
type showing func(p *program.Partner, tier *program.Tier) Reply

func runPlan(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) == 0 {
		return q.explain(q.commandCalled("plan")), nil
	}
	asked, command, show := *q, "/tier plan", q.planFor
	if lang, rest := q.mailAsked(); lang != "" {
		asked.args, command = rest, mailCommand
		show = func(p *program.Partner, tier *program.Tier) Reply { return q.mail(p, tier, lang) }
	}
	readings := []reading{{name: asked.args, command: command, answer: telling(func(p *program.Partner) Reply { return show(p, nil) })}}
	if a, ok := asked.aim(); ok {
		readings = append(readings, q.planTo(a, command, show))
		if a.certain {
			readings = readings[1:]
		}
	} else {
		for name, rest := range begun(asked.args) {
			which := q.planTo(aim{name: name, asked: rest.String()}, command, show)
			which.exactly = true
			readings = append(readings, which)
		}
	}
	return q.about(ctx, append(readings, reading{name: q.line, answer: telling(q.card)})...)
}

// planTo is what an aim asks. When it names no one tier, the answer is which.
func (q *question) planTo(a aim, command string, show showing) reading {
	r := reading{name: a.name, command: command}
	if len(a.tiers) == 1 {
		r.tail = forTier(a.tiers[0])
		r.answer = telling(func(p *program.Partner) Reply { return show(p, a.tiers[0]) })
		return r
	}
	r.tail = join(" for", " ", quoteOrNone(a.asked))
	r.answer = telling(func(p *program.Partner) Reply {
		s := q.rules.Evaluate(p, q.today)
		text, tiers := q.say.couldBe(short(a.asked), q.labels(a.tiers)), a.tiers
		if len(tiers) == 0 {
			tiers = q.tiers()
			text = q.say.planForWhich(short(a.asked), q.labels(tiers))
		}
		return Reply{
			Title:   q.title(p, &s),
			Parts:   []Part{plain(text)},
			Actions: q.tierActions(tiers, func(t *program.Tier) string { return command + " " + byID(p) + forTier(t) }),
		}
	})
	return r
}

// quoteOrNone is a text in quotes; nothing of none.
func quoteOrNone(text string) string {
	if text == "" {
		return ""
	}
	return quote(short(text))
}

// planFor is a partner's way to a tier; nil is its own, or the one above it when nothing
// is left to do for that.
func (q *question) planFor(p *program.Partner, tier *program.Tier) Reply {
	s := q.rules.Evaluate(p, q.today)
	plan, kept := q.wayTo(p, tier, &s)
	var parts []Part
	switch {
	case kept:
		parts = append(parts, q.headline(p, &s))
	case plan.Tier != s.Tier:
		parts = append(parts, plain(q.say.nowAt(q.label(s.Tier.Label), &s)))
	}
	if !kept || plan.Tier != s.Tier {
		parts = append(parts, q.verdict(p, &s, &plan))
	}
	if rows := q.stepRows(&plan); len(rows) > 0 {
		parts = append(parts, rows)
	}
	if trainings(&plan) > 1 && plan.PersonDays > 0 {
		parts = append(parts, plain(q.say.cost(plan.PersonDays)))
	}
	if s.State == program.Lapsed && plan.Tier == s.Tier {
		parts = append(parts, plain(q.say.stillCounts(s.Deadline, q.today)+q.say.lateWhatToDo(q.decides())))
	}
	return Reply{
		Title:   titled(p.Name, q.say.planTitle(q.label(plan.Tier.Label))),
		Parts:   parts,
		Actions: q.planActions(p, &s, &plan),
		Foot:    q.foot(p),
	}
}

// wayTo is the plan to show for a tier, and whether it is shown because the partner's own
// tier needs none: then it is for the one above, where there is one.
func (q *question) wayTo(p *program.Partner, tier *program.Tier, s *program.Standing) (plan program.Plan, kept bool) {
	if tier != nil {
		return q.rules.Plan(p, tier, q.today), false
	}
	plan = q.rules.Plan(p, s.Tier, q.today)
	kept = s.State == program.Conforming && plan.Done()
	if kept && s.Next != nil {
		plan = q.rules.Plan(p, s.Next.Tier, q.today)
	}
	return plan, kept
}

// trainings is how many people train, one for each competency.
func trainings(plan *program.Plan) int64 {
	n := int64(0)
	for i := range plan.Steps {
		n += plan.Steps[i].People
	}
	return n
}

// isOver reports whether the time for a plan is over, whatever is still trained.
func isOver(plan *program.Plan) bool {
	return !plan.Deadline.IsZero() && plan.Deadline.Before(plan.Day)
}

// verdict is whether the tier can be reached, by when, and when that must begin.
func (q *question) verdict(p *program.Partner, s *program.Standing, plan *program.Plan) Paragraph {
	label := q.label(plan.Tier.Label)
	var strong, rest string
	switch above := plan.Tier.Rank > s.Tier.Rank; {
	case plan.Done() && above && q.rules.Path(p, plan.Tier, q.today).Met:
		return plain(q.say.eligible(label))
	case plan.Done() && plan.Tier == s.Tier && s.State == program.InGrace:
		return plain(q.say.keepsAnyway(label))
	case plan.Done():
		return plain(q.say.allMet(label))
	case isOver(plan):
		strong, rest = q.say.timeWasOver(plan), q.say.stillToTrain(plan)
	case above:
		strong, rest = q.say.reachable(plan), q.say.noHurry(label, plan)
	case len(plan.Steps) == 0:
		strong, rest = q.say.onlyFigures(), q.say.figuresBy(plan)
	case !plan.InTime():
		strong, rest = q.say.tooLate(plan), q.say.needsTime(plan)
	default:
		strong, rest = q.say.startPlan(plan), q.say.overBy(plan)
	}
	if short := q.falling(plan); len(short) > 0 && len(plan.Steps) > 0 {
		rest += q.say.notAlone(short)
	}
	return Paragraph{Text{{Text: strong, Strong: true}, {Text: rest}}}
}

// falling are the figures that fall short, as far as they may be said.
func (q *question) falling(plan *program.Plan) []string {
	var short []string
	for i := range plan.Figures {
		if r := plan.Figures[i].Requirement; !q.hidden(r) {
			short = append(short, q.requirement(r, q.label))
		}
	}
	return short
}

// stepRows are the steps of a plan in its order, and then the figures.
func (q *question) stepRows(plan *program.Plan) Rows {
	var rows Rows
	for i := range plan.Steps {
		step := &plan.Steps[i]
		number := ""
		if len(plan.Steps) > 1 {
			number = q.say.number(int64(i+1)) + ". "
		}
		text := join(q.stepTakes(step), q.say.semicolon(), q.stepBegins(step, plan))
		rows = append(rows, Row{Text: Text{{Text: number + q.stepName(step), Strong: true}, {Text: join(" – ", "", text)}}})
	}
	for i := range plan.Figures {
		figure := &plan.Figures[i]
		if q.hidden(figure.Requirement) {
			continue
		}
		unit := q.rules.Metric(figure.Metric).Unit
		rows = append(rows, Row{Text: Text{
			{Text: q.requirement(figure.Requirement, q.label), Strong: true},
			{Text: q.say.figureStep(q.say.amount(figure.Needed, unit), q.say.amount(figure.Missing, unit), figure.Held > 0)},
		}})
	}
	return rows
}

// stepName is what a step trains.
func (q *question) stepName(s *program.Step) string {
	switch {
	case s.Competency != nil:
		return q.label(s.Competency.Label)
	case s.Kind != nil:
		return q.label(s.Certificate.Label) + " (" + q.label(s.Kind.Label) + ")"
	}
	return q.label(s.Certificate.Label)
}

// stepTakes is what a step takes, and what would do in its place.
func (q *question) stepTakes(s *program.Step) string {
	training := q.say.training(s.Training, s.People)
	if s.Competency != nil {
		return join(training, ", ", q.say.instead(names(s.Instead, q.label)))
	}
	who := q.say.people(s.People, false)
	if s.Kind != nil && s.New > 0 {
		who += q.say.mustBeNew(s.New, s.New == s.People, q.label(s.Certificate.Label))
	}
	return join(who, ", ", training)
}

// stepBegins is by when a step must begin, where something is lost otherwise.
func (q *question) stepBegins(s *program.Step, plan *program.Plan) string {
	switch {
	case !plan.Falls || isOver(plan) || s.LatestStart.IsZero():
		return ""
	case s.LatestStart.Before(q.today):
		return q.say.tooLateToStart(s.LatestStart, q.today)
	case s.LatestStart == q.today:
		return q.say.startToday()
	case s.LatestStart == plan.Deadline:
		return q.say.byDeadline(plan.Deadline, q.today)
	}
	return q.say.startBy(s.LatestStart, q.today)
}

// planActions are the next steps from a plan, the likeliest first.
func (q *question) planActions(p *program.Partner, s *program.Standing, plan *program.Plan) []Action {
	var actions []Action
	command := "/tier plan " + byID(p) + forTier(plan.Tier)
	if !plan.Done() && !q.Shared {
		actions = append(actions, Action{
			Label: q.say.mailLabel(), Primary: true,
			Command: mailCommand + " " + byID(p) + forTier(plan.Tier),
		})
	}
	actions = append(actions, q.cardAction(p))
	if plan.Tier == s.Tier && s.Next != nil && s.State != program.Lapsed {
		actions = append(actions, q.planAction(p, s.Next.Tier))
	}
	actions = q.withShare(actions, command)
	if q.decides() {
		actions = append(actions, q.recordAction(p))
	}
	return actions
}

// planAction asks for the way to a tier; nil is the partner's own.
func (q *question) planAction(p *program.Partner, tier *program.Tier) Action {
	if tier == nil {
		return Action{Label: q.say.planLabel(), Command: "/tier plan " + byID(p)}
	}
	return Action{Label: q.say.planForLabel(q.short(tier.Label)), Command: "/tier plan " + byID(p) + forTier(tier)}
}

// planActionUnless is [question.planAction], unless there is nothing to do.
func (q *question) planActionUnless(done bool, p *program.Partner, tier *program.Tier) []Action {
	if done {
		return nil
	}
	return []Action{q.planAction(p, tier)}
}
