package program

import "cmp"

// An Item is a partner in a digest, and why it is there.
type Item struct {
	Partner  Partner
	Standing Standing
	Reason   Reason

	// Occasion is the day because of which it is there: so many days before the
	// deadline, or the last on which a training can start. The digest comes on the last
	// of the recipient's mornings before it is over, or as soon as it can after that.
	// Absent where the reason is another.
	Occasion Date
}

// Reason is why a partner is in a digest.
type Reason int

// The reasons.
const (
	Rung       Reason = iota // so many days are left
	LastStart                // it is the last day on which its training can start
	SnoozeOver               // it was put off until now
	Fallen                   // a fall to a lower tier was applied
)

// Telling is what a digest with the item has told.
func (i *Item) Telling() Telling {
	t := Telling{Partner: i.Partner.ID, Deadline: i.Standing.Deadline, Occasion: i.Occasion}
	if i.Reason == Fallen {
		t.Fell = i.Partner.Fell.Lapse
	}
	return t
}

// compare orders items: what can still be saved before what cannot, the most urgent
// first, then the cheapest, then by name.
func (i *Item) compare(j *Item) int {
	return cmp.Or(
		cmp.Compare(i.hope(), j.hope()),
		i.Standing.Deadline.Compare(j.Standing.Deadline),
		cmp.Compare(i.Standing.PersonDays, j.Standing.PersonDays),
		cmp.Compare(i.Partner.Name, j.Partner.Name),
	)
}

// hope is how well a partner can be saved, 0 being best: as [Standing.Saving] says while
// there is time, then once it has lapsed, then once it fell.
func (i *Item) hope() int {
	switch {
	case i.Reason == Fallen:
		return int(TooLate) + 2
	case i.Standing.State == Lapsed:
		return int(TooLate) + 1
	}
	return int(i.Standing.Saving(i.Standing.Day))
}
