package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// Commands answers requests about the partners of one programme. It is made by
// [New], and any number of goroutines may ask it at once.
type Commands struct {
	// House is how everybody is reminded who has said nothing else. It is set, if at all,
	// before anybody asks.
	House program.Habits

	rules   *program.Rules
	store   Store
	table   []Command
	english *phrases
	french  *phrases

	// recorded has a requirement for every certificate that no tier asks for, so
	// that a card can still say how many people hold it.
	recorded program.Tier
	hasMoney bool // some metric is counted in money

	overview *overview
}

// New is the commands for a programme, reading partners from a store.
func New(rules *program.Rules, store Store) *Commands {
	return &Commands{
		House:    program.Habits{Hour: 9, Rungs: []int{90, 60, 30, 14, 7, 3, 1, 0}},
		rules:    rules,
		store:    store,
		table:    Table(),
		english:  newPhrases(program.English, rules),
		french:   newPhrases(program.French, rules),
		recorded: recordedOnly(rules),
		overview: newOverview(rules),
		hasMoney: slices.ContainsFunc(rules.Metrics, func(m program.Metric) bool { return m.Unit != "" }),
	}
}

// Do answers a request. The reply is complete and to be shown whatever the error,
// which is for the log alone. A command that the asker may not run is not run: the
// reply says so, and there is no error.
func (c *Commands) Do(ctx context.Context, req Request) (Reply, error) {
	q := c.question(req)
	reply, err := q.run(ctx, req.Command, parse(req.Text))
	var beside answered
	switch {
	case err == nil, errors.As(err, &beside):
		return reply, err
	case errors.Is(err, program.ErrUnknownPartner):
		return q.stale(), nil
	}
	return q.unavailable(), err
}

// answered is an error beside which an answer stands that says what is to be said.
type answered struct{ error }

func (a answered) Unwrap() error { return a.error }

// question is a request before its words are understood.
func (c *Commands) question(req Request) *question {
	return &question{
		Commands: c,
		Request:  req,
		say:      c.phrases(req.Lang()),
		today:    c.rules.Today(req.Now),
	}
}

// run answers what stands behind a slash command, if the asker may have that
// answered. Every command runs here, the one typed and the one meant.
func (q *question) run(ctx context.Context, slash string, line words) (Reply, error) {
	command, args := q.route(slash, line)
	asked := *q
	asked.Command, asked.line, asked.args = slash, line, args
	switch {
	case q.As.may(Reader) && asked.explained():
		return asked.explain(command), nil
	case !q.As.may(command.Access):
		return asked.refused(ctx, command)
	}
	reply, err := command.run(ctx, &asked)
	if err != nil {
		return reply, fmt.Errorf("%s: %w", command.Line(program.English), err)
	}
	return reply, nil
}

// phrases are the sentences in a language.
func (c *Commands) phrases(lang program.Lang) *phrases {
	if lang == program.French {
		return c.french
	}
	return c.english
}

// A question is a request on its way to its answer: who asks, the arguments, the
// reader's language and the day in the programme's zone.
type question struct {
	*Commands
	Request
	line  words // what stands behind the slash command
	args  words // what stands behind the command's own word, if it has one
	say   *phrases
	today program.Date
}

// stale answers a button whose partner is gone.
func (q *question) stale() Reply {
	return Reply{
		Parts:   []Part{plain(q.say.partnerGone())},
		Actions: []Action{q.listAction(), q.helpAction()},
		Private: true,
	}
}

// unavailable answers when the store does not. Nothing is guessed.
func (q *question) unavailable() Reply {
	again := strings.TrimSpace(q.Command + " " + q.Text)
	return Reply{
		Parts:   []Part{plain(q.say.storageUnavailable())},
		Actions: []Action{{Label: q.say.tryAgain(), Command: again, Effect: Replace, Primary: true}},
		Private: true,
	}
}

// recordedOnly lists the certificates that no tier asks for, as the requirements of
// a tier that is not one of the programme's.
func recordedOnly(rules *program.Rules) program.Tier {
	required := map[string]bool{}
	for _, tier := range rules.Tiers {
		for _, r := range tier.Requirements {
			required[r.Certificate] = true
		}
	}
	var recorded program.Tier
	for _, c := range rules.Certificates {
		if !required[c.ID] {
			recorded.Requirements = append(recorded.Requirements, program.Requirement{Certificate: c.ID, Count: 1})
		}
	}
	return recorded
}
