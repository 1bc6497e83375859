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
	if len(q.args) == 0 {
		return q.wanting(ctx, "archive", q.say.needsPartner())
	}
	var readings []reading
	for _, c := range q.causes(q.args) {
		readings = append(readings, q.changing(c.rest, "/tier archive", q.after(c.rest), &edit{
			what: "archive", note: c.reason, removes: true,
		}))
	}
	return q.about(ctx, readings...)
}
