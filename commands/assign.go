package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

func assignCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"assign", "confier"},
		Usage:   Wording{"<partner> <@somebody>…", "<partenaire> <@quelqu'un>…"},
		Help:    Wording{"Puts people (@somebody, an e-mail address, me) in charge of a partner.", "Confie un partenaire à des personnes (@quelqu'un, une adresse e-mail, moi)."},
		Example: Wording{"/tier assign acme me", "/tier confier acme moi"},
		Access:  Manager,
		run:     func(ctx context.Context, q *question) (Reply, error) { return q.runOwners(ctx, "assign", putInCharge) },
	}
}

func unassignCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"unassign", "reprendre"},
		Usage:   Wording{"<partner> <@somebody>…", "<partenaire> <@quelqu'un>…"},
		Help:    Wording{"Takes a partner out of people's care.", "Retire un partenaire à des personnes."},
		Example: Wording{"/tier unassign acme me", "/tier reprendre acme moi"},
		Access:  Manager,
		run: func(ctx context.Context, q *question) (Reply, error) {
			return q.runOwners(ctx, "unassign", releaseFrom)
		},
	}
}

// runOwners changes who looks after a partner.
func (q *question) runOwners(ctx context.Context, command string, each func(p *program.Partner, names []string)) (Reply, error) {
	c := q.causes(q.args)[0]
	name, owners := q.ownersBehind(c.rest)
	if len(name) == 0 || len(owners) == 0 {
		return q.wanting(ctx, command, q.say.needsOwner())
	}
	if who := q.outsider(owners); who != "" && command == "assign" {
		return q.outside(who), nil
	}
	r := q.changing(name, "/tier "+command, q.after(name), &edit{
		what: command, note: c.reason,
		apply: onPartner(func(p *program.Partner) {
			for _, names := range owners {
				each(p, names)
			}
		}),
	})
	return q.about(ctx, r.spellings()...)
}

// outsider is somebody of the owners who cannot be one; empty when all can.
func (q *question) outsider(owners [][]string) string {
	for _, names := range owners {
		for _, name := range names {
			if slices.Contains(q.Outside, name) {
				return name
			}
		}
	}
	return ""
}

// outside answers that somebody cannot look after a partner.
func (q *question) outside(who string) Reply {
	return Reply{
		Parts:   []Part{Paragraph{Text{person(who), {Text: q.say.outsider()}}}},
		Actions: []Action{q.listAction(), q.helpAction()},
		Private: true,
	}
}

// putInCharge makes somebody an owner, unless one of their names is there already.
func putInCharge(p *program.Partner, names []string) {
	if !slices.ContainsFunc(names, func(name string) bool { return slices.Contains(p.Owners, name) }) {
		p.Owners = append(p.Owners, names[0])
	}
}

// releaseFrom makes somebody an owner no more, by all their names.
func releaseFrom(p *program.Partner, names []string) {
	p.Owners = slices.DeleteFunc(p.Owners, func(owner string) bool { return slices.Contains(names, owner) })
}
