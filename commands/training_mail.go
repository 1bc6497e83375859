package commands

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// mailWord is what stands behind plan where the plan is asked for as an e-mail. The language
// that it is to be in may follow; without, it is the reader's.
const mailWord = "mail"

const mailCommand = "/tier plan " + mailWord

// mailAsked is the language of the e-mail that the arguments ask for, and the arguments
// behind it; empty when they ask for none. Only a button asks, which says beyond doubt
// whom it is about, so that no partner's name is mistaken for it.
func (q *question) mailAsked() (lang program.Lang, rest words) {
	id, _ := q.args.take(keyID)
	if id == "" || q.args[0].quoted || q.args[0].text != mailWord {
		return "", nil
	}
	for _, lang := range [...]program.Lang{program.English, program.French} {
		if word := q.args[1]; !word.quoted && word.text == string(lang) {
			return lang, q.args[2:]
		}
	}
	return q.say.lang, q.args[1:]
}

// mail is a plan as an e-mail to the partner, to be copied. Nothing is in it but the
// partner's own name, what it is to do, and by when: nobody's name, nothing that was
// reported, and of its figures only what the tier asks for.
func (q *question) mail(p *program.Partner, tier *program.Tier, lang program.Lang) Reply {
	s := q.rules.Evaluate(p, q.today)
	plan, _ := q.wayTo(p, tier, &s)
	reply := Reply{
		Title:   titled(p.Name, q.say.mailTitle()),
		Parts:   []Part{plain(q.say.mailIntro())},
		Actions: []Action{q.planAction(p, plan.Tier)},
	}
	if plan.Done() {
		reply.Parts = []Part{q.verdict(p, &s, &plan)}
		return reply
	}
	if lang == q.say.lang {
		command := mailCommand + " " + string(q.say.otherLang()) + " " + byID(p) + forTier(plan.Tier)
		reply.Actions = append([]Action{{Label: q.say.mailInOther(), Command: command}}, reply.Actions...)
	}
	in := q.in(q.phrases(lang))
	subject, body := in.letter(p, &s, &plan)
	reply.Parts = append(reply.Parts, Paragraph{Text{{Text: in.say.mailSubjectLead(), Strong: true}, {Text: subject}}})
	for _, text := range together(body) {
		reply.Parts = append(reply.Parts, plain(text))
	}
	return reply
}

// longestLetter is how many bytes of an e-mail stand in one paragraph, which is copied at
// once. Few need a second one.
const longestLetter = 2500

// together joins paragraphs, as many as there is room for.
func together(paragraphs []string) []string {
	var texts []string
	for _, paragraph := range paragraphs {
		if n := len(texts) - 1; n >= 0 && len(texts[n])+len(paragraph) < longestLetter {
			texts[n] += "\n\n" + paragraph
			continue
		}
		texts = append(texts, paragraph)
	}
	return texts
}

// letter is the subject and the paragraphs of the e-mail.
func (q *question) letter(p *program.Partner, s *program.Standing, plan *program.Plan) (subject string, body []string) {
	name, tier := cut(p.Name, maxName), q.label(plan.Tier.Label)
	lead := q.say.mailReach(name, tier, q.label(q.rules.Name))
	switch {
	case isOver(plan) && plan.Tier == s.Tier:
		lead = q.say.mailOver(name, tier, plan.Deadline)
	case plan.Falls && plan.Tier == s.Tier && !plan.InTime():
		lead = q.say.mailLate(name, tier, plan.Deadline)
	case plan.Falls && plan.Tier == s.Tier:
		lead = q.say.mailKeep(name, tier, q.label(q.rules.Name), plan.Deadline)
	}
	body = []string{q.say.mailHello(), lead, strings.Join(q.letterSteps(plan), "\n")}
	if len(plan.Steps) > 0 {
		body = append(body, q.letterTimes(plan))
	}
	return q.say.mailSubject(name, tier), append(body, q.say.mailClosing(len(plan.Steps) > 0))
}

// letterSteps is a line for each thing to do.
func (q *question) letterSteps(plan *program.Plan) []string {
	var lines []string
	for i := range plan.Steps {
		step := &plan.Steps[i]
		begin := ""
		if plan.Falls && plan.InTime() && !step.LatestStart.IsZero() {
			begin = q.say.mailBegin(step.LatestStart)
		}
		lines = append(lines, "– "+join(q.stepName(step), q.say.colon(), join(q.stepTakes(step), q.say.semicolon(), begin)))
	}
	for i := range plan.Figures {
		figure := &plan.Figures[i]
		if !q.hidden(figure.Requirement) {
			amount := q.say.amount(figure.Needed, q.rules.Metric(figure.Metric).Unit)
			lines = append(lines, "– "+q.requirement(figure.Requirement, q.label)+q.say.colon()+q.say.mailFigure(amount))
		}
	}
	return lines
}

// letterTimes is when the trainings can be over, and where they are found.
func (q *question) letterTimes(plan *program.Plan) string {
	times := q.say.mailTimes(trainings(plan) > 1, plan.Earliest)
	if !plan.Falls && plan.InTime() && !plan.LatestStart.IsZero() {
		times += q.say.mailThen(q.label(plan.Tier.Label), plan)
	}
	if school := q.label(q.rules.School); school != "" {
		times += q.say.mailSchool(school)
	}
	return times
}
