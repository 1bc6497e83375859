package commands

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
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

// Week is the managers' summary of a week: the partners whose last day to start a training
// is over and that nobody has touched, those that wait for a decision, how many have no
// owner, and who could not be reached. It is false when there is nothing to say.
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

// weekNews is what a week's summary has to tell of the partners.
type weekNews struct {
	untouched []entry // past their last day to start
	waiting   int     // for a decision
	unowned   int     // that do not conform and that nobody looks after
}

// weekNews reads all partners.
func (q *question) weekNews(ctx context.Context) (*weekNews, error) {
	var seen weekNews
	var late []entry
	for p, err := range q.store.All(ctx) {
		if err != nil {
			return nil, err
		}
		s := q.rules.Evaluate(&p, q.today)
		switch {
		case s.State == program.Conforming:
			continue
		case s.State == program.Lapsed && !p.IsHeld(s.Deadline):
			seen.waiting++
		case s.State == program.InGrace && !s.LatestStart.IsZero() && s.LatestStart.Before(q.today):
			late = append(late, entry{p, s})
		}
		if len(p.Owners) == 0 {
			seen.unowned++
		}
	}
	var err error
	seen.untouched, err = q.untouched(ctx, late)
	return &seen, err
}

// untouched are those of some partners about which nobody has done anything, the most
// urgent first.
func (q *question) untouched(ctx context.Context, late []entry) ([]entry, error) {
	partners := make([]program.Partner, len(late))
	for i := range late {
		partners[i] = late[i].partner
	}
	marks, err := q.store.Marks(ctx, partners)
	if err != nil {
		return nil, err
	}
	var untouched []entry
	for i, e := range late {
		if !q.touched(&e, marks[i]) {
			untouched = append(untouched, e)
		}
	}
	slices.SortStableFunc(untouched, moreUrgent)
	return untouched, nil
}

// touched reports whether anybody has done something about a partner, and was told of no
// other deadline since: pressed something, or reported something once they knew. Who wants
// to hear nothing of it has said no more than that.
func (q *question) touched(e *entry, marks map[string]program.Mark) bool {
	for _, m := range marks {
		switch {
		case m.Deadline != e.standing.Deadline && !m.Deadline.IsZero():
		case !m.Touched.IsZero(), !m.Snoozed.IsZero():
			return true
		case !m.Since.IsZero() && e.partner.Reported.By != "" && !q.rules.Today(e.partner.Reported.At).Before(m.Since):
			return true
		}
	}
	return false
}

// week is the summary.
func (q *question) week(seen *weekNews, unreachable []Unreached) Reply {
	reply := Reply{Title: q.say.weekTitle(q.today)}
	if n := len(seen.untouched); n > 0 {
		reply.Parts = append(reply.Parts, strong(q.say.untouched(int64(n))), q.untouchedRows(seen.untouched))
		if more := n - maxRows; more > 0 {
			reply.Parts = append(reply.Parts, plain(q.say.andMorePartners(int64(more))))
		}
	}
	if n := seen.waiting; n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.waitForDecision(int64(n))))
		reply.Actions = append(reply.Actions, q.decideAction())
	}
	if n := seen.unowned; n > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.unowned(int64(n))))
	}
	if n := len(unreachable); n > 0 {
		reply.Parts = append(reply.Parts, strong(q.say.unreachable(int64(n))), q.unreachedRows(unreachable))
		if more := n - maxRows; more > 0 {
			reply.Parts = append(reply.Parts, plain(q.say.andMorePeople(int64(more))))
		}
	}
	if len(reply.Parts) > 0 {
		reply.Foot = []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}}
	}
	return reply
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
	}
	return rows
}
