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
	formAfter   = 2 * time.Second         // a form that was filled in is closed, whatever becomes of it
	noticeAfter = 2200 * time.Millisecond // a silent store is mentioned
	openWithin  = 2700 * time.Millisecond // a form can be opened; Slack allows 3 s from the gesture
	patience    = 10 * time.Second        // a command is given up
	longest     = time.Minute             // one that tells how far it has come is given up

	lookupWait   = 2 * time.Second  // for Slack to say who somebody is
	auditTime    = 2 * time.Second  // for a refusal to be written down, for which its sentence waits
	uploadTime   = 30 * time.Second // for Slack to take a file
	tellTime     = 30 * time.Second // for Slack to take the notices to others
	noticeTime   = 3 * time.Second  // for Slack to take the notice, for which an answer waits
	deliveryTime = 12 * time.Second // for Slack to take the answer, by all ways
)

// A way is how a question came.
type way string

// The ways.
const (
	byCommand  way = "command"
	byButton   way = "button"
	byMention  way = "mention"
	byMessage  way = "message" // in the bot's own conversation
	byForm     way = "form"
	byShortcut way = "shortcut"
	byHome     way = "home" // it was opened, or has changed
)

// An inquiry is one thing somebody asked, on its way to its answer.
type inquiry struct {
	commandLine
	way      way
	envelope *socketmode.Envelope
	ackAfter time.Duration   // when to acknowledge in any case; 0: it has been done
	inAck    bool            // the answer may be the acknowledgement
	op       string          // names the gesture
	needs    commands.Access // what it takes to ask it
	trigger  string          // lets a form be opened; empty: nothing does
	sheet    *sheet          // the form that was filled in; nil: none
	quote    *quote          // the message to record from, in place of words; nil: none

	// remark is what the bot itself answers in place of a command; nil: nothing.
	remark func(phrases) string

	user    string
	team    string // as Slack says, to be compared with the person's; empty: not said
	channel string
	thread  string // the ts of the thread to answer in; empty: none
	address string // the response URL; empty: none
	spare   string // another one, for when no other way is open; empty: none
	effect  commands.Effect
	private bool   // the message with the button is seen by the asker alone
	below   *below // where in that message it was pressed, if below a row; nil: not there

	pane      *pane // where the answer is shown instead; nil: it is a message
	renews    bool  // the asker's Home may be another afterwards
	meanwhile any   // acknowledges a form whose answer comes later; nil: nothing does, and it closes

	lang program.Lang // of the asker, the channels' until known

	posting  sync.Mutex // notices, progress and the answer go out one after the other
	answered bool
	interim  string // the ts of a message in place of which the answer goes; empty: none
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
	if q.ackAfter > 0 {
		timer := time.AfterFunc(time.Until(q.envelope.Received.Add(q.ackAfter)), func() { b.ack(q.envelope, q.meanwhile) })
		defer timer.Stop()
	}
	defer b.hold(q)()
	a, err := b.attempt(ctx, q)
	if err != nil {
		a.err = errors.Join(a.err, err)
	}
	if err != nil && a.outcome != Panicked {
		a.outcome = Undelivered
	}
	b.report(q, a)
	b.reminder.poke()
	b.instead(ctx, q, a.Instead)
	b.notify(ctx, q, a.Notices)
	b.renew(ctx, q, a)
}

// attempt finds and delivers the answer, with an apology in place of a panic.
func (b *Bot) attempt(ctx context.Context, q *inquiry) (a answer, err error) {
	defer func() {
		if value := recover(); value != nil {
			a = b.apologise(q, value)
			err = b.deliver(ctx, q, a)
		}
	}()
	b.compose(q)
	if q.needs = b.needs(q); q.needs >= commands.Manager {
		defer b.turns.take(ctx, q.op)()
	}
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

// apologise answers for a panic, with a reference that finds it in the log.
func (b *Bot) apologise(q *inquiry, value any) answer {
	reference := b.blame(q.envelope, value)
	return answer{Reply: say(phrases{q.lang}.broken(reference)), outcome: Panicked}
}

// survive keeps a panic beside an answer from costing more than what it happened in.
func (b *Bot) survive(e *socketmode.Envelope, place string) {
	if value := recover(); value != nil {
		b.blame(e, value)
		b.observer.Failed(place)
	}
}

// blame logs a panic and returns its reference. The log has the stack; of the panic's
// value only what cannot quote anybody.
func (b *Bot) blame(e *socketmode.Envelope, value any) (reference string) {
	reference = rand.Text()[:8]
	text := fmt.Sprintf("%T", value)
	var bug runtime.Error
	if err, ok := value.(error); ok && errors.As(err, &bug) {
		text = bug.Error()
	}
	b.log.Error("command panicked", "envelope", e.ID, "reference", reference,
		"panic", text, "stack", string(debug.Stack()))
	return reference
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
		a.Reply = signed(a.Reply, b.lang, by)
	}
	a.where = commands.Share
	return a
}
