package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// Identity is who the bot is, and for whom it works.
type Identity struct {
	Team       string // id of the installing workspace
	TeamName   string
	URL        string   // of the workspace, with a slash at its end
	Enterprise string   // id of its Enterprise Grid organisation; empty: none
	User       string   // the bot's user id
	Scopes     []string // what the token may do; nil: Slack did not say
}

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
		if config := configError(err, botToken); config != nil {
			err = config
		}
		return Identity{}, fmt.Errorf("identify bot: %w", err)
	}
	return Identity{
		Team:       answer.TeamID,
		TeamName:   answer.Team,
		URL:        answer.URL,
		Enterprise: answer.EnterpriseID,
		User:       answer.UserID,
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
