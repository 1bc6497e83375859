package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the tests compare with")

// The canaries are in every test's environment, and no output may hold one.
const (
	canaryApp   = "xapp-1-CANARY-app"
	canaryBot   = "xoxb-1-CANARY-bot"
	canaryRedis = "CANARY-redis"
)

// environment sets the variables of a configuration that is complete.
func environment(t *testing.T, more map[string]string) {
	t.Helper()
	for _, v := range variables() {
		t.Setenv(v.name, "")
		os.Unsetenv(v.name)
	}
	t.Setenv("SLACK_APP_TOKEN", canaryApp)
	t.Setenv("SLACK_BOT_TOKEN", canaryBot)
	t.Setenv("REDIS_URL", "redis://bot:"+canaryRedis+"@127.0.0.1:6379/0")
	for name, value := range more {
		t.Setenv(name, value)
	}
}

func TestDefaults(t *testing.T) {
	environment(t, nil)
	c, problems := loadConfig()
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	if c.RulesFile.rules == nil || c.RulesFile.rules.Name.EN != "VMware Partner Network" {
		t.Errorf("rules: %+v", c.RulesFile.rules)
	}
	c.RulesFile.rules = nil
	want := config{
		AppToken: appToken{canaryApp}, BotToken: botToken{canaryBot}, RedisURL: c.RedisURL,
		Lang: "en", Days: days{90, 60, 30, 14, 7, 3, 1, 0}, Hour: 9, Demote: "ask",
		HTTPAddr: ":8080", LogLevel: logLevel(slog.LevelInfo), LogFormat: "text",
	}
	if fmt.Sprintf("%#v", c) != fmt.Sprintf("%#v", want) || c.AppToken != want.AppToken || c.BotToken != want.BotToken {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

// What each variable accepts and refuses, a line for each problem. An empty want is accepted.
func TestValues(t *testing.T) {
	for _, tt := range []struct{ name, value, want string }{
		{"SLACK_APP_TOKEN", "", "is required"},
		{"SLACK_APP_TOKEN", canaryBot, "holds a bot token, which belongs in SLACK_BOT_TOKEN; the app-level token begins with xapp-"},
		{"SLACK_APP_TOKEN", "anything-else", ""},
		{"SLACK_BOT_TOKEN", " ", "is required"},
		{"SLACK_BOT_TOKEN", canaryApp, "holds an app-level token, which belongs in SLACK_APP_TOKEN; the bot token begins with xoxb-"},
		{"SLACK_API_URL", "", ""},
		{"SLACK_API_URL", "http://127.0.0.1:8090/api", ""},
		{"SLACK_API_URL", "https://slack.example/api/", ""},
		{"SLACK_API_URL", "slack.example/api", "want an absolute address such as https://slack.com/api/"},
		{"SLACK_API_URL", "ftp://slack.example/", "want an absolute address such as https://slack.com/api/"},
		{"REDIS_URL", "", "is required"},
		{"REDIS_URL", "rediss://:" + canaryRedis + "@redis.example:6380/1", ""},
		{"REDIS_URL", "redis+sentinel://:" + canaryRedis + "@a.example:26379?master_name=main", ""},
		{"REDIS_URL", "http://:" + canaryRedis + "@redis.example", "redis url: want redis://, rediss://, redis+sentinel:// or redis+cluster:// with a host, and special characters in a password as %XX"},
		{"TIERBOT_RULES_FILE", "", ""},
		{"TIERBOT_RULES_FILE", "../../program/testdata/services-path.toml", ""},
		{"TIERBOT_RULES_FILE", "none.toml", "cannot be read: no such file or directory"},
		{"TIERBOT_RULES_FILE", "testdata/bad_rules.toml", "bad_rules.toml:1:1: unknown key colour"},
		{"TIERBOT_MANAGERS", "", ""},
		{"TIERBOT_MANAGERS", "S0GROUP01, U0ALICE01,W0BOB0001", ""},
		{"TIERBOT_MANAGERS", "S0GROUP01,alice", "item 2 is no id of a user group (S…) or a user (U…, W…)"},
		{"TIERBOT_MANAGERS", "foo,,U0ALICE01,S1", `item 1 is no id of a user group (S…) or a user (U…, W…)
item 2 is no id of a user group (S…) or a user (U…, W…)
item 4 is no id of a user group (S…) or a user (U…, W…)`},
		{"TIERBOT_CHANNEL", "", ""},
		{"TIERBOT_CHANNEL", "C0MANAGE1", ""},
		{"TIERBOT_CHANNEL", "G0MANAGE1", ""},
		{"TIERBOT_CHANNEL", "#managers", "is no id of a channel (C…, G…): open the channel's details in Slack to copy it"},
		{"TIERBOT_LANG", "fr", ""},
		{"TIERBOT_LANG", "de", "want en or fr"},
		{"TIERBOT_LANG", "", "want en or fr"},
		{"TIERBOT_REMINDER_DAYS", "30, 7, 0", ""},
		{"TIERBOT_REMINDER_DAYS", "30,90", "item 2 is not below the one before: want falling numbers such as 90,60,30,14,7,3,1,0"},
		{"TIERBOT_REMINDER_DAYS", "30,30", "item 2 is not below the one before: want falling numbers such as 90,60,30,14,7,3,1,0"},
		{"TIERBOT_REMINDER_DAYS", "30,-1", "item 2 is no number of days from 0 to 3660: want a list such as 90,60,30,14,7,3,1,0"},
		{"TIERBOT_REMINDER_DAYS", "a,5000,7,30", `item 1 is no number of days from 0 to 3660: want a list such as 90,60,30,14,7,3,1,0
item 2 is no number of days from 0 to 3660: want a list such as 90,60,30,14,7,3,1,0
item 4 is not below the one before: want falling numbers such as 90,60,30,14,7,3,1,0`},
		{"TIERBOT_REMINDER_DAYS", "", "item 1 is no number of days from 0 to 3660: want a list such as 90,60,30,14,7,3,1,0"},
		{"TIERBOT_REMINDER_HOUR", "0", ""},
		{"TIERBOT_REMINDER_HOUR", "23", ""},
		{"TIERBOT_REMINDER_HOUR", "24", "want an hour from 0 to 23"},
		{"TIERBOT_REMINDER_HOUR", "nine", "want an hour from 0 to 23"},
		{"TIERBOT_DEMOTE", "auto", ""},
		{"TIERBOT_DEMOTE", "never", "want ask or auto"},
		{"TIERBOT_HTTP_ADDR", "", ""},
		{"TIERBOT_HTTP_ADDR", "127.0.0.1:0", ""},
		{"TIERBOT_HTTP_ADDR", "8080", "want an address to listen on such as :8080 or 127.0.0.1:8080, or nothing for none"},
		{"TIERBOT_HTTP_ADDR", ":http8", "want an address to listen on such as :8080 or 127.0.0.1:8080, or nothing for none"},
		{"TIERBOT_LOG_LEVEL", "debug", ""},
		{"TIERBOT_LOG_LEVEL", "loud", "want debug or info or warn or error"},
		{"TIERBOT_LOG_FORMAT", "json", ""},
		{"TIERBOT_LOG_FORMAT", "xml", "want text or json"},
	} {
		t.Run(tt.name+" "+tt.value, func(t *testing.T) {
			environment(t, map[string]string{tt.name: tt.value})
			_, problems := loadConfig()
			var want []problem
			for line := range strings.Lines(tt.want) {
				want = append(want, problem{tt.name, strings.TrimSpace(line)})
			}
			if diff := cmp.Diff(want, problems, cmp.AllowUnexported(problem{})); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A configuration shows no secret, however it is printed, encoded or logged.
func TestSecretsAreHidden(t *testing.T) {
	environment(t, nil)
	c, problems := loadConfig()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
		fmt.Fprintf(&out, verb+verb+verb+verb, c, &c, c.AppToken, c.RedisURL.secret)
	}
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(encoded)
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("config", "config", c, "token", c.BotToken, "url", c.RedisURL.secret)
	}
	// In hexadecimal too.
	if text := strings.ToLower(out.String()); strings.Contains(text, "canary") || strings.Contains(text, "43414e415259") {
		t.Errorf("a secret shows:\n%s", text)
	}
	if c.AppToken.reveal() != canaryApp {
		t.Error("the secret itself is lost")
	}
}

// README.md shows the configuration as it is.
func TestReadmeHasTheConfiguration(t *testing.T) {
	const name, begin, end = "../../README.md", "<!-- configuration -->\n", "<!-- /configuration -->"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	table, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("README.md has no section between %s and %s", strings.TrimSpace(begin), end)
	}
	if *update {
		table = markdown()
		if err := os.WriteFile(name, []byte(before+begin+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(markdown(), table); diff != "" {
		t.Errorf("run go test ./cmd/tierbot -run Readme -update (-want +README.md):\n%s", diff)
	}
}

// markdown is the configuration table as README.md shows it.
func markdown() string {
	var b strings.Builder
	b.WriteString("| variable | meaning | default |\n| --- | --- | --- |\n")
	for _, v := range variables() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.name, v.means, v.fallback)
	}
	return b.String()
}
