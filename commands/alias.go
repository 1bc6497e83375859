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
		run:     runAlias,
	}
}

// longestNamed is how many words of a name are looked up where nothing marks its end.
const longestNamed = 8

// runAlias reads where the name ends and the alias begins by looking names up, the
// longest first; quotes make it plain.
func runAlias(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) < 2 {
		return q.wanting(ctx, "alias", q.say.needsAlias())
	}
	var readings []reading
	for n := min(len(q.args)-1, longestNamed); n > 0; n-- {
		name, rest := q.args[:n], q.args[n:]
		alias := unquoted(q.Text[rest[0].at:rest[len(rest)-1].end])
		if len(rest) == 1 {
			alias = rest[0].text
		}
		readings = append(readings, q.changing(name, "/tier alias", " "+q.Text[rest[0].at:], &edit{
			what:  "alias",
			apply: func(ctx context.Context, p *program.Partner) (*Reply, error) { return q.giveName(ctx, p, alias) },
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

// taken is a partner that has a name already; nil when none has.
func (q *question) taken(ctx context.Context, name string) (*program.Partner, error) {
	found, err := q.store.Find(ctx, name)
	if err != nil || found.How != program.ExactMatch {
		return nil, err
	}
	return &found.Partners[0], nil
}
