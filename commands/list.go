package commands

import (
	"context"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

func listCommand() Command {
	return Command{
		Slash: "/tier",
		Name:  Wording{"list", "liste"},
		Usage: Wording{"[risk | promote] [tier] [state] [owner]…", "[risque | promotion] [niveau] [état] [référent]…"},
		Help: Wording{
			"Partners by tier, state, owner and more; risk: the cheapest saves first; promote: who is nearest to a higher tier.",
			"Les partenaires par niveau, état, référent, etc.\u00a0; risque\u00a0: les moins chers à sauver d'abord\u00a0; promotion\u00a0: les plus proches du niveau supérieur.",
		},
		Example: Wording{"/tier list enterprise in grace me", "/tier liste enterprise délai en cours moi"},
		Access:  Reader,
		run:     runList,
	}
}

func runList(ctx context.Context, q *question) (Reply, error) {
	from, args := q.args.take(keyFrom)
	f, unknown, second := q.filter(args)
	switch {
	case len(unknown)+len(second) > 0:
		return q.orPartner(ctx, func() Reply { return q.puzzled(f, unknown, second) })
	case f.kind == promoting && len(f.missing) > 0:
		return q.explainList(plain(q.say.notByMissing())), nil
	}
	return q.list(ctx, f, from)
}

// puzzled answers words of a list that fit nothing, and those that come second, with
// what the filter has understood of the others.
func (q *question) puzzled(f filter, unknown, second words) Reply {
	if tiers := q.tiersCalled(unknown.String()); len(tiers) > 0 && f.tier == nil {
		return Reply{
			Parts: []Part{plain(q.say.couldBe(short(unknown.String()), q.labels(tiers)))},
			Actions: q.tierActions(tiers, func(t *program.Tier) string {
				f.tier = t
				return "/tier list" + f.String()
			}),
		}
	}
	var problems []Part
	if len(unknown) > 0 {
		problems = append(problems, plain(q.say.notUnderstood(short(unknown.String()), q.labels(q.tiers()))))
	}
	if len(second) > 0 {
		problems = append(problems, plain(q.say.oneOfEach(short(second.String()))))
	}
	return q.explainList(problems...)
}

// explainList explains the list below what was wrong with a line, by all that can narrow
// it.
func (q *question) explainList(problems ...Part) Reply {
	reply := q.explain(q.commandCalled("list"))
	parts := append(problems, plain(q.say.listWords()))
	reply.Parts = append(parts, reply.Parts[1:]...)
	return reply
}

// list is one page of the partners that fit a filter. It costs the same two round trips
// whatever the page: the board says who fits and in which order, and the partners of the
// page are read at once.
func (q *question) list(ctx context.Context, f filter, from string) (Reply, error) {
	chosen, err := q.pick(ctx, f, from)
	if err != nil {
		return Reply{}, err
	}
	sights, err := q.sights(ctx, chosen.page)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: cut(q.listTitle(f, chosen), maxTitle), Foot: q.listFoot()}
	if f.owner != "" && f.owner != me && f.owner != nobody && !q.Shared {
		reply.Parts = append(reply.Parts, Paragraph{Text{{Text: q.say.lookedAfterBy()}, person(f.owner)}})
	}
	if chosen.count == 0 {
		reply.Parts = append(append(reply.Parts, plain(q.say.noneFits(f.kind))), q.beside(f, chosen)...)
		reply.Actions = q.wider(f, chosen)
		return reply, nil
	}
	reply.Parts = append(reply.Parts, q.listGrid(f.kind, sights, chosen))
	reply.Parts = append(reply.Parts, q.beside(f, chosen)...)
	reply.Actions = q.listActions(f, chosen)
	return reply, nil
}

// A sight is a partner of a page, and where it stands as the list has it.
type sight struct {
	fact    board.Fact
	partner program.Partner
}

// sights are the partners of a page. Who was removed meanwhile is not there.
func (q *question) sights(ctx context.Context, page []board.Fact) ([]sight, error) {
	if len(page) == 0 {
		return nil, nil
	}
	ids := make([]string, len(page))
	facts := make(map[string]board.Fact, len(page))
	for i := range page {
		ids[i] = page[i].ID
		facts[page[i].ID] = page[i]
	}
	partners, err := q.store.Some(ctx, ids)
	if err != nil {
		return nil, err
	}
	sights := make([]sight, len(partners))
	for i := range partners {
		sights[i] = sight{facts[partners[i].ID], partners[i]}
	}
	return sights, nil
}

// listTitle is how many are listed, and by what.
func (q *question) listTitle(f filter, chosen *selection) string {
	title := q.say.listed(f.kind, int64(chosen.count))
	switch {
	case chosen.count == 0:
	case f.kind == saving:
		title += " · " + q.say.personDays(chosen.days)
	case f.kind == promoting && chosen.eligible > 0 && !f.eligible:
		title += " · " + q.say.eligibles(int64(chosen.eligible))
	}
	for _, c := range q.criteria(f, chosen.count) {
		title = join(title, " · ", c.name)
	}
	return title
}

