package commands

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/program"
)

// Told is to whom the bot speaks first, and of what.
type Told struct {
	Lang     program.Lang
	Now      time.Time
	Deadline program.Date // of which it is told
}

// question is what a whole channel is told: no figure in money, and nobody's name but
// those of partners and of who decided.
func (t *Told) question(c *Commands) *question {
	return c.question(Request{Locale: string(t.Lang), Now: t.Now, Shared: true})
}

// Decision is what the managers' channel reads on the morning after a deadline: who has
// lapsed, to what each falls, and what can be decided. It is false when nobody waits for
// a decision.
func (c *Commands) Decision(ctx context.Context, t Told) (Reply, bool, error) {
	q := t.question(c)
	s, err := q.waiting(ctx)
	if err != nil || len(s.falls)+len(s.leaving) == 0 {
		return Reply{}, false, err
	}
	return q.decision(s), true, nil
}

func decideCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"decide", "décider"},
		Usage:   Wording{"[each [tier]]", "[chacun [niveau]]"},
		Help:    Wording{"Which partners have lapsed and wait for a decision: apply their falls, hold them, or give more time.", "Les partenaires dont le délai est passé et qui attendent une décision : rétrograder, suspendre, ou prolonger."},
		Example: Wording{"/tier decide each", "/tier décider chacun"},
		Access:  Manager,
		run:     runDecide,
	}
}

// eachWords are what people say, folded, for one after the other.
var eachWords = map[string]bool{"each": true, "choose": true, "list": true, "chacun": true, "choisir": true, "liste": true}

func runDecide(ctx context.Context, q *question) (Reply, error) {
	from, args := q.args.take(keyFrom)
	tier, each := q.eachOf(args)
	if len(args) > 0 && !each {
		return q.wanting(ctx, "decide", q.say.decideWhat())
	}
	s, err := q.waiting(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case each:
		return q.choosing(s, tier, from), nil
	}
	return q.asking(s, ""), nil
}

// eachOf reads that one after the other is meant, and of which tier; nil: of all.
func (q *question) eachOf(ws words) (tier *program.Tier, each bool) {
	if len(ws) == 0 || !eachWords[program.Fold(ws[0].text)] {
		return nil, false
	}
	if len(ws) == 1 {
		return nil, true
	}
	rest, tier := q.tierBehind(ws)
	return tier, tier != nil && len(rest) == 1
}

// asking asks one person for a decision, below a sentence of its own unless that is empty.
func (q *question) asking(s *survey, first string) Reply {
	if len(s.falls)+len(s.leaving)+len(s.held) == 0 {
		return q.noneWaits(s)
	}
	reply := q.decision(s)
	if first != "" {
		reply.Parts = append([]Part{strong(first)}, reply.Parts...)
	}
	for i := range reply.Actions {
		reply.Actions[i].Effect = Replace
	}
	reply.Private = true
	return reply
}

// noneWaits answers where no fall waits for a decision, with what else there is.
func (q *question) noneWaits(s *survey) Reply {
	reply := q.plainly(q.say.noneWaits())
	switch {
	case len(s.falls) > 0: // and it was about those that are held
		reply.Parts = []Part{plain(q.say.noneHeld()), plain(q.say.waitForDecision(int64(len(s.falls))))}
	case len(s.leaving) > 0:
		reply.Parts = []Part{plain(q.say.leaving(int64(len(s.leaving)), q.named(s.leaving)))}
	}
	if n := len(s.held); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.heldNow(int64(n), q.named(s.held))))
	}
	if len(s.falls)+len(s.leaving)+len(s.held) > 0 {
		reply.Actions = append([]Action{q.decideAction()}, reply.Actions...)
	}
	if held := s.heldFalls(); len(held) > 0 {
		reply.Actions = append([]Action{q.fallHeldAction(held)}, reply.Actions...)
	}
	return reply
}

// decision tells of those that wait, and offers what can be decided.
func (q *question) decision(s *survey) Reply {
	all := moves(s.falls)
	reply := Reply{
		Title: titled(q.say.decisionTitle(lapseOf(s.falls), int64(len(s.falls))), ""),
		Foot:  []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	for i := range all {
		m := &all[i]
		reply.Parts = append(reply.Parts, Paragraph{Text{
			{Text: q.say.moveOf(int64(len(m.falls)), q.label(m.from.Label), q.label(m.to.Label)), Strong: true},
			{Text: q.say.colon() + q.named(m.falls)},
		}})
	}
	if n := len(s.leaving); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.leaving(int64(n), q.named(s.leaving))))
	}
	if n := len(s.held); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.heldNow(int64(n), q.named(s.held))))
	}
	if n := int64(len(s.falls)); n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.nothingFellYet(n)))
		reply.Actions = []Action{
			{Label: q.say.fallAllLabel(), Command: "/tier fall all" + told(s.falls), Primary: true, Sure: cut(q.say.fallAllSure(n, q.moving(all)), maxSure)},
			{Label: q.say.holdAllLabel(), Command: "/tier hold all" + told(s.falls), Sure: q.say.holdAllSure(n)},
		}
	}
	reply.Actions = append(reply.Actions, q.chooseAction())
	if held := s.heldFalls(); len(held) > 0 {
		reply.Actions = append(reply.Actions, q.fallHeldAction(held))
	}
	return reply
}

// told is what a button adds to its command of the falls that its message tells of.
func told(falls []fall) string { return " " + keySeen + ":" + quote(printFalls(falls)) }

// fallHeldAction applies the falls that were put off after all.
func (q *question) fallHeldAction(held []fall) Action {
	sure := q.say.fallHeldSure(int64(len(held)), q.moving(moves(held)))
	return Action{Label: q.say.fallHeldLabel(), Command: "/tier fall held" + told(held), Sure: cut(sure, maxSure)}
}

// maxSure is how many characters the question of a button can have.
const maxSure = 300

// decideAction shows what waits for a decision.
func (q *question) decideAction() Action {
	return Action{Label: q.say.decideLabel(), Command: "/tier decide"}
}

// chooseAction decides about one after the other.
func (q *question) chooseAction() Action {
	return Action{Label: q.say.chooseLabel(), Command: "/tier decide each"}
}
