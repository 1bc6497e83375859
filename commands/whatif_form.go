package commands

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// The form in which something is supposed, and its fields besides fieldDay. The fields of
// people and of amounts go on with what they are about.
const (
	formWhatIf = "what-if"

	fieldPeople       = "people"
	fieldCompetencies = "competencies"
)

// peopleField is the field of how many people more or fewer hold a certificate.
func peopleField(c *program.Certificate, kind string) string {
	if kind == "" {
		return fieldPeople + ":" + c.ID
	}
	return fieldPeople + ":" + c.ID + ":" + kind
}

// A baseline is what the form about a partner was drawn on: what is filled in is supposed
// where it says something else. It travels with the form.
type baseline struct {
	ID           string   `json:"id"`
	Competencies []int    `json:"c,omitempty"` // that are held, by their places in the rules
	Amounts      []string `json:"a,omitempty"` // of all metrics, as they are typed
}

func baselineOf(state string) baseline {
	var b baseline
	_ = json.Unmarshal([]byte(state), &b) // of another shape: the fields say what there is
	return b
}

func (b baseline) String() string {
	text, err := json.Marshal(b)
	if err != nil {
		panic("unreachable: a baseline is plain data: " + err.Error())
	}
	return string(text)
}

// baseline is what a partner has today.
func (q *question) baseline(p *program.Partner) baseline {
	b := baseline{ID: p.ID}
	for i := range q.rules.Competencies {
		if q.holds(p, &program.Requirement{Of: []string{q.rules.Competencies[i].ID}, Count: 1}) > 0 {
			b.Competencies = append(b.Competencies, i)
		}
	}
	for i := range q.rules.Metrics {
		b.Amounts = append(b.Amounts, plainAmount(p.Value(q.rules.Metrics[i].ID, q.today)))
	}
	return b
}

// holds is how much a partner has today towards a requirement.
func (q *question) holds(p *program.Partner, r *program.Requirement) int64 {
	tier := program.Tier{Requirements: []program.Requirement{*r}}
	return q.rules.Path(p, &tier, q.today).Requirements[0].Held
}

// askWhatIf asks what to suppose of a partner, with a form where forms can be shown.
func (q *question) askWhatIf(p *program.Partner, u *update) Reply {
	reply := q.explain(q.commandCalled("what-if"))
	s := q.rules.Evaluate(p, q.today)
	reply.Title = q.title(p, &s)
	reply.Actions = []Action{q.whatIfAction(p), q.cardAction(p), q.helpAction()}
	if q.Forms {
		base := q.baseline(p)
		reply.Form = q.whatIfForm(p, q.whatIfValues(base, u), base)
	}
	return reply
}

// whatIfValues are what the form holds when something is supposed already.
func (q *question) whatIfValues(base baseline, u *update) Values {
	v := Values{fieldDay: q.today.String()}
	var held []string
	for _, i := range base.Competencies {
		held = append(held, q.rules.Competencies[i].ID)
	}
	for i, amount := range base.Amounts {
		v[fieldAmount+":"+q.rules.Metrics[i].ID] = amount
	}
	people := map[string]int{}
	for i := range u.items {
		told := &u.items[i]
		v[fieldDay] = told.day.String()
		switch {
		case told.metric != nil:
			v[u.amountField(told.metric)] = plainAmount(told.amount)
		case told.competency != nil:
			held = slices.DeleteFunc(held, func(id string) bool { return id == told.competency.ID })
			if !told.revoked {
				held = append(held, told.competency.ID)
			}
		case told.revoked:
			people[peopleField(told.certificate, told.kind)] -= told.unnamed + len(told.holders)
		default:
			people[peopleField(told.certificate, told.kind)] += told.unnamed + len(told.holders)
		}
	}
	for field, n := range people {
		v[field] = strconv.Itoa(n)
	}
	if !u.until.IsZero() {
		v[fieldDay] = u.until.String()
	}
	v[fieldCompetencies] = strings.Join(held, "\n")
	return v
}

// whatIfForm is the form about a partner with values in it, and what comes of them above.
func (q *question) whatIfForm(p *program.Partner, v Values, base baseline) *Form {
	form := &Form{
		Name: formWhatIf, Title: q.say.whatIfLabel(), Submit: q.say.whatIfSubmit(), State: base.String(),
		Intro: q.whatIfIntro(p, v, base),
	}
	asked := q.asked()
	for _, r := range asked.people {
		form.Fields = append(form.Fields, q.headcountField(p, r, v))
	}
	if len(asked.competencies) > 0 {
		form.Fields = append(form.Fields, Field{
			Name: fieldCompetencies, Label: q.say.heldCompetencies(), Kind: SeveralField,
			Choices: asked.competencies, Value: v[fieldCompetencies], Optional: true, Redraws: true,
		})
	}
	for _, m := range asked.metrics {
		name := fieldAmount + ":" + m.ID
		form.Fields = append(form.Fields, Field{
			Name: name, Label: cut(q.label(m.Label), longestField), Hint: q.say.pressEnter(), Kind: TextField,
			Value: v[name], Optional: true, Redraws: true,
		})
	}
	form.Fields = append(form.Fields, Field{
		Name: fieldDay, Label: q.say.whatIfDay(), Hint: q.say.whatIfDayHint(), Kind: DayField, Value: v[fieldDay], Redraws: true,
	})
	return form
}

