package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// replicaVariable holds the orders of a process that is no test but a replica of the bot.
const replicaVariable = "TIERBOT_TEST_REPLICA"

// TestMain runs the tests, or the replica that a test has started from the same program.
func TestMain(m *testing.M) {
	if text := os.Getenv(replicaVariable); text != "" {
		if err := runReplica(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// orders are what a replica does.
type orders struct {
	Slack  string // the Web API's address
	Redis  string
	Begun  time.Time // when, by the machine's clock, the trial's stood at its origin
	Times  int       // how many times faster than the service it sends
	KillAt string    // the step of sending at which it kills itself; empty: at none
	StopAt string    // the step at which it stops as if its machine slept; empty: at none
}

// origin is when every trial begins: ten seconds after nine in the morning of the day, a
// Friday, on which whoever looks after a partner in grace until 14 January is told.
var origin = time.Date(2009, 10, 16, 9, 0, 10, 0, program.Default().Zone)

// now is what the trial's clock says, to which the replicas and Slack keep.
func (o *orders) now() time.Time { return origin.Add(time.Since(o.Begun)) }

// timing is that of the service, some times faster: a claim is over long before an attempt
// is looked for, as there.
func (o *orders) timing() timing {
	times := time.Duration(o.Times)
	return timing{
		lease:      inProduction.lease / times,
		quarantine: inProduction.quarantine / times,
		post:       inProduction.post / times,
		margin:     inProduction.margin / times,
		between:    inProduction.between / times,
		look:       inProduction.look / times,
		retry:      inProduction.retry / times,
		check:      inProduction.check / times,
		pace:       program.Pace{Minute: 60_000, Burst: 1_000},
	}
}

// runReplica is the bot in a process of its own: the one of the service, at the pace of
// trials, with digests that are easily told apart.
func runReplica(text string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var o orders
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return fmt.Errorf("read orders: %w", err)
	}
	go func() { // the test is gone when this pipe is
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	storage, err := store.Open(o.Redis)
	if err != nil {
		return err
	}
	workspace := storage.Workspace(team)
	b := New(Options{
		Access:      Access{AppToken: "xapp-sandbox", BotToken: "xoxb-sandbox", APIURL: o.Slack},
		Identity:    Identity{Team: team, User: "U0SANDBOX"},
		Commands:    commands.New(program.Default(), workspace),
		Events:      workspace,
		Now:         o.now,
		Connections: 1, // Slack has ten for all replicas
		Drain:       5 * time.Second,
		Log:         slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Reminders: &Reminders{
			Outbox: workspace, Texts: shortTexts{}, Rules: program.Default(), Channel: managersChannel,
			House:  program.Habits{Hour: 9, Rungs: []int{90, 60, 30, 14, 7, 3, 1, 0}},
			timing: o.timing(), checkpoint: o.checkpoint(),
		},
	})
	b.web.widen()
	go reportSuspicion(b)
	return b.Run(ctx)
}

// team is the workspace of the trials.
const team = "T0SANDBOX"

// managersChannel is where the managers of the trials read.
const managersChannel = "C0MANAGERS"

// checkpoint kills or stops the process at the step that its orders name.
func (o *orders) checkpoint() func(step string) {
	stop := sync.OnceFunc(func() {
		// The signal to stop may reach another thread first, and this one would run on for a
		// moment, past what it is to sleep before.
		awake := make(chan os.Signal, 1)
		signal.Notify(awake, syscall.SIGCONT)
		fmt.Println(stopped)
		_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		<-awake
	})
	return func(step string) {
		switch step {
		case o.KillAt:
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		case o.StopAt:
			stop()
		}
	}
}

// What a replica says on its standard output.
const (
	stopped    = "stopped"
	suspecting = "suspecting"
	believing  = "believing"
)

// reportSuspicion says whenever the replica begins or ceases to show that it does not
// believe the store.
func reportSuspicion(b *Bot) {
	last := believing
	for range time.Tick(10 * time.Millisecond) {
		word := believing
		if b.Status().Reminders.Suspect.Reason != "" {
			word = suspecting
		}
		if word != last {
			fmt.Println(word)
		}
		last = word
	}
}

// widen lifts the pace of every method, which is made for Slack's.
func (w *web) widen() {
	for method := range perMinute {
		w.lane(method).allowance.SetLimit(rate.Inf)
	}
}

// shortTexts says no more in a digest than tells it from others, and nothing else.
type shortTexts struct{}

func (shortTexts) Digest(d commands.Digest) commands.Reply {
	names := make([]string, len(d.Items))
	for i := range d.Items {
		names[i] = d.Items[i].Partner.Name
	}
	return commands.Reply{Title: "Digest of " + d.Recipient.ID + ": " + strings.Join(names, ", ")}
}

func (shortTexts) Rehearsal(context.Context, commands.Told) (reply commands.Reply, ok bool, err error) {
	return reply, false, nil
}

func (shortTexts) Decision(context.Context, commands.Told) (reply commands.Reply, ok bool, err error) {
	return reply, false, nil
}

func (shortTexts) Falls(context.Context, commands.Told) (reply commands.Reply, ok bool, err error) {
	return reply, false, nil
}

func (shortTexts) Week(context.Context, commands.Week) (reply commands.Reply, ok bool, err error) {
	return reply, false, nil
}

func (shortTexts) Departed(commands.Departed) commands.Reply { return commands.Reply{} }
