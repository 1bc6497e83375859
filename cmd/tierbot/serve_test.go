package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/bot/socketmode"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
)

// running is the service with a Slack and a Redis around it.
type running struct {
	slack *sandbox.Workspace
	redis *miniredis.Miniredis
	log   *lockedBuffer
	web   string    // base of health and metrics
	began time.Time // what its clock says first; zero: the time
	stop  context.CancelFunc
	ended chan int // receives the exit code
}

const (
	alice   = "U0ALICE01"
	general = "C0GENERAL"
)

// start runs the service, after something has happened to what surrounds it.
func start(t *testing.T, before func(*running)) *running {
	t.Helper()
	r := &running{
		slack: sandbox.New(sandbox.Options{App: sandbox.App{AppToken: canaryApp, BotToken: canaryBot, Scopes: scopes}}),
		redis: miniredis.NewMiniRedis(),
		log:   new(lockedBuffer),
		ended: make(chan int, 1),
	}
	t.Cleanup(r.slack.Close)
	r.slack.AddUser(sandbox.User{ID: alice, Name: "alice"})
	r.slack.AddChannel(sandbox.Channel{ID: general, Name: "general", Members: []string{alice}})
	server := httptest.NewServer(r.slack)
	t.Cleanup(server.Close)

	r.redis.RequireUserAuth("bot", canaryRedis)
	if err := r.redis.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.redis.Close)
	url := "redis://bot:" + canaryRedis + "@" + r.redis.Addr() + "/0"
	fill(t, url)
	environment(t, map[string]string{
		"SLACK_API_URL": server.URL + "/api", "REDIS_URL": url, "TIERBOT_LOG_LEVEL": "debug",
	})
	before(r)
	r.serve(t, 2)
	return r
}

// serve runs the service until its connections are all that Slack has.
func (r *running) serve(t *testing.T, connections int) {
	t.Helper()
	address := freeAddress(t)
	r.web = "http://" + address
	t.Setenv("TIERBOT_HTTP_ADDR", address)
	ctx, cancel := context.WithCancel(t.Context())
	r.stop = cancel
	program := tierbot{stdin: strings.NewReader(""), stdout: r.log, stderr: r.log, now: r.clock()}
	go func() { r.ended <- program.run(ctx, []string{"serve"}) }()
	if err := r.slack.Connected(soon(t), connections); err != nil {
		t.Fatalf("%v\n%s", err, r.log)
	}
}

// clock is the service's clock.
func (r *running) clock() func() time.Time {
	if r.began.IsZero() {
		return time.Now
	}
	since := time.Now()
	return func() time.Time { return r.began.Add(time.Since(since)) }
}

// replica runs the service a second time, for the same Slack and Redis.
func (r *running) replica(t *testing.T) *running {
	t.Helper()
	second := &running{slack: r.slack, redis: r.redis, log: new(lockedBuffer), ended: make(chan int, 1)}
	second.serve(t, 4)
	return second
}

