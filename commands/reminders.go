package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

func remindersCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"reminders", "rappels"},
		Also:    []string{"reminder", "rappel"},
		Usage:   Wording{"[at <hour>] [days <30,14,7>] [off <weekday>] [away <date> to <date>] [defaults]", "[à <heure>] [jours <30,14,7>] [repos <jour>] [absent du <date> au <date>] [défaut]"},
		Help:    Wording{"How you are reminded of your partners, and what you want otherwise.", "Comment vous sont rappelés vos partenaires, et ce que vous souhaitez autrement."},
		Example: Wording{"/tier reminders at 8 off wednesday", "/tier rappels à 8 h repos mercredi"},
		Access:  Reader,
		Own:     true,
		run:     runReminders,
	}
}

// runReminders shows how the asker is reminded, or changes it.
func runReminders(ctx context.Context, q *question) (Reply, error) {
	recipient, err := q.store.Recipient(ctx, q.User)
	if err != nil {
		return Reply{}, err
	}
	r := &reminded{question: q, recipient: recipient, due: q.Now}
	if len(q.args) == 0 {
		return r.settings(), nil
	}
	if len(q.args) == 1 && wishesForm[program.Fold(q.args[0].text)] && !q.args[0].quoted {
		return r.form(), nil
	}
	changed, wrong := r.wanted(q.args)
	switch {
	case wrong == nil:
		return r.change(ctx, changed)
	case wrong.field == "":
		return q.wanting(ctx, "reminders", wrong.text)
	}
	return Reply{
		Title: q.say.remindersTitle(), Parts: []Part{plain(wrong.text), q.youTyped()}, Private: true,
		Actions:  []Action{r.changeAction(), q.settingsAction()},
		Problems: []Problem{{Field: wrong.field, Text: wrong.text}},
	}, nil
}

// reminded is somebody and how they are reminded.
type reminded struct {
	*question
	recipient program.Recipient
	due       time.Time // since when they are to be looked at
}

// habits are those by which they are reminded.
func (r *reminded) habits() program.Habits {
	if r.recipient.Habits != nil {
		return *r.recipient.Habits
	}
	return r.House
}

// diary is their calendar.
func (r *reminded) diary() *program.Diary { return r.rules.Diary(&r.recipient, r.House) }

// change keeps new habits, and shows how the asker is reminded from now on.
func (r *reminded) change(ctx context.Context, habits *program.Habits) (Reply, error) {
	before, was := r.recipient.Habits, r.diary()
	next := was.Agenda(r.Now, r.Now).Next
	r.recipient.Habits = habits
	if due := r.diary().Due(next, was); !next.IsZero() && due.Before(r.due) {
		r.due = due // what was still to come today is late by another hour
	}
	if err := r.store.SetHabits(ctx, r.User, habits, r.due); err != nil {
		return Reply{}, err
	}
	reply := r.settings()
	reply.Parts = append([]Part{strong(r.say.fromNowOn())}, reply.Parts...)
	back := Action{Label: r.say.asBefore(), Command: "/tier reminders " + r.habitsLine(before)}
	reply.Actions = slices.DeleteFunc(reply.Actions, func(a Action) bool { return a.Command == back.Command })
	reply.Actions = append([]Action{back}, reply.Actions...)
	return reply, nil
}

// settings are how the asker is reminded, with what they have asked for about partners.
func (r *reminded) settings() Reply {
	habits := r.habits()
	reply := Reply{
		Title: r.say.remindersTitle(),
		Parts: []Part{
			Paragraph{Text{{Text: r.say.hourLabel(), Strong: true}, {Text: r.say.hourOf(habits.Hour, r.rules.ZoneOf(&r.recipient), r.recipient.Zone == "")}}},
			Paragraph{Text{{Text: r.say.rungsLabel(), Strong: true}, {Text: r.say.rungsOf(habits.Rungs)}}},
			Paragraph{Text{{Text: r.say.offLabel(), Strong: true}, {Text: r.say.offOf(habits.Off)}}},
			Paragraph{Text{{Text: r.say.awayLabel(), Strong: true}, {Text: r.say.awayOf(r.ahead(habits.Away), r.today)}}},
		},
		Actions: []Action{r.changeAction(), r.ownAction()},
		Private: true,
	}
	reply.Parts = append(reply.Parts, r.whileAway()...)
	if rows := r.asked(); len(rows) > 0 {
		reply.Parts = append(reply.Parts, strong(r.say.askedFor()), rows)
	}
	reply.Parts = append(reply.Parts, plain(r.next()))
	if r.recipient.Habits == nil {
		reply.Foot = []Text{{{Text: r.say.asTheHouse()}}}
		return reply
	}
	reply.Actions = append(reply.Actions, Action{Label: r.say.houseLabel(), Command: "/tier reminders defaults"})
	return reply
}

