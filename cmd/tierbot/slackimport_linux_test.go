//go:build !race

package main

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// TestImportCostInSlack drops a file of twenty thousand rows into the bot's conversation
// and applies its plan, on a real Redis: it tells how far it has come, and takes
// no more memory above an idle bot than an import may. How long it takes is logged.
func TestImportCostInSlack(t *testing.T) {
	s := serveElsewhere(t)
	idle := s.most()
	for _, step := range []struct {
		name, says string
		file       []byte
	}{
		{"new.csv", "20,000 partners created", commas(t, sheetOf(costRows))},
		{"changed.csv", "20,000 partners updated", commas(t, reshuffled(sheetOf(costRows)))},
		{"again.xlsx", "20,000 partners updated", workbook(t, sheetOf(costRows))},
	} {
		s.reset()
		began := time.Now()
		s.slack.DropFile(alice, s.slack.DM(alice), step.name, step.file)
		plan := s.told("Plan for " + step.name)
		planned := time.Since(began)
		if !strings.Contains(plan.Plain(), step.says) {
			t.Errorf("%s: want %s:\n%s", step.name, step.says, plan.Plain())
		}
		began = time.Now()
		s.slack.Press(alice, plan, "Apply")
		s.told("Applied: ")
		applied := time.Since(began)
		over := s.most() - idle
		t.Logf("%s: %d MB above %d MB, planned in %v, applied in %v", step.name, over>>20, idle>>20,
			planned.Round(time.Millisecond), applied.Round(time.Millisecond))
		if over > costMemory {
			t.Errorf("%s takes %d MB, want at most %d", step.name, over>>20, costMemory>>20)
		}
	}
	if !s.sawProgress() {
		t.Error("nothing told how far the imports had come")
	}
}

// TestAKilledImport kills the bot while it applies a plan. Nothing of the import or all
// of it is there, and applying again finishes it, once.
func TestAKilledImport(t *testing.T) {
	for _, after := range []int{0, 1, 4, 8, 10} {
		t.Run(fmt.Sprint(after), func(t *testing.T) {
			s := serveElsewhere(t)
			s.slack.DropFile(alice, s.slack.DM(alice), "new.csv", commas(t, sheetOf(4_000)))
			plan := s.told("Plan for new.csv")
			parts, sockets := 0, s.slack.Sockets()
			killed := make(chan struct{})
			s.proxy.Lose(func(command []string) bool {
				if strings.HasPrefix(command[0], "eval") {
					if parts++; parts == after+1 {
						_ = s.process.Process.Kill()
						close(killed)
						return true
					}
				}
				return false
			})
			s.slack.Press(alice, plan, "Apply")
			select {
			case <-killed:
			case <-soon(t).Done():
				t.Fatalf("the import took only %d scripts", parts)
			}
			_ = s.process.Wait()
			if err := s.slack.Gone(soon(t), sockets...); err != nil {
				t.Fatal(err)
			}
			if n := s.partners(); n != 0 && n != 4_000 {
				t.Errorf("%d partners are there", n)
			}
			s.proxy.Lose(nil)
			s.run()
			s.slack.Press(alice, s.applying(plan), "replace:0")
			s.told("imported new.csv")
			if n := s.partners(); n != 4_000 {
				t.Errorf("%d partners are there in the end", n)
			}
			acts, err := s.store.Acts(soon(t), "", 0, 10)
			if err != nil || len(acts.Acts) != 1 {
				t.Errorf("the audit log has %d acts, want 1: %v", len(acts.Acts), err)
			}
		})
	}
}

// elsewhere is the bot in a process of its own, whose only manager is alice.
type elsewhere struct {
	t       *testing.T
	slack   *sandbox.Workspace
	redis   *redistest.Server
	proxy   *redistest.Proxy
	store   *store.Workspace
	process *exec.Cmd
	seen    map[string]bool
}

func serveElsewhere(t *testing.T) *elsewhere {
	t.Helper()
	redis := redistest.Start(t, "--appendonly", "no")
	s := &elsewhere{
		t: t, redis: redis, proxy: redistest.NewProxy(t, redis.Addr), seen: map[string]bool{},
		slack: sandbox.New(sandbox.Options{App: sandbox.App{AppToken: canaryApp, BotToken: canaryBot, Scopes: scopes}}),
	}
	t.Cleanup(s.slack.Close)
	s.slack.AddUser(sandbox.User{ID: alice, Name: "alice"})
	server := httptest.NewServer(s.slack)
	t.Cleanup(server.Close)
	storage, err := store.Open(redis.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = storage.Close() })
	s.store = storage.Workspace("T0SANDBOX")
	environment(t, map[string]string{
		"SLACK_API_URL": server.URL + "/api/", "REDIS_URL": s.proxy.URL(), "TIERBOT_MANAGERS": alice, "TIERBOT_HTTP_ADDR": freeAddress(t),
	})
	s.run()
	return s
}

// run starts the process, which ends with the test.
func (s *elsewhere) run() {
	s.t.Helper()
	s.process = exec.CommandContext(s.t.Context(), "tierbot", "serve")
	var log lockedBuffer
	s.process.Stdout, s.process.Stderr = &log, &log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	process := s.process
	s.t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	})
	if err := s.slack.Connected(soon(s.t), 2); err != nil {
		s.t.Fatalf("%v\n%s", err, log.String())
	}
}

// told waits for something that alice has not been told before.
func (s *elsewhere) told(text string) sandbox.Message {
	s.t.Helper()
	m, err := s.slack.Await(soon(s.t), func(m sandbox.Message) bool {
		return m.Channel == s.slack.DM(alice) && m.User != alice && !s.seen[m.TS+text] && strings.Contains(m.Plain(), text)
	})
	if err != nil {
		for _, m := range s.slack.Messages(alice, s.slack.DM(alice)) {
			s.t.Log(m.Plain())
		}
		s.t.Fatalf("nobody says %q", text)
	}
	s.seen[m.TS+text] = true
	return m
}

// applying is the message of a plan as it is now: it may say how far its import has come.
func (s *elsewhere) applying(plan sandbox.Message) sandbox.Message {
	s.t.Helper()
	for _, m := range s.slack.Messages(alice, plan.Channel) {
		if m.TS == plan.TS {
			return m
		}
	}
	s.t.Fatal("the plan is gone")
	return plan
}

// sawProgress reports whether any message said how far an import had come.
func (s *elsewhere) sawProgress() bool {
	for _, e := range s.slack.Journal() {
		if bytes.Contains(e.Body, []byte("Applying: ")) {
			return true
		}
	}
	return false
}

// partners is how many partners are stored.
func (s *elsewhere) partners() int {
	s.t.Helper()
	n := 0
	for _, err := range s.store.All(soon(s.t)) {
		if err != nil {
			s.t.Fatal(err)
		}
		n++
	}
	return n
}

var peakMemory = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// most is the most memory that the process has taken, in bytes.
func (s *elsewhere) most() int64 {
	s.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	kilobytes, err := strconv.ParseInt(peakMemory.FindStringSubmatch(string(status))[1], 10, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return kilobytes << 10
}

// reset makes [elsewhere.most] count from now on.
func (s *elsewhere) reset() {
	s.t.Helper()
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", s.process.Process.Pid), []byte("5"), 0o600); err != nil {
		s.t.Fatal(err)
	}
}
