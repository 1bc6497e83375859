package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// freshness is how old what Slack said of somebody may be when they are written to.
const freshness = time.Minute

// An addressee is where what is for somebody goes.
type addressee struct {
	place       string // the conversation
	lang        program.Lang
	inChannel   bool   // it is the managers' channel
	unreachable string // why the channel is told in place of somebody; empty: it is not
	zone        string // the time zone to which they have moved; empty: they have not
}

// A refusedError says that Slack lets the bot bring nothing to somebody, or that the
// managers' channel may not be told.
type refusedError struct{ code string }

func (e *refusedError) Error() string { return "refused: " + e.code }

// find is who somebody is now: they may have left, moved, or be known by an e-mail address
// alone.
func (r *reminder) find(ctx context.Context, who *program.Recipient) (addressee, error) {
	switch {
	case who.ID == "":
		return addressee{inChannel: true, lang: r.bot.lang}, nil
	case !program.IsUserID(who.ID):
		return r.adopt(ctx, who)
	}
	if code, known := r.shunned.get(who.ID, time.Now()); known {
		return r.instead(code), nil
	}
	p, err := r.bot.people.findWithin(ctx, who.ID, freshness)
	switch {
	case err != nil:
		return addressee{}, r.judge(ctx, err)
	case p.membership != member:
		return r.instead(string(p.membership)), nil
	case p.zone != "" && p.zone != who.Zone:
		return addressee{zone: p.zone}, nil
	}
	return addressee{place: who.Place, lang: commands.Request{Locale: p.locale}.Lang()}, nil
}

// moved keeps the zone in which somebody is now. What was due on a morning of theirs is so
// where they are, also if it is later there.
func (r *reminder) moved(ctx context.Context, t *turn, who *program.Recipient, zone string) error {
	there := *who
	there.Zone = zone
	due := r.Rules.Diary(&there, r.House).Due(t.At, r.Rules.Diary(who, r.House))
	if due.Before(t.At) {
		if _, err := r.Outbox.Hasten(ctx, who.ID, due); err != nil {
			return fmt.Errorf("keep since when they are due: %w", err)
		}
		t.At = due
	}
	return wrap("keep zone", r.Outbox.Know(ctx, who.ID, zone, ""))
}

// instead is the managers' channel, in place of somebody.
func (r *reminder) instead(unreachable string) addressee {
	return addressee{inChannel: true, lang: r.bot.lang, unreachable: unreachable}
}

// nobodys says that an e-mail address is nobody's.
const nobodys = "users_not_found"

// adopt finds out whose an e-mail address is. From then on they are told, and not the
// address.
func (r *reminder) adopt(ctx context.Context, who *program.Recipient) (addressee, error) {
	if !strings.Contains(who.ID, "@") {
		return r.instead(nobodys), nil
	}
	user, err := r.bot.people.addressed(ctx, who.ID)
	switch {
	case err != nil:
		return addressee{}, r.judge(ctx, err)
	case user == "":
		return r.instead(nobodys), nil
	}
	if err := r.Outbox.Adopt(ctx, who.ID, user, r.now()); err != nil {
		return addressee{}, fmt.Errorf("adopt address: %w", err)
	}
	return addressee{}, r.reschedule(ctx, who, time.Time{})
}

// reach finds the conversation in which somebody can be told, or checks that the
// managers' channel may read it. The error is a [*refusedError] when there is none.
func (r *reminder) reach(ctx context.Context, who *program.Recipient, to *addressee) error {
	switch {
	case to.inChannel:
		to.place = r.Channel
		return r.mayRead(ctx)
	case to.place != "":
		return nil
	}
	place, err := r.bot.conversation(ctx, who.ID)
	if err != nil {
		return r.judge(ctx, err)
	}
	r.checkpoint("c")
	to.place = place
	return wrap("keep conversation", r.Outbox.Know(ctx, who.ID, "", place))
}

// reopen asks for somebody's conversation again when Slack does not know the one that is
// kept, as after a workspace was moved, and reports whether it is another.
func (r *reminder) reopen(ctx context.Context, who *program.Recipient, code string) (anew bool, err error) {
	if code != "channel_not_found" || who.Place == "" {
		return false, nil
	}
	place, err := r.bot.conversation(ctx, who.ID)
	var refused *refusedError
	switch {
	case err != nil && errors.As(r.judge(ctx, err), &refused):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("open conversation again: %w", err)
	case place == who.Place:
		return false, nil
	}
	return true, wrap("keep conversation", r.Outbox.Know(ctx, who.ID, "", place))
}

// mayRead checks that everybody who reads the managers' channel may read of partners, at
// the moment of telling them.
func (r *reminder) mayRead(ctx context.Context) error {
	if r.Channel == "" {
		return &refusedError{"there is no managers' channel"}
	}
	h, err := r.bot.hindrance(ctx, r.Channel)
	if h == none {
		return nil
	}
	if h == unsure && err != nil {
		return r.judge(ctx, err)
	}
	return &refusedError{"the managers' channel may not be told: " + string(h)}
}

// judge sorts an error of a call that sends nothing: what stops the bot is remembered,
// and what concerns one person alone is a [*refusedError].
func (r *reminder) judge(ctx context.Context, err error) error {
	code := slackCode(err)
	switch r.whose(ctx, fateOf(err, true), code) {
	case botBroken:
		r.halt(code)
	case refused:
		if !errors.Is(err, errUnchecked) {
			return &refusedError{code}
		}
	case unknown:
		if !errors.Is(err, context.Canceled) {
			r.outage.unanswered(r.timing.brake)
		}
	}
	return err
}
