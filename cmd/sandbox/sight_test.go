package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A deed is something that somebody has done, and what they had read before.
type deed struct {
	*sandbox.Exchange
	before string // the ts of the last message that they had seen
}

// puts types a line.
func (c *crowd) puts(who, line string) deed {
	before := c.seen(who)
	return deed{c.w.put(who, line), before}
}

// seen is the ts of the last message that somebody sees in the partners' channel.
func (c *crowd) seen(who string) string {
	messages := c.w.slack.Messages(who, partners)
	if len(messages) == 0 {
		return ""
	}
	return messages[len(messages)-1].TS
}

// A sight is what somebody sees of what they have done: a message or a form, or what Slack
// says in its place.
type sight struct {
	message sandbox.Message
	form    sandbox.View
	err     error
}

func (s sight) text() string { return s.message.Plain() + s.form.Plain() }

// first is whatever is seen first. The other waits are called off.
func first(ctx context.Context, waits ...func(context.Context) sight) sight {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	sights := make(chan sight, len(waits))
	for _, wait := range waits {
		go func() { sights <- wait(ctx) }()
	}
	seen := <-sights
	if seen.err == nil && strings.TrimSpace(seen.text()) == "" {
		seen.err = errors.New("what is shown is empty")
	}
	return seen
}

// answered waits for what came of a deed by itself.
func (d deed) answered(ctx context.Context) sight {
	m, err := d.Answer(ctx)
	return sight{message: m, err: err}
}

// opened waits for a form.
func (d deed) opened(ctx context.Context) sight {
	form, err := d.View(ctx, 1)
	return sight{form: form, err: err}
}

// aside waits for a message to the same person alone, by which the bot answers when the
// way of the answer is closed.
func (c *crowd) aside(d deed) func(context.Context) sight {
	return func(ctx context.Context) sight {
		m, err := c.w.slack.Await(ctx, func(m sandbox.Message) bool {
			return m.To == d.User && m.Bot && m.TS > d.before
		})
		return sight{message: m, err: err}
	}
}

// naming waits for a message to somebody alone in which a name stands. Whoever looks after
// the partner is told too, and does not count.
func (c *crowd) naming(who, name string) func(context.Context) sight {
	return func(ctx context.Context) sight {
		m, err := c.w.slack.Await(ctx, func(m sandbox.Message) bool {
			return (m.To == who || m.Channel == c.w.slack.DM(who)) && strings.Contains(m.Plain(), name)
		})
		return sight{message: m, err: err}
	}
}

// read waits for an answer. Once all is well it comes by itself, and what comes aside is
// the second answer to something that was done before, of whose first the bot never learnt
// that it arrived.
func (c *crowd) read(ctx context.Context, d deed) sight {
	if c.well {
		return first(ctx, d.answered)
	}
	return first(ctx, d.answered, c.aside(d))
}

// press presses a button of a card. Where a card came without buttons, as it does when
// blocks are refused, the command is typed that the button stands for.
func (c *crowd) press(ctx context.Context, who string) (string, error) {
	card := c.read(ctx, c.puts(who, "/tier acme"))
	switch {
	case card.err != nil:
		return "", card.err
	case !strings.Contains(card.text(), "[Missing]"):
		typed := c.read(ctx, c.puts(who, "/missing acme"))
		return typed.text(), typed.err
	}
	before := c.seen(who)
	pressed := c.read(ctx, deed{c.w.slack.Press(who, card.message, "Missing"), before})
	return pressed.text(), pressed.err
}

// fillIn records a certificate with the form. Where none opens, what is said instead
// counts, and where it stays, what it says.
func (c *crowd) fillIn(ctx context.Context, who, name string) (string, error) {
	asked := c.puts(who, "/certify acme")
	seen := first(ctx, asked.opened, func(ctx context.Context) sight { return c.read(ctx, asked) })
	if seen.err != nil || seen.form.ID == "" {
		return seen.text(), seen.err
	}
	handed := deed{Exchange: c.w.slack.Submit(who, seen.form, sandbox.Values{
		"what": {"certificate:vsp"}, "holders": {name},
	})}
	ack, err := handed.Acked(ctx)
	if err == nil && len(ack.Errors) == 0 {
		seen = first(ctx, c.naming(who, name), handed.opened)
		err = seen.err
	}
	if form, open := c.w.slack.Modal(who); open {
		c.w.slack.Dismiss(who, form)
		return fmt.Sprint(ack.Errors, form.Plain()), err
	}
	return seen.text(), err
}
