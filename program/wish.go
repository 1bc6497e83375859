package program

import "time"

// A Wish is what somebody asks for about one partner, or a button of its that they press.
// What is nil stays as it is.
type Wish struct {
	Now     time.Time
	Touched *Date // see [Mark.Touched]
	Snoozed *Date // see [Mark.Snoozed]; the zero Date takes a snooze back
	Stopped *bool // see [Mark.Stopped]
}
