package main

import (
	"fmt"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tierbot":      func() { os.Exit(run()) },
		"tierbot-peak": runAndTell,
	})
}

// runAndTell runs the program and then says what it took. Only the program itself can
// say that: what the system counts for a child includes what it was forked from.
func runAndTell() {
	code := run()
	status, err := os.ReadFile("/proc/self/status")
	fmt.Fprintf(os.Stderr, "%s %v\n", status, err)
	os.Exit(code)
}

// The scripts are the manual of the program: what is typed, and what it says. Each
// has a Slack and a Redis of its own, and a complete configuration.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup:               outside,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"fail": fail},
	})
}

// fail makes Slack answer the next call of a method with an error code.
func fail(script *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		script.Fatalf("usage: fail method code")
	}
	slack := script.Value(slackKey{}).(*sandbox.Workspace)
	slack.Fail(args[0], sandbox.Fault{Error: args[1]})
}

// slackKey is where a script's Slack is kept.
type slackKey struct{}

// outside is what surrounds one script.
func outside(env *testscript.Env) error {
	redis := miniredis.NewMiniRedis()
	redis.RequireUserAuth("bot", canaryRedis)
	if err := redis.Start(); err != nil {
		return err
	}
	env.Defer(redis.Close)
	slack := sandbox.New(sandbox.Options{App: sandbox.App{
		AppToken: canaryApp, BotToken: canaryBot, Scopes: scopes,
	}})
	env.Defer(slack.Close)
	slack.AddUserGroup(sandbox.UserGroup{ID: "S0MANAGERS", Users: []string{"U0ALICE01", "U0BRUNO01"}})
	slack.AddUserGroup(sandbox.UserGroup{ID: "S0NOBODY"})
	slack.AddUser(sandbox.User{ID: alice, Name: "alice"})
	slack.AddUser(sandbox.User{ID: "U0VISITOR", Name: "visitor", Restricted: true})
	const bot = "U0SANDBOX"
	for _, channel := range []sandbox.Channel{
		{ID: "C0MANAGE1", Name: "managers", Private: true, Members: []string{alice, bot}},
		{ID: general, Name: "general", Members: []string{alice}},
		{ID: "C0SHARED1", Name: "with-acme", Shared: true, Members: []string{alice, bot}},
		{ID: "C0VISITED", Name: "with-guests", Members: []string{alice, "U0VISITOR", bot}},
		{ID: "C0BYGONE1", Name: "bygone", Archived: true, Members: []string{alice, bot}},
	} {
		slack.AddChannel(channel)
	}
	env.Values[slackKey{}] = slack
	server := httptest.NewServer(slack)
	env.Defer(server.Close)

	env.Setenv("SLACK_APP_TOKEN", canaryApp)
	env.Setenv("SLACK_BOT_TOKEN", canaryBot)
	env.Setenv("SLACK_API_URL", server.URL+"/api/")
	env.Setenv("REDIS_URL", "redis://bot:"+canaryRedis+"@"+redis.Addr()+"/0")
	env.Setenv("TIERBOT_HTTP_ADDR", "")
	return nil
}
