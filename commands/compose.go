package commands

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// Needs is what it takes to run what these words ask. Whoever makes a request makes
// sure of the asker's rights anew when it is [Manager].
func (c *Commands) Needs(command, text string) Access {
	line := parse(text)
	found, _ := c.route(command, line)
	if slash := c.slashIn(line); found == &c.table[0] && slash != "" {
		found, _ = c.route(slash, line[1:])
	}
	return found.Access
}

// Compose is the command line that says what was filled into a form: the slash
// command, a space, and what stands behind it. It is empty for a form that is not
// one of this package's.
func (c *Commands) Compose(form string, values Values, state string) string {
	switch form {
	case formRecord:
		return composeRecord(values, drawn(state))
	case formExempt:
		return composeExempt(values, drawn(state))
	case formReminders:
		return composeReminders(values)
	case formHandover:
		return composeHandover(values, giverOf(state))
	case formWhatIf:
		return c.composeWhatIf(values, baselineOf(state))
	case formImport:
		return "/tier import " + keyFile + ":" + quote(values[fieldFile])
	}
	return ""
}

// composeRecord is what was filled into the form in which managers record.
func composeRecord(v Values, d drawing) string {
	line := "/certify " + partnerIn(v, d)
	if d.ID != "" && v[fieldPartner] == optionOf(&program.Partner{ID: d.ID}) {
		line += " " + keySeen + ":" + quote(decimal(d.Version))
	}
	if v[fieldStatus] == statusEnded {
		line += " revoke"
	}
	line += " " + thingIn(v)
	if v[fieldDay] != "" {
		line += " on " + oneLine(v[fieldDay])
	}
	if v[fieldEvidence] != "" {
		line += " evidence " + oneLine(v[fieldEvidence])
	}
	if v[fieldNote] != "" {
		line += " note " + oneLine(v[fieldNote])
	}
	return line
}

// partnerIn names the partner of a form: by its id, or by its beginning.
func partnerIn(v Values, d drawing) string {
	chosen := v[fieldPartner]
	if d.ID != "" && chosen == optionOf(&program.Partner{ID: d.ID}) {
		return keyID + ":" + quote(d.ID)
	}
	if beginning, cut := strings.CutSuffix(chosen, "…"); cut {
		return quote(beginning)
	}
	return keyID + ":" + quote(chosen)
}

// thingIn is what a form is about, and whose or how much.
func thingIn(v Values) string {
	sort, id, kind := thingValue(v[fieldWhat])
	switch sort {
	case kindOfCertificate:
		return id + " " + holdersIn(v[fieldHolders], kind)
	case kindOfMetric:
		return id + " " + oneLine(v[fieldAmount])
	case kindOfCompetency:
		return "competency " + id
	}
	return ""
}

// holdersIn are the people of a form, one a line, each in quotes.
func holdersIn(text, kind string) string {
	var names []string
	for line := range strings.Lines(text) {
		name := unquoted(oneLine(line))
		if _, number := headcount(name); number || name == "" {
			names = append(names, name)
			continue
		}
		if kind != "" {
			name += " (" + kind + ")"
		}
		names = append(names, quote(name))
	}
	return strings.Join(slices.DeleteFunc(names, func(name string) bool { return name == "" }), ", ")
}

// oneLine is a text without line ends, which would end what it belongs to.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Redraw is a form as it should look now that a field which redraws has changed. The
// asker's rights are checked as by [Commands.Do]; without them the form is nil, as it
// is for a form that is not one of this package's.
func (c *Commands) Redraw(ctx context.Context, req Request, form string, values Values, state string) (*Form, error) {
	q := c.question(req)
	switch {
	case form == formWhatIf && req.As.may(Reader):
		return q.redrawWhatIf(ctx, values, state)
	case form == formHandover && req.As.may(Manager):
		return q.redrawHandover(ctx, values, giverOf(state))
	case form != formRecord, !req.As.may(Manager):
		return nil, nil
	}
	p, err := q.chosen(ctx, values[fieldPartner], drawn(state))
	if err != nil {
		return nil, err
	}
	return q.recordForm(p, values), nil
}

// chosen is the partner that a form is about; nil when there is none yet, or none any
// more, or its beginning is that of several.
func (q *question) chosen(ctx context.Context, option string, d drawing) (*program.Partner, error) {
	id := option
	switch beginning, cut := strings.CutSuffix(option, "…"); {
	case option == "":
		return nil, nil
	case d.ID != "" && option == optionOf(&program.Partner{ID: d.ID}):
		id = d.ID
	case cut:
		found, err := q.store.Find(ctx, beginning)
		if err != nil || len(found.Partners) != 1 || found.More {
			return nil, err
		}
		return &found.Partners[0], nil
	}
	p, err := q.store.Partner(ctx, id)
	if errors.Is(err, program.ErrUnknownPartner) {
		return nil, nil
	}
	return &p, err
}

// maxSuggestions is how many partners are suggested while a name is typed.
const maxSuggestions = 10

// Suggest is the partners that what somebody has typed into a [PartnerField] may mean,
// at most ten; none for whoever may not record.
func (c *Commands) Suggest(ctx context.Context, req Request, typed string) ([]Choice, error) {
	q := c.question(req)
	if !req.As.may(Manager) || strings.TrimSpace(typed) == "" {
		return nil, nil
	}
	found, err := q.find(ctx, &reading{name: parse(typed)})
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for i := range found.Partners[:min(len(found.Partners), maxSuggestions)] {
		p := &found.Partners[i]
		rest := " · " + q.tierLabel(p.Tier)
		choices = append(choices, Choice{Value: optionOf(p), Label: cut(p.Name, maxOption-len([]rune(rest))) + rest})
	}
	return choices, nil
}
