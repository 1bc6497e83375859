package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

func handoverCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"hand over", "handoff", "transfer", "transferer", "transmettre"},
		Name:    Wording{"handover", "passation"},
		Usage:   Wording{"<from> <to> [<partner>, …]", "<de> <à> [<partenaire>, …]"},
		Help:    Wording{"Gives partners from one account manager to another: all of them, or those that are named.", "Confie les partenaires d'un référent à un autre\u00a0: tous, ou ceux qu'on nomme."},
		Example: Wording{"/tier handover @somebody @somebody-else", "/tier passation @quelquun @quelquun-dautre"},
		Access:  Manager,
		run:     runHandover,
	}
}

func runHandover(_ context.Context, q *question) (Reply, error) { return q.help(), nil }

// handoverAction asks to whom the partners of somebody are to be given: a Slack user id,
// or an e-mail address.
func (q *question) handoverAction(from string) Action {
	return Action{Label: q.say.handoverLabel(), Command: "/tier handover " + atOwner(from)}
}

// atOwner is an owner as it is typed: a user with an @ before the id.
func atOwner(owner string) string {
	if program.IsUserID(owner) {
		return "@" + owner
	}
	return owner
}
