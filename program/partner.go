package program

import (
	"regexp"
	"time"
)

// Partner is what is known of one channel partner. It is a plain value: whoever
// changes one works on a [Partner.Clone].
type Partner struct {
	ID      string
	Version int64 // how often the stored partner has changed; 0: not stored yet
	Name    string
	Aliases []string // other names it is found by
	Tier    string   // id of the recorded tier

	// TierSince is the day the partner came to its tier by a decision after the
	// programme began. Absent: it held the tier on the first day.
	TierSince Date

	Certificates []Holding
	Competencies []Earned
	Readings     []Reading
	Owners       []string // Slack user ids or e-mail addresses of the account managers
	Extension    *Extension
	Held         *Hold // the fall is put off by a decision; nil: it is not
	Fell         *Fall // how it came to its tier; nil: not by a fall, or something was decided since
	Reported     Report
}

// slackUser is the form of a Slack user id, such as U012AB3CD.
var slackUser = regexp.MustCompile(`^[UW][A-Z0-9]{2,20}$`)

// IsUserID reports whether an owner or a reporter is named by a Slack user id, and
// not by an e-mail address or the name of a file.
func IsUserID(name string) bool { return slackUser.MatchString(name) }

// A Holding is a certificate held by one person, or by several whose names are
// not known.
type Holding struct {
	Certificate string // id
	Kind        string // id; empty: none
	Holder      string // the person's name; empty: see Unnamed
	Unnamed     int    // how many people, when no name is known
	Earned      Date   // absent: not known, and taken to be before everything
	Ends        Date   // the first day it no longer counts; absent: still valid
}

// Earned is a competency the partner holds.
type Earned struct {
	Competency string // id
	Earned     Date   // absent: not known, and taken to be before everything
	Ends       Date   // the first day it no longer counts; absent: still valid
}

// A Reading is a metric's value from a day on, until a later reading replaces it.
// Between two readings of the same day the later in the list counts.
type Reading struct {
	Metric string // id
	Value  Amount
	From   Date // absent: before everything
}

// An Extension moves one partner's deadline, by a manager's decision.
type Extension struct {
	Until  Date // the last day of grace
	Reason string
	By     string // who granted it
}

// A Hold puts one partner's fall off, by a manager's decision, until another.
type Hold struct {
	Lapse  Date // the day of the lapse whose fall is put off; a later lapse is another
	Reason string
	By     string // who put it off
}

// A Fall is how a partner lost the tier it had.
type Fall struct {
	From  string // id of that tier
	Lapse Date   // the last day of the grace in which it was to be saved
	On    Date   // the day the fall was applied
	By    string // who decided: a Slack user id, or tierbot, which was to ask nobody; empty: not known
}

// Report says who last told the bot something about a partner, and when.
type Report struct {
	By string // a Slack user id, or the name of a file; empty: nobody yet
	At time.Time
}

// Clone is a copy that shares nothing with p.
func (p Partner) Clone() Partner {
	p.Aliases = append([]string(nil), p.Aliases...)
	p.Certificates = append([]Holding(nil), p.Certificates...)
	p.Competencies = append([]Earned(nil), p.Competencies...)
	p.Readings = append([]Reading(nil), p.Readings...)
	p.Owners = append([]string(nil), p.Owners...)
	p.Extension, p.Held, p.Fell = copied(p.Extension), copied(p.Held), copied(p.Fell)
	return p
}

// copied is another pointer to the same, or nil.
func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	value := *p
	return &value
}
