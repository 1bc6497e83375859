package commands

import (
	"encoding/json"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// The form in which managers record, and its fields.
const (
	formRecord = "record"

	fieldPartner  = "partner"
	fieldWhat     = "what"
	fieldStatus   = "status"
	fieldHolders  = "holders"
	fieldAmount   = "amount"
	fieldDay      = "day"
	fieldEvidence = "evidence"
	fieldNote     = "note"
)

// What the field of the status says.
const (
	statusEarned = "earned"
	statusEnded  = "ended"
)

// A drawing is what a form was drawn on. It travels with the form.
type drawing struct {
	ID      string `json:"id,omitempty"` // the partner's; empty: none was chosen
	Version int64  `json:"v,omitempty"`
}

// drawn reads the state of a form; anything else is one that was drawn on nothing.
func drawn(state string) drawing {
	var d drawing
	_ = json.Unmarshal([]byte(state), &d)
	return d
}

func (d drawing) String() string {
	text, err := json.Marshal(d)
	if err != nil {
		panic("unreachable: a drawing is plain data: " + err.Error())
	}
	return string(text)
}

// askRecord asks what to record of a partner, or of which; with a form where forms can
// be shown.
func (q *question) askRecord(p *program.Partner) Reply {
	reply := q.explain(q.commandCalled("certify"))
	reply.Private = true
	if p != nil {
		s := q.rules.Evaluate(p, q.today)
		reply.Title = q.title(p, &s)
		reply.Parts = append([]Part{plain(q.say.whatOf(short(p.Name)))}, reply.Parts...)
		reply.Actions = []Action{q.cardAction(p), q.helpAction()}
	}
	if q.Forms {
		reply.Form = q.recordForm(p, q.firstValues(p))
		return reply
	}
	// Where words cannot open a form, a button can.
	form := Action{Label: q.say.recordLabel(), Command: "/certify", Primary: true}
	if p != nil {
		form.Command += " " + byID(p)
	}
	reply.Actions = append([]Action{form}, reply.Actions...)
	return reply
}

// firstValues are what a form about a partner holds before anything is filled in: what
// its tier asks for and it has not.
func (q *question) firstValues(p *program.Partner) Values {
	v := Values{fieldDay: q.today.String()}
	if p == nil {
		return v
	}
	v[fieldPartner] = optionOf(p)
	s := q.rules.Evaluate(p, q.today)
	for i := range s.Requirements {
		if r := &s.Requirements[i]; !r.Met() && v[fieldWhat] == "" {
			v[fieldWhat] = q.choiceFor(r)
		}
	}
	return v
}

// choiceFor is what to record of a requirement that is not met; empty for a competency,
// which nothing but a look keeps from being recorded.
func (q *question) choiceFor(r *program.Result) string {
	switch r.Form() {
	case program.People:
		return choiceOf(&thing{certificate: q.rules.Certificate(r.Certificate)}, r.Kind)
	case program.Minimum:
		return choiceOf(&thing{metric: q.rules.Metric(r.Metric)}, "")
	}
	return ""
}

// recordForm is the form about a partner, or about one to be chosen, with values in it.
func (q *question) recordForm(p *program.Partner, v Values) *Form {
	form := &Form{Name: formRecord, Title: q.say.recordTitle(), Submit: q.say.recordSubmit()}
	partner := Field{
		Name: fieldPartner, Label: q.say.partnerField(), Placeholder: q.say.partnerPlaceholder(),
		Kind: PartnerField, Value: v[fieldPartner], Redraws: true,
	}
	if p != nil {
		form.State = drawing{p.ID, p.Version}.String()
		partner.Value, partner.Shown = optionOf(p), cut(p.Name, maxOption)
		s := q.rules.Evaluate(p, q.today)
		form.Intro = append(form.Intro, Text{{Text: q.title(p, &s), Strong: true}})
		if items := q.lacking(s.Requirements, q.short); len(items) > 0 {
			form.Intro = append(form.Intro, Text{{Text: q.say.missingItems(items, false)}})
		}
	}
	what := Field{
		Name: fieldWhat, Label: q.say.whatField(), Placeholder: q.say.whatPlaceholder(),
		Kind: ChoiceField, Choices: q.whatChoices(), Value: v[fieldWhat], Redraws: true,
	}
	form.Fields = append([]Field{partner, what}, q.detailFields(v)...)
	form.Fields = append(form.Fields,
		Field{Name: fieldEvidence, Label: q.say.evidenceField(), Placeholder: "https://", Kind: LinkField, Value: v[fieldEvidence], Optional: true},
		Field{Name: fieldNote, Label: q.say.noteField(), Kind: TextField, Value: v[fieldNote], Optional: true},
	)
	return form
}

// detailFields are the fields that depend on what is recorded.
func (q *question) detailFields(v Values) []Field {
	day := Field{Name: fieldDay, Label: q.say.dayField(), Kind: DayField, Value: v[fieldDay]}
	status := Field{
		Name: fieldStatus, Label: q.say.statusField(), Kind: ChoiceField, Value: v[fieldStatus],
		Choices: []Choice{{Value: statusEarned, Label: q.say.statusEarned()}, {Value: statusEnded, Label: q.say.statusEnded()}},
	}
	if status.Value == "" {
		status.Value = statusEarned
	}
	switch sort, _, _ := thingValue(v[fieldWhat]); sort {
	case kindOfCertificate:
		return []Field{
			{Name: fieldHolders, Label: q.say.holdersField(), Hint: q.say.holdersHint(), Kind: LinesField, Value: v[fieldHolders]},
			status, day,
		}
	case kindOfCompetency:
		return []Field{status, day}
	case kindOfMetric:
		return []Field{{Name: fieldAmount, Label: q.say.amountField(), Kind: TextField, Value: v[fieldAmount]}, day}
	}
	return []Field{day}
}

// The sorts of things, as they begin the value of a choice.
const (
	kindOfCertificate = "certificate:"
	kindOfCompetency  = "competency:"
	kindOfMetric      = "metric:"
)

// thingValue takes the value of a choice apart: the sort, the id, and of a certificate
// perhaps the kind.
func thingValue(value string) (sort, id, kind string) {
	for _, sort := range [...]string{kindOfCertificate, kindOfCompetency, kindOfMetric} {
		if rest, ok := strings.CutPrefix(value, sort); ok {
			id, kind, _ = strings.Cut(rest, ":")
			return sort, id, kind
		}
	}
	return "", "", ""
}

// choiceOf is a thing as the value of a choice; of a certificate perhaps of a kind.
func choiceOf(t *thing, kind string) string {
	switch {
	case t.competency != nil:
		return kindOfCompetency + t.id()
	case t.metric != nil:
		return kindOfMetric + t.id()
	case kind != "":
		return kindOfCertificate + t.id() + ":" + kind
	}
	return kindOfCertificate + t.id()
}

// whatChoices are all that can be recorded.
func (q *question) whatChoices() []Choice {
	var choices []Choice
	add := func(value, label, group string) {
		choices = append(choices, Choice{Value: value, Label: cut(label, maxOption), Group: group})
	}
	for _, t := range q.things() {
		switch label := q.label(t.label()); {
		case t.competency != nil:
			add(choiceOf(&t, ""), label, q.say.competencies())
		case t.metric != nil:
			add(choiceOf(&t, ""), label, q.say.figures())
		default:
			add(choiceOf(&t, ""), label, q.say.certificates())
			for _, kind := range t.certificate.Kinds {
				add(choiceOf(&t, kind.ID), label+" ("+q.label(kind.Label)+")", q.say.certificates())
			}
		}
	}
	return choices[:min(len(choices), maxChoices)]
}

// The limits of choices: [Choice] and [Field] say the same.
const (
	maxOption  = 75
	maxChoices = 100
)

// optionOf is a partner as the value of a choice: its id, or, of an id that is too long
// for one, its beginning, which is then looked for as a name.
func optionOf(p *program.Partner) string {
	if len(p.ID) <= maxOption {
		return p.ID
	}
	end := maxOption - len("…")
	for !isBoundary(p.ID, end) {
		end--
	}
	return p.ID[:end] + "…"
}

// isBoundary reports whether a text can be cut at a place.
func isBoundary(text string, at int) bool { return at == 0 || text[at]&0xC0 != 0x80 }
