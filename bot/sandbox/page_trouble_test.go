package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// press presses a button of the inspector, and returns what is armed then, or why not.
func (f *fixture) press(name, choice string, on bool) string {
	f.t.Helper()
	body, err := json.Marshal(object{"name": name, "choice": choice, "on": on})
	if err != nil {
		f.t.Fatal(err)
	}
	var answer object
	decode(f.t, f.page("POST", "/sandbox/trouble", string(body), nil).Body, &answer)
	if answer["error"] != nil {
		return answer["error"].(string)
	}
	return fmt.Sprint(answer["armed"])
}

// What is armed is said, and is over once everything is healed.
func TestTroubleIsArmedAndHealed(t *testing.T) {
	for _, tt := range []struct{ name, choice, want string }{
		{"429", "", "[the next call of any method: status 429, Retry-After 3]"},
		{"429", "chat.update", "[the next call of chat.update: status 429, Retry-After 3]"},
		{"500", "response_url", "[the next post to a response URL: status 500]"},
		{"500", "download", "[the next download of a file: status 500]"},
		{"kill", "", "[the next call of any method: carried out, then no answer: the connection is closed]"},
		{"slow", "", "[the next 5: each call of any method: 2s late]"},
		{"copies", "", "[every envelope comes twice]"},
		{"lag", "", "[the history is 10s behind]"},
		{"revoke", "", "[the bot's token is revoked]"},
		{"limits", "", "[what goes beyond Slack's request limits is refused]"},
		{"refuse", "table", "[blocks of the type table are refused]"},
		{"half-open", "socket-1", "[socket-1 is half-open]"},
		{"half-open", "", "[socket-1 is half-open socket-2 is half-open]"},
	} {
		t.Run(tt.name+" "+tt.choice, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			f.dial()
			f.dial()
			if got := f.press(tt.name, tt.choice, true); got != tt.want {
				t.Errorf("armed %s, want %s", got, tt.want)
			}
			f.press("heal", "", true)
			if got := f.press("heal", "", true); got != "[]" {
				if err := f.Gone(ctx(t), f.Sockets()...); err != nil || f.press("heal", "", true) != "[]" {
					t.Errorf("healed, and still armed: %s", got)
				}
			}
			if got := f.call("auth.test", nil)["ok"]; got != true {
				t.Error("the app is still turned away")
			}
		})
	}
}

// A trouble that stays is pressed again to end it.
func TestTroubleEnds(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, name := range []string{"copies", "lag", "revoke", "limits"} {
		f.press(name, "", true)
		if got := f.shownTrouble(name); got["on"] != true {
			t.Errorf("begun: %v", got)
		}
		f.press(name, "", false)
		if got := f.shownTrouble(name); got["on"] != false {
			t.Errorf("ended: %v", got)
		}
	}
}

// What a call meets is over with it.
func TestTroubleOfOneCall(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.press("429", "auth.test", true)
	resp, _ := f.request("auth.test", "xoxb-sandbox", nil)
	if resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "3" {
		t.Errorf("%s, Retry-After %s", resp.Status, resp.Header.Get("Retry-After"))
	}
	if resp, _ = f.request("auth.test", "xoxb-sandbox", nil); resp.StatusCode != 200 {
		t.Errorf("the next call: %s", resp.Status)
	}
}

// Every page is told when a trouble begins, and when what it was waiting for has come.
func TestTroubleIsTold(t *testing.T) {
	f := open(t, sandbox.Options{})
	next := f.news(f.bob)
	f.press("429", "auth.test", true)
	if news := next(); news["kind"] != "trouble" {
		t.Errorf("begun: %v", news)
	}
	f.request("auth.test", "xoxb-sandbox", nil)
	if news := next(); news["kind"] != "trouble" {
		t.Errorf("over: %v", news)
	}
	f.dial()
	f.HalfOpen()
	f.Drop()
	if news := next(); news["kind"] != "trouble" {
		t.Errorf("what was half open has ended: %v", news)
	}
}

// Trouble beside the workspace is switched from the same page.
func TestForeignTrouble(t *testing.T) {
	slow, rings := false, 0
	f := open(t, sandbox.Options{Troubles: []sandbox.Trouble{
		{Name: "Slow Redis", Says: "Waits.", On: func() bool { return slow }, Switch: func(on bool) { slow = on }},
		{Name: "Ring", Says: "Rings once.", Switch: func(bool) { rings++ }},
	}})
	if got := f.press("Slow Redis", "", true); got != "[Slow Redis]" || !slow {
		t.Errorf("armed %s", got)
	}
	f.press("Ring", "", true)
	if got := f.press("heal", "", true); got != "[]" || slow || rings != 1 {
		t.Errorf("healed: %s, rung %d times", got, rings)
	}
	if got := f.shownTrouble("Ring"); got["stays"] != false || got["says"] != "Rings once." {
		t.Errorf("button %v", got)
	}
}

func TestTroubleThatIsNone(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, tt := range []struct{ name, choice, want string }{
		{"flood", "", "no such trouble"},
		{"drop", "socket-9", "socket-9"},
		{"disconnect", "boredom", "boredom"},
		{"refuse", "sculpture", "sculpture"},
	} {
		if got := f.press(tt.name, tt.choice, true); !strings.Contains(got, tt.want) {
			t.Errorf("%s %s: %s", tt.name, tt.choice, got)
		}
	}
}

// shownTrouble is a button as the page gets it.
func (f *fixture) shownTrouble(name string) object {
	f.t.Helper()
	var shown object
	decode(f.t, f.page("GET", "/sandbox/trouble", "", nil).Body, &shown)
	for _, t := range shown["troubles"].([]any) {
		if at(t, "name") == name {
			return t.(object)
		}
	}
	f.t.Fatalf("there is no button %s", name)
	return nil
}
