package bot

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/tierbot/tierbot/program"
)

// overdueAfter is how long somebody may be due before that is a fault: longer than a post
// in doubt takes.
const overdueAfter = 10 * time.Minute

// audit watches, on its own, that what is to be sent is sent: how many are overdue every
// few minutes, and once a day, by one replica, who should be due and is not.
func (r *reminder) audit(ctx context.Context) {
	ticker := time.NewTicker(r.timing.look)
	defer ticker.Stop()
	audited := r.Rules.Today(r.now())
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		pulse, err := r.auditPulse(ctx)
		if err != nil {
			r.missed(err)
			continue
		}
		if today := r.Rules.Today(r.now()); today != audited && r.mayTake(&pulse) {
			audited = today
			r.auditAll(ctx, today)
		}
	}
}

// auditPulse is how the store was when the loop looked last; or how it is, when the loop
// has not looked for too long.
func (r *reminder) auditPulse(ctx context.Context) (program.Pulse, error) {
	pulse, ago := r.state.last()
	if ago < r.timing.look+r.timing.lease {
		return pulse, nil
	}
	pulse, err := r.pulse(ctx)
	if err == nil {
		r.state.overdue(pulse.Overdue)
	}
	return pulse, err
}

// auditAll works out of every partner's owners when they should be looked at, and makes
// those due who are not. It is for what nobody has foreseen: the store keeps that in order
// by itself.
func (r *reminder) auditAll(ctx context.Context, today program.Date) {
	defer r.survive()
	if r.bot.elsewhere(ctx, "reminders audited "+today.String()) {
		return
	}
	owners := make(map[string]bool)
	for p, err := range r.Outbox.All(ctx) {
		if err != nil {
			r.failed("not all partners could be audited", err)
			return
		}
		for _, owner := range p.Owners {
			owners[owner] = true
		}
		if len(p.Owners) == 0 {
			owners[""] = true
		}
	}
	repaired := 0
	for owner := range owners {
		missed, err := r.auditOne(ctx, owner)
		if err != nil {
			if ctx.Err() == nil {
				r.failed("not everybody could be audited", err)
			}
			return
		}
		if missed {
			repaired++
		}
	}
	if err := r.summon(ctx); err != nil {
		r.failed("the managers' channel could not be made due", err)
	}
	r.log.LogAttrs(ctx, slog.LevelInfo, "reminders audited", slog.Int("recipients", len(owners)), slog.Int("missing", repaired))
}

// auditOne reports whether somebody should have been due earlier than they were. They are
// now. Addresses are left out: once they are adopted nobody is told by them.
func (r *reminder) auditOne(ctx context.Context, owner string) (missed bool, err error) {
	if owner != "" && !program.IsUserID(owner) {
		return false, nil
	}
	who, err := r.Outbox.Recipient(ctx, owner)
	if err != nil {
		return false, fmt.Errorf("read recipient: %w", err)
	}
	var next time.Time
	if owner == "" {
		next = r.inOffice(&who).Next
	} else {
		next = r.agenda(&who, r.now()).Next
	}
	if next.IsZero() {
		return false, nil
	}
	missed, err = r.Outbox.Hasten(ctx, owner, next)
	if err != nil || !missed {
		return false, err
	}
	if owner != "" && !r.isMember(ctx, owner) {
		return false, nil // they are due when the managers' channel can be told
	}
	r.state.count(missing)
	r.log.LogAttrs(ctx, slog.LevelError, "somebody was not due who should have been", toLog(owner))
	return true, nil
}
