package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot/socketmode"
)

// A ConfigError is a refusal of Slack's that passes only when a person changes
// something: its Code is Slack's error code, or http_404, and its Advice says in one
// line what to do.
type ConfigError = socketmode.ConfigError

// CheckAppToken asks Slack for the address of a connection, with the app-level token,
// and makes none. The error is what [Bot.Run] would meet: a [*ConfigError] when
// trying again cannot help; any other passes by itself.
func CheckAppToken(ctx context.Context, access Access) error {
	api := newWeb(access)
	defer api.http.CloseIdleConnections()
	_, err := api.ticket(ctx)
	return wrap("check app-level token", Redact(err))
}

// ticket is the address of a new connection. Its errors are such as package
// socketmode tells apart, and not redacted, as it repeats none of them. It takes no
// lane: the connections keep a pace of their own.
func (w *web) ticket(ctx context.Context) (string, error) {
	_, address, err := w.StartSocketModeContext(ctx)
	if config := configError(err, appToken); config != nil {
		return "", config
	}
	if after, limited := rateLimit(err); limited {
		return "", &slack.RateLimitedError{RetryAfter: after}
	}
	return address, err
}

// A token is one of the two that an app has.
type token int

// The tokens.
const (
	botToken token = iota
	appToken
)

// refusals are the error codes that a person has to mend, and how, by the token that
// the call was made with. Codes that are not here pass by themselves, or are not
// known to need a person: bots that gave up on internal_error stayed down when Slack
// was up again.
var refusals = []struct {
	codes  []string
	advice [2]string // by token; empty: that one is not refused so
}{
	{
		[]string{"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"},
		[2]string{
			botToken: "the bot token is not valid (any more): copy the Bot User OAuth Token from the app's settings, under OAuth & Permissions, to SLACK_BOT_TOKEN",
			appToken: "the app-level token is not valid (any more): make a new one under Basic Information, App-Level Tokens, set SLACK_APP_TOKEN and restart",
		},
	},
	{
		[]string{"not_allowed_token_type", "invalid_token_type"},
		[2]string{
			botToken: "SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-; a token that begins with xapp- belongs in SLACK_APP_TOKEN",
			appToken: "SLACK_APP_TOKEN must be an app-level token, which begins with xapp-; a token that begins with xoxb- belongs in SLACK_BOT_TOKEN",
		},
	},
	{
		[]string{"missing_scope", "no_permission"},
		[2]string{
			botToken: "the bot token lacks a scope: install the app again with the scopes of its manifest",
			appToken: lacksConnections,
		},
	},
	{[]string{"missing_args"}, [2]string{appToken: lacksConnections}},
	{
		[]string{
			"forbidden_team", "access_denied", "team_access_not_granted", "ekm_access_denied", "app_not_approved",
			"org_login_required",
		},
		[2]string{botToken: notAdmitted, appToken: notAdmitted},
	},
	{
		[]string{"http_404", "unknown_method", "method_deprecated", "deprecated_endpoint"},
		[2]string{botToken: notSlack, appToken: notSlack},
	},
}

const (
	lacksConnections = "the app-level token lacks the scope connections:write: make one that has it, set SLACK_APP_TOKEN and restart"
	notAdmitted      = "the workspace does not admit this app: ask its administrators to approve and install it"
	notSlack         = "what answers is not Slack's Web API: check SLACK_API_URL"
)

// configError is what a person has to mend about a token; nil when the error passes
// by itself.
func configError(err error, made token) *ConfigError {
	code := slackCode(err)
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		code = fmt.Sprintf("http_%d", status.Code)
	}
	for _, refusal := range refusals {
		if advice := refusal.advice[made]; advice != "" && slices.Contains(refusal.codes, code) {
			return &ConfigError{Code: code, Advice: advice}
		}
	}
	return nil
}
