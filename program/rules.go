package program

import "time"

// Rules is a partner programme as its rules file states it. It is made by [Load]
// and never changes afterwards, so any number of goroutines may read it.
type Rules struct {
	Name     Label
	FirstDay Date           // the day the programme takes effect and every grace begins
	Zone     *time.Location // where a day ends
	Tiers    []Tier         // from the lowest to the highest, at least one

	Certificates []Certificate
	Competencies []Competency
	Metrics      []Metric

	// School is where partners find all trainings, as a sentence goes on behind "at". It
	// has no short forms, and is empty when the rules file does not say.
	School Label

	holidays map[Date]struct{}
}

// A Tier is a level of the programme. A partner holds exactly one.
type Tier struct {
	ID           string
	Label        Label
	Requirements []Requirement // all must be met; none: everybody qualifies
	GraceMonths  int           // civil months from the first day; 0: no grace
	Target       Target
	Rank         int // position in [Rules.Tiers], 0 is the lowest
}

// Target is how many partners the vendor hopes to see in a tier after the grace
// period, both ends included. The zero Target means that none was stated.
type Target struct{ Min, Max int }

// A Certificate is passed by a person.
type Certificate struct {
	ID       string
	Label    Label
	Kinds    []Kind // the grades or branches a holder can have; usually none
	Training Training
}

// A Kind tells certificates of one name apart, such as "professional level".
type Kind struct {
	ID    string
	Label Label
}

// A Competency is held by the partner, not by a person.
type Competency struct {
	ID       string
	Label    Label
	Training Training
}

// A Metric is a figure the partner reports, such as revenue.
type Metric struct {
	ID    string
	Label Label
	Unit  string // an ISO currency such as USD; empty: a plain count
}

// Training is what it takes one person to earn something.
type Training struct {
	Days   float64 // working days of one person, in halves; 0: not stated
	Online bool
	Free   bool
}

// Amount is a metric's value in hundredths of its unit, so that one cent counts
// and no sum is rounded.
type Amount int64

// A Requirement is one line of a tier's conditions. Exactly one of its three forms
// is set: people (Certificate), competencies (Of) or a minimum (Metric).
type Requirement struct {
	Certificate string // id: Count people must hold this certificate
	Kind        string // id: only holders of this kind count; empty: any

	Of []string // ids: Count of these competencies must be held

	Count int // people, or competencies out of Of

	Metric  string // id: its value must be at least Minimum
	Minimum Amount
}

// Form is which of its three forms a requirement has.
type Form int

// The forms of a requirement.
const (
	People Form = iota
	Competencies
	Minimum
)

// Form tells the three forms apart.
func (r *Requirement) Form() Form {
	switch {
	case r.Certificate != "":
		return People
	case r.Metric != "":
		return Minimum
	}
	return Competencies
}

// Lang is a language the programme's labels are written in.
type Lang string

// The languages of the labels.
const (
	English Lang = "en"
	French  Lang = "fr"
)

// Label is what people read for an id, in both languages. The short forms have at
// most 20 characters, for charts and buttons; they default to the long ones.
type Label struct {
	EN, FR           string
	ShortEN, ShortFR string
}

// In is the label in a language; anything but French reads English.
func (l Label) In(lang Lang) string {
	if lang == French {
		return l.FR
	}
	return l.EN
}

// Short is the label of at most 20 characters in a language.
func (l Label) Short(lang Lang) string {
	if lang == French {
		return l.ShortFR
	}
	return l.ShortEN
}

// Today is the day in the programme's zone at the instant now.
func (r *Rules) Today(now time.Time) Date { return DateOf(now.In(r.Zone)) }

// Deadline is the last day of a tier's grace, for every partner the same. It is
// the zero Date for a tier without one.
func (r *Rules) Deadline(t *Tier) Date {
	if t.GraceMonths == 0 {
		return Date{}
	}
	return r.FirstDay.AddMonths(t.GraceMonths)
}
