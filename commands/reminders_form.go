package commands

import (
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// formReminders is the form in which people say how they want to be reminded. Its fields
// are named as the clauses of a line.
const formReminders = "reminders"

// form asks how somebody wants to be reminded, where forms can be shown.
func (r *reminded) form() Reply {
	reply := r.explain(r.commandCalled("reminders"))
	reply.Private = true
	reply.Actions = append([]Action{r.changeAction()}, reply.Actions...)
	if !r.Forms {
		return reply
	}
	habits := r.habits()
	hours := make([]Choice, 24)
	for i := range hours {
		hours[i] = Choice{Value: strconv.Itoa(i), Label: r.say.hour(i)}
	}
	off := make([]string, len(habits.Off))
	for i, day := range habits.Off {
		off[i] = r.say.nameOfWeekday(day)
	}
	var away []string
	for _, s := range r.ahead(habits.Away) {
		away = append(away, r.say.period(s))
	}
	reply.Form = &Form{
		Name: formReminders, Title: r.say.remindersTitle(), Submit: r.say.keepLabel(),
		Fields: []Field{
			{Name: fieldHour, Label: r.say.hourField(), Kind: ChoiceField, Choices: hours, Value: strconv.Itoa(habits.Hour)},
			{Name: fieldRungs, Label: r.say.rungsField(), Hint: r.say.rungsHint(), Kind: TextField, Value: numbers(habits.Rungs)},
			{Name: fieldOff, Label: r.say.offField(), Hint: r.say.offHint(), Kind: TextField, Value: strings.Join(off, ", "), Optional: true},
			{Name: fieldAway, Label: r.say.awayField(), Hint: r.say.awayHint(), Kind: LinesField, Value: strings.Join(away, "\n"), Optional: true},
		},
	}
	return reply
}

// composeReminders is what was filled into the form.
func composeReminders(v Values) string {
	line := "/tier reminders at " + oneLine(v[fieldHour]) + " days " + oneLine(v[fieldRungs]) + " off none"
	if off := oneLine(v[fieldOff]); off != "" {
		line += " off " + off
	}
	line += " away none"
	for period := range strings.Lines(v[fieldAway]) {
		if period = oneLine(period); period != "" {
			line += " away " + period
		}
	}
	return line
}

// period is a period as it can be typed.
func (p *phrases) period(s program.Span) string {
	if s.From == s.To {
		return p.day(s.From)
	}
	return p.day(s.From) + p.either(" to ", " au ") + p.day(s.To)
}
