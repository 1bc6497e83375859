package socketmode

// advice says, for each error code of apps.connections.open that a person has to
// mend, how. Codes that are not here pass by themselves, or are not known to need a
// person: treating internal_error as final has kept whole fleets of bots down after
// Slack was up again.
func advice(code string) string {
	switch code {
	case "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive":
		return "the app-level token is not valid (any more): make a new one under Basic Information, App-Level Tokens, set SLACK_APP_TOKEN and restart"
	case "not_allowed_token_type", "invalid_token_type":
		return "SLACK_APP_TOKEN must be an app-level token, which begins with xapp-; a token that begins with xoxb- belongs in SLACK_BOT_TOKEN"
	case "missing_scope", "no_permission", "missing_args":
		return "the app-level token lacks the scope connections:write: make one that has it, set SLACK_APP_TOKEN and restart"
	case "forbidden_team", "access_denied", "team_access_not_granted", "ekm_access_denied", "app_not_approved":
		return "the workspace does not admit this app: ask its administrators to approve and install it"
	case "http_404", "unknown_method", "method_deprecated", "deprecated_endpoint":
		return "what answers is not Slack's Web API: check SLACK_API_URL, and that it ends in a slash"
	default:
		return ""
	}
}

// A ConfigError is a refusal that no retry mends. It ends [Client.Run] when Slack has
// never said hello before.
type ConfigError struct {
	Code   string // Slack's error code, or "http_404"
	Advice string // what a person should do, one line
}

func (e *ConfigError) Error() string {
	return "open socket mode connection: " + e.Code + ": " + e.Advice
}
