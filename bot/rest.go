package bot

import (
	"context"
	"sync"
	"time"

	"github.com/tierbot/tierbot/program"
)

// Rest waits, while [Bot.Run] runs, until everything has been said that was to be said by
// now: the store has been looked at since the call began, nobody is due, nobody is being
// told, and nobody waits to be tried again after something went wrong. What is left is a
// matter of time, and [RemindersStatus.Next] says of which. It is for whoever sets the clock
// of [Options.Now], and must not do so meanwhile.
//
// It returns as well when nothing can go out until a person has mended something, as
// [RemindersStatus.Problem] says; a bot that Slack refuses asks once more whether it still
// does. A store that does not answer is waited for. A bot that only answers is always at
// rest. The error is that of ctx.
func (b *Bot) Rest(ctx context.Context) error {
	if b.reminder == nil {
		return nil
	}
	turn := b.reminder.repose.ask()
	for {
		answered, changed := b.reminder.repose.state()
		if answered >= turn {
			return nil
		}
		b.reminder.rouse()
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A repose is how the loop lets those know who ask for it that there is nothing to do. The
// zero repose is one of which nobody has asked yet.
type repose struct {
	mu       sync.Mutex
	asked    int           // how often somebody has
	answered int           // up to which question
	tried    int           // up to which question Slack was asked whether it takes the bot again
	changed  chan struct{} // closed when answered grows; nil: nobody waits for that
	again    time.Time     // until when, by the clock that is shown, somebody waits to be tried again
}

// ask numbers a question.
func (p *repose) ask() (turn int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	return p.asked
}

// state is up to which question there are answers, and what is closed when there are more.
func (p *repose) state() (answered int, changed <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.changed == nil {
		p.changed = make(chan struct{})
	}
	return p.answered, p.changed
}

// open is the newest question; 0 when all have been answered.
func (p *repose) open() (turn int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked == p.answered {
		return 0
	}
	return p.asked
}

// first reports whether a question is one for which Slack was not asked yet whether it takes
// the bot again, and remembers that it is.
func (p *repose) first(turn int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if turn <= p.tried {
		return false
	}
	p.tried = turn
	return true
}

// answer says to all who have asked up to a question that there is nothing to do.
func (p *repose) answer(turn int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if turn <= p.answered {
		return
	}
	p.answered = turn
	if p.changed != nil {
		close(p.changed)
		p.changed = nil
	}
}

// postpone says that somebody waits to be tried again. Whoever waits for longer than Slack
// may want a pause waits for a person.
func (p *repose) postpone(until, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.Sub(now) <= longestPause {
		p.again = later(p.again, until)
	}
}

// trying reports whether somebody waits to be tried again.
func (p *repose) trying(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.again.After(now)
}

// calm is the newest question to which a look that begins now may be the answer; 0 when
// nobody asks, or while somebody is being served, of whom the look would not tell.
func (r *reminder) calm() (turn int) {
	if len(r.slots) > 0 {
		return 0
	}
	return r.repose.open()
}

// answerRest tells those who have asked up to a turn, unless somebody is due or waits to be
// tried again.
func (r *reminder) answerRest(turn int, pulse *program.Pulse) {
	now := r.now()
	due := !pulse.Next.IsZero() && !pulse.Next.After(now)
	if !due && !r.repose.trying(now) {
		r.repose.answer(turn)
	}
}

// leaveSlot makes room for another recipient. Whoever asks whether there is anything left to
// do hears it from the next look.
func (r *reminder) leaveSlot() {
	<-r.slots
	if r.repose.open() > 0 {
		r.rouse()
	}
}
