package commands

import "context"

func planCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"training", "formation", "formations"},
		Name:    Wording{"plan", "plan"},
		Usage:   Wording{"<partner> [for <tier>]", "<partenaire> [pour <niveau>]"},
		Help:    Wording{"A partner's training programme: what to train, how many people, and by when each must start.", "Le programme de formation d'un partenaire\u00a0: quoi, combien de personnes, et quand commencer au plus tard."},
		Example: Wording{"/tier plan acme premier", "/tier plan acme premier"},
		Access:  Reader,
		run:     runPlan,
	}
}

func runPlan(_ context.Context, q *question) (Reply, error) { return q.help(), nil }
