package sandbox_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// page makes a request as a browser would; change may make it another site's.
func (f *fixture) page(method, path, body string, change func(*http.Request)) *http.Response {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), method, f.url+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	if method == "POST" {
		req.Header.Set("Content-Type", "application/json")
	}
	if strings.HasPrefix(path, "/sandbox/upload") {
		req.Header.Set("Content-Type", "application/octet-stream")
	}
	if change != nil {
		change(req)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func TestPageIsForThisMachineOnly(t *testing.T) {
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	header := func(k, v string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(k, v) }
	}
	for _, tt := range []struct {
		name   string
		method string
		path   string
		change func(*http.Request)
		want   int
	}{
		{"page", "GET", "/", nil, 200},
		{"script", "GET", "/static/app.js", nil, 200},
		{"localhost", "GET", "/", host("localhost:1234"), 200},
		{"IPv6", "GET", "/", host("[::1]:1234"), 200},
		{"rebound name", "GET", "/", host("evil.example"), 403},
		{"name that begins well", "GET", "/", host("localhost.evil.example:80"), 403},
		{"data by another name", "GET", "/sandbox/workspace", host("evil.example"), 403},
		{"another site", "POST", "/sandbox/say", header("Origin", "https://evil.example"), 403},
		{"another port", "POST", "/sandbox/say", header("Origin", "http://127.0.0.1:1"), 403},
		{"null origin", "GET", "/sandbox/messages", header("Origin", "null"), 403},
		{"form of another site", "POST", "/sandbox/say", header("Content-Type", "text/plain"), 415},
		{"upload of another site", "POST", "/sandbox/upload?user=U1&name=x", header("Origin", "https://evil.example"), 403},
		{"upload by another site's form", "POST", "/sandbox/upload?user=U1&name=x", header("Content-Type", "multipart/form-data; boundary=x"), 415},
		{"own origin", "GET", "/sandbox/workspace", func(r *http.Request) {
			r.Header.Set("Origin", "http://"+r.URL.Host)
		}, 200},
		{"the API takes any origin", "POST", "/api/auth.test", header("Origin", "https://api.slack.com"), 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			resp := f.page(tt.method, tt.path, "{}", tt.change)
			if resp.StatusCode != tt.want {
				t.Errorf("%s", resp.Status)
			}
			if csp := resp.Header.Get("Content-Security-Policy"); tt.path == "/" && tt.want == 200 && !strings.Contains(csp, "default-src 'none'") {
				t.Errorf("policy %q", csp)
			}
		})
	}
}

func TestPageShowsAndSays(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	go func() {
		env := bot.read()
		bot.ack(env, object{"text": "Acme", "blocks": []any{section("*Acme* & <@U2>")}})
	}()
	var said object
	decode(t, f.page("POST", "/sandbox/say", `{"user":"U1","channel":"C1","text":"/tier acme"}`, nil).Body, &said)
	if said["error"] != nil {
		t.Fatal(said)
	}
	var shown object
	decode(t, f.page("GET", "/sandbox/messages?user=U1&channel=C1", "", nil).Body, &shown)
	m := at(shown, "messages", 0)
	if at(m, "onlyYou") != true || at(m, "blocks", 0, "text", "spans", 0, "bold") != true {
		t.Errorf("message %v", m)
	}
	if got := at(m, "blocks", 0, "text", "spans", 2, "text"); got != "@bob" {
		t.Errorf("mention reads %v", got)
	}
	decode(t, f.page("GET", "/sandbox/messages?user=U2&channel=C1", "", nil).Body, &shown)
	if got := shown["messages"].([]any); len(got) != 0 {
		t.Errorf("bob sees %v", got)
	}
	var w object
	decode(t, f.page("GET", "/sandbox/workspace?user=U1", "", nil).Body, &w)
	if at(w, "conversations", 0, "name") != "general" {
		t.Errorf("workspace %v", w)
	}
	decode(t, f.page("POST", "/sandbox/act", `{"user":"U1","channel":"C1","ts":"1","element":"a/b"}`, nil).Body, &said)
	if said["error"] == nil {
		t.Error("a press on nothing shows no error")
	}
}

