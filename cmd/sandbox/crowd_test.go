package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A crowd is people who type commands, press buttons and fill in forms, one thing after the
// other and several people at a time.
type crowd struct {
	t    *testing.T
	w    *world
	ctx  context.Context // ends when they are to go home
	stop context.CancelFunc
	busy sync.WaitGroup
	done chan string // what came of each thing that somebody did
	well bool        // nothing is in trouble any more

	mu      sync.Mutex
	outcome map[string]int
}

// habits are what each person does, over and over.
var habits = map[string][]habit{
	alex: {
		{"/tier acme", "Acme · Enterprise"},
		{"button", "missing for Enterprise"},
		{"/grace", "in grace"},
		{"/missing acme for premier", "Premier"},
	},
	camille: {
		{"/tier acme", "Acme · Enterprise"},
		{"/tier historique acme", "Acme"},
		{"/grace", "délai"},
	},
	dominique: {
		{"/certify acme vsp {name}", "{name}"},
		{"form", "{name}"},
		{"/tier liste enterprise", "Enterprise"},
	},
	guest: {{"/tier acme", "full members of this workspace only"}},
}

// A habit is a line that is typed, a button that is pressed, or the form; and what is in the
// answer when nothing is wrong. {name} is a new name every time.
type habit struct{ does, want string }

const (
	silence = 25 * time.Second       // after which what somebody did has no answer
	pace    = 100 * time.Millisecond // between two things that a person does
)

// gather lets everybody begin.
func gather(t *testing.T, w *world) *crowd {
	t.Helper()
	c := &crowd{t: t, w: w, done: make(chan string, 10_000), outcome: make(map[string]int)}
	c.ctx, c.stop = context.WithCancel(t.Context())
	t.Cleanup(c.goHome)
	for who, does := range habits {
		c.busy.Go(func() { c.live(who, does) })
	}
	return c
}

func (c *crowd) live(who string, does []habit) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-c.ctx.Done():
			return
		case <-tick.C:
		}
		what, came := does[i%len(does)], "answered"
		if _, err := c.try(who, what, fmt.Sprintf("Zoé Weber%s", letters(i))); err != nil {
			came = refused(err)
			if came == "" {
				c.t.Errorf("%s does %s: %v\n%s", who, what.does, err, c.lately())
			}
		}
		c.mu.Lock()
		c.outcome[came]++
		c.mu.Unlock()
		c.done <- came
	}
}

// lately is the end of the journal, for whoever has to find out why nothing came.
func (c *crowd) lately() string {
	var lines strings.Builder
	entries := c.w.slack.Journal()
	for _, e := range entries[max(0, len(entries)-60):] {
		fmt.Fprintln(&lines, e.At.Format("05.000"), e.Kind, e.Name, e.Socket, e.Detail, e.Fault, e.Status)
	}
	return lines.String()
}

// letters tell names apart, in which there may be no digits.
func letters(i int) string {
	return strings.NewReplacer("0", "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "8", "i", "9", "k").Replace(fmt.Sprint(i))
}

// refused is Slack's word for why somebody sees an error; empty when they see nothing.
func refused(err error) string {
	var failure *sandbox.Failure
	if errors.As(err, &failure) {
		return failure.Code
	}
	return ""
}

// try does something once, and returns what is read then.
func (c *crowd) try(who string, what habit, name string) (string, error) {
	ctx, cancel := context.WithTimeout(c.t.Context(), silence)
	defer cancel()
	switch what.does {
	case "form":
		return c.fillIn(ctx, who, name)
	case "button":
		return c.press(ctx, who)
	}
	answer := c.read(ctx, c.puts(who, strings.ReplaceAll(what.does, "{name}", name)))
	return answer.text(), answer.err
}

// hear waits until n times as many things as there are people have been done.
func (c *crowd) hear(n int) {
	for range n * len(habits) {
		select {
		case <-c.done:
		case <-c.t.Context().Done():
			return
		}
	}
}

// listen hears what is done for a while.
func (c *crowd) listen(d time.Duration) {
	over := time.NewTimer(d)
	defer over.Stop()
	for {
		select {
		case <-c.done:
		case <-over.C:
			return
		}
	}
}

// goHome ends it, once everybody has heard what came of the last thing they did.
func (c *crowd) goHome() {
	c.stop()
	c.busy.Wait()
}

// allIsWell fails the test unless everything that anybody does is answered as it should
// be, from the moment on in which one thing is.
func (c *crowd) allIsWell() {
	c.t.Helper()
	soon, cancel := context.WithTimeout(c.t.Context(), silence)
	defer cancel()
	if err := c.w.slack.Connected(soon, 1); err != nil {
		c.t.Fatal(err)
	}
	again := time.NewTicker(2 * pace)
	defer again.Stop()
	for {
		said, err := c.try(alex, habits[alex][0], "")
		if err == nil && strings.Contains(plainSpaces(said), habits[alex][0].want) {
			break
		}
		select {
		case <-again.C:
		case <-soon.Done():
			c.t.Fatalf("healed, and still: %s %v", said, err)
		}
	}
	c.well = true
	for who, does := range habits {
		for i, what := range does {
			name := "Ines Morelle" + letters(i)
			said, err := c.try(who, what, name)
			want := strings.ReplaceAll(what.want, "{name}", name)
			if err != nil || !strings.Contains(plainSpaces(said), want) {
				c.t.Errorf("healed, and %s does %s: %v\n%s\nwant %q in it", who, what.does, err, said, want)
			}
		}
	}
}

// tally is what came of everything.
func (c *crowd) tally() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Sprint(c.outcome)
}
