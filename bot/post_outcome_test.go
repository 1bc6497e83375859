package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// TestFates says of every answer Slack is known to give what became of a message.
func TestFates(t *testing.T) {
	codes := map[fate][]string{
		notSent: {"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org"},
		refused: {
			"user_disabled", "user_not_found", "user_not_visible", "channel_not_found", "is_archived", "messages_tab_disabled",
			"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "cannot_dm_bot",
			"account_inactive", "not_in_channel",
		},
		botBroken: {
			"invalid_auth", "not_authed", "token_revoked", "token_expired", "missing_scope", "team_access_not_granted",
			"no_permission", "not_allowed_token_type", "org_login_required",
		},
		ourBug: {
			"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "metadata_too_large",
			"invalid_metadata_format", "invalid_metadata_schema", "no_text",
		},
		unknown: {
			"internal_error", "fatal_error", "service_unavailable", "request_timeout", "duplicate_message_not_found",
			"duplicate_channel_not_found", "a_code_that_is_not_known",
		},
	}
	for want, all := range codes {
		for _, code := range all {
			if got := fateOf(Redact(fmt.Errorf("post: %w", slack.SlackErrorResponse{Err: code})), true); got != want {
				t.Errorf("%s: %s, want %s", code, got, want)
			}
		}
	}
	dial := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	others := []struct {
		name      string
		err       error
		connected bool
		want      fate
	}{
		{"ok", nil, true, arrived},
		{"not called", fmt.Errorf("%w: %w", errNotCalled, context.DeadlineExceeded), false, notSent},
		{"refused connection", dial, false, notSent},
		{"unknown host", &net.DNSError{Err: "no such host", Name: "slack.com"}, false, notSent},
		{"timeout before a connection", context.DeadlineExceeded, false, notSent},
		{"timeout after it", context.DeadlineExceeded, true, unknown},
		{"cut off", io.ErrUnexpectedEOF, true, unknown},
		{"reset", &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}, true, unknown},
		{"half an answer", errors.New("unexpected end of JSON input"), true, unknown},
		{"429", &slack.RateLimitedError{RetryAfter: time.Second}, true, notSent},
		{"429 without a time", slack.StatusCodeError{Code: http.StatusTooManyRequests}, true, notSent},
		{"403", slack.StatusCodeError{Code: http.StatusForbidden}, true, notSent},
		{"404", slack.StatusCodeError{Code: http.StatusNotFound}, true, notSent},
		{"408", slack.StatusCodeError{Code: http.StatusRequestTimeout}, true, unknown},
		{"500", slack.StatusCodeError{Code: http.StatusInternalServerError}, true, unknown},
		{"502", slack.StatusCodeError{Code: http.StatusBadGateway}, true, unknown},
		{"503", slack.StatusCodeError{Code: http.StatusServiceUnavailable}, true, unknown},
		{"301", slack.StatusCodeError{Code: http.StatusMovedPermanently}, true, unknown},
	}
	for _, tt := range others {
		if got := fateOf(tt.err, tt.connected); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// No code says two things.
func TestEveryCodeHasOneFate(t *testing.T) {
	seen := map[string]fate{}
	for f, codes := range fates {
		for _, code := range codes {
			if other, known := seen[code]; known {
				t.Errorf("%s is %s and %s", code, other, f)
			}
			seen[code] = f
		}
	}
}
