package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

func aliasCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"alias", "surnom"},
		Usage:   Wording{"<partner> <other name>", "<partenaire> <autre nom>"},
		Help:    Wording{"Gives a partner another name that it is found by.", "Donne à un partenaire un autre nom, sous lequel on le trouve."},
		Example: Wording{`/tier alias acme "Acme Networks"`, `/tier surnom acme "Acme Réseaux"`},
		Access:  Manager,
		run:     func(ctx context.Context, q *question) (Reply, error) { return q.runNames(ctx, "alias", q.giveName) },
	}
}

func unaliasCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"unalias", "désurnommer"},
		Usage:   Wording{"<partner> <other name>", "<partenaire> <autre nom>"},
		Help:    Wording{"Takes one of its other names from a partner.", "Retire à un partenaire un de ses autres noms."},
		Example: Wording{`/tier unalias acme "Acme Networks"`, `/tier désurnommer acme "Acme Réseaux"`},
		Access:  Manager,
		run:     func(ctx context.Context, q *question) (Reply, error) { return q.runNames(ctx, "unalias", q.takeName) },
	}
}

// longestNamed is how many words of a name are looked up where nothing marks its end.
const longestNamed = 8

// A renaming changes the other names of a partner by one.
type renaming func(ctx context.Context, p *program.Partner, alias string) (*Reply, error)

// runNames reads where the name ends and the alias begins by looking names up, the
// longest first; quotes make it plain.
func (q *question) runNames(ctx context.Context, command string, change renaming) (Reply, error) {
	c := q.causes(q.args)[0]
	if len(c.rest) < 2 {
		return q.wanting(ctx, command, q.say.needsAlias())
	}
	var readings []reading
	for n := min(len(c.rest)-1, longestNamed); n > 0; n-- {
		name, rest := c.rest[:n], c.rest[n:]
		alias := unquoted(q.Text[rest[0].at:rest[len(rest)-1].end])
		if len(rest) == 1 {
			alias = rest[0].text
		}
		readings = append(readings, q.changing(name, "/tier "+command, " "+q.Text[rest[0].at:], &edit{
			what: command, note: c.reason,
			apply: func(ctx context.Context, p *program.Partner) (*Reply, error) { return change(ctx, p, alias) },
		}))
	}
	return q.about(ctx, readings...)
}

// giveName gives a partner one more name, unless it has it or somebody else does.
func (q *question) giveName(ctx context.Context, p *program.Partner, alias string) (*Reply, error) {
	if err := program.CheckName(alias); err != nil {
		return q.cannot(p, q.say.badName(short(visible(alias)), err)), nil
	}
	same := func(name string) bool { return program.FoldCompany(name) == program.FoldCompany(alias) }
	if slices.ContainsFunc(append([]string{p.ID, p.Name}, p.Aliases...), same) {
		return nil, nil
	}
	other, err := q.taken(ctx, alias)
	if err != nil {
		return nil, err
	}
	if other != nil && other.ID != p.ID {
		return q.cannot(p, q.say.nameTaken(short(alias), short(other.Name))), nil
	}
	p.Aliases = append(p.Aliases, alias)
	return nil, nil
}

// takeName takes a name from a partner, if it is one of its other names.
func (q *question) takeName(_ context.Context, p *program.Partner, alias string) (*Reply, error) {
	before := len(p.Aliases)
	p.Aliases = slices.DeleteFunc(p.Aliases, func(name string) bool {
		return program.FoldCompany(name) == program.FoldCompany(alias)
	})
	if len(p.Aliases) == before {
		return q.cannot(p, q.say.noAlias(short(alias), p.Aliases)), nil
	}
	return nil, nil
}

// taken is a partner that has a name already; nil when none has.
func (q *question) taken(ctx context.Context, name string) (*program.Partner, error) {
	found, err := q.store.Find(ctx, name)
	if err != nil || found.How != program.ExactMatch {
		return nil, err
	}
	return &found.Partners[0], nil
}
