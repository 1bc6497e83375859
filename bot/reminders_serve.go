package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A turn is the time in which a recipient is this replica's own.
type turn struct {
	program.Due
	begun    time.Time       // before the lease was asked for, by the clock that nobody can set
	stopping <-chan struct{} // closed when nothing new is to be begun
}

// ending reports whether the process is to end.
func (t *turn) ending() bool {
	select {
	case <-t.stopping:
		return true
	default:
		return false
	}
}

// hasTime reports whether a message that goes out now is settled before the turn is over.
func (r *reminder) hasTime(t *turn) bool {
	return time.Since(t.begun) < r.timing.lease-r.timing.post-2*r.timing.margin
}

// rounds is how often a recipient is looked at in one turn: each look may find that
// something has to be cleared up first.
const rounds = 6

// serve deals with one recipient, whatever happens. Until it is known when to look
// again, the recipient stays due.
func (r *reminder) serve(ctx context.Context, t turn) {
	ctx, cancel := context.WithDeadline(ctx, t.begun.Add(r.timing.lease-r.timing.margin))
	defer cancel()
	defer r.survive()
	for range rounds {
		again, err := r.attend(ctx, &t)
		if (again && err == nil || errors.Is(err, errAgain)) && !t.ending() {
			continue
		}
		r.leave(ctx, &t, err)
		return
	}
	r.leave(ctx, &t, nil)
}

// survive is deferred by what must not take the process with it when it panics.
func (r *reminder) survive() {
	if value := recover(); value != nil {
		r.bot.observer.Failed("reminder")
		r.log.Error("a reminder broke", "kind", fmt.Sprintf("%T", value), "stack", string(debug.Stack()))
	}
}

// errOver says that the turn is over and its lease has been dealt with.
var errOver = errors.New("the turn is over")

// A postponed turn is to be taken up again by anybody, at a time.
type postponed struct {
	until time.Time
	why   string
}

func (p *postponed) Error() string { return p.why }

// leave ends a turn that did not end by itself.
func (r *reminder) leave(ctx context.Context, t *turn, err error) {
	if errors.Is(err, errOver) {
		return
	}
	until := r.now()
	var later *postponed
	switch {
	case errors.As(err, &later):
		until = later.until
		r.log.LogAttrs(ctx, slog.LevelDebug, "reminder postponed", toLog(t.Recipient), slog.String("why", later.why))
	case err != nil && ctx.Err() == nil && !errors.Is(err, errAgain):
		r.failed("a recipient could not be served", err)
		until = until.Add(r.timing.between)
	}
	r.repose.postpone(until, r.now())
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.timing.post)
	defer cancel()
	if err := r.Outbox.Defer(ctx, t.Recipient, until); err != nil {
		r.failed("a lease could not be given back; it ends by itself", err)
		return
	}
	r.rouseBy(until)
}

