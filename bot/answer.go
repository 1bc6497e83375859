package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// The deadlines of an answer. Those above the empty line count from the question's arrival.
const (
	ackAfter    = 1500 * time.Millisecond // an answer later than this is not the acknowledgement; Slack waits 3 s
	noticeAfter = 2200 * time.Millisecond // a silent store is mentioned
	patience    = 10 * time.Second        // a command is given up

	lookupWait   = 2 * time.Second  // for Slack to say who somebody is
	noticeTime   = 3 * time.Second  // for Slack to take the notice, for which an answer waits
	deliveryTime = 12 * time.Second // for Slack to take the answer, by all ways
)

// A way is how a question came.
type way string

// The ways.
const (
	byCommand way = "command"
	byButton  way = "button"
	byMention way = "mention"
	byMessage way = "message" // in the bot's own conversation
)

// An inquiry is one thing somebody asked, on its way to its answer.
type inquiry struct {
	commandLine
	way      way
	envelope *socketmode.Envelope
	inAck    bool // the answer may be the acknowledgement

	user    string
	team    string // as Slack says, to be compared with the person's; empty: not said
	channel string
	thread  string // the ts of the thread to answer in; empty: none
	address string // the response URL; empty: none
	effect  commands.Effect
	private bool // the message with the button is seen by the asker alone

	lang program.Lang // of the asker, the channels' until known

	posting  sync.Mutex // the notice and the answer go out one after the other
	answered bool
}

// An answer is what to deliver, and where.
type answer struct {
	commands.Reply
	where   commands.Effect
	outcome Outcome
	err     error // for the log
}

// answer answers a question, whatever happens.
func (b *Bot) answer(ctx context.Context, q *inquiry) {
	q.lang = b.lang
	if q.inAck {
		timer := time.AfterFunc(time.Until(q.envelope.Received.Add(ackAfter)), func() { b.ack(q.envelope, nil) })
		defer timer.Stop()
	}
	a, err := b.attempt(ctx, q)
	if err != nil {
		a.err = errors.Join(a.err, err)
	}
	if err != nil && a.outcome != Panicked {
		a.outcome = Undelivered
	}
	b.report(q, a)
}

// attempt finds and delivers the answer, with an apology in place of a panic.
func (b *Bot) attempt(ctx context.Context, q *inquiry) (a answer, err error) {
	defer func() {
		if value := recover(); value != nil {
			a = b.apologise(q, value)
			err = b.deliver(ctx, q, a)
		}
	}()
	a = b.consider(ctx, q)
	return a, b.deliver(ctx, q, a)
}

