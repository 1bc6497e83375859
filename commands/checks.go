package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// maxTitle is how many characters a title can have.
const maxTitle = 150

// hidden reports whether a requirement stays out of what a channel sees: every
// figure in money.
func (q *question) hidden(r *program.Requirement) bool {
	return q.Shared && r.Form() == program.Minimum && q.rules.Metric(r.Metric).Unit != ""
}

// checks is one line per requirement, as s stands.
func (q *question) checks(results []program.Result, s *program.Standing) Checklist {
	checks := make(Checklist, 0, len(results))
	for i := range results {
		r := &results[i]
		if q.hidden(r.Requirement) {
			continue
		}
		check := Check{Mark: Met, Label: q.requirement(r.Requirement, q.label), Amount: q.heldOf(r)}
		if !r.Met() {
			check.Mark, check.Note = Missing, q.note(r, s)
		}
		checks = append(checks, check)
	}
	return checks
}

// naming is how things are called: [question.label] or [question.short].
type naming func(program.Label) string

// label is a label in the reader's language.
func (q *question) label(l program.Label) string { return l.In(q.say.lang) }

// short is a label of at most 20 characters in the reader's language.
func (q *question) short(l program.Label) string { return l.Short(q.say.lang) }

// requirement names what a requirement asks for.
func (q *question) requirement(r *program.Requirement, name naming) string {
	switch r.Form() {
	case program.People:
		c := q.rules.Certificate(r.Certificate)
		if kind := c.Kind(r.Kind); kind != nil {
			return name(c.Label) + " (" + name(kind.Label) + ")"
		}
		return name(c.Label)
	case program.Minimum:
		return name(q.rules.Metric(r.Metric).Label)
	}
	if len(r.Of) == 1 {
		return name(q.rules.Competency(r.Of[0]).Label)
	}
	return q.say.competencies()
}

// heldOf is how much of a requirement is held.
func (q *question) heldOf(r *program.Result) string {
	switch {
	case r.Form() == program.Minimum:
		unit := q.rules.Metric(r.Metric).Unit
		return q.say.of(q.say.amount(r.Held, unit), q.say.amount(r.Needed, unit))
	case r.Form() == program.People || len(r.Of) > 1:
		if r.Held > r.Needed {
			return q.say.beyond(q.say.number(r.Held), q.say.number(r.Needed))
		}
		return q.say.of(q.say.number(r.Held), q.say.number(r.Needed))
	case r.Met():
		return q.say.held()
	}
	return q.say.missing()
}

// note says what meeting a requirement takes and by when it must begin.
func (q *question) note(r *program.Result, s *program.Standing) string {
	if s.State == program.Lapsed {
		return q.lapsedNote(r)
	}
	return join(q.takes(r), " – ", q.startBy(r, s))
}

// lapsedNote says what would have been needed where the amount does not, and what
// came too late. What it would have taken is of no use any more.
func (q *question) lapsedNote(r *program.Result) string {
	switch {
	case !r.Late.IsZero():
		return q.say.tooLateToCount(r.Late, r.Form() == program.Minimum)
	case len(r.Of) > 1:
		return q.oneOf(r, q.label)
	}
	return ""
}

// takes is what meeting a requirement takes.
func (q *question) takes(r *program.Result) string {
	switch {
	case r.Form() == program.People:
		training := q.say.training(q.rules.Certificate(r.Certificate).Training, r.Missing)
		return join(q.morePeople(r), ", ", training)
	case r.Form() == program.Minimum && r.Held == 0:
		return "" // held of needed says it
	case r.Form() == program.Minimum:
		return q.say.more(q.say.amount(r.Missing, q.rules.Metric(r.Metric).Unit))
	}
	if len(r.Of) == 1 {
		return q.say.training(r.Lacks[0].Training, 1)
	}
	first := r.Lacks[0].Training
	if slices.ContainsFunc(r.Lacks, func(c *program.Competency) bool { return c.Training != first }) {
		return q.which(r, q.withTraining(r.Lacks))
	}
	return join(q.which(r, names(r.Lacks, q.label)), ", ", q.say.training(first, r.Missing))
}

