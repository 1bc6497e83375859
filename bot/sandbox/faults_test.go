package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A refusal is lost on its way as an answer is.
func TestRefusalLost(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Fail("chat.postMessage", sandbox.Fault{Status: 503, Executed: true})
	resp, _ := f.request("chat.postMessage", "xoxb-sandbox", object{"channel": "C404", "text": "hi"})
	if resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("answered %s", resp.Status)
	}
}

func TestHistoryLag(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		f.HistoryLag(10 * time.Second)
		f.call("chat.postMessage", object{"channel": f.general, "text": "x"})
		count := func() int {
			return len(f.call("conversations.history", object{"channel": f.general})["messages"].([]any))
		}
		if got := count(); got != 0 {
			t.Errorf("at once: %d", got)
		}
		pass(11 * time.Second)
		if got := count(); got != 1 {
			t.Errorf("later: %d", got)
		}
	})
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name   string
		fault  sandbox.Fault
		posted int
		status int
		code   any
	}{
		{"429", sandbox.Fault{RetryAfter: 7}, 0, 429, "ratelimited"},
		{"500 before", sandbox.Fault{Status: 500}, 0, 500, nil},
		{"503 after", sandbox.Fault{Status: 503, Executed: true}, 1, 503, nil},
		{"refused", sandbox.Fault{Error: "messages_tab_disabled"}, 0, 200, "messages_tab_disabled"},
		{"error after", sandbox.Fault{Error: "internal_error", Executed: true}, 1, 200, "internal_error"},
		{"truncated", sandbox.Fault{Truncate: true}, 1, 200, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			f.Fail("chat.postMessage", tt.fault)
			args := object{"channel": f.general, "text": "x"}
			resp, answer := f.request("chat.postMessage", "xoxb-sandbox", args)
			if resp.StatusCode != tt.status || answer["error"] != tt.code || answer["ok"] == true {
				t.Errorf("%s %v", resp.Status, answer)
			}
			if got := len(f.Messages(f.bob, f.general)); got != tt.posted {
				t.Errorf("%d messages, want %d", got, tt.posted)
			}
			if got := f.call("chat.postMessage", args); got["ok"] != true {
				t.Errorf("the next call: %v", got)
			}
			if got := f.Calls("chat.postMessage"); got != 2 {
				t.Errorf("%d calls counted", got)
			}
		})
	}
}

func TestEveryMethodFails(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Fail("*", sandbox.Fault{Error: "token_revoked", Times: -1})
	for _, method := range []string{"auth.test", "chat.postMessage", "auth.test"} {
		if got := f.call(method, nil)["error"]; got != "token_revoked" {
			t.Errorf("%s: %v", method, got)
		}
	}
	f.Heal()
	if got := f.call("auth.test", nil); got["ok"] != true {
		t.Error(got)
	}
}

func TestConnectionLostAfterExecution(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Fail("chat.postMessage", sandbox.Fault{Drop: true, Executed: true})
	body := strings.NewReader(`{"channel":"C1","text":"x"}`)
	req, err := http.NewRequest("POST", f.url+"/api/chat.postMessage", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer xoxb-sandbox")
	if resp, err := f.client.Do(req); err == nil {
		t.Errorf("answered %s", resp.Status)
	}
	if got := len(f.Messages(f.bob, f.general)); got != 1 {
		t.Errorf("%d messages", got)
	}
}

func TestRefusedBlockType(t *testing.T) {
	f := open(t, sandbox.Options{})
	args := object{"channel": f.general, "text": "x", "blocks": []any{section("x")}}
	f.Refuse("section")
	got := f.call("chat.postMessage", args)
	want := []any{"[ERROR] unsupported type: section [json-pointer:/blocks/0/type]"}
	if diff := cmp.Diff(want, at(got, "response_metadata", "messages")); got["error"] != "invalid_blocks" || diff != "" {
		t.Errorf("%v %s", got["error"], diff)
	}
	f.Heal()
	if got := f.call("chat.postMessage", args); got["ok"] != true {
		t.Error(got)
	}
}

// Every call has its own throw of the dice for each fault, whose answers and effects
// are those of a fault that strikes for certain.
func TestFaultsByChance(t *testing.T) {
	const calls = 2_000
	f := open(t, sandbox.Options{Seed: 7, History: calls})
	f.Fail("chat.postMessage", sandbox.Fault{Times: -1, Chance: 0.1, RetryAfter: 1})
	f.Fail("chat.postMessage", sandbox.Fault{Times: -1, Chance: 0.2, Status: 503, Executed: true})
	answers := make(map[int]int)
	for range calls {
		resp, _ := f.request("chat.postMessage", "xoxb-sandbox", object{"channel": f.general, "text": "x"})
		answers[resp.StatusCode]++
	}
	if n := answers[429]; n < 150 || n > 250 {
		t.Errorf("%d of %d turned away, want about 200", n, calls)
	}
	if n := answers[503]; n < 300 || n > 420 {
		t.Errorf("%d of %d answered with 503, want about 360", n, calls)
	}
	if got := len(f.Messages(f.bob, f.general)); got != answers[200]+answers[503] {
		t.Errorf("%d messages after the answers %v", got, answers)
	}
}

// A call is struck the first time, and goes through when it is made again as it was.
func TestFirstCallsFail(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Fail("*", sandbox.Fault{Times: -1, First: true, Status: 503, Executed: true})
	for _, text := range []string{"one", "two", "one", "one", "two", "three"} {
		f.request("chat.postMessage", "xoxb-sandbox", object{"channel": f.general, "text": text})
	}
	resp, _ := f.request("auth.test", "xoxb-sandbox", nil)
	if resp.StatusCode != 503 {
		t.Errorf("the first call of another method: %s", resp.Status)
	}
	var texts []string
	for _, m := range f.Messages(f.bob, f.general) {
		texts = append(texts, m.Text)
	}
	if diff := cmp.Diff([]string{"one", "two", "one", "one", "two", "three"}, texts); diff != "" {
		t.Error(diff)
	}
	f.Heal()
	f.Fail("*", sandbox.Fault{Times: -1, First: true, Drop: true, Chance: 1})
	args := object{"channel": f.general, "text": "four"}
	if _, err := f.client.Post(f.url+"/api/auth.test", "", nil); err == nil {
		t.Error("the first call was not struck")
	}
	f.Heal()
	if got := f.call("chat.postMessage", args); got["ok"] != true {
		t.Error(got)
	}
}
