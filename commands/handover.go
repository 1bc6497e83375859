package commands

import "context"

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
