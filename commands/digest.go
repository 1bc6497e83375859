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
	bundles := t.bundles()
	for i := range bundles {
		b := &bundles[i]
		b.first, b.only = i == 0, len(bundles) == 1
		after := len(bundles) - i - 1 // of each one is shown at least
		shown := min(len(b.items), left-after)
		reply.Parts = append(reply.Parts, t.bundle(b, shown)...)
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
	save  save // cheapest: what saves each of them
	first bool // nothing stands before it
	only  bool // nor behind it
}

// A save is all that partners have in common that are shown by their names alone.
type save struct {
	step               string // the one training that saves each, in words
	tier, after        *program.Tier
	deadline, occasion program.Date
}

// bundles are the items by their sorts. Inside each they stay in order.
func (t *letter) bundles() []bundle {
	best := t.cheapestSave()
	all := make([]bundle, fallen+1)
	for i := range t.Items {
		item := &t.Items[i]
		b := &all[t.sort(item, best)]
		b.items = append(b.items, item)
	}
	for i := range all {
		all[i].sort = sort(i)
	}
	all[cheapest].save = best
	return slices.DeleteFunc(all, func(b bundle) bool { return len(b.items) == 0 })
}

// sort is where an item stands, when the cheapest to save are by a save.
func (t *letter) sort(item *program.Item, best save) sort {
	switch {
	case item.Reason == program.Fallen:
		return fallen
	case item.Standing.State == program.Lapsed:
		return lapsed
	case item.Reason == program.LastStart:
		return startsNow
	case item.Reason == program.SnoozeOver:
		return woken
	case best != save{} && t.save(item) == best:
		return cheapest
	}
	return crossed
}

// cheapestSave is what saves the cheapest of the partners that have crossed a rung, and
// of those the most urgent; zero when it saves fewer than two.
func (t *letter) cheapestSave() save {
	count := make(map[save]int)
	for i := range t.Items {
		if s := t.save(&t.Items[i]); s != (save{}) {
			count[s]++
		}
	}
	var best save
	days := 0.0
	for i := range t.Items {
		item := &t.Items[i]
		s := t.save(item)
		if count[s] > 1 && (best == save{} || item.Standing.PersonDays < days) {
			best, days = s, item.Standing.PersonDays
		}
	}
	return best
}

// save is what saves a partner that has crossed a rung; zero when that is more than one
// training, or something else, or is too late, or nothing is to be lost.
func (t *letter) save(item *program.Item) save {
	s := &item.Standing
	only := t.onlyLack(s)
	if item.Reason != program.Rung || s.State != program.InGrace || keeps(s) || only == nil || only.LatestStart.Before(t.today) {
		return save{}
	}
	return save{t.takes(only), s.Tier, s.After, s.Deadline, item.Occasion}
}

// onlyLack is the one training that a partner lacks; nil when it lacks more, or something
// else.
func (t *letter) onlyLack(s *program.Standing) *program.Result {
	var only *program.Result
	for i := range s.Requirements {
		r := &s.Requirements[i]
		switch {
		case r.Met():
		case only != nil || r.LatestStart.IsZero():
			return nil
		default:
			only = r
		}
	}
	return only
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
