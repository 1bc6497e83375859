package commands

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// An aim is words understood as a partner's name and a tier behind it, which is how
// people ask what is missing for that tier.
type aim struct {
	name    words
	asked   string          // what should name a tier; empty: nothing stands behind "for"
	tiers   []*program.Tier // those that it may mean
	certain bool            // the words are not read as one name before
}

// shortestTier is how many letters name a tier that no "for" leads to. Fewer are more
// likely the rest of a partner's name.
const shortestTier = 3

// aim reads the arguments as an aim: a name, "for" and what should be a tier, or a name
// and a tier. It is not ok when they are neither.
func (q *question) aim() (a aim, ok bool) {
	for i := len(q.args) - 1; i > 0; i-- {
		if w := q.args[i]; w.quoted || !strings.EqualFold(w.text, "for") && !strings.EqualFold(w.text, "pour") {
			continue
		}
		asked := q.args[i+1:].String()
		tiers := q.tiersCalled(asked)
		if len(tiers) > 0 || !ok {
			id, _ := q.args.take(keyID)
			a, ok = aim{q.args[:i], asked, tiers, len(tiers) == 1 || id != ""}, true
		}
		if len(tiers) > 0 {
			break
		}
	}
	for n := min(len(q.args)-1, longestFilter); n > 0 && !ok; n-- {
		name, behind := q.args[:len(q.args)-n], q.args[len(q.args)-n:]
		asked := behind.String()
		if tier := q.rules.FindTier(asked); tier != nil && !behind.quoted() && utf8.RuneCountInString(asked) >= shortestTier {
			a, ok = aim{name: name, asked: asked, tiers: []*program.Tier{tier}}, true
		}
	}
	return a, ok
}

// aimed is what an aim asks. When it names no one tier, the answer is which.
func (q *question) aimed(a aim) reading {
	r := reading{name: a.name, command: "/missing"}
	switch {
	case len(a.tiers) == 1:
		r.tail = forTier(a.tiers[0])
		r.answer = telling(func(p *program.Partner) Reply { return q.missing(p, a.tiers[0]) })
	case a.asked == "":
		r.tail = " for"
		r.answer = telling(func(p *program.Partner) Reply { return q.whichTier(p, a) })
	default:
		r.tail = " for " + quote(short(a.asked))
		r.answer = telling(func(p *program.Partner) Reply { return q.whichTier(p, a) })
	}
	return r
}

// forTier is the end of a command line that asks about a tier.
func forTier(tier *program.Tier) string { return " for " + quote(tier.ID) }

// whichTier asks back which tier an aim is about.
func (q *question) whichTier(p *program.Partner, a aim) Reply {
	s := q.rules.Evaluate(p, q.today)
	text := q.say.couldBe(short(a.asked), q.labels(a.tiers))
	if len(a.tiers) == 0 {
		a.tiers = q.tiers()
		text = q.say.whichTier(short(a.asked), q.labels(a.tiers))
	}
	return Reply{
		Title:   q.title(p, &s),
		Parts:   []Part{plain(text)},
		Actions: q.tierActions(a.tiers, func(t *program.Tier) string { return "/missing " + byID(p) + forTier(t) }),
	}
}

// tiersCalled are the tiers that a text may mean: the one it names, or all that it
// begins.
func (q *question) tiersCalled(text string) []*program.Tier {
	if tier := q.rules.FindTier(text); tier != nil {
		return []*program.Tier{tier}
	}
	begins := program.Fold(text)
	if begins == "" {
		return nil
	}
	return slices.DeleteFunc(q.tiers(), func(t *program.Tier) bool {
		names := [...]string{t.ID, t.Label.EN, t.Label.FR, t.Label.ShortEN, t.Label.ShortFR}
		return !slices.ContainsFunc(names[:], func(name string) bool {
			return strings.HasPrefix(program.Fold(name), begins)
		})
	})
}

// tiers are all tiers of the programme, the lowest first.
func (q *question) tiers() []*program.Tier {
	tiers := make([]*program.Tier, len(q.rules.Tiers))
	for i := range q.rules.Tiers {
		tiers[i] = &q.rules.Tiers[i]
	}
	return tiers
}

// labels are what tiers are called.
func (q *question) labels(tiers []*program.Tier) []string {
	labels := make([]string, len(tiers))
	for i, t := range tiers {
		labels[i] = q.label(t.Label)
	}
	return labels
}

// maxActions is how many actions a reply can have.
const maxActions = 5

// tierActions offers tiers, each with the command that asks about it.
func (q *question) tierActions(tiers []*program.Tier, command func(*program.Tier) string) []Action {
	var actions []Action
	for _, t := range tiers[:min(len(tiers), maxActions)] {
		actions = append(actions, Action{Label: q.short(t.Label), Command: command(t), Effect: Replace})
	}
	return actions
}