// report says what became of a question: never what was asked or answered.
func (b *Bot) report(q *inquiry, a answer) {
	took := time.Since(q.envelope.Received)
	command := q.command
	if !slices.Contains(b.slashes, command) {
		command = "other"
	}
	b.observer.Answered(command, a.outcome, took)
	level := slog.LevelInfo
	if a.err != nil {
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{
		slog.String("envelope", q.envelope.ID), slog.String("way", string(q.way)), slog.String("command", command),
		slog.String("outcome", string(a.outcome)), slog.Duration("took", took),
	}
	if a.err != nil {
		attrs = append(attrs, slog.Any("error", Redact(a.err)))
	}
	b.log.LogAttrs(context.Background(), level, "answered", attrs...)
}

// apologise answers for a panic. The log has the stack under the reference that the
// asker reads; of the panic's value only what cannot quote anybody.
func (b *Bot) apologise(q *inquiry, value any) answer {
	reference := rand.Text()[:8]
	text := fmt.Sprintf("%T", value)
	var bug runtime.Error
	if err, ok := value.(error); ok && errors.As(err, &bug) {
		text = bug.Error()
	}
	b.log.Error("command panicked", "envelope", q.envelope.ID, "reference", reference,
		"panic", text, "stack", string(debug.Stack()))
	return answer{Reply: say(phrases{q.lang}.broken(reference)), outcome: Panicked}
}

// consider finds the answer: first whether this person may have one, then whether it
// may be shared, then what it is.
func (b *Bot) consider(ctx context.Context, q *inquiry) answer {
	who, err := b.who(ctx, q.user)
	if err != nil {
		b.observer.Failed("people")
		return answer{Reply: say(phrases{q.lang}.unchecked()), outcome: Unchecked, err: err}
	}
	req := commands.Request{
		User: q.user, Email: who.email, Locale: who.locale,
		Channel: q.channel, Command: q.command, Text: q.text, Now: b.now(),
		As: b.identity.access(who, q.team),
	}
	q.lang = req.Lang()
	switch {
	case req.As == 0:
		return answer{Reply: say(phrases{q.lang}.stranger()), outcome: Refused}
	case q.command == "":
		return answer{Reply: say(phrases{q.lang}.stale()), outcome: Stale}
	}
	req.People = b.people.named(ctx, q.text)
	if q.effect == commands.Share {
		return b.share(ctx, q, req, who.name)
	}
	a := b.ask(ctx, q, req)
	if q.effect == commands.Replace && q.private {
		a.where = commands.Replace
	}
	return a
}

// who is the person behind a question, when Slack says so in time.
func (b *Bot) who(ctx context.Context, user string) (person, error) {
	ctx, cancel := context.WithTimeout(ctx, lookupWait)
	defer cancel()
	return b.people.find(ctx, user)
}

// share finds the answer for a whole channel, which reads by whom it was shared.
// Whatever keeps it from being shared is told to the asker alone.
func (b *Bot) share(ctx context.Context, q *inquiry, req commands.Request, by string) answer {
	h, err := b.hindrance(ctx, q.channel)
	if err != nil {
		b.observer.Failed("channel")
	}
	if h != none {
		return answer{Reply: say(h.sentence(phrases{q.lang})), outcome: Hindered, err: err}
	}
	forAll := req
	forAll.Shared, forAll.Locale = true, string(b.lang)
	a := b.ask(ctx, q, forAll)
	// What is not for all is said in the asker's language, not in the channels'.
	switch {
	case a.outcome != Done:
		a.Reply = say(phrases{q.lang}.refusedStore())
		return a
	case a.Private:
		return b.ask(ctx, q, req)
	}
	if by != "" {
		a.Foot = append(a.Foot, commands.Text{{Text: phrases{b.lang}.sharedBy(by)}})
	}
	a.where = commands.Share
	return a
}

// ask runs the command. While it waits for storage the asker is told so.
func (b *Bot) ask(ctx context.Context, q *inquiry, req commands.Request) answer {
	ctx, cancel := context.WithTimeout(ctx, patience-min(time.Since(q.envelope.Received), patience/2))
	defer cancel()
	// A slow look-up of the person is no reason to blame storage.
	pause := max(time.Until(q.envelope.Received.Add(noticeAfter)), noticeAfter-ackAfter)
	notice := time.AfterFunc(pause, func() { b.notice(ctx, q) })
	defer notice.Stop()
	reply, err := b.commands.Do(ctx, req)
	if err != nil {
		return answer{Reply: reply, outcome: Unavailable, err: err}
	}
	return answer{Reply: reply, outcome: Done}
}

// notice tells the asker that storage is silent, unless the answer is there. It is not
// taken back when the answer comes meanwhile, which waits for it.
func (b *Bot) notice(ctx context.Context, q *inquiry) {
	q.posting.Lock()
	defer q.posting.Unlock()
	if q.answered {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noticeTime)
	defer cancel()
	if err := b.send(ctx, q, answer{Reply: say(phrases{q.lang}.silent())}); err != nil {
		b.observer.Failed("deliver")
		b.log.Warn("notice of silent storage not delivered", "envelope", q.envelope.ID, "error", err)
	}
}
