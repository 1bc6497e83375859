package commands

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// The form in which partners are handed over, and its fields.
const (
	formHandover = "handover"

	fieldFrom     = "from"
	fieldTo       = "to"
	fieldPartners = "partners"
)

// A giver is who hands partners over in a form, where it is not asked: an e-mail address is
// nobody whom Slack could offer.
type giver struct {
	From string `json:"from,omitempty"`
}

func giverOf(state string) giver {
	var g giver
	_ = json.Unmarshal([]byte(state), &g) // of another shape: nobody
	return g
}

func (g giver) String() string {
	text, err := json.Marshal(g)
	if err != nil {
		panic("unreachable: a giver is plain data: " + err.Error())
	}
	return string(text)
}

// askHandover asks to whom somebody's partners are to be given; with a form where forms can
// be shown. Nobody's names: it is asked whose, too.
func (q *question) askHandover(ctx context.Context, from []string) (Reply, error) {
	reply := q.explain(q.commandCalled(verbHandover))
	reply.Private = true
	reply.Actions = []Action{{Label: q.say.handoverLabel(), Command: "/tier handover"}, q.helpAction()}
	var partners []program.Partner
	if len(from) > 0 {
		var err error
		if partners, err = q.ownedBy(ctx, from); err != nil {
			return Reply{}, err
		}
		reply.Actions[0] = q.handoverAction(from[0])
		if len(partners) == 0 {
			return q.notHanded(fieldFrom, Text{person(from[0]), {Text: q.say.ownsNothing()}}), nil
		}
		reply.Parts = append([]Part{Paragraph{q.theirsNow(from[0], partners)}}, reply.Parts...)
		reply.Actions = append(reply.Actions, q.partnersOf(from[0]))
	}
	if q.Forms {
		reply.Form = q.handoverForm(userOf(append(from[:len(from):len(from)], "")), giverFrom(from), partners, Values{})
	}
	return reply, nil
}

// giverFrom is who hands over by an e-mail address alone; nobody for a Slack user, for whom
// the form has a field.
func giverFrom(from []string) giver {
	if len(from) == 0 || program.IsUserID(userOf(from)) {
		return giver{}
	}
	return giver{From: from[0]}
}

// theirsNow is what somebody looks after.
func (q *question) theirsNow(from string, partners []program.Partner) Text {
	return Text{person(from), {Text: q.say.ownsNow(int64(len(partners))) + q.say.colon() + q.namesOfSome(partners) + "."}}
}

// handoverForm is the form about somebody's partners, with values in it.
func (q *question) handoverForm(from string, g giver, partners []program.Partner, v Values) *Form {
	form := &Form{Name: formHandover, Title: q.say.handoverTitle(), Submit: q.say.handLabel(), State: g.String()}
	if g.From == "" {
		if !program.IsUserID(from) {
			from = ""
		}
		form.Fields = []Field{{Name: fieldFrom, Label: q.say.fromField(), Kind: PersonField, Value: from, Redraws: true}}
	} else {
		from = g.From
	}
	switch {
	case len(partners) > 0:
		form.Intro = []Text{q.theirsNow(from, partners), {{Text: q.say.othersStay()}}}
	case from != "":
		form.Intro = []Text{{person(from), {Text: q.say.ownsNothing()}}}
	}
	form.Fields = append(form.Fields, Field{Name: fieldTo, Label: q.say.toField(), Kind: PersonField, Value: v[fieldTo]})
	if len(partners) > 1 {
		form.Fields = append(form.Fields, Field{
			Name: fieldPartners, Label: q.say.onlyField(), Hint: q.say.onlyHint(int64(len(partners))), Kind: SeveralField,
			Choices: q.partnerChoices(partners), Value: v[fieldPartners], Optional: true,
		})
	}
	return form
}

// partnerChoices are partners to choose from, as far as a menu takes them.
func (q *question) partnerChoices(partners []program.Partner) []Choice {
	var choices []Choice
	for i := range partners {
		p := &partners[i]
		if len(p.ID) > maxOption || len(choices) == maxChoices {
			continue
		}
		rest := " · " + q.tierLabel(p.Tier)
		choices = append(choices, Choice{Value: p.ID, Label: cut(p.Name, maxOption-len([]rune(rest))) + rest})
	}
	return choices
}

// composeHandover is what was filled into the form.
func composeHandover(v Values, g giver) string {
	from := v[fieldFrom]
	if g.From != "" {
		from = g.From
	}
	line := "/tier handover " + atOwner(oneLine(from)) + " " + atOwner(oneLine(v[fieldTo]))
	for id := range strings.Lines(v[fieldPartners]) {
		line += " " + keyID + ":" + quote(strings.TrimSuffix(id, "\n"))
	}
	return line
}

// redrawHandover is the form as it should look now that somebody else hands over.
func (q *question) redrawHandover(ctx context.Context, v Values, g giver) (*Form, error) {
	from := v[fieldFrom]
	if from == "" {
		return q.handoverForm("", g, nil, v), nil
	}
	partners, err := q.ownedBy(ctx, q.namesOf(from))
	if err != nil {
		return nil, err
	}
	v = Values{fieldTo: v[fieldTo]} // what was chosen is somebody else's
	return q.handoverForm(from, g, partners, v), nil
}
