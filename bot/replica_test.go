package bot

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// Twelve replicas that start at once, two more than Slack has connections for, send every
// digest once, and try none twice.
func TestReplicasStartTogether(t *testing.T) {
	tr, _ := onRedis(t, size(200, 1_000))
	f := tr.launch(12)
	begun := time.Now()
	tr.await(f, 2*time.Minute)
	t.Logf("%d digests by 12 replicas in %v", len(tr.people), time.Since(begun).Round(10*time.Millisecond))
	f.stop()
	tr.check()
	if n := tr.slack.Calls("chat.postMessage"); n != len(tr.people) {
		t.Errorf("%d messages were posted, want %d", n, len(tr.people))
	}
}

// steps are the steps of sending: a recipient was taken, read, its conversation opened, a
// post claimed; then it is about to go out, is written, answered, and settled.
const steps = "abcdefgh"

// Replicas kill themselves at a step of sending, again and again; or, at r, once they have
// looked for a digest that is in doubt. Everybody reads their digest once.
func TestKilledAtEachStep(t *testing.T) {
	cases := []string{steps, "r"}
	if full() {
		cases = strings.Split(steps+"r", "")
	}
	for _, replicas := range []int{2, 10} {
		for _, steps := range cases {
			t.Run(fmt.Sprintf("%s with %d replicas", steps, replicas), func(t *testing.T) {
				t.Parallel()
				killedAt(t, steps, replicas)
			})
		}
	}
}

// killedAt has replicas kill themselves at some steps in turn. Whoever dies leaves up to
// eight posts in doubt, and a post of which nobody knows after five attempts is given up;
// so there are many people for each kill.
func killedAt(t *testing.T, steps string, replicas int) {
	kills := size(3*len(steps), 100)
	tr, _ := onRedis(t, size(30*len(steps), 600))
	if steps == "r" {
		tr.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, First: true, Executed: true, Drop: true})
	}
	started := 0
	f := launch(t, replicas, func(killed int) orders {
		o := tr.orders
		if killed < kills {
			o.KillAt = string(steps[started%len(steps)])
		}
		started++
		return o
	})
	tr.await(f, 4*time.Minute)
	f.stop()
	tr.check()
	if n := f.killed(); n < kills {
		t.Errorf("%d kills, want %d", n, kills)
	}
	t.Logf("%d people, %d kills, %d messages posted", len(tr.people), f.killed(), tr.slack.Calls("chat.postMessage"))
}

// Replicas die while they delete digests that came twice. One of each stays.
func TestKilledAtDeleting(t *testing.T) {
	t.Parallel()
	tr, _ := onRedis(t, size(60, 300))
	tr.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, First: true, Executed: true, Drop: true})
	kills := size(10, 100)
	f := launch(t, 2, func(killed int) orders {
		o := tr.orders
		if killed < kills {
			o.KillAt = "x"
		}
		return o
	})
	for len(tr.unread()) > 0 {
		<-time.After(20 * time.Millisecond)
	}
	tr.slack.Heal()
	for user, read := range tr.digests() {
		tr.repeat(user, read[0])
	}
	tr.await(f, 2*time.Minute)
	f.stop()
	for _, user := range tr.people {
		if n := len(tr.digests()[user]); n != 1 {
			t.Errorf("%s reads %d digests, want 1", user, n)
		}
	}
	if n := f.killed(); n < kills {
		t.Errorf("%d kills, want %d", n, kills)
	}
}

// A replica that slept between its claim and its message, for longer than its claim lasts,
// sends nothing: another has long done so. It has one person to tell: had it more, it could
// be stopped in the middle of writing the message to another of them, against which
// nothing helps.
func TestAsleepBeforeSending(t *testing.T) {
	for _, step := range []string{"d", "e", "w"} {
		t.Run(step, func(t *testing.T) {
			tr, _ := onRedis(t, 1)
			sleeper := launch(t, 1, func(int) orders {
				o := tr.orders
				o.StopAt = step
				return o
			})
			for len(sleeper.sayers(stopped)) == 0 {
				<-time.After(time.Millisecond)
			}
			f := tr.launch(1)
			tr.await(f, time.Minute)
			asleep := sleeper.sayers(stopped)[0].Process
			for _, s := range []syscall.Signal{syscall.SIGCONT, syscall.SIGTERM} {
				if err := asleep.Signal(s); err != nil {
					t.Fatal(err)
				}
			}
			sleeper.retire()
			f.stop()
			tr.check()
		})
	}
}

// Replicas that are asked to end, as when a new version is rolled out, finish or give back
// what they are about and end soon.
func TestRollingRestarts(t *testing.T) {
	tr, _ := onRedis(t, size(150, 600))
	tr.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, Delay: 100 * time.Millisecond})
	f := tr.launch(2)
	dice := rand.New(rand.NewPCG(1, 1))
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for range 20 {
		<-tick.C
		f.signal(syscall.SIGTERM, dice)
	}
	tr.await(f, time.Minute)
	f.stop()
	tr.check()
	if n := tr.slack.Calls("chat.postMessage"); n != len(tr.people) {
		t.Errorf("%d messages were posted, want %d", n, len(tr.people))
	}
	if n := f.slowestEnd(); n > 10*time.Second {
		t.Errorf("a replica took %v to end", n)
	}
}
