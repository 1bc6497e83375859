package commands

import (
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
	first []*program.Item // those that fall first, all on one day, as the title says; none: it says something else
}

// letterOf begins to put a digest into words. What a channel reads has no figures in
// money.
func (c *Commands) letterOf(d *Digest) *letter {
	q := c.question(Request{User: d.Recipient.ID, Locale: string(d.Lang), Now: d.Now})
	t := &letter{question: q, Digest: d, diary: c.rules.Diary(d.Recipient, c.House)}
	q.Shared = t.inChannel()
	t.first = next(t.falling())
	return t
}

// unowned reports whether nobody looks after the partners.
func (t *letter) unowned() bool { return t.Recipient.ID == "" }

// inChannel reports whether the managers' channel reads the digest, and not whoever
// looks after the partners.
func (t *letter) inChannel() bool { return t.unowned() || t.Unreachable != "" }

// actions are the next steps from the whole of a digest.
func (t *letter) actions() []Action {
	switch {
	case t.unowned():
		return []Action{t.listAction()}
	case t.Unreachable != "":
		theirs := filter{owner: t.Recipient.ID}
		return []Action{{Label: t.say.theirsLabel(), Command: "/tier list" + theirs.String()}, t.handoverAction(t.Recipient.ID)}
	}
	all := t.ownAction()
	if len(t.Items) > mostShown {
		all.Label = t.say.showAll()
	}
	return []Action{all, {Label: t.say.settingsLabel(), Command: "/tier reminders"}}
}
