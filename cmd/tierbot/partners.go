package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// reachWithin is how long a person at a terminal waits for Slack or Redis to say
// anything at all.
const reachWithin = 15 * time.Second

// partners opens the workspace's partners. Which workspace that is, Slack says: the
// store keeps each under its team id. The caller closes what it gets.
func (t *tierbot) partners(ctx context.Context, c *config) (*store.Workspace, func() error, error) {
	reach, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	identity, err := bot.Identify(reach, c.access())
	if err != nil {
		return nil, nil, unreachable(err)
	}
	redis, err := store.Open(c.RedisURL.reveal())
	if err != nil {
		return nil, nil, err
	}
	if err := redis.Ping(reach); err != nil {
		redis.Close()
		return nil, nil, fmt.Errorf("redis cannot be reached: %w", bot.Redact(err))
	}
	return redis.Workspace(identity.Team), redis.Close, nil
}

// unreachable says what to do about a Slack that does not tell whose token it is.
func unreachable(err error) error {
	var config *bot.ConfigError
	if errors.As(err, &config) {
		return fmt.Errorf("slack refuses the bot token: %w", config)
	}
	return fmt.Errorf("slack, which says whose partners these are, cannot be reached: check the network and SLACK_API_URL, and try again (%w)", err)
}

// all are the partners of a workspace.
func all(ctx context.Context, partners *store.Workspace) ([]program.Partner, error) {
	var list []program.Partner
	for partner, err := range partners.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("read partners: %w", bot.Redact(err))
		}
		list = append(list, partner)
	}
	return list, nil
}
