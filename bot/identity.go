package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// Identity is who the bot is, and for whom it works.
type Identity struct {
	Team       string // id of the installing workspace
	TeamName   string
	Enterprise string   // id of its Enterprise Grid organisation; empty: none
	User       string   // the bot's user id
	BotID      string   // the id under which its messages are posted
	Scopes     []string // what the token may do; nil: Slack did not say
}

// A ConfigError is a refusal of Slack's that passes only when a person changes
// something.
type ConfigError struct {
	Code   string // Slack's error code, or http_404
	Advice string // what to do, in one line
}

func (e *ConfigError) Error() string { return e.Code + ": " + e.Advice }

// Identify asks Slack who the bot token belongs to. The error is a [*ConfigError]
// when trying again cannot help; any other passes by itself.
func Identify(ctx context.Context, access Access) (Identity, error) {
	api := newWeb(access)
	defer api.http.CloseIdleConnections()
	var answer *slack.AuthTestResponse
	err := api.call(ctx, "auth.test", func(ctx context.Context) (err error) {
		answer, err = api.AuthTestContext(ctx)
		return err
	})
	if err != nil {
		if config := configError(err); config != nil {
			err = config
		}
		return Identity{}, fmt.Errorf("identify bot: %w", err)
	}
	return Identity{
		Team:       answer.TeamID,
		TeamName:   answer.Team,
		Enterprise: answer.EnterpriseID,
		User:       answer.UserID,
		BotID:      answer.BotID,
		Scopes:     scopes(answer.Header.Values("X-OAuth-Scopes")),
	}, nil
}

// scopes reads a header that may be repeated, with a comma between scopes.
func scopes(header []string) []string {
	var all []string
	for _, line := range header {
		for scope := range strings.SplitSeq(line, ",") {
			if scope = strings.TrimSpace(scope); scope != "" {
				all = append(all, scope)
			}
		}
	}
	return all
}

// configError is what a person has to mend about the bot token; nil when the error
// passes by itself. Codes that are not known are taken to pass: bots that gave up on
// internal_error stayed down when Slack was up again.
func configError(err error) *ConfigError {
	code := slackCode(err)
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		code = fmt.Sprintf("http_%d", status.Code)
	}
	switch code {
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive":
		return &ConfigError{code, "the bot token is not valid (any more): copy the Bot User OAuth Token from the app's settings, under OAuth & Permissions, to SLACK_BOT_TOKEN"}
	case "not_allowed_token_type", "invalid_token_type":
		return &ConfigError{code, "SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-; a token that begins with xapp- belongs in SLACK_APP_TOKEN"}
	case "missing_scope", "no_permission":
		return &ConfigError{code, "the bot token lacks a scope: install the app again with the scopes of its manifest"}
	case "team_access_not_granted", "ekm_access_denied", "access_denied", "app_not_approved", "org_login_required":
		return &ConfigError{code, "the workspace does not admit this app: ask its administrators to approve and install it"}
	case "http_404", "unknown_method", "method_deprecated", "deprecated_endpoint":
		return &ConfigError{code, "what answers is not Slack's Web API: check SLACK_API_URL"}
	}
	return nil
}
