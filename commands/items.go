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
	said    bool // the day was said
}

// update reads what a line asks to record, from a place in it on.
func (q *question) update(from int) *update {
	u := &update{}
	u.read(q, from)
	return u
}

// read reads a line from a place in it on.
func (u *update) read(q *question, from int) {
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
	if len(u.items) == 0 && len(u.problems) == 0 && u.until.IsZero() {
		u.wrong(fieldWhat, q.say.nothingToRecord("", q.everyThing()))
	}
}

// wrong adds a problem.
func (u *update) wrong(field, text string, actions ...Action) {
	u.problems = append(u.problems, problem{field, text, actions})
}

// segment reads one part of a line: revoked or not, things, whose, and on which day.
func (u *update) segment(q *question, body string, ws words) {
	var told item
	if !ws[0].quoted && u.revokes(program.Fold(ws[0].text)) {
		told.revoked, ws = true, ws[1:]
	}
	d := cutDay(ws, body, q.today)
	if !d.led && q.isFigure(d.rest) {
		d = dated{rest: ws} // what stands right behind it is its amount
	}
	before := len(u.items) + len(u.problems)
	told.day, told.said = u.day(q, d), d.text != ""
	if u.supposed && told.said && len(d.rest) == 0 {
		u.until = told.day
		return
	}
	rest, among := d.rest, q.things()
	for first := true; len(rest) > 0; first = false {
		switch word := program.Fold(rest[0].text); {
		case competencyWords[word]:
			among, rest = competencies(among), rest[1:]
		case !first && (connecting[word] || word == ""):
			rest = rest[1:]
		default:
			rest = u.thing(q, rest, among, told)
		}
	}
	if len(u.items)+len(u.problems) == before {
		u.wrong(fieldWhat, q.say.nothingToRecord("", q.everyThing()))
	}
}

// connecting are the words, folded, between the last two of several things.
var connecting = map[string]bool{"and": true, "et": true}

// isFigure reports whether words are the name of a figure, with at most what people put
// before its amount.
func (q *question) isFigure(ws words) bool {
	found, n := leading(q.things(), ws)
	if n == 0 || len(found) > 1 || found[0].metric == nil {
		return false
	}
	return n == len(ws) || n == len(ws)-1 && beforeFigures[program.Fold(ws[n].text)]
}

// thing reads one thing from the start of words, and returns the words behind it.
func (u *update) thing(q *question, ws words, among []thing, told item) words {
	ws = u.counted(ws, &told)
	found, n := u.leading(among, ws)
	switch {
	case n == 0:
		u.wrong(fieldWhat, q.say.unknownThing(short(u.written(ws)), labelsOf(q, among)))
		return nil
	case len(found) > 1:
		u.wrong(fieldWhat, q.say.couldBe(short(ws[:n].String()), labelsOf(q, found)), q.thingActions(found, ws[0].at, ws[n-1].end)...)
		return nil
	}
	told.thing = found[0]
	about, rest := u.untilThing(q, ws[n:])
	if told.unnamed > 0 && u.goesOn(q, ws, n) {
		about, rest = nil, ws[n:]
	}
	switch {
	case told.certificate != nil:
		u.people(q, told, about)
	case told.metric != nil:
		told.unnamed = 0
		u.figure(q, told, u.written(about))
	default:
		told.unnamed = 0
		u.items = append(u.items, told)
		return ws[n:]
	}
	return rest
}

// leading are the things that words begin with, one of which may stand in quotes.
func (u *update) leading(among []thing, ws words) (found []thing, n int) {
	written := u.written(ws[:1])
	if name := unquoted(written); name != written {
		found = called(among, name, certainly)
		return found, min(len(found), 1)
	}
	return leading(among, ws)
}

// untilThing divides the words behind a thing into those about it and those from the next
// thing in a list on. Only its name in full begins that: anything less may be part of
// somebody's.
func (u *update) untilThing(q *question, ws words) (about, rest words) {
	for i := 1; i < len(ws); i++ {
		joined := connecting[program.Fold(ws[i-1].text)]
		if !joined && !strings.Contains(u.line[ws[i-1].at:ws[i].at], ",") {
			continue
		}
		_, n := leadingInFull(q.things(), u.counted(ws[i:], &item{}))
		switch {
		case n == 0 && !competencyWords[program.Fold(ws[i].text)]:
			continue
		case joined:
			return ws[:i-1], ws[i:]
		}
		return ws[:i], ws[i:]
	}
	return ws, nil
}

// written is how words stand in the line, between the first and the last.
func (u *update) written(ws words) string {
	if len(ws) == 0 {
		return ""
	}
	return strings.TrimSpace(u.line[ws[0].at:ws[len(ws)-1].end])
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
	dayOf := q.dayOf
	if u.supposed {
		dayOf = q.anyDay
	}
	day, wrong := dayOf(d)
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

// beforeFigures are the words, folded, that people put before an amount.
var beforeFigures = map[string]bool{"of": true, "is": true, "to": true, "de": true, "est": true, "a": true}

// figure reads a metric's value.
func (u *update) figure(q *question, told item, text string) {
	label := q.label(told.metric.Label)
	if told.revoked {
		u.wrong(fieldWhat, q.say.figureStays(label))
		return
	}
	text = strings.Trim(text, "=:, ")
	if first, rest, _ := strings.Cut(text, " "); beforeFigures[program.Fold(first)] {
		text = rest
	}
	amount, err := roster.ParseAmount(text, told.metric.Unit)
	if err != nil {
		u.wrong(u.amountField(told.metric), q.say.noAmount(short(text), label))
		return
	}
	told.amount = amount
	u.items = append(u.items, told)
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
		if n := told.unnamed; n > 0 { // only supposed
			p.Certificates = append(p.Certificates, program.Holding{Certificate: told.certificate.ID, Kind: told.kind, Unnamed: n, Earned: told.day})
		}
	}
	return nil
}

// known are those of the items that a partner has on record as they are told.
func (q *question) known(p *program.Partner, items []item) []string {
	var known []string
	for i := range items {
		told := &items[i]
		if told.revoked {
			continue
		}
		if told.competency != nil {
			if c := p.Clone(); !c.Earn(program.Earned{Competency: told.competency.ID, Earned: told.day}, q.today) {
				known = append(known, q.label(told.competency.Label))
			}
		}
		for _, holder := range told.holders {
			c := p.Clone()
			if !c.Hold(program.Holding{Certificate: told.certificate.ID, Kind: told.kind, Holder: holder, Earned: told.day}, q.today) {
				known = append(known, short(holder))
			}
		}
	}
	return known[:min(len(known), maxRows)]
}
