package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// scopes are what the bot token must be allowed to do: what the manifest asks for.
var scopes = []string{
	"app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read",
	"im:history", "im:write", "usergroups:read", "users:read", "users:read.email",
}

// A checkup collects what check finds.
type checkup struct {
	*tierbot
	config   config
	store    *store.Redis // nil: no good address is configured
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
	k.rungs()
	if c.RedisURL.secret != "" {
		redis, err := store.Open(c.RedisURL.reveal())
		if err != nil {
			return err
		}
		defer redis.Close()
		k.store = redis
	}
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

// slack checks both tokens and what the bot token may do. That Slack cannot be reached
// is a problem of no token, and said once.
func (k *checkup) slack(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, reachWithin)
	defer cancel()
	var err error
	if k.config.BotToken.secret != "" {
		err = k.botToken(ctx)
	}
	if k.config.AppToken.secret != "" && err == nil {
		err = k.appToken(ctx)
	}
	if err != nil {
		k.problem("slack", fmt.Sprintf("cannot be reached, or is not well: check the network and SLACK_API_URL, and try again (%v)", bot.Redact(err)))
	}
}

// botToken reports what Slack says of the bot token. The error is why it says nothing.
func (k *checkup) botToken(ctx context.Context) error {
	identity, err := bot.Identify(ctx, k.config.access())
	if err != nil {
		return k.refused("SLACK_BOT_TOKEN", err)
	}
	k.well("SLACK_BOT_TOKEN", fmt.Sprintf("workspace %s (%s)", identity.TeamName, identity.Team))
	k.scopes(identity.Scopes)
	k.condition(ctx, identity.Team)
	if err := k.managers(ctx); err != nil {
		return err
	}
	return k.channel(ctx, identity)
}

// scopes reports what the bot token may not do and should; nil: Slack did not say.
func (k *checkup) scopes(granted []string) {
	var missing []string
	for _, scope := range scopes {
		if !slices.Contains(granted, scope) {
			missing = append(missing, scope)
		}
	}
	switch {
	case granted == nil:
		k.warning("scopes", "Slack did not say which the token has")
	case len(missing) > 0:
		k.problem("scopes", "the bot token lacks "+strings.Join(missing, ", ")+
			": add them under OAuth & Permissions, or update the app from its manifest, and install it again")
	default:
		k.well("scopes", "all that are needed")
	}
}

// managers reports who may change what is recorded, and which user groups cannot be read.
// The error is why Slack does not say.
func (k *checkup) managers(ctx context.Context) error {
	if len(k.config.Managers) == 0 {
		k.warning("TIERBOT_MANAGERS", "nobody is named, so nobody may record anything in Slack")
		return nil
	}
	for _, id := range k.config.Managers {
		if program.IsUserID(id) {
			continue
		}
		n, err := bot.CheckGroup(ctx, k.config.access(), id)
		switch {
		case err != nil:
			if err = k.refused("TIERBOT_MANAGERS", err); err != nil {
				return err
			}
		case n == 0:
			k.warning("TIERBOT_MANAGERS", "nobody is in the user group "+id)
		default:
			k.well("TIERBOT_MANAGERS", fmt.Sprintf("%s of the user group %s may record", counted(n, "member"), id))
		}
	}
	return nil
}

// appToken reports whether the app-level token opens connections. The error is why Slack
// does not say.
func (k *checkup) appToken(ctx context.Context) error {
	if err := bot.CheckAppToken(ctx, k.config.access()); err != nil {
		return k.refused("SLACK_APP_TOKEN", err)
	}
	k.well("SLACK_APP_TOKEN", "connections may be opened")
	return nil
}

// refused reports a token that Slack does not take, and what to do. Any other error it
// returns.
func (k *checkup) refused(token string, err error) error {
	var config *bot.ConfigError
	if !errors.As(err, &config) {
		return err
	}
	k.problem(token, config.Error())
	return nil
}
