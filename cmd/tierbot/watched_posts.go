package main

import (
	"context"

	"github.com/tierbot/tierbot/program"
)

// Claim asks for the right to try a post once.
func (w watched) Claim(ctx context.Context, claim program.Claim) (_ program.Claimed, err error) {
	defer w.note(&err)
	return w.partners.Claim(ctx, claim)
}

// Settle says that a post has arrived.
func (w watched) Settle(ctx context.Context, s program.Settlement) (err error) {
	defer w.note(&err)
	return w.partners.Settle(ctx, s)
}

// Release says that an attempt did not arrive.
func (w watched) Release(ctx context.Context, recipient, name string, attempt int) (err error) {
	defer w.note(&err)
	return w.partners.Release(ctx, recipient, name, attempt)
}

// GiveUp ends a post that cannot arrive.
func (w watched) GiveUp(ctx context.Context, s program.Settlement) (err error) {
	defer w.note(&err)
	return w.partners.GiveUp(ctx, s)
}

// Handed is who could not be told.
func (w watched) Handed(ctx context.Context) (_ []program.Unreached, err error) {
	defer w.note(&err)
	return w.partners.Handed(ctx)
}

// Dealt says that somebody who could not be told was dealt with.
func (w watched) Dealt(ctx context.Context, unreached program.Unreached) (err error) {
	defer w.note(&err)
	return w.partners.Dealt(ctx, unreached)
}
