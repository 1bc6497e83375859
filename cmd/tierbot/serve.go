package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// drain is how long the service finishes what people have asked after it was told to
// stop. Whoever runs it must wait at least that long before killing it.
const drain = 15 * time.Second

// memory is what the service asks the Go runtime to do with, unless GOMEMLIMIT says
// otherwise. It idles on a tenth of it; an import of the largest spreadsheet comes near, and is
// to share a small machine with others.
const memory = 56 << 20

// limits reports whether it is for the service to say what it makes do with.
func limits() bool { return os.Getenv("GOMEMLIMIT") == "" }

// serve answers until it is told to stop. A Redis or a Slack that cannot be reached
// is waited for; only what a person has to mend ends it.
func (t *tierbot) serve(ctx context.Context, _ call) error {
	if limits() {
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(memory))
	}
	c, err := t.mended()
	if err != nil {
		return err
	}
	log := c.logger(t.stderr)
	store.LogTo(log)
	partners, err := store.Open(c.RedisURL.reveal())
	if err != nil {
		return err
	}
	defer partners.Close()

	m := newMetrics()
	s := &service{
		log: log, metrics: m,
		redis: &redisWatch{ping: partners.Ping, now: t.now, log: log, errors: m.redisErrors},
	}
	stop, err := s.listen(string(c.HTTPAddr))
	if err != nil {
		return err
	}
	defer stop()

	identity, err := s.identify(ctx, c.access())
	if err != nil || ctx.Err() != nil {
		return err
	}
	workspace := watched{partners.Workspace(identity.Team), s.redis}
	asked := commands.New(c.RulesFile.rules, workspace)
	asked.House = c.house()
	b := bot.New(bot.Options{
		Access: c.access(), Identity: identity, Log: log, Observer: m, Drain: drain,
		Commands: asked, Managers: c.Managers, Events: workspace,
		Lang: program.Lang(c.Lang), Now: t.now,
		Reminders: &bot.Reminders{
			Outbox: workspace, Texts: asked, Rules: c.RulesFile.rules, House: asked.House, Channel: string(c.Channel),
			Auto: c.Demote == "auto",
		},
	})
	s.bot.Store(b)
	defer s.prepare(ctx, asked, t.now)()
	log.Info("answering", "version", versionOf(), "team", identity.Team, "programme", c.RulesFile.rules.Name.EN)
	err = b.Run(ctx)
	log.Info("stopped")
	return err
}

// The pauses between two questions to a Slack that does not answer: the first, and
// the longest.
const (
	firstPause   = time.Second
	longestPause = time.Minute
)

// identify asks Slack whose token it is until Slack says so, or says that it is no
// good. It returns without an error when ctx ends.
func (s *service) identify(ctx context.Context, access bot.Access) (bot.Identity, error) {
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		identity, err := bot.Identify(ctx, access)
		var config *bot.ConfigError
		switch {
		case err == nil:
			return identity, nil
		case ctx.Err() != nil:
			return bot.Identity{}, nil
		case errors.As(err, &config):
			return bot.Identity{}, err
		}
		s.slackless.Store(true)
		s.log.Warn("slack cannot be reached", "error", err, "again_in", pause)
		if !rest(ctx, pause) {
			return bot.Identity{}, nil
		}
	}
}

// rest waits for about as long as a pause. It is false when ctx ends before.
func rest(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause/2 + rand.N(pause)):
		return true
	}
}

// logger is the log of the service. Whatever is given to it, no secret comes out.
func (c *config) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.Level(c.LogLevel)}
	var handler slog.Handler = slog.NewTextHandler(w, options)
	if c.LogFormat == "json" {
		handler = slog.NewJSONHandler(w, options)
	}
	return slog.New(bot.RedactLogs(handler, c.secrets()...))
}
