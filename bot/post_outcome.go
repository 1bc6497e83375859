package bot

import (
	"errors"
	"net/http"
	"strings"

	"github.com/slack-go/slack"
)

// A fate is what has become of a message, as far as Slack's answer tells.
type fate string

// The fates.
const (
	arrived   fate = "arrived"
	notSent   fate = "not sent"   // certainly; it may be tried again
	refused   fate = "refused"    // certainly not sent, and never will be to this place
	botBroken fate = "bot broken" // certainly not sent, nor will be any other until a person mends it
	ourBug    fate = "our bug"    // certainly not sent, for what the message is
	unknown   fate = "unknown"    // it may have arrived
)

// fates are what Slack's error codes say of a message. A code with a star stands for all
// that begin so. A code that is not here says nothing.
var fates = map[fate][]string{
	notSent: {
		"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org",
	},
	refused: {
		"user_disabled", "user_not_found", "user_not_visible", "users_not_found", "cannot_dm_bot", "messages_tab_disabled",
		"channel_not_found", "not_in_channel", "is_archived", "restricted_action*", "account_inactive",
	},
	botBroken: {
		"invalid_auth", "not_authed", "token_revoked", "token_expired", "missing_scope", "team_access_not_granted",
		"no_permission", "not_allowed_token_type", "invalid_token_type", "forbidden_team", "access_denied",
		"ekm_access_denied", "app_not_approved", "org_login_required", "two_factor_setup_required",
	},
	ourBug: {
		"invalid_block*", "msg_too_long", "msg_blocks_too_long", "block_mismatch", "no_text", "invalid_attachments",
		"metadata_too_large", "invalid_metadata_*", "metadata_must_be_sent_from_app", "invalid_arguments", "invalid_json",
		"invalid_form_data", "invalid_arg_name", "invalid_charset",
	},
	unknown: {
		"internal_error", "fatal_error", "service_unavailable", "request_timeout",
		"duplicate_channel_not_found", "duplicate_message_not_found",
	},
}

// fateOf tells what became of a message, from the error of its call and whether a
// connection to Slack was had: without one nothing was sent. What is not known to have
// failed may have arrived.
func fateOf(err error, connected bool) fate {
	_, limited := rateLimit(err)
	switch {
	case err == nil:
		return arrived
	case limited, errors.Is(err, errNotCalled), !connected:
		return notSent
	}
	if code := slackCode(err); code != "" {
		return fateOfCode(code)
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != http.StatusRequestTimeout {
		return notSent
	}
	return unknown
}

func fateOfCode(code string) fate {
	for f, codes := range fates {
		for _, c := range codes {
			beginning, many := strings.CutSuffix(c, "*")
			if code == c || many && strings.HasPrefix(code, beginning) {
				return f
			}
		}
	}
	return unknown
}
