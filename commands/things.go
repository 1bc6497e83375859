package commands

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A thing is what can be recorded of a partner: a certificate, a competency or a
// figure. Exactly one is set.
type thing struct {
	certificate *program.Certificate
	competency  *program.Competency
	metric      *program.Metric
}

// id is the thing's own id.
func (t *thing) id() string {
	switch {
	case t.certificate != nil:
		return t.certificate.ID
	case t.competency != nil:
		return t.competency.ID
	}
	return t.metric.ID
}

// label is what people call the thing.
func (t *thing) label() program.Label {
	switch {
	case t.certificate != nil:
		return t.certificate.Label
	case t.competency != nil:
		return t.competency.Label
	}
	return t.metric.Label
}

// things are all that can be recorded, as the rules list them.
func (q *question) things() []thing {
	var all []thing
	for i := range q.rules.Certificates {
		all = append(all, thing{certificate: &q.rules.Certificates[i]})
	}
	for i := range q.rules.Competencies {
		all = append(all, thing{competency: &q.rules.Competencies[i]})
	}
	for i := range q.rules.Metrics {
		all = append(all, thing{metric: &q.rules.Metrics[i]})
	}
	return all
}

// shortestBeginning is how many letters of a name stand for it.
const shortestBeginning = 3

// A likeness is how surely a typed word is a name, both folded.
type likeness func(typed, name string) bool

// The likenesses: a name or the beginning of one of its words, and nearly a name, of as
// many words.
var (
	certainly likeness = func(typed, name string) bool {
		return name == typed || len(typed) >= shortestBeginning && strings.Contains(" "+name, " "+typed)
	}
	nearly likeness = func(typed, name string) bool {
		return len(typed) > shortestBeginning && strings.Count(typed, " ") == strings.Count(name, " ") &&
			mistakes(typed, name) <= min(2, len(name)/4)
	}
)

// called are the things that a text may mean by a likeness. Those that it names in
// full hide those that it begins.
func called(among []thing, text string, like likeness) []thing {
	typed := program.Fold(text)
	if typed == "" {
		return nil
	}
	if found := those(among, func(name string) bool { return name == typed }); len(found) > 0 {
		return found
	}
	return those(among, func(name string) bool { return like(typed, name) })
}

// those are the things of which some name fits.
func those(among []thing, fits func(name string) bool) []thing {
	var found []thing
	for _, t := range among {
		if t.named(fits) {
			found = append(found, t)
		}
	}
	return found
}

// named reports whether the thing's id or one of its labels fits, folded.
func (t *thing) named(fits func(name string) bool) bool {
	label := t.label()
	for _, name := range [...]string{t.id(), label.EN, label.FR, label.ShortEN, label.ShortFR} {
		if fits(program.Fold(name)) {
			return true
		}
	}
	return false
}

// longestThing is how many words the name of a thing is looked for in.
const longestThing = 6

// leading are the things that words begin with, by as many words as fit, and how many
// those are; none when the words begin with no thing.
func leading(among []thing, ws words) (found []thing, n int) {
	for n := min(len(ws), longestThing); n > 0; n-- {
		if ws[:n].quoted() {
			continue
		}
		for _, like := range [...]likeness{certainly, nearly} {
			if found := called(among, ws[:n].String(), like); len(found) > 0 {
				return found, n
			}
		}
	}
	return nil, 0
}

// leadingInFull is [leading] without what is only nearly a thing or its beginning.
func leadingInFull(among []thing, ws words) (found []thing, n int) {
	for n := min(len(ws), longestThing); n > 0; n-- {
		typed := program.Fold(ws[:n].String())
		if found := those(among, func(name string) bool { return name == typed }); len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

// competencies are the things that partners hold.
func competencies(things []thing) []thing {
	var some []thing
	for _, t := range things {
		if t.competency != nil {
			some = append(some, t)
		}
	}
	return some
}
