package bot_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// TestNoSecretAndNoTextReachesALog walks through everything that is logged, at debug
// level, with a canary in every place a secret or a person's words can be.
func TestNoSecretAndNoTextReachesALog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fail := false
		w := open(t, func(_ context.Context, req commands.Request) (commands.Reply, error) {
			switch {
			case strings.HasPrefix(req.Text, "panic"):
				panic(fmt.Errorf("CANARY %s", req.Text))
			case fail:
				return one("CANARY"), fmt.Errorf("dial redis://u:CANARY@host: %w", errStore)
			}
			return one("CANARY"), nil
		})
		card := w.answer(w.Command(alice, general, "/tier CANARY"))
		w.answer(w.Say(alice, general, "@tierbot CANARY"))
		w.answer(w.Command(alice, general, "/tier panic CANARY"))
		fail = true
		w.answer(w.Command(alice, general, "/tier CANARY"))

		for _, fault := range []sandbox.Fault{{Drop: true}, {Status: 500}, {Status: 404}, {Error: "used_url"}, {Truncate: true}, {RetryAfter: 60}} {
			for _, method := range []string{"response_url", "chat.postEphemeral", "conversations.open", "chat.postMessage", "users.info", "conversations.info", "conversations.members", "apps.connections.open"} {
				fault.Times = 2
				w.Fail(method, fault)
			}
			w.Press(bruno, card, "Missing")
			w.Press(alice, card, "Share in channel")
			w.Press(alice, card, "Missing")
			w.Say(bruno, general, "@tierbot CANARY")
			w.Drop()
			w.pass("2m")
			w.Heal()
		}
		w.SendRaw(`{"envelope_id":"e1","type":"slash_commands","payload":"CANARY"}`)
		w.SendRaw(`CANARY`)
		synctest.Wait()

		log := w.logs.String()
		for _, secret := range []string{"CANARY", "xoxb-", "xapp-", "/hooks/", "slack.test/hooks", "ticket", "227 days"} {
			if i := strings.Index(log, secret); i >= 0 {
				t.Errorf("%q is in the log: …%s…", secret, log[max(0, i-200):min(len(log), i+100)])
			}
		}
		if !strings.Contains(log, `"outcome":"undelivered"`) {
			t.Error("nothing went wrong; the test looks in the wrong place")
		}
	})
}

func TestRedactedErrorsStillTellWhatHappened(t *testing.T) {
	hook := &url.Error{Op: "Post", URL: "https://hooks.slack.com/actions/T1/2/CANARY", Err: os.ErrDeadlineExceeded}
	tests := []struct {
		err  error
		want string
	}{
		{nil, ""},
		{errors.New("plain"), "plain"},
		{hook, `Post "hooks.slack.com": i/o timeout`},
		{fmt.Errorf("respond: %w", hook), `respond: Post "hooks.slack.com": i/o timeout`},
		{errors.New("token xoxb-1-CANARY was refused"), "token xoxb-REDACTED was refused"},
		{errors.New("token=xoxe.xoxb-1-CANARY"), "token=xoxe.REDACTED"},
		{errors.New("use xapp-1-A1-CANARY"), "use xapp-REDACTED"},
		{errors.New("dial rediss://user:CANARY@db.example:6379/0: refused"), "dial rediss://REDACTED@db.example:6379/0: refused"},
		{errors.New("POST http://127.0.0.1:1/hooks/commands/CANARY"), "POST http://127.0.0.1:1/hooks/REDACTED"},
		{errors.New("wss://wss-1.slack.com/link/?ticket=CANARY&app_id=A1"), "wss://wss-1.slack.com/link/?ticket=REDACTED&app_id=A1"},
		{slack.SlackErrorResponse{Err: "channel_not_found"}, "channel_not_found"},
	}
	for _, tt := range tests {
		got := bot.Redact(tt.err)
		if tt.err == nil {
			if got != nil {
				t.Errorf("no error became %v", got)
			}
			continue
		}
		if got.Error() != tt.want {
			t.Errorf("%v reads %q, want %q", tt.err, got, tt.want)
		}
		if errors.Unwrap(got) != nil {
			t.Errorf("%v can be unwrapped", got)
		}
	}
	var answer slack.SlackErrorResponse
	if !errors.Is(bot.Redact(hook), os.ErrDeadlineExceeded) || !errors.As(bot.Redact(tests[10].err), &answer) {
		t.Error("a redacted error cannot be told apart")
	}
}

func TestAccessNamesNoTokenHoweverItIsPrinted(t *testing.T) {
	access := bot.Access{AppToken: "xapp-CANARY", BotToken: "xoxb-CANARY", APIURL: "http://slack.test/api"}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%T"} {
		fmt.Fprintf(&out, verb+" "+verb+" "+verb+"\n", access, &access, bot.Options{Access: access})
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "access", access)
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "access", access)
	got := out.String()
	for _, secret := range []string{"CANARY", "43414e415259", "0x", "[67 65 78"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is in:\n%s", secret, got)
		}
	}
	if n := strings.Count(got, "access to http://slack.test/api/"); n < 20 {
		t.Errorf("the address is named %d times in:\n%s", n, got)
	}
}

type secretive struct{ token string }

func (s secretive) LogValue() slog.Value { return slog.StringValue(s.token) }

func TestRedactLogsIsTheLastLineOfDefence(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(bot.RedactLogs(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}), "hunter22", "abc"))
	log = log.With("dsn", "redis://:CANARY@h").WithGroup("g").With("t", "xoxb-CANARY")
	log.Debug("xapp-CANARY", "error", fmt.Errorf("xoxp-CANARY"), "value", secretive{"xoxb-CANARY"},
		slog.Group("inner", "any", struct{ URL string }{"https://hooks.slack.com/CANARY"}),
		"bytes", []string{"xoxb-CANARY"}, "password", "it is hunter22", "short", "abc", "n", 7, "took", time.Second)
	got := out.String()
	for _, secret := range []string{"CANARY", "hunter22"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q got through: %s", secret, got)
		}
	}
	for _, kept := range []string{"g.n=7", "g.took=1s", "g.short=abc", "dsn=redis://REDACTED@h", "g.inner.any="} {
		if !strings.Contains(got, kept) {
			t.Errorf("%q is lost: %s", kept, got)
		}
	}
}
