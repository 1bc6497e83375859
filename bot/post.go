package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A parcel is one message on its way.
type parcel struct {
	recipient string
	name      string // of the post
	tellings  []program.Telling
	to        addressee
	reply     commands.Reply
}

// eventType names the note on each message by which it is found again.
const eventType = "tierbot_post"

// idSpace is where the ids of posts come from.
var idSpace = uuid.MustParse("6f1c2b0e-6a3a-4f0e-9c5e-0d5a3c1b7e42")

// postID names a post for Slack: the same for every replica, before and after the store
// was lost or the token replaced, and telling nobody anything.
func (r *reminder) postID(recipient, name string) string {
	return uuid.NewSHA1(idSpace, []byte(r.bot.identity.Team+"|"+recipient+"|"+name)).String()
}

// errAgain says that the recipient has changed, and is to be looked at again.
var errAgain = errors.New("look again")

// send brings one message to its place, once. It has arrived when there is no error. A
// [*refusedError] says that it never will, there.
//
// The invariant: a message goes out only under a claim that is this replica's own and has
// time left for Slack's answer, from a store that has not gone back, and only when every
// attempt before is known not to have arrived. What may have arrived is left as it is,
// until it was looked for.
func (r *reminder) send(ctx context.Context, t *turn, p *parcel) error {
	if err := r.queueUp(ctx, p); err != nil {
		return err
	}
	a, err := r.claim(ctx, t, p)
	if err != nil {
		return err
	}
	return r.try(ctx, t, a)
}

// try posts a message that was claimed, and acts on what becomes of it.
func (r *reminder) try(ctx context.Context, t *turn, a *attempt) error {
	r.checkpoint("e")
	if r.state.careful(r.now()) {
		if there, err := r.there(ctx, a); there || err != nil {
			return err
		}
	}
	if why := r.tooLate(t, a); why != "" {
		return r.release(ctx, a, &postponed{r.now(), why})
	}
	stamp, connected, err := r.postOnce(ctx, a)
	r.checkpoint("g")
	return r.act(ctx, a, outcome{fate: fateOf(err, connected), stamp: stamp, err: err})
}

// tooLate is why a message that was claimed must not go out after all: the claim may be
// over before Slack has answered, or something has happened since.
func (r *reminder) tooLate(t *turn, a *attempt) string {
	switch {
	case r.elapsed(a) >= r.timing.lease-r.timing.post-r.timing.margin:
		return "the claim is over"
	case r.fuse.blown(r.Machine()):
		return "the clock is wrong"
	case r.generation.suspect() != "":
		return "the store has gone back"
	case r.broken.now():
		return "slack refuses the bot"
	case t.ending():
		return "ending"
	case !r.hasTime(t):
		return "the turn is over"
	}
	return ""
}

// An outcome is what a call that sends has come to.
type outcome struct {
	fate  fate
	stamp string // Slack's ts
	err   error
}

// postOnce gives a message to Slack, once; a plainer one when Slack refuses its blocks,
// which says that none was posted. It reports whether a connection was had.
func (r *reminder) postOnce(ctx context.Context, a *attempt) (stamp string, connected bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, r.timing.post)
	defer cancel()
	var had atomic.Bool
	var conn net.Conn
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(got httptrace.GotConnInfo) {
			had.Store(true)
			conn = got.Conn
		},
		// The last moment: what is written so far is no request yet. Whoever slept until now
		// may find that another replica has sent the message.
		WroteHeaders: func() {
			r.checkpoint("w")
			if r.elapsed(a) >= r.timing.lease-r.timing.post {
				cancel()
				_ = conn.Close()
			}
		},
		WroteRequest: func(httptrace.WroteRequestInfo) { r.checkpoint("f") },
	})
	note := slack.MsgOptionMetadata(slack.SlackMetadata{EventType: eventType, EventPayload: map[string]any{"id": a.id}})
	v := view{lang: a.to.lang, direct: true} // there is nobody to share it with who does not read it
	err = r.bot.draw(v, a.reply, func(m message) (err error) {
		_, stamp, err = r.bot.web.PostMessageContext(ctx, a.to.place, append(m.options(), note)...)
		return err
	})
	return stamp, had.Load(), Redact(err)
}

// act settles an attempt by what became of it.
func (r *reminder) act(ctx context.Context, a *attempt, o outcome) error {
	code := slackCode(o.err)
	o.fate = r.whose(ctx, o.fate, code)
	if o.fate != notSent && o.fate != unknown {
		r.outage.answered()
	}
	switch o.fate {
	case arrived:
		r.state.count(sent)
		r.log.LogAttrs(ctx, slog.LevelInfo, "reminder sent", toLog(a.recipient),
			slog.String("post", a.name), slog.Int("attempt", a.number))
		return r.settle(ctx, a, o.stamp)
	case refused:
		return r.release(ctx, a, &refusedError{code})
	case botBroken:
		r.halt(code)
		return r.release(ctx, a, &postponed{r.now(), "slack refuses the bot"})
	case notSent:
		return r.release(ctx, a, r.pause(ctx, o.err))
	case ourBug:
		r.log.LogAttrs(ctx, slog.LevelError, "slack refuses what is in a reminder", toLog(a.recipient),
			slog.String("post", a.name), slog.Any("error", o.err))
		return r.release(ctx, a, &postponed{r.now().Add(time.Hour), "slack refuses what is in it"})
	}
	paused := r.brake(ctx)
	r.state.count(inDoubt)
	r.failed("it is not known whether a reminder arrived; it will be looked for", o.err, slog.String("post", a.name))
	return &postponed{later(r.settledBy(&a.post), r.after(paused, a.number)), "in doubt"}
}

// release says that an attempt did not arrive. The error it returns is why, unless the
// store cannot be told: then the post is looked for as any other in doubt.
func (r *reminder) release(ctx context.Context, a *attempt, why error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.timing.post)
	defer cancel()
	if err := r.Outbox.Release(ctx, a.recipient, a.name, a.number); err != nil {
		return errors.Join(fmt.Errorf("release post: %w", err), why)
	}
	return why
}

// settle writes down that a message has arrived. It is tried for as long as the turn
// lasts, although nothing would be lost but time: the message would be found again.
func (r *reminder) settle(ctx context.Context, a *attempt, stamp string) error {
	for {
		err := r.Outbox.Settle(ctx, program.Settlement{
			Recipient: a.recipient, Name: a.name, Stamp: stamp, Now: r.now(),
			Hand: a.to.unreachable != "", Reason: a.to.unreachable, To: r.Channel,
		})
		if err == nil {
			r.checkpoint("h")
			r.state.heard(a.recipient)
			return nil
		}
		if !r.wait(ctx, r.timing.retry) {
			return fmt.Errorf("settle post: %w", err)
		}
	}
}
