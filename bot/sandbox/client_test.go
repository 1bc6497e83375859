package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// fixture is a workspace with two people in a channel, served on loopback.
type fixture struct {
	*sandbox.Workspace
	t       *testing.T
	url     string
	alice   string
	bob     string
	general string
}

func open(t *testing.T, o sandbox.Options) *fixture {
	t.Helper()
	w := sandbox.New(o)
	server := httptest.NewServer(w)
	t.Cleanup(func() {
		w.Close()
		server.Close()
	})
	f := &fixture{Workspace: w, t: t, url: server.URL}
	f.alice = w.AddUser(sandbox.User{ID: "U1", Name: "alice", Email: "alice@example.com", Locale: "fr-FR"}).ID
	f.bob = w.AddUser(sandbox.User{ID: "U2", Name: "bob"}).ID
	f.general = w.AddChannel(sandbox.Channel{
		ID: "C1", Name: "general", Members: []string{"U1", "U2", "U0SANDBOX"},
	}).ID
	return f
}

func ctx(t *testing.T) context.Context {
	t.Helper()
	c, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return c
}

type object = map[string]any

// call posts JSON to the Web API with the bot's token, and returns the answer.
func (f *fixture) call(method string, args object) object {
	f.t.Helper()
	token := "xoxb-sandbox"
	if method == "apps.connections.open" {
		token = "xapp-sandbox"
	}
	_, answer := f.request(method, token, args)
	return answer
}

func (f *fixture) request(method, token string, args object) (*http.Response, object) {
	f.t.Helper()
	body, err := json.Marshal(args)
	if err != nil {
		f.t.Fatal(err)
	}
	req, err := http.NewRequest("POST", f.url+"/api/"+method, bytes.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Authorization", "Bearer "+token)
	return f.do(req)
}

// form posts a form with the token in it, as slack-go does.
func (f *fixture) form(method string, args url.Values) object {
	f.t.Helper()
	args.Set("token", "xoxb-sandbox")
	req, err := http.NewRequest("POST", f.url+"/api/"+method, strings.NewReader(args.Encode()))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	_, answer := f.do(req)
	return answer
}

func (f *fixture) do(req *http.Request) (*http.Response, object) {
	f.t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	var answer object
	if err := json.Unmarshal(body, &answer); err != nil {
		answer = object{"body": string(body)}
	}
	return resp, answer
}

// post sends JSON to an address such as a response_url.
func (f *fixture) post(address string, body object) (int, object) {
	f.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		f.t.Fatal(err)
	}
	req, err := http.NewRequest("POST", address, bytes.NewReader(b))
	if err != nil {
		f.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, answer := f.do(req)
	return resp.StatusCode, answer
}

// client is one Socket Mode connection of a bot written by hand.
type client struct {
	t     *testing.T
	conn  *websocket.Conn
	hello object
}

func (f *fixture) dial() *client {
	f.t.Helper()
	answer := f.call("apps.connections.open", nil)
	address, ok := answer["url"].(string)
	if !ok {
		f.t.Fatalf("apps.connections.open = %v", answer)
	}
	conn, _, err := websocket.Dial(ctx(f.t), address, &websocket.DialOptions{
		HTTPHeader: http.Header{"Origin": {"https://api.slack.com"}},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = conn.CloseNow() })
	c := &client{t: f.t, conn: conn}
	c.hello = c.read()
	return c
}

func (c *client) read() object {
	c.t.Helper()
	_, frame, err := c.conn.Read(ctx(c.t))
	if err != nil {
		c.t.Fatalf("read a frame: %v", err)
	}
	var o object
	if err := json.Unmarshal(frame, &o); err != nil {
		c.t.Fatal(err)
	}
	return o
}

func (c *client) write(frame object) {
	c.t.Helper()
	b, err := json.Marshal(frame)
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.conn.Write(ctx(c.t), websocket.MessageText, b); err != nil {
		c.t.Fatal(err)
	}
}

// ack answers an envelope, with payload unless that is nil.
func (c *client) ack(env object, payload any) {
	c.t.Helper()
	frame := object{"envelope_id": env["envelope_id"]}
	if payload != nil {
		frame["payload"] = payload
	}
	c.write(frame)
}

// at digs into decoded JSON.
func at(value any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			o, _ := value.(object)
			value = o[p]
		case int:
			l, _ := value.([]any)
			if p >= len(l) {
				return nil
			}
			value = l[p]
		}
	}
	return value
}

func rules(w *sandbox.Workspace) []string {
	var all []string
	for _, v := range w.Violations() {
		all = append(all, v.Rule)
	}
	return all
}
