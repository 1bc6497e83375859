package commands

import (
	"context"
	"errors"

	"github.com/tierbot/tierbot/program"
)

func addCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"add", "ajouter"},
		Usage:   Wording{"<name> [tier] [@owner]…", "<nom> [niveau] [@référent]…"},
		Help:    Wording{"Takes a new partner into the programme, at the lowest tier unless another is named.", "Fait entrer un nouveau partenaire, au niveau le plus bas si aucun autre n'est nommé."},
		Example: Wording{`/tier add "Acme Networks" professional`, `/tier ajouter "Acme Réseaux" professional`},
		Access:  Manager,
		run:     runAdd,
	}
}

func runAdd(ctx context.Context, q *question) (Reply, error) {
	c := q.causes(q.args)[0]
	rest, owners := q.ownersBehind(c.rest)
	if who := q.outsider(owners); who != "" {
		return q.outside(who), nil
	}
	p := program.Partner{}
	for _, names := range owners {
		putInCharge(&p, names)
	}
	day, d := q.today, cutDay(rest, q.Text, q.today)
	if d.led {
		var wrong *problem
		if day, wrong = q.dayOf(d); wrong != nil {
			return q.wanting(ctx, "add", wrong.text)
		}
		rest = d.rest
	}
	tier := &q.rules.Tiers[0]
	if name, named := q.tierBehind(rest); named != nil && len(name) > 0 && !rest[len(name):].quoted() {
		rest, tier = name, named
	}
	switch {
	case len(rest) == 0:
		return q.wanting(ctx, "add", q.say.needsName())
	case len(rest) > 1 && rest.quoted():
		return q.wanting(ctx, "add", q.say.behindName(short(rest[1:].String()), q.labels(q.tiers())))
	}
	p.Name = q.Text[rest[0].at:rest[len(rest)-1].end]
	if len(rest) == 1 {
		p.Name = rest[0].text
	}
	if err := program.CheckName(p.Name); err != nil {
		return q.wanting(ctx, "add", q.say.badName(short(visible(p.Name)), err))
	}
	p.ID = program.Fold(p.Name)
	p.MoveTo(tier, day, q.rules.FirstDay)
	return q.add(ctx, &p, c.reason)
}

// add writes a new partner, unless its name is taken.
func (q *question) add(ctx context.Context, p *program.Partner, note string) (Reply, error) {
	other, err := q.taken(ctx, p.Name)
	if err != nil {
		return Reply{}, err
	}
	if other != nil {
		return q.unlessDone(ctx, *q.cannot(other, q.say.isThere(short(other.Name))))
	}
	p.Reported = program.Report{By: q.User, At: q.Now}
	e := &edit{what: "add", note: note}
	change := program.Change{After: *p}
	receipt, err := q.apply(ctx, e, change)
	switch {
	case errors.Is(err, program.ErrConflict):
		return q.unlessDone(ctx, Reply{Parts: []Part{plain(q.say.isThere(short(p.Name)))}, Actions: []Action{q.cardAction(p)}, Private: true})
	case err != nil:
		return Reply{}, err
	case receipt.Again:
		return q.done(ctx, receipt.Entry)
	}
	return q.changed(q.entry(receipt.Entry, e, change)), nil
}
