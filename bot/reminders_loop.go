package bot

import (
	"context"
	"math"
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
	r.mayLook("D") // says so at once if it may not
	r.serving.Go(func() { r.watchClock(ctx) })
	r.serving.Go(func() { r.audit(ctx) })
	for first := true; ctx.Err() == nil; {
		r.sleeping.Store(math.MaxInt64) // news that come from here on end the next rest
		seen, asked := r.generation.seen(), r.calm()
		pulse, err := r.look(ctx, seen, first)
		if err != nil {
			r.sleep(ctx, r.timing.retry)
			continue
		}
		first = false
		if news := r.believe(ctx, seen, &pulse); news.Reason != "" {
			r.serving.Go(func() { r.sound(ctx, serving, r.alarm(news, seen.Epoch)) })
		}
		if r.broken.now() {
			r.tryToken(ctx, asked)
		}
		if !r.mayTake(&pulse) {
			r.repose.answer(asked)
			r.rest(ctx, &pulse, r.timing.check)
			continue
		}
		switch free, idle := servers-len(r.slots), r.idle(&pulse); {
		case idle > 0:
			r.answerRest(asked, &pulse)
			r.rest(ctx, &pulse, idle)
		case free == 0:
			r.sleep(ctx, r.timing.retry)
		case !r.take(ctx, serving, free):
			r.rest(ctx, &pulse, r.timing.retry)
		}
	}
}

// look asks the store how it is, of which so much was seen before. The first time, and when
// Redis is another process than before, the store is made ready.
func (r *reminder) look(ctx context.Context, seen memory, first bool) (program.Pulse, error) {
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

// idle is how long there is nothing to do.
func (r *reminder) idle(pulse *program.Pulse) time.Duration {
	if pulse.Next.IsZero() {
		return r.timing.look
	}
	wait := max(later(pulse.Next, pulse.Paused).Sub(r.now()), r.outage.left())
	if wait <= 0 {
		return 0
	}
	return min(max(wait, r.timing.retry), r.timing.look)
}

// take leases at most so many recipients and has them served, and reports whether there
// were any.
func (r *reminder) take(ctx, serving context.Context, limit int) bool {
	asking, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	now, begun := r.now(), time.Now()
	due, err := r.Outbox.Take(asking, program.Lease{Token: uuid.NewString(), Now: now, Until: now.Add(r.timing.lease)}, limit)
	if err != nil {
		r.failed("no recipient could be taken", err)
	}
	for _, d := range due {
		t := turn{Due: d, begun: begun, stopping: ctx.Done()}
		r.slots <- struct{}{}
		r.serving.Go(func() {
			defer r.leaveSlot()
			r.serve(serving, t)
		})
	}
	return len(due) > 0
}

// rest sleeps until there may be something to do: for some time, or until the audit log
// grows, the connection breaks, or somebody rouses the loop.
func (r *reminder) rest(ctx context.Context, pulse *program.Pulse, most time.Duration) {
	r.sleeping.Store(int64(time.Since(r.begun) + most))
	resting, cancel := context.WithCancel(ctx)
	defer cancel()
	woken := make(chan struct{})
	go func() {
		defer close(woken)
		select {
		case <-r.wake:
			cancel()
		case <-resting.Done():
		}
	}()
	err := r.Outbox.Await(resting, pulse.Audit, most)
	broken := err != nil && resting.Err() == nil
	cancel()
	<-woken
	if broken {
		r.missed(err)
		r.sleep(ctx, r.timing.retry)
	}
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