// listFoot is as of when a list is, and what a channel does not see of it.
func (q *question) listFoot() []Text {
	foot := []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}}
	if q.Shared && q.hasMoney {
		foot = append(foot, Text{{Text: q.say.moneyLeftOut()}})
	}
	return foot
}

// beside is what to know of those that a list leaves out, and what can be done about
// those that it has.
func (q *question) beside(f filter, chosen *selection) []Part {
	var parts []Part
	switch {
	case f.kind == saving && chosen.late > 0:
		parts = append(parts, plain(q.say.fallAnyway(int64(chosen.late), chosen.count > 0)))
	case f.kind == tooLate && chosen.count > 0:
		parts = append(parts, plain(q.say.onlyMoreTime(q.decides())))
	case f.kind == promoting && chosen.falling > 0:
		parts = append(parts, plain(q.say.toSaveFirst(int64(chosen.falling), int64(chosen.saveFirst))))
	}
	if row := q.byTiers(f, chosen); len(row.Actions) > 0 {
		parts = append(parts, Rows{row})
	}
	return parts
}

// byTiers offers a list of those to save, or of candidates, for one tier each.
func (q *question) byTiers(f filter, chosen *selection) Row {
	if f.tier != nil || q.Shared || f.kind != saving && f.kind != promoting || len(chosen.tiers) < 2 {
		return Row{}
	}
	row := Row{Text: Text{{Text: q.say.only()}}}
	for i := len(q.rules.Tiers) - 1; i >= 0; i-- {
		tier := &q.rules.Tiers[i]
		if n := chosen.tiers[i]; n > 0 && len(row.Actions) < mostTiers {
			f.tier = tier
			row.Actions = append(row.Actions, q.listOf(f, q.short(tier.Label), n))
		}
	}
	return row
}

// mostTiers is for how many tiers a list offers a button.
const mostTiers = 5

// longestLabel is how many characters the label of a button can have.
const longestLabel = 30

// listOf is the button of another list, with how many are on it.
func (q *question) listOf(f filter, label string, n int) Action {
	count := " · " + q.say.number(int64(n))
	return Action{Label: cut(label, longestLabel-len([]rune(count))) + count, Command: "/tier list" + f.String(), Effect: Replace}
}

// listActions turn the pages, and lead on to what can be done.
func (q *question) listActions(f filter, chosen *selection) []Action {
	actions := q.turnPage("/tier list"+f.String(), chosen.start > 0, chosen.next())
	other := f
	if chosen.own > 0 && chosen.own < chosen.count && !q.Shared {
		other.owner = me
		actions = append(actions, q.listOf(other, q.say.yoursLabel(), chosen.own))
		other.owner = ""
	}
	switch {
	case f.kind == listing && chosen.savable > 0:
		other.kind = saving
		actions = append(actions, q.listOf(other, q.say.toSaveLabel(), chosen.savable))
	case f.kind == saving && chosen.late > 0:
		other.kind = tooLate
		actions = append(actions, q.listOf(other, q.say.tooLateLabel(), chosen.late))
	case f.kind == tooLate && chosen.savable > 0:
		other.kind = saving
		actions = append(actions, q.listOf(other, q.say.toSaveLabel(), chosen.savable))
	case f.kind == promoting && chosen.saveFirst > 0:
		other = filter{kind: saving, owner: f.owner}
		actions = append(actions, Action{Label: q.say.toSaveLabel(), Command: "/tier list" + other.String(), Effect: Replace})
	}
	switch {
	case f.kind == listing && chosen.eligible > 0 && !f.eligible:
		other = f
		other.eligible = true
		actions = append(actions, q.listOf(other, q.say.eligibleLabel(), chosen.eligible))
	case f.kind == tooLate && chosen.lapsed > 0 && q.decides():
		actions = append(actions, q.decideAction())
	}
	return actions
}

// wider are lists that leave out one criterion of a list that nobody is on, with how many
// are on each, and the usual ways on.
func (q *question) wider(f filter, chosen *selection) []Action {
	var actions []Action
	if f.kind == saving && chosen.late > 0 {
		late := f
		late.kind = tooLate
		actions = append(actions, q.listOf(late, q.say.tooLateLabel(), chosen.late))
	}
	for i, c := range q.criteria(f, 0) {
		if n := chosen.without[i]; n > 0 && len(actions) < mostWider {
			actions = append(actions, q.listOf(c.without, c.wider, n))
		}
	}
	return append(actions, q.listAction(), q.helpAction())
}

// mostWider is how many wider lists an empty one offers.
const mostWider = 3
