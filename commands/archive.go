package commands

import "context"

func archiveCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"archive", "archiver"},
		Usage:   Wording{"<partner> [because <reason>]", "<partenaire> [car <raison>]"},
		Help:    Wording{"Takes a partner out of the programme. Its history stays, and undo brings it back.", "Fait sortir un partenaire du programme. Son historique reste, et annuler le fait revenir."},
		Example: Wording{"/tier archive acme because it was bought by Beta", "/tier archiver acme car Beta l'a racheté"},
		Access:  Manager,
		run:     runArchive,
	}
}

func runArchive(ctx context.Context, q *question) (Reply, error) {
	name, reason := q.reason(q.args)
	if len(name) == 0 {
		return q.wanting(ctx, "archive", q.say.needsPartner())
	}
	return q.about(ctx, q.changing(name, "/tier archive", " "+q.Text[name[len(name)-1].end:], &edit{
		what: "archive", note: reason, removes: true,
	}))
}