// attend looks at a recipient once, and reports whether to look again.
func (r *reminder) attend(ctx context.Context, t *turn) (again bool, err error) {
	r.checkpoint("a")
	done, err := r.beginReading(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	who, err := r.Outbox.Recipient(ctx, t.Recipient)
	if err != nil {
		return false, fmt.Errorf("read recipient: %w", err)
	}
	if len(who.Partners) <= few {
		done()
	}
	if again, err = r.clear(ctx, t, &who); again || err != nil {
		return again, err
	}
	r.checkpoint("b")
	if t.Recipient == r.Channel && r.Channel != "" {
		return r.attendChannel(ctx, t, &who)
	}
	return r.attendPerson(ctx, t, &who)
}

// few is how many partners somebody has at most who is looked at beside others.
const few = 500

// beginReading waits until nobody else is being read, and returns what ends that. Whoever
// has many partners ends it with their turn: after an import several become due at once who
// may have thousands, and one of them at a time is as much as fits into memory.
func (r *reminder) beginReading(ctx context.Context) (done func(), err error) {
	select {
	case r.reading <- struct{}{}:
		return sync.OnceFunc(func() { <-r.reading }), nil
	case <-ctx.Done():
		return nil, &postponed{r.now(), "others are being read"}
	}
}

// reschedule ends a turn with the time to look again.
func (r *reminder) reschedule(ctx context.Context, who *program.Recipient, next time.Time) error {
	if err := r.Outbox.Reschedule(ctx, who.ID, who.Revision, next); err != nil {
		return fmt.Errorf("reschedule: %w", err)
	}
	if !next.IsZero() {
		r.rouseBy(next)
	}
	return errOver
}

// attendPerson tells somebody what they are to be told, or the managers' channel when they
// cannot be reached. Slack is not asked about people to whom there is nothing to say.
func (r *reminder) attendPerson(ctx context.Context, t *turn, who *program.Recipient) (again bool, err error) {
	agenda := r.agenda(who, t.At)
	office := sync.OnceValue(func() program.Agenda { return r.inOffice(who) }) // many megabytes, and seldom needed
	known := who.Zone != "" || who.ID == "" || agenda.Next.IsZero()
	if known && len(agenda.Items) == 0 && len(office().Items) == 0 {
		return false, r.reschedule(ctx, who, agenda.Next)
	}
	to, err := r.find(ctx, who)
	switch {
	case err != nil:
		return false, err
	case to.zone != "":
		return true, r.moved(ctx, t, who, to.zone)
	case to.inChannel:
		agenda = office()
	}
	if len(agenda.Items) == 0 {
		return false, r.reschedule(ctx, who, agenda.Next)
	}
	if err := r.reach(ctx, who, &to); err != nil {
		return r.refused(ctx, who, &to, err)
	}
	if err := r.tell(ctx, t, &letter{who: who, to: to, agenda: &agenda}); err != nil {
		return r.refused(ctx, who, &to, err)
	}
	return false, r.reschedule(ctx, who, agenda.Next)
}

// agenda is what somebody is to be told who has been due since a time.
func (r *reminder) agenda(who *program.Recipient, due time.Time) program.Agenda {
	return r.Rules.Diary(who, r.House).Agenda(r.now(), due)
}

// inOffice is what the managers' channel is to be told of somebody's partners. It is told
// in its own working hours.
func (r *reminder) inOffice(who *program.Recipient) program.Agenda {
	office := *who
	office.Habits, office.Zone = nil, ""
	return r.agenda(&office, time.Time{})
}

// A letter is a digest, and to whom it goes.
type letter struct {
	who    *program.Recipient
	to     addressee
	agenda *program.Agenda
}

// tell sends a digest.
func (r *reminder) tell(ctx context.Context, t *turn, l *letter) error {
	items := l.agenda.Items
	tellings := make([]program.Telling, len(items))
	for i := range items {
		tellings[i] = items[i].Telling()
	}
	return r.send(ctx, t, &parcel{
		recipient: l.who.ID, name: program.DigestName(l.agenda.On), tellings: tellings, to: l.to,
		reply: r.Texts.Digest(commands.Digest{
			Lang: l.to.lang, Now: r.now(), Recipient: l.who, Items: items, Unreachable: l.to.unreachable,
		}),
	})
}

// refused is what follows when a message cannot be brought to whom it is for. Instead of
// somebody who cannot be reached, the managers' channel is told; nobody is told instead of
// the channel, and its turn comes again the next morning.
func (r *reminder) refused(ctx context.Context, who *program.Recipient, to *addressee, err error) (again bool, _ error) {
	var refused *refusedError
	if !errors.As(err, &refused) {
		return false, err
	}
	if !to.inChannel {
		if anew, err := r.reopen(ctx, who, refused.code); anew || err != nil {
			return anew, err
		}
		r.shunned.put(who.ID, refused.code, time.Now())
		r.log.LogAttrs(ctx, slog.LevelWarn, "somebody cannot be told; the managers' channel is",
			toLog(who.ID), slog.String("reason", refused.code))
		return true, nil
	}
	next, _ := r.Rules.Diary(&program.Recipient{}, r.House).After(r.now())
	r.state.untold(who.ID, next.At)
	r.failed("nobody can be told", err, toLog(who.ID), slog.String("unreachable", to.unreachable))
	return false, r.reschedule(ctx, who, next.At)
}
