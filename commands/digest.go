package commands

import (
	"slices"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A Digest is what a recipient is to be told at once.
type Digest struct {
	Lang      program.Lang
	Now       time.Time
	Recipient *program.Recipient // whose it is; without an id: nobody's, and the managers' channel reads it
	Items     []program.Item     // at least one, in the order of [program.Agenda]

	// Unreachable is why the recipient cannot be told, so that the managers' channel is, in
	// Slack's words, such as user_disabled; empty: they are.
	Unreachable string
}

// mostShown is how many partners a digest shows. Of the others it says how many there
// are: whoever is shown more sees less.
const mostShown = 10

// Digest is the message of a digest.
func (c *Commands) Digest(d Digest) Reply {
	t := c.letterOf(&d)
	reply := Reply{Title: t.title(), Parts: t.preamble()}
	left := mostShown
	groups := t.groups()
	for i := range groups {
		g := &groups[i]
		g.first, g.only = i == 0, len(groups) == 1
		after := len(groups) - i - 1 // of each one is shown at least
		shown := min(len(g.items), left-after)
		reply.Parts = append(reply.Parts, t.group(g, shown)...)
		left -= shown
	}
	reply.Actions = t.actions()
	reply.Foot = []Text{t.reason()}
	return reply
}

// A letter is a digest being put into words.
type letter struct {
	*question
	*Digest
	diary *program.Diary
}

// letterOf begins to put a digest into words. What a channel reads has no figures in
// money.
func (c *Commands) letterOf(d *Digest) *letter {
	q := c.question(Request{User: d.Recipient.ID, Locale: string(d.Lang), Now: d.Now})
	t := &letter{question: q, Digest: d, diary: c.rules.Diary(d.Recipient, c.House)}
	q.Shared = t.inChannel()
	return t
}

// unowned reports whether nobody looks after the partners.
func (t *letter) unowned() bool { return t.Recipient.ID == "" }

// inChannel reports whether the managers' channel reads the digest, and not whoever
// looks after the partners.
func (t *letter) inChannel() bool { return t.unowned() || t.Unreachable != "" }

// A sort is why partners stand together in a digest.
type sort int

// The sorts, in the order in which they are shown.
const (
	startsNow sort = iota // it is the last day on which their training can start
	cheapest              // the cheapest to save, all by the same step
	crossed               // so many days are left
	woken                 // a snooze is over
	lapsed                // a decision is waited for
	fallen                // it has been made
)

// A bundle is partners of one sort.
type bundle struct {
	sort  sort
	items []*program.Item
	step  string // cheapest: what saves each of them
	first bool   // nothing stands before it
	only  bool   // nor behind it
}

// groups are the items by their sorts. Inside each they stay in order.
func (t *letter) groups() []bundle {
	step := t.cheapestStep()
	groups := make([]bundle, fallen+1)
	for i := range t.Items {
		item := &t.Items[i]
		g := &groups[t.sort(item, step)]
		g.items = append(g.items, item)
	}
	for i := range groups {
		groups[i].sort = sort(i)
	}
	groups[cheapest].step = step
	return slices.DeleteFunc(groups, func(g bundle) bool { return len(g.items) == 0 })
}

// sort is where an item stands, when the cheapest saves are by a step.
func (t *letter) sort(item *program.Item, step string) sort {
	switch {
	case item.Reason == program.Fallen:
		return fallen
	case item.Standing.State == program.Lapsed:
		return lapsed
	case item.Reason == program.LastStart:
		return startsNow
	case item.Reason == program.SnoozeOver:
		return woken
	case step != "" && t.step(item) == step:
		return cheapest
	}
	return crossed
}

// cheapestStep is the step that saves the cheapest of the partners that have crossed a
// rung; empty when it saves fewer than two.
func (t *letter) cheapestStep() string {
	step, days, n := "", 0.0, 0
	for i := range t.Items {
		item := &t.Items[i]
		if item.Reason != program.Rung || item.Standing.State != program.InGrace {
			continue
		}
		switch own := t.step(item); {
		case own == "":
		case step == "" || item.Standing.PersonDays < days:
			step, days, n = own, item.Standing.PersonDays, 1
		case own == step:
			n++
		}
	}
	if n < 2 {
		return ""
	}
	return step
}

// step is the one training that saves a partner, in words; empty when it takes more than
// one, or something else, or is too late.
func (t *letter) step(item *program.Item) string {
	var only *program.Result
	for i := range item.Standing.Requirements {
		r := &item.Standing.Requirements[i]
		switch {
		case r.Met():
		case only != nil || r.Form() == program.Minimum || r.LatestStart.IsZero() || r.LatestStart.Before(t.today):
			return ""
		default:
			only = r
		}
	}
	if only == nil {
		return ""
	}
	return t.takes(only)
}

// actions are the next steps from the whole of a digest.
func (t *letter) actions() []Action {
	switch {
	case t.unowned():
		return []Action{t.listAction()}
	case t.Unreachable != "":
		theirs := filter{owner: t.Recipient.ID}
		return []Action{{Label: t.say.theirsLabel(), Command: "/tier list" + theirs.String()}}
	}
	all := t.ownAction()
	if len(t.Items) > mostShown {
		all.Label = t.say.showAll()
	}
	return []Action{all, {Label: t.say.settingsLabel(), Command: "/tier reminders"}}
}
