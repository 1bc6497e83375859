package main

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// Each finding says what to do, and a server that is set as the bot needs it has none.
func TestFindingsAboutRedis(t *testing.T) {
	safe := store.Settings{Told: true, Version: "7.2.4", Role: "master", Eviction: "noeviction", AOF: "yes", Fsync: "everysec"}
	for _, c := range []struct {
		name    string
		change  func(*store.Settings)
		dangers string
		doubts  string
	}{
		{"safe", func(*store.Settings) {}, "", ""},
		{"always written", func(s *store.Settings) { s.Fsync = "always" }, "", ""},
		{"forgetful", func(s *store.Settings) { s.AOF = "no" }, "set appendonly yes", ""},
		{"evicting", func(s *store.Settings) { s.Eviction = "volatile-lru" }, "(volatile-lru): set maxmemory-policy noeviction", ""},
		{"a replica", func(s *store.Settings) { s.Role = "slave" }, "name the master", ""},
		{"lazy", func(s *store.Settings) { s.Fsync = "no" }, "", "set appendfsync everysec, or always"},
		{"old", func(s *store.Settings) { s.Version = "6.2.14" }, "", "version 7.0 or newer"},
		{"silent about eviction", func(s *store.Settings) { s.Eviction = "" }, "", "it has maxmemory-policy noeviction, or"},
		{"silent", func(s *store.Settings) { *s = store.Settings{} }, "", "it has appendonly yes and maxmemory-policy noeviction, or"},
	} {
		settings := safe
		c.change(&settings)
		for _, found := range []struct{ what, got, want string }{
			{"dangers", strings.Join(dangersOf(&settings), "; "), c.dangers},
			{"doubts", strings.Join(doubtsOf(&settings), "; "), c.doubts},
		} {
			if (found.got == "") != (found.want == "") || !strings.Contains(found.got, found.want) {
				t.Errorf("%s: %s %q, want %q", c.name, found.what, found.got, found.want)
			}
		}
	}
}

// An address of one server is enough where there is one.
func TestReplicasBehindAnAddress(t *testing.T) {
	for url, warned := range map[string]bool{
		"redis://redis.example":                                 true,
		"rediss://redis.example":                                true,
		"redis+sentinel://redis.example:26379?master_name=main": false,
		"rediss+cluster://redis.example":                        false,
	} {
		var out bytes.Buffer
		k := &checkup{tierbot: &tierbot{stdout: &out}, config: config{RedisURL: redisURL{secret(url)}}}
		k.settings([]store.Settings{{Version: "7.2.4", AOF: "yes", Eviction: "noeviction", Replicas: 1}})
		if strings.Contains(out.String(), "warning") != warned {
			t.Errorf("%s: %s", url, &out)
		}
	}
}

// What is dangerous about a real Redis, its clock and what is in it is a problem.
func TestCheckRealRedis(t *testing.T) {
	redis := redistest.Start(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru")
	environment(t, workplace(t, redis))
	check := func(ahead time.Duration) (said string, code int) {
		var out bytes.Buffer
		program := tierbot{stdout: &out, stderr: &out, now: func() time.Time { return time.Now().Add(ahead) }}
		code = program.run(t.Context(), []string{"check"})
		return out.String(), code
	}
	said, code := check(0)
	for _, want := range []string{
		"ok       redis: version ",
		"problem  redis: keeps no append-only file",
		"problem  redis: throws data away when its memory is full (allkeys-lru)",
		"ok       clocks: ",
		"2 problems to mend",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	for ahead, want := range map[time.Duration]string{
		-2 * time.Hour:   "problem  clocks: this machine's is 2h0m0s behind Redis's",
		20 * time.Second: "warning  clocks: this machine's is 20s ahead of Redis's",
	} {
		if said, _ := check(ahead); !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	suspectAll(t, redis.URL())
	if said, _ := check(0); !strings.Contains(said, "problem  store: has lost data (older)") || !strings.Contains(said, "/tier resume") {
		t.Errorf("of a suspect store it says\n%s", said)
	}
}

// suspectAll makes the store of the sandbox's workspace one that is not believed.
func suspectAll(t *testing.T, url string) {
	t.Helper()
	storage, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer storage.Close()
	why := program.Suspicion{Reason: "older", Since: time.Now()}
	if _, err := storage.Workspace("T0SANDBOX").Suspect(soon(t), why, program.Pulse{}); err != nil {
		t.Fatal(err)
	}
}

// workplace is a Slack and a real Redis, as the environment tells of them.
func workplace(t *testing.T, redis *redistest.Server) map[string]string {
	t.Helper()
	slack := sandbox.New(sandbox.Options{App: sandbox.App{AppToken: canaryApp, BotToken: canaryBot, Scopes: scopes}})
	t.Cleanup(slack.Close)
	server := httptest.NewServer(slack)
	t.Cleanup(server.Close)
	return map[string]string{"SLACK_API_URL": server.URL + "/api/", "REDIS_URL": redis.URL()}
}