// whatIfIntro is what comes of the values of a form, or what is wrong with them.
func (q *question) whatIfIntro(p *program.Partner, v Values, base baseline) []Text {
	u := q.supposedIn(v, base)
	h, problems := q.suppose(p, u)
	card := q.then(h.day).card(&h.partner)
	intro := []Text{{{Text: q.whatIfTitle(h), Strong: true}}}
	for _, problem := range problems {
		intro = append(intro, Text{{Text: problem.text}})
	}
	for _, part := range card.Parts {
		switch part := part.(type) {
		case Paragraph:
			intro = append(intro, part.Text)
		case Checklist:
			intro = append(intro, Text{{Text: strings.TrimSuffix(Reply{Parts: []Part{part}}.String(), "\n")}})
		}
	}
	return intro
}

// supposedIn is what the values of a form suppose.
func (q *question) supposedIn(v Values, base baseline) *update {
	asked := *q
	_, asked.Text, _ = strings.Cut(q.composeWhatIf(v, base), " ")
	asked.line = parse(asked.Text)
	all := asked.suppositions(asked.line[1:])
	if len(all) == 0 {
		return &update{supposed: true}
	}
	return all[0]
}

// askedFor is what the tiers ask for: of nothing else does a verdict depend.
type askedFor struct {
	people       []*program.Requirement // one for each certificate and kind
	competencies []Choice
	metrics      []*program.Metric
}

func (c *Commands) askedRequirements() []*program.Requirement {
	var all []*program.Requirement
	for i := range c.rules.Tiers {
		for j := range c.rules.Tiers[i].Requirements {
			all = append(all, &c.rules.Tiers[i].Requirements[j])
		}
	}
	return all
}

// asked are the things that some tier asks for.
func (q *question) asked() askedFor {
	var asked askedFor
	all := q.askedRequirements()
	for _, r := range all {
		same := func(other *program.Requirement) bool {
			return other.Certificate == r.Certificate && other.Kind == r.Kind
		}
		if r.Form() == program.People && !slices.ContainsFunc(asked.people, same) {
			asked.people = append(asked.people, r)
		}
	}
	for i := range q.rules.Competencies {
		c := &q.rules.Competencies[i]
		if slices.ContainsFunc(all, func(r *program.Requirement) bool { return slices.Contains(r.Of, c.ID) }) && len(c.ID) <= maxOption {
			asked.competencies = append(asked.competencies, Choice{Value: c.ID, Label: cut(q.label(c.Label), maxOption)})
		}
	}
	asked.competencies = asked.competencies[:min(len(asked.competencies), maxChoices)]
	for i := range q.rules.Metrics {
		m := &q.rules.Metrics[i]
		if slices.ContainsFunc(all, func(r *program.Requirement) bool { return r.Metric == m.ID }) {
			asked.metrics = append(asked.metrics, m)
		}
	}
	return asked
}

// longestField is how many characters the label of a field can have.
const longestField = 48

// mostPeople is how many people more, or fewer, the form offers at most.
const mostPeople = 10

// headcountField asks how many people more or fewer hold a certificate.
func (q *question) headcountField(p *program.Partner, r *program.Requirement, v Values) Field {
	c := q.rules.Certificate(r.Certificate)
	held := int(q.holds(p, &program.Requirement{Certificate: r.Certificate, Kind: r.Kind, Count: 1}))
	field := Field{Name: peopleField(c, r.Kind), Label: cut(q.requirement(r, q.label), longestField), Kind: ChoiceField, Redraws: true, Value: "0"}
	if n := v[field.Name]; n != "" {
		field.Value = n
	}
	for n := -min(held, mostPeople); n <= mostPeople; n++ {
		label := q.say.asItIs(q.say.number(int64(held)))
		if n != 0 {
			label = q.say.wouldBe(changeText(n), q.say.number(int64(held+n)))
		}
		field.Choices = append(field.Choices, Choice{Value: strconv.Itoa(n), Label: label})
	}
	return field
}

// changeText is a number of people more, or fewer.
func changeText(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return "+" + strconv.Itoa(n)
}

// composeWhatIf is what is supposed in a form.
func (c *Commands) composeWhatIf(v Values, base baseline) string {
	day := " on " + oneLine(v[fieldDay])
	if v[fieldDay] == "" {
		day = " on today"
	}
	var segments []string
	add := func(text string) { segments = append(segments, text+day) }
	q := &question{Commands: c, say: c.english}
	asked := q.asked()
	for _, r := range asked.people {
		if n, _ := strconv.Atoi(v[peopleField(c.rules.Certificate(r.Certificate), r.Kind)]); n != 0 {
			told := item{thing: thing{certificate: c.rules.Certificate(r.Certificate)}, kind: r.Kind, unnamed: max(n, -n), revoked: n < 0}
			add(told.text())
		}
	}
	held := strings.Fields(v[fieldCompetencies])
	for i := range c.rules.Competencies {
		id := c.rules.Competencies[i].ID
		offered := slices.ContainsFunc(asked.competencies, func(choice Choice) bool { return choice.Value == id })
		switch was, is := slices.Contains(base.Competencies, i), slices.Contains(held, id); {
		case is && !was:
			add("competency " + id)
		case was && !is && offered:
			add("revoke competency " + id)
		}
	}
	for i := range c.rules.Metrics {
		id := c.rules.Metrics[i].ID
		if typed := oneLine(v[fieldAmount+":"+id]); typed != "" && (i >= len(base.Amounts) || typed != base.Amounts[i]) {
			add(id + " " + typed)
		}
	}
	if len(segments) == 0 {
		segments = []string{strings.TrimSpace(day)}
	}
	return "/tier what-if " + keyID + ":" + quote(base.ID) + " " + strings.Join(segments, "; ")
}

// redrawWhatIf is the form as it should look now that something else is supposed in it.
func (q *question) redrawWhatIf(ctx context.Context, v Values, state string) (*Form, error) {
	base := baselineOf(state)
	p, err := q.now(ctx, base.ID)
	if err != nil || p == nil {
		return nil, err
	}
	return q.whatIfForm(p, v, base), nil
}