func TestPageShowsViews(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x, id := f.trigger(bot)
	f.call("views.open", object{"trigger_id": id, "view": modal("Record", input("name"))})
	f.call("views.publish", object{"user_id": f.alice, "view": object{"type": "home", "blocks": []any{section("*yours*")}}})
	v, err := x.View(ctx(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	var shown, answer object
	decode(t, f.page("GET", "/sandbox/views?user=U1", "", nil).Body, &shown)
	if at(shown, "modal", "id") != v.ID || at(shown, "home", "blocks", 0, "text", "spans", 0, "bold") != true {
		t.Errorf("views %v", shown)
	}

	go func() {
		bot.ack(bot.read(), object{"response_action": "errors", "errors": object{"name": "No."}})
		bot.ack(bot.read(), nil) // of the dismissal
	}()
	body := `{"user":"U1","view":"` + v.ID + `","inputs":{"name/text":["Zoe"]}}`
	decode(t, f.page("POST", "/sandbox/submit", body, nil).Body, &answer)
	if at(answer, "errors", "name") != "No." {
		t.Errorf("submitting answers %v", answer)
	}
	f.page("POST", "/sandbox/dismiss", body, nil)
	decode(t, f.page("GET", "/sandbox/views?user=U1", "", nil).Body, &shown)
	if shown["modal"] != nil {
		t.Errorf("still open: %v", shown["modal"])
	}
}

// A link to the page may name somebody who is not there any more.
func TestPageOfNobody(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, user := range []string{"", "UGONE", "U0SANDBOX"} {
		var w object
		decode(t, f.page("GET", "/sandbox/workspace?user="+user, "", nil).Body, &w)
		if w["user"] != f.alice || at(w, "conversations", 0, "name") != "general" {
			t.Errorf("for %q: %v", user, w)
		}
	}
}

// The page tells members from guests, and both from people of other organisations.
func TestPageTellsWhoSomebodyIs(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUser(sandbox.User{ID: "U3", Name: "gil", Restricted: true})
	f.AddUser(sandbox.User{ID: "U4", Name: "eve", Team: "T0OTHER"})
	var w object
	decode(t, f.page("GET", "/sandbox/workspace", "", nil).Body, &w)
	for i, kind := range []string{"member", "member", "guest", "external"} {
		if got := at(w, "people", i, "kind"); got != kind {
			t.Errorf("%v is shown as %v, want %s", at(w, "people", i, "name"), got, kind)
		}
	}
}

// Whoever welcomes somebody may look at the workspace.
func TestWelcomeMayAsk(t *testing.T) {
	var f *fixture
	f = open(t, sandbox.Options{App: sandbox.App{Welcome: func(u sandbox.User) []sandbox.Hint {
		return []sandbox.Hint{{Typed: "/tier " + f.DM(u.ID)}}
	}}})
	var w object
	decode(t, f.page("GET", "/sandbox/workspace", "", nil).Body, &w)
	if at(w, "welcome", 0, "typed") != "/tier "+f.DM(f.alice) {
		t.Errorf("workspace %v", w)
	}
}

// What the app hears of in an event has been said when it has been said: nobody waits for
// the ack to come after all, or is told that it did not.
func TestPageDoesNotWaitForEvents(t *testing.T) {
	f := open(t, sandbox.Options{Timing: sandbox.Timing{Ack: 20 * time.Millisecond, Retries: []time.Duration{time.Hour}}})
	bot := f.dial()
	for path, body := range map[string]string{
		"/sandbox/say":  `{"user":"U1","channel":"` + f.DM(f.alice) + `","text":"help"}`,
		"/sandbox/home": `{"user":"U1"}`,
	} {
		var answer object
		decode(t, f.page("POST", path, body, nil).Body, &answer)
		if answer["error"] != nil {
			t.Errorf("%s: %v", path, answer)
		}
		if kind := at(bot.read(), "type"); kind != "events_api" {
			t.Errorf("%s: the app hears %v", path, kind)
		}
	}
}

// news listens as one person's page does, and returns what waits for the next thing that
// the page is told.
func (f *fixture) news(user string) func() object {
	f.t.Helper()
	events := bufio.NewScanner(f.page("GET", "/sandbox/events?user="+user, "", nil).Body)
	events.Scan() // the stream is open
	return func() object {
		f.t.Helper()
		for events.Scan() {
			if data, ok := strings.CutPrefix(events.Text(), "data: "); ok {
				var news object
				decode(f.t, strings.NewReader(data), &news)
				return news
			}
		}
		f.t.Fatal("the stream ended")
		return nil
	}
}

func TestPageIsToldOnlyWhatOnePersonSees(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.DM(f.bob)
	next := f.news(f.bob)
	f.call("chat.postEphemeral", object{"channel": f.general, "user": "U1", "text": "for alice"})
	f.call("chat.postMessage", object{"channel": f.DM(f.bob), "text": "for bob"})
	if news := next(); news["channel"] != f.DM(f.bob) {
		t.Errorf("bob is told %v", news)
	}
}

func decode(t testing.TB, r io.Reader, into any) {
	t.Helper()
	if err := json.NewDecoder(r).Decode(into); err != nil {
		t.Fatal(err)
	}
}