// fill stores the partner that the tests ask for.
func fill(t *testing.T, url string) {
	t.Helper()
	redis, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer redis.Close()
	acme := program.Partner{ID: "acme", Name: "Acme", Tier: "enterprise"}
	_, err = redis.Workspace("T0SANDBOX").Apply(soon(t), program.Batch{
		Op: "test", By: "test", At: morning, What: "test", Changes: []program.Change{{After: acme}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
}

// own puts alice in charge of the partner. In office hours somebody is told of it.
func own(t *testing.T, url string) {
	t.Helper()
	redis, err := store.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	defer redis.Close()
	workspace := redis.Workspace("T0SANDBOX")
	acme, err := workspace.Partner(soon(t), "acme")
	if err != nil {
		t.Fatal(err)
	}
	owned := acme.Clone()
	owned.Owners = []string{alice}
	_, err = workspace.Apply(soon(t), program.Batch{
		Op: "own", By: "test", At: morning, What: "test", Changes: []program.Change{{Before: &acme, After: owned}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
}

// ask says something and returns what comes back.
func (r *running) ask(t *testing.T, line string) string {
	t.Helper()
	answer, err := r.slack.Command(alice, general, line).Answer(soon(t))
	if err != nil {
		t.Fatalf("%s: %v\n%s", line, err, r.log)
	}
	return answer.Plain()
}

// get asks the health server.
func (r *running) get(t *testing.T, path string) (status int, body string) {
	t.Helper()
	answer, err := http.Get(r.web + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// counted is the metrics once a line is among them: an answer is counted after it was
// given.
func (r *running) counted(t *testing.T, line string) string {
	t.Helper()
	for ctx := soon(t); ctx.Err() == nil; {
		if _, metrics := r.get(t, "/metrics"); strings.Contains(metrics, "\n"+line+"\n") {
			return metrics
		}
	}
	t.Fatalf("no line %s in the metrics", line)
	return ""
}

// It answers, shows that it does, and finishes when told to. Nothing it wrote, at
// debug level, holds a secret.
func TestServe(t *testing.T) {
	r := start(t, func(*running) {})
	if card := r.ask(t, "/tier acme"); !strings.Contains(card, "Enterprise") {
		t.Errorf("the card:\n%s", card)
	}
	if status, body := r.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d %s", status, body)
	}
	status, body := r.get(t, "/readyz")
	var ready readiness
	if err := json.Unmarshal([]byte(body), &ready); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	want := readiness{Ready: true, Slack: slackReadiness{Team: "T0SANDBOX", Sockets: 2}, Redis: redisReadiness{Reachable: true}}
	ready.Reminders = remindersCondition{} // have tests of their own
	if status != http.StatusOK || ready != want {
		t.Errorf("/readyz: %d %s", status, body)
	}
	r.counted(t, `tierbot_answer_seconds_count{command="/tier"} 1`)
	_, metrics := r.get(t, "/metrics") // anew: what was counted last may have been read first
	for _, line := range []string{
		`tierbot_commands_total\{command="/tier",outcome="done"\} 1`,
		`tierbot_answer_seconds_count\{command="/tier"\} 1`,
		`tierbot_ack_seconds_count 1`,
		`tierbot_envelopes_total 1`,
		`tierbot_connects_total 2`,
		`tierbot_redis_errors_total 0`,
		`tierbot_sockets 2`,
		`tierbot_reminders_stopped 0`,
		`tierbot_reminders_suspect 0`,
		`tierbot_build_info\{go="go.*",version=".+"\} 1`,
		`go_goroutines \d+`,
	} {
		if !regexp.MustCompile(`(?m)^` + line + `$`).MatchString(metrics) {
			t.Errorf("no line %s in the metrics", line)
		}
	}
	if status, _ := r.get(t, "/"); status != http.StatusNotFound {
		t.Errorf("/: %d", status)
	}
	r.end(t)
	if text := r.log.String() + body + metrics; strings.Contains(text, "CANARY") {
		t.Errorf("a secret shows:\n%s", text)
	}
}

// end tells the service to stop, and expects that it does so with success.
func (r *running) end(t *testing.T) {
	t.Helper()
	r.stop()
	select {
	case code := <-r.ended:
		if code != 0 {
			t.Errorf("exit code %d\n%s", code, r.log)
		}
	case <-soon(t).Done():
		t.Fatalf("it does not stop:\n%s", r.log)
	}
}

// Two copies of the service are how it is meant to run, and no cause for alarm.
func TestServeTwice(t *testing.T) {
	first := start(t, func(*running) { own(t, os.Getenv("REDIS_URL")) })
	second := first.replica(t)
	for range 4 { // Slack gives each to one of them
		if card := first.ask(t, "/tier acme"); !strings.Contains(card, "Enterprise") {
			t.Errorf("the card:\n%s", card)
		}
	}
	if _, metrics := second.get(t, "/metrics"); !strings.Contains(metrics, "\ntierbot_sockets_of_others 2\n") {
		t.Errorf("the second does not know of the first:\n%s", metrics)
	}
	first.end(t)
	if card := second.ask(t, "/tier acme"); !strings.Contains(card, "Enterprise") {
		t.Errorf("the card, without the first:\n%s", card)
	}
	second.end(t)
	for _, r := range []*running{first, second} {
		if text := r.log.String(); strings.Contains(text, "level=WARN") || strings.Contains(text, "level=ERROR") {
			t.Errorf("an alarm:\n%s", text)
		}
	}
}

// A Redis that is down when the service starts is said to be so, by answers and
// readiness, and used as soon as it is there.
func TestServeWithoutRedis(t *testing.T) {
	r := start(t, func(r *running) { r.redis.Close() })
	if answer := r.ask(t, "/tier acme"); !strings.Contains(strings.ToLower(answer), "storage is unavailable") {
		t.Errorf("without Redis: %s", answer)
	}
	status, body := r.get(t, "/readyz")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, `"redis":{"reachable":false,"error":"unreachable"}`) {
		t.Errorf("/readyz without Redis: %d %s", status, body)
	}
	if status, _ := r.get(t, "/healthz"); status != http.StatusOK {
		t.Errorf("/healthz without Redis: %d", status)
	}
	if err := r.redis.Restart(); err != nil {
		t.Fatal(err)
	}
	if answer := r.ask(t, "/tier acme"); !strings.Contains(answer, "Enterprise") {
		t.Errorf("with Redis back: %s", answer)
	}
	if status, body := r.get(t, "/readyz"); status != http.StatusOK {
		t.Errorf("/readyz with Redis back: %d %s", status, body)
	}
	r.end(t)
	if text := r.log.String(); strings.Contains(text, "CANARY") {
		t.Errorf("a secret shows:\n%s", text)
	}
}

// A Slack that is not well when the service starts is asked again.
func TestServeWaitsForSlack(t *testing.T) {
	r := start(t, func(r *running) { r.slack.Fail("auth.test", sandbox.Fault{Status: http.StatusServiceUnavailable}) })
	if !strings.Contains(r.log.String(), "slack cannot be reached") {
		t.Errorf("it was not said:\n%s", r.log)
	}
	r.end(t)
}

// A panic is counted wherever it was recovered from.
func TestPanicsAreCounted(t *testing.T) {
	m := newMetrics()
	status := bot.Status{Sockets: socketmode.Status{Panics: 2}}
	handler := m.handler(func() bot.Status { return status })
	m.Answered("/tier", bot.Panicked, time.Second)
	m.Answered("/tier", bot.Done, time.Second)
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(answer.Body.String(), "\ntierbot_panics_total 3\n") {
		t.Errorf("metrics:\n%s", answer.Body)
	}
}

// Before Slack has said whose token it is, the service lives and is not ready.
func TestReadinessBeforeSlack(t *testing.T) {
	s := &service{metrics: newMetrics(), redis: &redisWatch{
		ping: func(context.Context) error { return nil }, now: time.Now,
		log: discard, errors: newMetrics().redisErrors,
	}}
	s.slackless.Store(true)
	answer := httptest.NewRecorder()
	s.handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	const want = `{"ready":false,"slack":{"sockets":0,"error":"unreachable"},"redis":{"reachable":true},"reminders":{"overdue":0,"missing":0,"untold":0}}` + "\n"
	if answer.Code != http.StatusServiceUnavailable || answer.Body.String() != want {
		t.Errorf("/readyz: %d %s", answer.Code, answer.Body)
	}
}

// soon bounds a wait, so that a test fails and does not hang.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// freeAddress is an address on loopback that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// lockedBuffer is a buffer that several goroutines write to.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
