package commands

import (
	"strings"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// An item is one thing of a partner that is told, or told to be so no longer.
type item struct {
	thing
	revoked bool
	kind    string // id, of a certificate
	holders []string
	unnamed int // how many people are told of without their names
	amount  program.Amount
	day     program.Date
}

// update reads what a line asks to record, from a place in it on.
func (q *question) update(from int) *update {
	u := &update{}
	body := u.clauses(q, from)
	for _, s := range segments(body, from) {
		ws := parse(body[s.at:s.end])
		for i := range ws {
			ws[i].at, ws[i].end = ws[i].at+s.at, ws[i].end+s.at
		}
		if len(ws) > 0 {
			u.segment(q, body, ws)
		}
	}
	if len(u.items) == 0 && len(u.problems) == 0 {
		u.wrong(fieldWhat, q.say.nothingToRecord("", q.everyThing()))
	}
	return u
}

// wrong adds a problem.
func (u *update) wrong(field, text string, actions ...Action) {
	u.problems = append(u.problems, problem{field, text, actions})
}

// segment reads one part of a line: revoked or not, things, whose, and on which day.
func (u *update) segment(q *question, body string, ws words) {
	var told item
	if !ws[0].quoted && revokeWords[program.Fold(ws[0].text)] {
		told.revoked, ws = true, ws[1:]
	}
	d := cutDay(ws, body, q.today)
	told.day = u.day(q, d)
	rest, among := d.rest, q.things()
	for first := true; len(rest) > 0; first = false {
		word := program.Fold(rest[0].text)
		switch {
		case first && competencyWords[word]:
			among, rest = competencies(among), rest[1:]
		case !first && (connecting[word] || word == ""):
			rest = rest[1:]
		default:
			rest = u.thing(q, rest, among, told)
		}
	}
	if len(ws) == 0 || d.text == "" && len(d.rest) == 0 || competencyWords[program.Fold(ws.String())] {
		u.wrong(fieldWhat, q.say.nothingToRecord("", q.everyThing()))
	}
}

// connecting are the words, folded, between the last two of several things.
var connecting = map[string]bool{"and": true, "et": true}

// thing reads one thing from the start of words, and returns the words behind it.
func (u *update) thing(q *question, ws words, among []thing, told item) words {
	found, n := leading(among, ws)
	text := strings.TrimSpace(q.Text[ws[0].at:ws[len(ws)-1].end])
	switch {
	case n == 0:
		u.wrong(fieldWhat, q.say.unknownThing(short(text), labelsOf(q, among)))
		return nil
	case len(found) > 1:
		u.wrong(fieldWhat, q.say.couldBe(short(ws[:n].String()), labelsOf(q, found)), q.thingActions(found, ws[0].at, ws[n-1].end)...)
		return nil
	}
	told.thing = found[0]
	behind := ""
	if len(ws) > n {
		behind = strings.TrimSpace(q.Text[ws[n].at:ws[len(ws)-1].end])
	}
	switch {
	case told.certificate != nil:
		u.people(q, &told, behind)
	case told.metric != nil:
		u.figure(q, &told, behind)
	default:
		u.items = append(u.items, told)
		return ws[n:]
	}
	return nil
}

// labelsOf are what things are called, in short.
func labelsOf(q *question, things []thing) []string {
	labels := make([]string, len(things))
	for i := range things {
		labels[i] = q.short(things[i].label())
	}
	return labels
}

// thingActions ask the same about one of several things.
func (q *question) thingActions(things []thing, at, end int) []Action {
	var actions []Action
	for i := range things {
		actions = append(actions, asking(q.short(things[i].label()), q.instead(at, end, things[i].id())))
	}
	return actions
}

// day is the day that words end in; today when they do not.
func (u *update) day(q *question, d dated) program.Date {
	day, wrong := q.dayOf(d)
	if wrong != nil {
		u.problems = append(u.problems, *wrong)
	}
	return day
}

// dayOf is the day that words end in, which is not ahead; today when they do not.
func (q *question) dayOf(d dated) (program.Date, *problem) {
	if d.text == "" {
		return q.today, nil
	}
	day, wrong := q.oneDay(d)
	if wrong == nil && day.After(q.today) {
		wrong = &problem{field: fieldDay, text: q.say.dayAhead(day)}
	}
	return day, wrong
}

// oneDay is the one day that a text means.
func (q *question) oneDay(d dated) (program.Date, *problem) {
	switch len(d.days) {
	case 0:
		return q.today, &problem{field: fieldDay, text: q.say.noDay(short(d.text), q.today)}
	case 1:
		return d.days[0], nil
	}
	return d.days[0], &problem{fieldDay, q.say.whichDay(d.text, d.days), q.dayActions(d)}
}

// dayActions ask the same about one of the days that a text may mean.
func (q *question) dayActions(d dated) []Action {
	var actions []Action
	for _, day := range d.days {
		actions = append(actions, asking(q.say.day(day), q.instead(d.at, d.at+len(d.text), day.String())))
	}
	return actions
}

// people reads who holds a certificate.
func (u *update) people(q *question, told *item, text string) {
	label := q.label(told.certificate.Label)
	names := persons(text)
	if len(names) == 0 {
		u.wrong(fieldHolders, q.say.whoHolds(label))
	}
	for _, name := range names {
		name, kind := cutKind(told.certificate, name)
		if kind != "" {
			told.kind = kind
		}
		if n, ok := headcount(name); ok {
			told.unnamed = n
			continue
		}
		if trouble := q.noPerson(name); trouble != "" {
			u.wrong(fieldHolders, trouble)
			continue
		}
		told.holders = append(told.holders, name)
	}
	if told.unnamed > 0 && !told.revoked {
		u.wrong(fieldHolders, q.say.nameThePeople(label))
	}
	u.items = append(u.items, *told)
}

// cutKind takes the kind of a certificate off a person's name, in brackets: A. Holder
// (advanced). Other brackets belong to the name.
func cutKind(c *program.Certificate, name string) (person, kind string) {
	open := strings.LastIndexByte(name, '(')
	if open < 0 || !strings.HasSuffix(name, ")") {
		return name, ""
	}
	if k := c.FindKind(name[open+1 : len(name)-1]); k != nil {
		return strings.TrimSpace(name[:open]), k.ID
	}
	return name, ""
}

// noPerson says why a text is no person's name; empty when it is one.
func (q *question) noPerson(name string) string {
	if err := program.CheckName(name); err != nil {
		return q.say.badName(short(visible(name)), err)
	}
	if _, ok := ownerName(name); ok {
		return q.say.writeTheName(short(name))
	}
	return ""
}

// figure reads a metric's value.
func (u *update) figure(q *question, told *item, text string) {
	label := q.label(told.metric.Label)
	if told.revoked {
		u.wrong(fieldWhat, q.say.figureStays(label))
		return
	}
	amount, err := roster.ParseAmount(strings.TrimLeft(text, "=: "), told.metric.Unit)
	if err != nil {
		u.wrong(fieldAmount, q.say.noAmount(short(text), label))
		return
	}
	told.amount = amount
	u.items = append(u.items, *told)
}

// tell tells a partner's record of an item, or says what is in the way.
func (q *question) tell(p *program.Partner, told *item) *problem {
	switch {
	case told.metric != nil:
		p.Measure(program.Reading{Metric: told.metric.ID, Value: told.amount, From: told.day})
	case told.competency != nil && told.revoked:
		if !p.EndCompetency(told.competency.ID, told.day) && !hadCompetency(p, told.competency.ID) {
			return &problem{field: fieldWhat, text: q.say.notHeld(q.label(told.competency.Label))}
		}
	case told.competency != nil:
		p.Earn(program.Earned{Competency: told.competency.ID, Earned: told.day}, q.today)
		return q.stillEnded(p, told, "")
	case told.revoked:
		return q.revoke(p, told)
	default:
		for _, holder := range told.holders {
			p.Hold(program.Holding{Certificate: told.certificate.ID, Kind: told.kind, Holder: holder, Earned: told.day}, q.today)
			if ended := q.stillEnded(p, told, holder); ended != nil {
				return ended
			}
		}
	}
	return nil
}
