package program

// A Standing is where one partner stands on one day, with the reasons.
type Standing struct {
	Day   Date
	Tier  *Tier // the recorded tier
	State State

	// Requirements of the tier in the rules' order, met and unmet: on the day, or,
	// for a lapsed partner, on the day it lapsed, because what came later does
	// not repair it (see [Result.Late]).
	Requirements []Result

	// Deadline is the last day on which the partner may fall short: the tier's, a
	// manager's extension, or the day a lapse happened. Absent for a tier that
	// asks for nothing.
	Deadline Date

	// DaysLeft is the days until the deadline: 0 on the deadline day itself, 1 the
	// day before. It says nothing when HasGrace is false.
	DaysLeft int
	HasGrace bool // the deadline lies today or ahead

	// After is the tier once the deadline has passed with nothing changed; for a
	// lapsed partner, the tier it falls to. It is the tier itself when nothing
	// is to be lost, and nil when not even the lowest tier's requirements are met,
	// which a programme with a tier for everybody never sees.
	After *Tier

	// Earned is the highest tier whose requirements are all met on the day; nil as
	// with After.
	Earned *Tier

	// Next is what the tier above asks for; nil at the top.
	Next *Path

	// LatestStart is the last working day on which the longest missing training
	// can begin and still end by the deadline. Absent when nothing that can be
	// trained is missing, or there is no grace left.
	LatestStart Date

	// PersonDays is what the cheapest way takes to meet all requirements together, in
	// working days of a person: less than the sum of what each takes where one training
	// helps with several.
	PersonDays float64
}

// State is how a partner meets its tier.
type State string

// The states. A lapsed partner keeps its recorded tier until the fall is decided.
const (
	Conforming State = "conforming"
	InGrace    State = "in grace"
	Lapsed     State = "lapsed"
)

// A Result is one requirement on one day.
type Result struct {
	*Requirement

	// Held, Needed and Missing count people or competencies; of a metric they are
	// an [Amount], in hundredths of its unit. Missing is never negative.
	Held, Needed, Missing int64

	Holders []Holding     // people: the holdings that count, each person once
	Has     []*Competency // competencies: those held, in the rules' order
	Lacks   []*Competency // competencies: those not held, the shortest training first

	// LatestStart is the last working day on which the missing training can begin
	// and still end by the deadline; it may lie in the past. Absent when nothing is
	// missing, nothing can be trained, or no grace is left.
	LatestStart Date

	// Late is the day on which a lapsed partner met the requirement after all, too
	// late to keep its tier. Absent when it was met in time or is not met yet.
	Late Date

	// PersonDays is what the cheapest way to meet the requirement takes, in
	// working days of a person.
	PersonDays float64
}

// Met reports whether nothing is missing.
func (r *Result) Met() bool { return r.Missing == 0 }

// A Path is what one tier asks of a partner on one day.
type Path struct {
	Tier         *Tier
	Requirements []Result
	Met          bool    // the partner has earned the tier: it is eligible
	PersonDays   float64 // as in [Standing.PersonDays]
}
