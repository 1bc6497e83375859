package commands

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// Week is of whom the managers' weekly summary is to tell beside the partners.
type Week struct {
	Lang        program.Lang
	Now         time.Time
	Unreachable []Unreached // people who could not be told of their partners
}

// Unreached is somebody whom the bot could not reach.
type Unreached struct {
	Who      string // a Slack user id, or an e-mail address
	Partners int    // how many partners they look after
}

// Week is the managers' summary of a week: whom it has saved, and who is past saving since;
// where the programme lands; who has too much to start; the partners whose last day to start
// a training is over and that nobody has touched, those that wait for a decision, how many
// have no owner, and who could not be reached. It is false when there is nothing to say.
func (c *Commands) Week(ctx context.Context, w Week) (Reply, bool, error) {
	told := Told{Lang: w.Lang, Now: w.Now}
	q := told.question(c)
	seen, err := q.weekNews(ctx)
	if err != nil {
		return Reply{}, false, err
	}
	reply := q.week(seen, w.Unreachable)
	return reply, len(reply.Parts) > 0, nil
}

func weekCommand() Command {
	return Command{
		Slash:   "/tier",
		Also:    []string{"weekly", "hebdo"},
		Name:    Wording{"week", "semaine"},
		Help:    Wording{"What the managers' channel reads every week, as it is now: who has been left alone, who waits, who was not reached.", "Ce que le canal des responsables lit chaque semaine, à l'instant\u00a0: qui est laissé sans suite, qui attend, qui n'a pas été prévenu."},
		Example: Wording{"/tier week", "/tier semaine"},
		Access:  Manager,
		run:     runWeek,
	}
}

func runWeek(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) > 0 {
		return q.wanting(ctx, "week", q.say.weekAlone())
	}
	unreachable, err := q.unreachable(ctx)
	if err != nil {
		return Reply{}, err
	}
	seen, err := q.weekNews(ctx)
	if err != nil {
		return Reply{}, err
	}
	reply := q.week(seen, unreachable)
	if len(reply.Parts) == 0 {
		reply.Parts = []Part{plain(q.say.quietWeek())}
		reply.Actions = []Action{q.programmeAction()}
	}
	reply.Private = true
	return reply, nil
}

// unreachable are those who could not be told of the partners that they look after, those
// with the most first.
func (q *question) unreachable(ctx context.Context) ([]Unreached, error) {
	handed, err := q.store.Handed(ctx)
	if err != nil {
		return nil, err
	}
	var people []Unreached
	for _, u := range handed {
		who, err := q.store.Recipient(ctx, u.Recipient)
		if err != nil {
			return nil, err
		}
		if n := len(who.Partners); n > 0 {
			people = append(people, Unreached{Who: u.Recipient, Partners: n})
		}
	}
	slices.SortFunc(people, func(a, b Unreached) int {
		return cmp.Or(cmp.Compare(b.Partners, a.Partners), cmp.Compare(a.Who, b.Who))
	})
	return people, nil
}

// week is the summary: what has changed, where that leads, and what there is to do today.
func (q *question) week(seen *weekNews, unreachable []Unreached) Reply {
	reply := Reply{Title: q.say.weekTitle(q.today)}
	changed, today := q.changedParts(seen), q.todayParts(seen, unreachable)
	if len(changed)+len(today) == 0 {
		return reply
	}
	reply.Parts = slices.Concat(changed, []Part{q.landsParagraph(&seen.tally, seen.waiting)}, today)
	if seen.waiting > 0 {
		reply.Actions = append(reply.Actions, q.decideAction())
	}
	reply.Actions = append(reply.Actions, q.programmeAction())
	reply.Foot = []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}}
	return reply
}

// changedParts tell of the week that is over; nothing of a week without news.
func (q *question) changedParts(seen *weekNews) []Part {
	var parts []Part
	if len(seen.turned) > 0 {
		text := Text{{Text: q.say.turnedSince(q.today.AddDays(-weekLong)), Strong: true}}
		for _, t := range seen.turned {
			names := t.named()
			text = append(text, Span{Text: "\n" + q.say.turnedNames(t.kind, names, int64(len(t.names)-len(names)))})
		}
		parts = append(parts, Paragraph{text})
	}
	if n := len(seen.crossed); n > 0 {
		names := shortened(seen.crossed, maxNames)
		parts = append(parts, plain(q.say.crossed(int64(n), q.say.someNames(names, int64(n-len(names))))))
	}
	return parts
}

