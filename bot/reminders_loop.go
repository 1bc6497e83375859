package bot

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/tierbot/tierbot/program"
)

// run sends what is due until ctx ends; then what is under way ends, within drain.
func (r *reminder) run(ctx context.Context, drain time.Duration) {
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer func() {
		timer := time.AfterFunc(drain, stop)
		defer timer.Stop()
		r.serving.Wait()
	}()
	go r.watchClock(ctx)
	go r.audit(ctx)
	for first := true; ctx.Err() == nil; {
		pulse, err := r.look(ctx, first)
		if err != nil {
			r.sleep(ctx, r.timing.retry)
			continue
		}
		first = false
		if r.broken.now() {
			r.tryToken(ctx)
		}
		if !r.mayTake(&pulse) {
			r.rest(ctx, &pulse, r.timing.check)
			continue
		}
		if r.isDue(&pulse) && r.take(ctx, serving) == nil {
			continue
		}
		r.rest(ctx, &pulse, r.until(&pulse))
	}
}

// look asks the store how it is. The first time, and when Redis is another process than
// before, the store is made ready.
func (r *reminder) look(ctx context.Context, first bool) (program.Pulse, error) {
	seen := r.generation.seen()
	pulse, err := r.pulse(ctx)
	if err == nil && (first || pulse.Server != seen.Server) && seen.older(&pulse) == "" {
		if err = r.begin(ctx); err == nil {
			pulse, err = r.pulse(ctx)
		}
	}
	if err != nil {
		if ctx.Err() == nil {
			r.missed(err)
		}
		return pulse, err
	}
	r.fuse.compare(pulse.Clock)
	r.checkClock()
	r.state.looked(&pulse, r.now())
	r.believe(ctx, seen, &pulse)
	return pulse, nil
}

// missed says once that the store does not answer.
func (r *reminder) missed(err error) {
	if r.state.away() {
		r.failed("the store of reminders does not answer", err)
	}
}

// pulse is the store's condition, of which recipients that are overdue are a part.
func (r *reminder) pulse(ctx context.Context) (program.Pulse, error) {
	ctx, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	return r.Outbox.Pulse(ctx, r.now().Add(-overdueAfter))
}

// begin makes the store ready, and has the managers' channel looked at.
func (r *reminder) begin(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	if err := r.Outbox.Begin(ctx, r.now()); err != nil {
		return err
	}
	return r.summon(ctx)
}

// summon makes the managers' channel due, since nothing that changes a partner does.
func (r *reminder) summon(ctx context.Context) error {
	if r.Channel == "" {
		return nil
	}
	_, err := r.Outbox.Hasten(ctx, r.Channel, r.now())
	return err
}

// mayTake reports whether anything may go out at all.
func (r *reminder) mayTake(pulse *program.Pulse) bool {
	return pulse.Suspect.Reason == "" && r.generation.suspect() == "" && !r.fuse.blown(r.Machine()) && !r.broken.now()
}

func (r *reminder) isDue(pulse *program.Pulse) bool {
	now := r.now()
	return !pulse.Next.IsZero() && !pulse.Next.After(now) && !pulse.Paused.After(now)
}

// until is how long there is nothing to do.
func (r *reminder) until(pulse *program.Pulse) time.Duration {
	next := pulse.Next
	if pulse.Paused.After(next) {
		next = pulse.Paused
	}
	if pulse.Next.IsZero() {
		return r.timing.look
	}
	return min(max(next.Sub(r.now()), r.timing.retry), r.timing.look)
}

// errNobody says that those who are due are somebody else's.
var errNobody = errors.New("nobody to serve")

// take leases recipients and has them served, a few at once.
func (r *reminder) take(ctx, serving context.Context) error {
	asking, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	now, begun := r.now(), time.Now()
	due, err := r.Outbox.Take(asking, program.Lease{Token: uuid.NewString(), Now: now, Until: now.Add(r.timing.lease)}, taken)
	if err != nil {
		r.failed("no recipient could be taken", err)
		return err
	}
	if len(due) == 0 {
		return errNobody
	}
	for _, d := range due {
		t := turn{Due: d, begun: begun, stopping: ctx.Done()}
		r.slots <- struct{}{}
		r.serving.Go(func() {
			defer func() { <-r.slots }()
			r.serve(serving, t)
		})
	}
	return nil
}

// rest sleeps until there may be something to do: for some time, or until the audit log
// grows, the connection breaks, or somebody rouses the loop.
func (r *reminder) rest(ctx context.Context, pulse *program.Pulse, most time.Duration) {
	r.sleeping.Store(time.Now().Add(most).UnixNano())
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	woken := make(chan struct{})
	go func() {
		defer close(woken)
		select {
		case <-r.wake:
			cancel()
		case <-ctx.Done():
		}
	}()
	err := r.Outbox.Await(ctx, pulse.Audit, most)
	if err != nil && ctx.Err() == nil {
		r.missed(err)
	}
	cancel()
	<-woken
}

// sleep waits, unless ctx ends or somebody rouses the loop.
func (r *reminder) sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.wake:
	case <-ctx.Done():
	}
}
