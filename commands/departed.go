package commands

import (
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A Departed is somebody who is no member any more, and has partners left.
type Departed struct {
	Lang     program.Lang
	Now      time.Time
	Who      string            // a Slack user id
	Partners []program.Partner // that they look after, at least one
}

// Departed is what the managers' channel is told when somebody's account was deactivated:
// how many partners they leave, the most urgent of them, and how to hand them over.
func (c *Commands) Departed(d Departed) Reply {
	told := Told{Lang: d.Lang, Now: d.Now}
	q := told.question(c)
	entries := make([]entry, len(d.Partners))
	for i := range d.Partners {
		entries[i] = entry{d.Partners[i], q.rules.Evaluate(&d.Partners[i], q.today)}
	}
	slices.SortStableFunc(entries, moreUrgent)
	n := int64(len(entries))
	reply := Reply{
		Title:   q.say.departedTitle(n),
		Parts:   []Part{Paragraph{Text{person(d.Who), {Text: q.say.departed(n)}}}},
		Actions: []Action{q.handoverAction(d.Who), q.partnersOf(d.Who)},
		Foot:    []Text{{{Text: q.say.asOf(q.today, q.rules.FirstDay)}}},
	}
	reply.Actions[0].Primary = true
	rows := make(Rows, min(len(entries), mostUrgent))
	for i := range rows {
		rows[i] = q.row(&entries[i].partner, &entries[i].standing)
	}
	reply.Parts = append(reply.Parts, rows)
	if more := n - int64(len(rows)); more > 0 {
		reply.Parts = append(reply.Parts, plain(q.say.andMorePartners(more)))
	}
	return reply
}

// mostUrgent is how many partners are shown of those that somebody leaves.
const mostUrgent = 5