// todayParts are what somebody has to see to.
func (q *question) todayParts(seen *weekNews, unreachable []Unreached) []Part {
	var parts []Part
	if n := len(seen.loads); n > 0 {
		parts = append(parts, strong(q.say.tooMuch(int64(n))), q.loadRows(seen.loads))
	}
	if n := len(seen.untouched); n > 0 {
		parts = append(parts, strong(q.say.untouched(int64(n))), q.untouchedRows(seen.untouched))
		if more := n - maxRows; more > 0 {
			parts = append(parts, plain(q.say.andMorePartners(int64(more))))
		}
	}
	if n := seen.waiting; n > 0 {
		parts = append(parts, plain(q.say.waitForDecision(int64(n))))
	}
	if n := seen.unowned; n > 0 {
		parts = append(parts, plain(q.say.nobodyOwns(int64(n))))
	}
	if n := len(unreachable); n > 0 {
		parts = append(parts, strong(q.say.unreachable(int64(n))), q.unreachedRows(unreachable))
		if more := n - maxRows; more > 0 {
			parts = append(parts, plain(q.say.andMorePeople(int64(more))))
		}
	}
	return parts
}

// untouchedRows are the first of them, with who looks after each.
func (q *question) untouchedRows(entries []entry) Rows {
	rows := make(Rows, min(len(entries), maxRows))
	for i := range rows {
		p, s := &entries[i].partner, &entries[i].standing
		rows[i] = q.row(p, s)
		rows[i].Text = append(rows[i].Text, Span{Text: q.say.lastStartWas(s.LatestStart, q.today)})
		if len(p.Owners) == 0 {
			rows[i].Text = append(rows[i].Text, Span{Text: q.say.noOwner()})
		}
		for j, owner := range p.Owners[:min(len(p.Owners), 3)] {
			rows[i].Text = append(rows[i].Text, Span{Text: q.say.ownerInRow(j)}, person(owner))
		}
	}
	return rows
}

// unreachedRows are the first people who could not be reached.
func (q *question) unreachedRows(people []Unreached) Rows {
	rows := make(Rows, min(len(people), maxRows))
	for i := range rows {
		rows[i].Text = Text{person(people[i].Who), {Text: q.say.looksAfter(int64(people[i].Partners))}}
		rows[i].Action = q.handoverAction(people[i].Who)
	}
	return rows
}

// maxLoads is how many people with too much to start are named.
const maxLoads = 5

// loadRows are the first people with too much to start.
func (q *question) loadRows(loads []load) Rows {
	rows := make(Rows, min(len(loads), maxLoads))
	for i := range rows {
		l := &loads[i]
		rows[i] = Row{
			Text:   Text{person(l.who), {Text: q.say.mustStart(int64(l.starts), l.days)}},
			Action: q.riskAction(" within " + strconv.Itoa(soonDays-1) + " days " + atOwner(l.who)),
		}
	}
	return rows
}

// landsParagraph is how many partners each tier would have in the end, the highest first.
func (q *question) landsParagraph(t *board.Tally, waiting int) Paragraph {
	lead := q.say.wouldLand(t.End)
	if t.End.Before(t.Day) {
		lead = q.say.landsNow(waiting > 0)
	}
	var tiers []string
	for i := range slices.Backward(t.Tiers) {
		tier := &t.Tiers[i]
		tiers = append(tiers, q.say.landsWith(q.label(tier.Tier.Label), int64(tier.Then), tier.Tier.Target))
	}
	if t.Leaving > 0 {
		tiers = append(tiers, q.say.leavingThen(int64(t.Leaving)))
	}
	return Paragraph{Text{{Text: lead, Strong: true}, {Text: q.say.all(tiers) + "."}}}
}

// shortened are the first names of some, each as long as a line bears.
func shortened(names []string, most int) []string {
	some := make([]string, min(len(names), most))
	for i := range some {
		some[i] = short(names[i])
	}
	return some
}
