package sandbox

import "context"

// A Calendar moves the time in which a workspace stands; the page shows it above
// everything when [Options.Calendar] has one. Days are written as 2009-12-31. Whatever
// moves the time calls [Workspace.TimeMoved] afterwards.
type Calendar interface {
	// Almanac is what the page shows of the time.
	Almanac() Almanac

	// Live goes on to a later day through every day in between; on each the app does
	// what it does on that day. Told to stop by Play, it stays where it is, without an
	// error.
	Live(ctx context.Context, day string) error

	// Jump goes on to a later day as if the app had been away in between. On an earlier
	// day everything starts over.
	Jump(ctx context.Context, day string) error

	// Play lets days go by, one a second, until the last is over or another move begins;
	// or else it stops whatever is under way.
	Play(on bool)

	// Reset starts everything over on the first day it began with.
	Reset(ctx context.Context) error
}

// An Almanac is what one can see of a calendar.
type Almanac struct {
	Day     string `json:"day"`
	First   string `json:"first"` // the days that can be chosen
	Last    string `json:"last"`
	Playing bool   `json:"playing"` // days go by
	Moving  bool   `json:"moving"`  // it is on its way to another day
	Steps   []Step `json:"steps"`   // in the order in which they are offered
}

// A Step is a day that one button leads to.
type Step struct {
	Name string `json:"name"` // day, week, rung or deadline
	Day  string `json:"day"`  // empty: there is none any more
}

// TimeMoved tells the page that the calendar has moved, or that it plays or stands.
func (w *Workspace) TimeMoved() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell(change{kind: changeTime})
}
