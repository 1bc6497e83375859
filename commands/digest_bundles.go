package commands

import (
	"cmp"
	"slices"

	"github.com/tierbot/tierbot/program"
)

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
	sort   sort
	items  []*program.Item
	common common
	first  bool // nothing stands before it
	only   bool // nor behind it
}

// common is what the heading of a bundle says of each of its partners, so that their rows
// need not.
type common struct {
	step  string        // the one thing that each lacks, and what it takes; empty: not the same for all
	start program.Date  // by when training must start; absent: not the same for all
	tier  *program.Tier // nil: not the same for all
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
		all[i].common = t.common(&all[i])
	}
	// What is alone, or unlike, is not cheap beside anything.
	cheap, rest := &all[cheapest], &all[crossed]
	if len(rest.items) == 0 && (len(cheap.items) == 1 || cheap.common.step == "") {
		rest.items, cheap.items = cheap.items, nil
	}
	return slices.DeleteFunc(all, func(b bundle) bool { return len(b.items) == 0 })
}

// sort is where an item stands, when some save is the cheapest.
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

// A save is what training that saves a partner costs, and by when.
type save struct {
	personDays float64 // working days of a person
	deadline   program.Date
}

// cheapestSave is the cheapest save of those that have crossed a rung, and of equals the
// most urgent; zero when there is none.
func (t *letter) cheapestSave() save {
	var best save
	for i := range t.Items {
		if s := t.save(&t.Items[i]); s != (save{}) && (best == save{} || s.compare(best) < 0) {
			best = s
		}
	}
	return best
}

func (s save) compare(other save) int {
	return cmp.Or(cmp.Compare(s.personDays, other.personDays), s.deadline.Compare(other.deadline))
}

// save is how training alone saves a partner that has crossed a rung; zero when it does
// not, or nothing is to be lost.
func (t *letter) save(item *program.Item) save {
	s := &item.Standing
	if item.Reason != program.Rung || s.State != program.InGrace || keeps(s) || s.Saving(t.today) != program.ByTraining {
		return save{}
	}
	return save{s.PersonDays, s.Deadline}
}

// common is what a bundle's heading can say of each of its partners.
func (t *letter) common(b *bundle) common {
	switch {
	case len(b.items) == 0:
		return common{}
	case b.sort == startsNow:
		return common{start: sameDay(b.items)}
	case b.sort != cheapest:
		return common{}
	}
	all := t.alone(b.items[0])
	for _, item := range b.items[1:] {
		all.keep(t.alone(item))
	}
	return all
}

// alone is the same of one partner.
func (t *letter) alone(item *program.Item) common {
	c := common{tier: item.Standing.Tier}
	if only := onlyLack(&item.Standing); only != nil {
		c.step, c.start = join(t.lack(only, t.label), ", ", t.training(only)), only.LatestStart
	}
	return c
}

// keep leaves what is the same in another.
func (c *common) keep(other common) {
	if c.step != other.step || c.start != other.start {
		c.step, c.start = "", program.Date{}
	}
	if c.tier != other.tier {
		c.tier = nil
	}
}

// onlyLack is the one training that a partner lacks; nil when it lacks more, or something
// else.
func onlyLack(s *program.Standing) *program.Result {
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