// morePeople is how many people must still pass: more only where there are some.
func (q *question) morePeople(r *program.Result) string {
	if r.Held == 0 {
		return q.say.people(r.Missing, false)
	}
	return q.say.morePeople(r.Missing)
}

// which says which of several competencies are held, and which are not.
func (q *question) which(r *program.Result, lacks []string) string {
	held, open := names(r.Has, q.label), q.choose(r, lacks)
	if int(r.Missing) == len(lacks) {
		return q.say.allNeeded(held, open)
	}
	return q.say.wouldCount(held, open, r.Missing)
}

// withTraining is competencies with what each of them takes.
func (q *question) withTraining(competencies []*program.Competency) []string {
	each := names(competencies, q.label)
	for i, c := range competencies {
		if training := q.say.training(c.Training, 1); training != "" {
			each[i] += " (" + training + ")"
		}
	}
	return each
}

// join puts a separator between two texts, unless one of them is empty.
func join(a, separator, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + separator + b
}

// startBy is the day on which training must begin, when that is before the deadline
// itself.
func (q *question) startBy(r *program.Result, s *program.Standing) string {
	if r.LatestStart == s.Deadline && !r.LatestStart.Before(q.today) {
		return ""
	}
	return q.begin(r)
}

// begin is the day on which training must begin; empty when there is none.
func (q *question) begin(r *program.Result) string {
	switch {
	case r.LatestStart.IsZero():
		return ""
	case r.LatestStart.Before(q.today):
		return q.say.tooLateToStart(r.LatestStart, q.today)
	case r.LatestStart == q.today:
		return q.say.startToday()
	}
	return q.say.startBy(r.LatestStart, q.today)
}

// saves is what saving a partner takes: each thing that is missing, with its training and
// the day by which that must start, as begin says it.
func (q *question) saves(results []program.Result, name naming, begin func(*program.Result) string) []string {
	var things []string
	for i := range results {
		r := &results[i]
		if r.Met() || q.hidden(r.Requirement) {
			continue
		}
		things = append(things, join(q.lack(r, name), " – ", join(q.training(r), ", ", begin(r))))
	}
	return things
}

// training is what the cheapest way to meet a requirement takes; empty for a figure.
func (q *question) training(r *program.Result) string {
	switch r.Form() {
	case program.People:
		return q.say.training(q.rules.Certificate(r.Certificate).Training, r.Missing)
	case program.Minimum:
		return ""
	}
	cheapest := r.Cheapest()
	return q.say.training(cheapest[len(cheapest)-1].Training, r.Missing)
}

// oneOf lists the competencies not held, as [question.choose] does.
func (q *question) oneOf(r *program.Result, name naming) string {
	return q.choose(r, names(r.Lacks, name))
}

// choose lists what is not held: "A or B" when one of them is enough, and "A and B"
// when all are needed.
func (q *question) choose(r *program.Result, lacks []string) string {
	switch {
	case int(r.Missing) >= len(lacks):
		return q.say.all(lacks)
	case r.Missing == 1:
		return q.say.any(lacks)
	}
	return q.say.someOf(r.Missing, lacks)
}

// lacking is what each unmet requirement still asks for, in a few words.
func (q *question) lacking(results []program.Result, name naming) []string {
	items := make([]string, 0, len(results))
	for i := range results {
		r := &results[i]
		if r.Met() || q.hidden(r.Requirement) {
			continue
		}
		items = append(items, q.lack(r, name))
	}
	return items
}

// lack is what one unmet requirement still asks for, in a few words.
func (q *question) lack(r *program.Result, name naming) string {
	switch r.Form() {
	case program.People:
		return q.say.number(r.Missing) + " " + q.requirement(r.Requirement, name)
	case program.Minimum:
		amount := q.say.amount(r.Missing, q.rules.Metric(r.Metric).Unit)
		return q.requirement(r.Requirement, name) + " (" + q.say.more(amount) + ")"
	}
	return q.oneOf(r, name)
}

// names are what competencies are called.
func names(competencies []*program.Competency, name naming) []string {
	names := make([]string, len(competencies))
	for i, c := range competencies {
		names[i] = name(c.Label)
	}
	return names
}
