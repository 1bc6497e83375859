package commands

import "context"

func programmeCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"program", "thermometer", "thermometre", "forecast", "previsions"},
		Name:    Wording{"programme", "programme"},
		Usage:   Wording{"[<date>]", "[<date>]"},
		Help:    Wording{"Where the programme lands: partners per tier now, if nothing changes, and with every save, against the targets.", "Où va le programme\u00a0: partenaires par niveau aujourd'hui, sans changement, et avec chaque sauvetage, face aux objectifs."},
		Example: Wording{"/tier programme", "/tier programme"},
		Access:  Reader,
		run:     runProgramme,
	}
}

func runProgramme(_ context.Context, q *question) (Reply, error) { return q.help(), nil }
