package commands

import (
	"context"
	"fmt"

	"github.com/tierbot/tierbot/program"
)

// refused answers a command that is not for this person. A reader may have meant the
// partner of that name, such as Set Consulting.
func (q *question) refused(ctx context.Context, command *Command) (Reply, error) {
	id, _ := q.line.take(keyID)
	if command.Name.EN == "" || !q.As.may(Reader) || len(q.args) == 0 || id != "" {
		return q.refuse(ctx, command)
	}
	return q.about(ctx, reading{name: q.line, exactly: true, answer: telling(q.card)}, reading{
		instead: func(ctx context.Context) (Reply, error) { return q.refuse(ctx, command) },
	})
}

// refuse says no. That somebody tried to change something is written down.
func (q *question) refuse(ctx context.Context, command *Command) (Reply, error) {
	reply := Reply{Parts: []Part{plain(q.refusal(command))}, Private: true}
	if q.As.may(Reader) {
		reply.Actions = []Action{q.helpAction()}
	}
	if command.Access < Manager {
		return reply, nil
	}
	err := q.store.Refuse(ctx, program.Refusal{
		Op: q.Op, By: q.User, At: q.Now, What: command.Line(program.English), Reason: q.whyRefused(),
	})
	if err != nil {
		return reply, answered{fmt.Errorf("write the refusal down: %w", err)}
	}
	return reply, nil
}

// refusal is the sentence for somebody who may not run a command.
func (q *question) refusal(command *Command) string {
	line := command.Line(q.say.lang)
	switch {
	case command.Access != Manager || !q.As.may(Reader):
		return q.say.notAllowed(line)
	case q.Unsure:
		return q.say.managersUnknown(line)
	}
	return q.say.managersOnly(line)
}

// whyRefused is the same in a word, for whoever reads what was written down.
func (q *question) whyRefused() string {
	switch {
	case !q.As.may(Reader):
		return "stranger"
	case q.Unsure:
		return "managers not known just now"
	}
	return "reader"
}