// ahead are the periods that are not over.
func (r *reminded) ahead(away []program.Span) []program.Span {
	return slices.DeleteFunc(slices.Clone(away), func(s program.Span) bool { return s.To.Before(r.today) })
}

// next says when the next digest is expected.
func (r *reminded) next() string {
	agenda := r.diary().Agenda(r.Now, r.due)
	switch {
	case len(agenda.Items) > 0:
		return r.say.nextNow()
	case agenda.Next.IsZero():
		return r.say.nextNever()
	}
	return r.say.nextOn(program.DateOf(agenda.Next.In(r.rules.ZoneOf(&r.recipient))), r.today)
}

// asked are the partners about which the asker has asked for something, as many as have
// room.
func (r *reminded) asked() Rows {
	var rows Rows
	for i := range r.recipient.Partners {
		p := &r.recipient.Partners[i]
		mark, s := r.recipient.Marks[p.ID], r.rules.Evaluate(p, r.today)
		text := r.wishes(mark, &s)
		if text == "" {
			continue
		}
		rows = append(rows, Row{Text: Text{{Text: short(p.Name), Strong: true}, {Text: " · " + text}}, Action: r.backAction(p, mark)})
	}
	if more := len(rows) - maxRows; more > 0 {
		rows = append(rows[:maxRows-1:maxRows-1], Row{Text: Text{{Text: r.say.andMore(int64(more + 1))}}})
	}
	return rows
}

// backAction takes back what somebody has asked for about a partner.
func (q *question) backAction(p *program.Partner, mark program.Mark) Action {
	back := Action{Label: q.say.remindMeLabel(), Command: "/tier unmute " + byID(p)}
	if !mark.Stopped && !mark.Snoozed.After(q.today) {
		back.Label = q.say.takeBackLabel()
	}
	return back
}

// wishes are what somebody has asked for about a partner, in a few words; empty: nothing
// that holds on. Who puts it off is on it as well, and need not be told.
func (q *question) wishes(mark program.Mark, s *program.Standing) string {
	here := s.State != program.Conforming && (mark.Deadline.IsZero() || mark.Deadline == s.Deadline)
	switch onIt := here && !mark.Touched.IsZero(); {
	case mark.Stopped && onIt:
		return q.say.stoppedRow() + ", " + q.say.onItRow()
	case mark.Stopped:
		return q.say.stoppedRow()
	case mark.Snoozed.After(q.today):
		return q.say.snoozedRow(mark.Snoozed, q.today)
	case onIt:
		return q.say.onItRow()
	}
	return ""
}

func (r *reminded) changeAction() Action {
	return Action{Label: r.say.changeLabel(), Command: "/tier reminders change", Primary: true}
}

// habitsLine is habits as a command line says them; those of the house are nil.
func (r *reminded) habitsLine(h *program.Habits) string {
	if h == nil {
		return "defaults"
	}
	line := "at " + strconv.Itoa(h.Hour) + " days " + numbers(h.Rungs) + " off none"
	if len(h.Off) > 0 {
		names := make([]string, len(h.Off))
		for i, day := range h.Off {
			names[i] = weekdaysEN[day]
		}
		line += " off " + strings.Join(names, ",")
	}
	line += " away none"
	for _, s := range r.ahead(h.Away) {
		line += " away " + s.From.String() + " to " + s.To.String()
	}
	return line
}

// numbers is a list of numbers as people type one.
func numbers(all []int) string {
	texts := make([]string, len(all))
	for i, n := range all {
		texts[i] = strconv.Itoa(n)
	}
	return strings.Join(texts, ",")
}
