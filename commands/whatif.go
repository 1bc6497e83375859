package commands

import "context"

func whatIfCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"whatif", "suppose", "supposer", "hypothese", "etsi"},
		Name:    Wording{"what-if", "et-si"},
		Usage:   Wording{"<partner> [<what>] [on <date>]", "<partenaire> [<quoi>] [le <date>]"},
		Help:    Wording{"What would become of a partner if it had more, or less, on a day. Nothing is recorded.", "Ce que deviendrait un partenaire s'il avait plus, ou moins, tel jour. Rien n'est enregistré."},
		Example: Wording{"/tier what-if acme 2 VTSP", "/tier et-si acme 2 VTSP"},
		Access:  Reader,
		run:     runWhatIf,
	}
}

func runWhatIf(_ context.Context, q *question) (Reply, error) { return q.help(), nil }
