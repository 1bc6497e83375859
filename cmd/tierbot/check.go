package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// scopes are what the bot token must be allowed to do: what the manifest asks for.
var scopes = []string{
	"app_mentions:read", "channels:read", "chat:write", "commands", "groups:read",
	"im:history", "im:write", "users:read", "users:read.email",
}

// A checkup collects what check finds.
type checkup struct {
	*tierbot
	config   config
	problems int
}

// check says what is wrong, all of it, and what was found to be well.
func (t *tierbot) check(ctx context.Context, _ call) error {
	c, problems := loadConfig()
	k := &checkup{tierbot: t, config: c}
	for _, p := range problems {
		k.problem(p.where, p.what)
	}
	if len(problems) == 0 {
		k.well("configuration", "complete")
	}
	k.rules()
	ctx, cancel := context.WithTimeout(ctx, 3*reachWithin)
	defer cancel()
	k.redis(ctx)
	k.slack(ctx)
	if k.problems > 0 {
		fmt.Fprintf(t.stdout, "\n%s to mend\n", counted(k.problems, "problem"))
		return errSilent
	}
	return nil
}

func (k *checkup) well(what, how string) { fmt.Fprintf(k.stdout, "ok       %s: %s\n", what, how) }

func (k *checkup) warning(what, how string) { fmt.Fprintf(k.stdout, "warning  %s: %s\n", what, how) }

func (k *checkup) problem(what, how string) {
	k.problems++
	fmt.Fprintf(k.stdout, "problem  %s: %s\n", what, how)
}

func (k *checkup) rules() {
	rules := k.config.RulesFile.rules
	if rules == nil {
		return
	}
	tiers := make([]string, len(rules.Tiers))
	for i := range rules.Tiers {
		tiers[i] = rules.Tiers[i].Label.In(program.English)
	}
	k.well("programme", rules.Name.EN+": "+strings.Join(tiers, ", "))
}

// redis checks that the store can be reached and keeps what it is given.
func (k *checkup) redis(ctx context.Context) {
	url := k.config.RedisURL.reveal()
	if url == "" {
		return
	}
	partners, err := store.Open(url)
	if err != nil {
		k.problem("redis", err.Error())
		return
	}
	defer partners.Close()
	reach, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	if err := partners.Ping(reach); err != nil {
		k.problem("redis", bot.Redact(err).Error())
		return
	}
	k.redisSettings(reach, url)
}

// slack checks both tokens and what the bot token may do.
func (k *checkup) slack(ctx context.Context) {
	if k.config.BotToken.secret != "" {
		k.botToken(ctx)
	}
	if k.config.AppToken.secret != "" {
		k.appToken(ctx)
	}
}

func (k *checkup) botToken(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	identity, err := bot.Identify(ctx, k.config.access())
	if err != nil {
		k.problem("SLACK_BOT_TOKEN", refusal(err))
		return
	}
	k.well("SLACK_BOT_TOKEN", fmt.Sprintf("workspace %s (%s)", identity.TeamName, identity.Team))
	if identity.Scopes == nil {
		k.warning("scopes", "Slack did not say which the token has")
		return
	}
	var missing []string
	for _, scope := range scopes {
		if !slices.Contains(identity.Scopes, scope) {
			missing = append(missing, scope)
		}
	}
	if len(missing) > 0 {
		k.problem("scopes", "the bot token lacks "+strings.Join(missing, ", ")+
			": add them under OAuth & Permissions, or update the app from its manifest, and install it again")
		return
	}
	k.well("scopes", "all that are needed")
}

// appToken asks for the address of a connection and makes none.
func (k *checkup) appToken(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	access := k.config.access()
	base := slack.APIURL
	if access.APIURL != "" {
		base = strings.TrimSuffix(access.APIURL, "/") + "/"
	}
	api := slack.New("", slack.OptionAppLevelToken(access.AppToken), slack.OptionAPIURL(base))
	if _, err := socketmode.Tickets(api)(ctx); err != nil {
		k.problem("SLACK_APP_TOKEN", refusal(err))
		return
	}
	k.well("SLACK_APP_TOKEN", "connections may be opened")
}

// refusal is why Slack does not take a token, and what to do.
func refusal(err error) string {
	var config *bot.ConfigError
	if errors.As(err, &config) {
		return config.Error()
	}
	var app slack.SlackErrorResponse
	if errors.As(err, &app) {
		return app.Err + ": generate an app-level token with the scope connections:write" +
			" under Basic Information, App-Level Tokens, and copy it to SLACK_APP_TOKEN"
	}
	return bot.Redact(err).Error()
}
