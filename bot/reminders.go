package bot

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// Texts are what the bot says without being asked. They say nothing, and report false,
// where there is nothing to say.
type Texts interface {
	// Digest is what somebody is told of their partners.
	Digest(d commands.Digest) commands.Reply

	// Rehearsal is who would fall at a deadline, before it.
	Rehearsal(ctx context.Context, t commands.Told) (commands.Reply, bool, error)

	// Decision is what is to be decided after a deadline.
	Decision(ctx context.Context, t commands.Told) (commands.Reply, bool, error)

	// Falls is what was decided after a deadline without asking anybody, or why somebody
	// must be asked. It applies the falls, once for each deadline.
	Falls(ctx context.Context, t commands.Told) (commands.Reply, bool, error)

	// Week is what managers are to know at the beginning of a week.
	Week(ctx context.Context, w commands.Week) (commands.Reply, bool, error)

	// Departed is what managers are to know when somebody's account was deactivated.
	Departed(d commands.Departed) commands.Reply
}

// Reminders are what it takes to speak first.
type Reminders struct {
	Outbox  Outbox
	Texts   Texts
	Rules   *program.Rules
	House   program.Habits // of whoever has said nothing, and of the managers' channel
	Channel string         // id of the managers' channel; empty: there is none
	Auto    bool           // falls are applied after a deadline without asking, unless something is amiss

	// Machine is the clock that is compared with Redis's; nil: [time.Now]. What is due goes
	// by [Options.Now], which a sandbox may move.
	Machine func() time.Time

	timing     timing            // zero: as in production
	checkpoint func(step string) // called at each step of sending; nil: nobody watches
}

// timing are the durations of sending.
type timing struct {
	lease      time.Duration // for which a recipient, or a post, is one replica's own
	quarantine time.Duration // after an attempt until it is looked for: longer than a post may take and Slack may hide it
	post       time.Duration // for Slack to take a message
	margin     time.Duration // of the lease, that must be left when a message goes out
	between    time.Duration // between two looks for a message that was not found
	look       time.Duration // between two looks at the store, when nothing happens
	retry      time.Duration // before Redis is asked again that did not answer
	check      time.Duration // between two looks at the clock
	pace       program.Pace  // of all replicas together: Slack takes several hundred messages a minute in a workspace
	brake      time.Duration // the first pause while Slack seems to be out
}

// inProduction is the timing of the service.
var inProduction = timing{
	lease:      time.Minute,
	quarantine: time.Minute,
	post:       10 * time.Second,
	margin:     5 * time.Second,
	between:    5 * time.Second,
	look:       5 * time.Minute,
	retry:      time.Second,
	check:      30 * time.Second,
	brake:      30 * time.Second,
	pace:       program.Pace{Minute: 250, Burst: 20},
}

// servers is how many recipients are served at once. No more are taken: what a replica that
// dies has taken waits for the end of its lease.
const servers = 8

// A reminder is the part of the bot that speaks first. One goroutine looks at the store
// and hands those who are due to a few that serve them.
type reminder struct {
	*Reminders
	bot     *Bot
	clock   func() time.Time // [Options.Now]
	log     *slog.Logger
	channel *rate.Limiter // one message a second goes to the managers' channel

	generation generation
	fuse       fuse
	shunned    *recent[string, string] // whom Slack let the bot write nothing lately, and why
	doubts     *recent[string, int]    // how often each post was looked for in vain, by id
	broken     broken
	outage     outage
	state      condition
	repose     repose
	begun      time.Time // of which only the clock that nobody can set counts
	wake       chan struct{}
	sleeping   atomic.Int64  // until when the loop sleeps, in nanoseconds since begun
	poked      atomic.Int64  // until when questions have made the loop look often enough; likewise
	reading    chan struct{} // taken by the one that holds much in memory: a recipient, or a file that is imported
	claiming   chan struct{} // taken by the one that claims a post
	slots      chan struct{} // one for each recipient being served
	serving    sync.WaitGroup
}

// newReminder fills in what the options leave open. Nil options: nothing is ever said
// unasked.
func newReminder(b *Bot, o *Reminders) *reminder {
	if o == nil {
		return nil
	}
	options := *o
	if options.Machine == nil {
		options.Machine = time.Now
	}
	if options.timing == (timing{}) {
		options.timing = inProduction
	}
	if options.checkpoint == nil {
		options.checkpoint = func(string) {}
	}
	return &reminder{
		Reminders: &options, bot: b, clock: b.now, log: b.log,
		channel: rate.NewLimiter(rate.Every(1100*time.Millisecond), 1),
		shunned: newRecent[string, string](24*time.Hour, personMost),
		doubts:  newRecent[string, int](24*time.Hour, personMost),
		begun:   time.Now(),
		wake:    make(chan struct{}, 1), slots: make(chan struct{}, servers),
		reading: make(chan struct{}, 1), claiming: make(chan struct{}, 1),
	}
}

// now is the time by Redis's clock, so that replicas whose own clocks are apart agree about
// the end of a lease; where nothing goes out, it may be wrong.
func (r *reminder) now() time.Time { return r.clock().Add(-r.fuse.off(r.Machine())) }

// pokes is how often a question may make the reminders look at the store: what people
// change by it may concern them, and is not in the audit log.
const pokes = 10 * time.Second

// poke makes the loop look at the store: at once, or when it has not for long enough, after
// the last of several questions too.
func (r *reminder) poke() {
	if r == nil {
		return
	}
	now, free := int64(time.Since(r.begun)), r.poked.Load()
	next := max(now, free)
	if free > now+int64(pokes) || !r.poked.CompareAndSwap(free, next+int64(pokes)) {
		return // somebody else's is still to come
	}
	time.AfterFunc(time.Duration(next-now), r.rouse)
}

// rouseBy ends the loop's sleep if it would last beyond a time.
func (r *reminder) rouseBy(at time.Time) {
	if int64(time.Since(r.begun)+at.Sub(r.now())) < r.sleeping.Load() {
		r.rouse()
	}
}

// rouse ends the loop's sleep.
func (r *reminder) rouse() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// toLog names a recipient in the log. Whoever is known by an e-mail address alone is not
// named there by it.
func toLog(recipient string) slog.Attr {
	if strings.Contains(recipient, "@") {
		recipient = "address " + digest(recipient)
	}
	return slog.String("recipient", recipient)
}

// failed counts what went wrong beside the messages. Errors are redacted.
func (r *reminder) failed(what string, err error, attrs ...slog.Attr) {
	r.bot.observer.Failed("reminder")
	attrs = append(attrs, slog.Any("error", Redact(err)))
	r.log.LogAttrs(context.Background(), slog.LevelWarn, what, attrs...)
}
