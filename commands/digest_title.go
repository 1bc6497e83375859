package commands

import (
	"slices"

	"github.com/tierbot/tierbot/program"
)

// title is the point of a digest in one line: who would fall, and when; or else who has.
func (t *letter) title() string {
	falling := t.falling()
	lapsed := t.those(func(i *program.Item) bool { return i.Reason != program.Fallen && i.Standing.State == program.Lapsed })
	fell := t.those(func(i *program.Item) bool { return i.Reason == program.Fallen })
	switch {
	case len(falling) > 0:
		return t.fallingTitle(falling)
	case len(lapsed) > 0:
		return t.begins(lapsed, t.counted(lapsed, t.say.haveLapsed))
	case len(fell) > 0:
		return t.begins(fell, t.counted(fell, t.say.haveFallen))
	}
	all := t.those(func(*program.Item) bool { return true })
	return t.begins(all, t.counted(all, t.say.waitForALook))
}

// begins is a sentence about some items where a title begins. A name stays as it is
// written.
func (t *letter) begins(some []*program.Item, text string) string {
	if len(some) == 1 {
		return text
	}
	return capital(text)
}

// those are the items of which something is true.
func (t *letter) those(fits func(*program.Item) bool) []*program.Item {
	var some []*program.Item
	for i := range t.Items {
		if item := &t.Items[i]; fits(item) {
			some = append(some, item)
		}
	}
	return some
}

// falling are the items that fall if nothing changes, the first deadline first.
func (t *letter) falling() []*program.Item {
	falling := t.those(func(i *program.Item) bool {
		return i.Reason != program.Fallen && i.Standing.State == program.InGrace && !keeps(&i.Standing)
	})
	slices.SortStableFunc(falling, func(a, b *program.Item) int { return a.Standing.Deadline.Compare(b.Standing.Deadline) })
	return falling
}

// next are the items among falling ones, of which the first deadline is first, that have
// the same deadline as the first.
func next(falling []*program.Item) []*program.Item {
	n := slices.IndexFunc(falling, func(i *program.Item) bool { return i.Standing.Deadline != falling[0].Standing.Deadline })
	if n < 0 {
		return falling
	}
	return falling[:n]
}

// fallingTitle is the title of a digest in which partners would fall: who would first, and
// how many more would after that.
func (t *letter) fallingTitle(falling []*program.Item) string {
	first := t.first
	s := &first[0].Standing
	text := t.counted(first, func(who subject) string { return t.say.wouldFall(who, t.commonFall(first)) })
	more := ""
	if later := falling[len(first):]; len(later) > 0 {
		more = t.say.moreLater(int64(len(later)))
		if len(next(later)) == len(later) {
			more = t.say.moreAfter(int64(len(later)), later[0].Standing.Deadline, t.today)
		}
	}
	return titled(t.say.daysTo(s.DaysLeft, s.Deadline, t.today)+t.say.colon()+text, more)
}

// A subject is of whom a title tells: of one partner, by its name, or of how many.
type subject struct {
	name  string // empty: several
	n, of int64  // how many, and of how many that somebody looks after
	whose whose
}

// whose says who looks after the partners.
type whose int

// Who looks after them.
const (
	yours     whose = iota // the reader
	nobodys                // nobody
	somebodys              // somebody who cannot be told
)

// counted is a sentence about some of the items.
func (t *letter) counted(some []*program.Item, say func(subject) string) string {
	who := subject{n: int64(len(some)), of: int64(len(t.Recipient.Partners))}
	switch {
	case t.unowned():
		who.whose = nobodys
	case t.Unreachable != "":
		who.whose = somebodys
	}
	if len(some) == 1 {
		who.name = cut(some[0].Partner.Name, longestInTitle)
	}
	return cut(say(who), maxTitle)
}

// longestInTitle is how much of a partner's name a title shows beside all else.
const longestInTitle = 60

// commonFall is the tier to which all of the items fall; empty when there is none.
func (t *letter) commonFall(some []*program.Item) string {
	after := some[0].Standing.After
	if after == nil || slices.ContainsFunc(some, func(i *program.Item) bool { return i.Standing.After != after }) {
		return ""
	}
	return t.short(after.Label)
}

// preamble says why a channel reads what is somebody else's.
func (t *letter) preamble() []Part {
	switch {
	case t.unowned():
		return []Part{plain(t.say.nobodyLooksAfter(int64(len(t.Items))))}
	case t.Unreachable != "":
		return []Part{Paragraph{Text{person(t.Recipient.ID), {Text: t.say.cannotBeTold(int64(len(t.Items)), t.Unreachable)}}}}
	}
	return nil
}

// reason is why the message is there, in small print.
func (t *letter) reason() Text {
	if t.inChannel() {
		return Text{{Text: t.say.asOf(t.today, t.rules.FirstDay)}}
	}
	var rungs []rung
	has := map[sort]bool{}
	for i := range t.Items {
		item := &t.Items[i]
		why := t.sort(item, save{})
		has[why] = true
		if why == crossed && !slices.Contains(rungs, rungOf(item)) {
			rungs = append(rungs, rungOf(item))
		}
	}
	slices.SortFunc(rungs, func(a, b rung) int { return b.days - a.days })
	return Text{{Text: t.say.whyThisMessage(int64(len(t.Items)), rungs, has)}}
}
