package bot

import (
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tierbot/tierbot/program"
)

// RemindersStatus is how the reminders are at one instant, for readiness and metrics.
type RemindersStatus struct {
	On      bool      // the bot speaks first at all
	Problem Problem   // why nothing goes out just now; empty: it does
	Looked  time.Time // when the store was last seen; zero: not yet

	Ahead   time.Duration     // by how much this machine's clock is ahead of Redis's; 0 also while that is not known
	Suspect program.Suspicion // why the store is not believed; zero: it is
	Careful time.Time         // until then every message is looked for before it is first sent; zero: none is
	Paused  time.Time         // until then Slack wants no message; zero: it does
	Refused string            // Slack's code for refusing the bot; empty: it does not
	Blind   bool              // the scope im:history is missing, so that a message may come twice

	Next    time.Time // when somebody is next due; zero: nobody is
	Overdue int       // recipients who have been due for more than ten minutes and whom nobody has served
	Untold  int       // recipients whom neither they nor the managers' channel could be told of

	// Counts of this process, since it started.
	Sent     int64 // messages that arrived
	InDoubt  int64 // attempts whose fate was not known
	Found    int64 // messages that were found again
	Repeated int64 // messages that had come twice, of which one was deleted
	GivenUp  int64 // messages of which nobody knows whether they arrived, after the last attempt
	Missing  int64 // recipients who should have been due earlier than they were, and are now
}

// A Problem is why no reminder goes out.
type Problem string

// The problems, the gravest first.
const (
	StoreAway    Problem = "store"    // the store does not answer
	StoreSuspect Problem = "suspect"  // the store has gone back; a manager must resume it
	ClockWrong   Problem = "clock"    // this machine's clock and Redis's are more than a minute apart
	SlackRefuses Problem = "slack"    // the token is no longer good, or lacks a scope
	Starting     Problem = "starting" // the store has not been seen yet
)

// The counts.
type counted int

const (
	sent counted = iota
	inDoubt
	found
	repeated
	givenUp
	missing
	counts
)

// condition is what the loop knows of itself.
type condition struct {
	counts [counts]atomic.Int64

	mu       sync.Mutex
	pulse    program.Pulse // the last
	lookedAt time.Time     // when, by the clock that is shown
	lookAt   time.Time     // the same, by the one that nobody can set
	gone     bool          // the store does not answer
	wrong    bool          // the clock
	blind    bool
	since    time.Time            // when Slack was first seen to reach the bot; zero: it does not
	unheard  map[string]time.Time // the recipients of whom nobody could be told, and until when that is known
}

func (c *condition) count(what counted) { c.counts[what].Add(1) }

// away says that the store does not answer, and reports whether that is new.
func (c *condition) away() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	fresh := !c.gone
	c.gone = true
	return fresh
}

// isAway reports whether the store did not answer when it was last asked how it is.
func (c *condition) isAway() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gone
}

// looked says how the store is.
func (c *condition) looked(pulse *program.Pulse, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulse, c.lookedAt, c.lookAt, c.gone = *pulse, now, time.Now(), false
}

// last is how the store was at the last look, and how long ago that was.
func (c *condition) last() (program.Pulse, time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pulse, time.Since(c.lookAt)
}

// suspected says that the store is not believed, before the store itself says so.
func (c *condition) suspected(why program.Suspicion) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulse.Suspect = why
}

// careful reports whether the store may have forgotten what was sent.
func (c *condition) careful(now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.pulse.Careful.After(now)
}

// trusted reports whether there is no doubt about the store.
func (c *condition) trusted(now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.gone && c.pulse.Suspect.Reason == "" && !c.pulse.Careful.After(now)
}

// overdue says how many are.
func (c *condition) overdue(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulse.Overdue = n
}

// connected says whether Slack reaches the bot.
func (c *condition) connected(live bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !live:
		c.since = time.Time{}
	case c.since.IsZero():
		c.since = time.Now()
	}
}

// connectedFor is how long Slack has reached the bot without a break that was seen.
func (c *condition) connectedFor() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		return 0
	}
	return time.Since(c.since)
}

// clock says whether the clock is wrong, and reports whether that is new.
func (c *condition) clock(wrong bool) (changed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	changed = wrong != c.wrong
	c.wrong = wrong
	return changed
}

// blinded says that histories cannot be read, and reports whether that is new.
func (c *condition) blinded() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	fresh := !c.blind
	c.blind = true
	return fresh
}

// untold says that nobody could be told of a recipient's partners, until it is tried again,
// perhaps by another replica.
func (c *condition) untold(recipient string, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unheard == nil {
		c.unheard = make(map[string]time.Time)
	}
	c.unheard[recipient] = until.Add(overdueAfter)
}

// heard says that somebody was told.
func (c *condition) heard(recipient string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.unheard, recipient)
}

// unlessOver is a time that is still to come; zero when it is over.
func unlessOver(until, now time.Time) time.Time {
	if until.After(now) {
		return until
	}
	return time.Time{}
}

// status is what others may know; the zero status when there are no reminders.
func (r *reminder) status() RemindersStatus {
	if r == nil {
		return RemindersStatus{}
	}
	ahead, blown, now := r.fuse.off(r.Machine()), r.fuse.blown(r.Machine()), r.now()
	c := &r.state
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.unheard, func(_ string, until time.Time) bool { return until.Before(now) })
	s := RemindersStatus{
		On: true, Looked: c.lookedAt, Ahead: ahead, Suspect: c.pulse.Suspect,
		Careful: unlessOver(c.pulse.Careful, now), Paused: unlessOver(c.pulse.Paused, now), Refused: r.broken.why(), Blind: c.blind,
		Next: c.pulse.Next, Overdue: c.pulse.Overdue, Untold: len(c.unheard),
		Sent: c.counts[sent].Load(), InDoubt: c.counts[inDoubt].Load(), Found: c.counts[found].Load(),
		Repeated: c.counts[repeated].Load(), GivenUp: c.counts[givenUp].Load(), Missing: c.counts[missing].Load(),
	}
	switch {
	case c.gone:
		s.Problem = StoreAway
	case s.Suspect.Reason != "":
		s.Problem = StoreSuspect
	case blown:
		s.Problem = ClockWrong
	case s.Refused != "":
		s.Problem = SlackRefuses
	case c.lookedAt.IsZero():
		s.Problem = Starting
	}
	return s
}
