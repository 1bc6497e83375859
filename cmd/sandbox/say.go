package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// say asks one thing and prints what the person sees.
func say(ctx context.Context, f flags, stdout, stderr io.Writer) error {
	s, err := setUp(ctx, f, stderr)
	if err != nil {
		return err
	}
	asker, _ := personNamed(f.as)
	return s.run(ctx, func(ctx context.Context) error {
		answer, err := seen(ctx, s.world.Load().put(asker.ID, f.say))
		if err != nil {
			return fmt.Errorf("ask %q: %w", f.say, err)
		}
		_, err = fmt.Fprintln(stdout, answer)
		return err
	})
}

// seen is what a person reads first of what they asked for: a message, or a form.
func seen(ctx context.Context, asked *sandbox.Exchange) (string, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	type sight struct {
		text string
		err  error
	}
	sights := make(chan sight, 2)
	go func() {
		answer, err := asked.Answer(ctx)
		sights <- sight{answer.Plain(), err}
	}()
	go func() {
		form, err := asked.View(ctx, 1)
		sights <- sight{form.Plain(), err}
	}()
	first := <-sights
	return first.text, first.err
}

// put asks something: a slash command as such, any other words in the conversation with
// the bot.
func (w *world) put(user, words string) *sandbox.Exchange {
	if strings.HasPrefix(words, "/") {
		return w.slack.Command(user, w.place(user), words)
	}
	return w.slack.Say(user, w.slack.DM(user), words)
}

// place is where somebody types: in the partners' channel when they are in it, else
// in their conversation with the bot.
func (w *world) place(user string) string {
	if channel, _ := w.slack.Channel(partners); slices.Contains(channel.Members, user) {
		return partners
	}
	return w.slack.DM(user)
}
