package bot_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
)

// Both tokens are checked by asking Slack as the bot itself does.
func TestARefusedTokenTellsWhatAPersonMustMend(t *testing.T) {
	const identify, check = "auth.test", "apps.connections.open"
	tests := []struct {
		name   string
		method string
		fault  sandbox.Fault
		mend   string // empty: it passes
	}{
		{"revoked bot token", identify, sandbox.Fault{Error: "token_revoked"}, "copy the Bot User OAuth Token"},
		{"app-level token for the bot's", identify, sandbox.Fault{Error: "not_allowed_token_type"}, "must be a bot token, which begins with xoxb-"},
		{"bot token without a scope", identify, sandbox.Fault{Error: "missing_scope"}, "with the scopes of its manifest"},
		{"bot not admitted", identify, sandbox.Fault{Error: "team_access_not_granted"}, "administrators"},
		{"no Slack for the bot", identify, sandbox.Fault{Status: 404}, "SLACK_API_URL"},
		{"arguments of the bot's call", identify, sandbox.Fault{Error: "missing_args"}, ""},
		{"Slack in trouble", identify, sandbox.Fault{Error: "internal_error"}, ""},
		{"Slack down", identify, sandbox.Fault{Status: 503}, ""},
		{"cut", identify, sandbox.Fault{Drop: true, Times: -1}, ""},

		{"revoked app-level token", check, sandbox.Fault{Error: "token_revoked"}, "make a new one under Basic Information"},
		{"bot token for the app-level one", check, sandbox.Fault{Error: "not_allowed_token_type"}, "must be an app-level token, which begins with xapp-"},
		{"app-level token without the scope", check, sandbox.Fault{Error: "missing_args"}, "connections:write"},
		{"app not admitted", check, sandbox.Fault{Error: "forbidden_team"}, "administrators"},
		{"no Slack for the app", check, sandbox.Fault{Status: 404}, "SLACK_API_URL"},
		{"Slack in trouble for the app", check, sandbox.Fault{Error: "internal_error"}, ""},
		{"Slack down for the app", check, sandbox.Fault{Status: 503}, ""},
		{"Slack busy", check, sandbox.Fault{RetryAfter: 30}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				w.Fail(tt.method, tt.fault)
				var err error
				if tt.method == check {
					err = bot.CheckAppToken(t.Context(), w.access)
				} else {
					_, err = bot.Identify(t.Context(), w.access)
				}
				var config *bot.ConfigError
				switch {
				case err == nil:
					t.Error("no error")
				case errors.As(err, &config) != (tt.mend != ""):
					t.Errorf("error is %v", err)
				case config != nil && !strings.Contains(config.Advice, tt.mend):
					t.Errorf("advice is %q, want it to speak of %q", config.Advice, tt.mend)
				}
			})
		})
	}
}

func TestAnAppTokenIsCheckedWithoutAConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		if err := bot.CheckAppToken(t.Context(), w.access); err != nil {
			t.Errorf("check: %v", err)
		}
		w.pass("1m")
		if n := len(w.Sockets()); n != 2 {
			t.Errorf("%d connections, want the two of the bot", n)
		}
		wrong := w.access
		wrong.AppToken = "xapp-CANARY"
		var config *bot.ConfigError
		if err := bot.CheckAppToken(t.Context(), wrong); !errors.As(err, &config) || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("check of a wrong token: %v", err)
		}
	})
}

// One word for the same trouble, whichever method says it.
func TestARateLimitOfTheConnectionsIsWaitedFor(t *testing.T) {
	for name, fault := range map[string]sandbox.Fault{
		"status 429":  {Status: 429, Times: 2},
		"ratelimited": {Error: "ratelimited", Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, echo)
				w.pass("1m")
				before := w.Calls("apps.connections.open")
				w.Fail("apps.connections.open", fault)
				w.Drop()
				w.pass("29s")
				if n := w.Calls("apps.connections.open") - before; n > 2 {
					t.Errorf("%d calls in the half minute of pause", n)
				}
				w.pass("2m")
				w.says(w.answer(w.Command(alice, general, "/tier acme")), "/tier acme")
			})
		})
	}
}

func TestIdentifyWaitsWhenAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.Fail("auth.test", sandbox.Fault{RetryAfter: 30})
		identity, err := bot.Identify(t.Context(), w.access)
		if err != nil || identity.TeamName != "Sandbox" || len(identity.Scopes) == 0 {
			t.Errorf("identity is %+v, %v", identity, err)
		}
	})
}

func TestAnAppThatSlackRefusesEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		w.Fail("apps.connections.open", sandbox.Fault{Error: "invalid_auth", Times: -1})
		another := bot.New(bot.Options{Access: w.access, Identity: w.bot.Status().Identity, Commands: answers(echo)})
		err := another.Run(t.Context())
		var config *bot.ConfigError
		if !errors.As(err, &config) || !strings.Contains(config.Advice, "SLACK_APP_TOKEN") {
			t.Errorf("run ended with %v", err)
		}
	})
}
