package main

import (
	"context"
	"time"

	"github.com/tierbot/tierbot/program"
)

// The calls of the reminders are noted as those of the commands are: they are what an idle
// bot learns of Redis by.

// Begin makes the store ready to send from.
func (w watched) Begin(ctx context.Context, now time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Begin(ctx, now)
}

// Pulse is the store's condition.
func (w watched) Pulse(ctx context.Context, overdue time.Time) (_ program.Pulse, err error) {
	defer w.note(&err)
	return w.partners.Pulse(ctx, overdue)
}

// Await returns when the audit log has grown. How it ends says nothing that the next
// [watched.Pulse] does not say better: a connection that was idle may break.
func (w watched) Await(ctx context.Context, audit int64, most time.Duration) error {
	return w.partners.Await(ctx, audit, most)
}

// Suspect records that the store is not to be believed.
func (w watched) Suspect(ctx context.Context, why program.Suspicion, seen program.Pulse) (_ bool, err error) {
	defer w.note(&err)
	return w.partners.Suspect(ctx, why, seen)
}

// Resume believes the store again.
func (w watched) Resume(ctx context.Context, by string, now time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Resume(ctx, by, now)
}

// Pause lets nobody send before a time.
func (w watched) Pause(ctx context.Context, until time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Pause(ctx, until)
}

// Take leases those who are due.
func (w watched) Take(ctx context.Context, lease program.Lease, limit int) (_ []program.Due, err error) {
	defer w.note(&err)
	return w.partners.Take(ctx, lease, limit)
}

// Reschedule says when to look at a recipient again.
func (w watched) Reschedule(ctx context.Context, recipient string, revision int64, next time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Reschedule(ctx, recipient, revision, next)
}

// Defer keeps others away from a recipient.
func (w watched) Defer(ctx context.Context, recipient string, until time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Defer(ctx, recipient, until)
}

// Adopt says whose e-mail address a recipient is.
func (w watched) Adopt(ctx context.Context, email, user string, now time.Time) (err error) {
	defer w.note(&err)
	return w.partners.Adopt(ctx, email, user, now)
}

// Hasten makes a recipient due no later than a time.
func (w watched) Hasten(ctx context.Context, recipient string, at time.Time) (_ bool, err error) {
	defer w.note(&err)
	return w.partners.Hasten(ctx, recipient, at)
}

// Know keeps somebody's zone and conversation.
func (w watched) Know(ctx context.Context, user, zone, place string) (err error) {
	defer w.note(&err)
	return w.partners.Know(ctx, user, zone, place)
}
