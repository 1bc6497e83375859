package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
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
	t       testing.TB
	url     string
	client  *http.Client
	alice   string
	bob     string
	general string
}

func open(t testing.TB, o sandbox.Options) *fixture {
	t.Helper()
	w := sandbox.New(o)
	server := httptest.NewServer(w)
	t.Cleanup(func() {
		w.Close()
		server.Close()
	})
	return people(t, w, server.URL, server.Client())
}

// openInBubble is open for a synctest bubble, where time is invented and
// connections are pipes. The bubble itself fails the test when a goroutine
// outlives Close.
func openInBubble(t *testing.T, o sandbox.Options) *fixture {
	t.Helper()
	w := sandbox.New(o)
	pipes := make(pipeListener)
	server := &http.Server{Handler: w}
	go func() { _ = server.Serve(pipes) }()
	transport := &http.Transport{DialContext: pipes.dial}
	t.Cleanup(func() {
		w.Close()
		_ = server.Close()
		transport.CloseIdleConnections()
	})
	return people(t, w, "http://slack.test", &http.Client{Transport: transport})
}

type pipeListener chan net.Conn

func (l pipeListener) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	l <- theirs
	return ours, nil
}

func (l pipeListener) Accept() (net.Conn, error) {
	conn, ok := <-l
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (l pipeListener) Close() error   { close(l); return nil }
func (l pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func people(t testing.TB, w *sandbox.Workspace, url string, client *http.Client) *fixture {
	t.Helper()
	f := &fixture{Workspace: w, t: t, url: url, client: client}
	f.alice = w.AddUser(sandbox.User{ID: "U1", Name: "alice", Email: "alice@example.com", Locale: "fr-FR"}).ID
	f.bob = w.AddUser(sandbox.User{ID: "U2", Name: "bob"}).ID
	f.general = w.AddChannel(sandbox.Channel{
		ID: "C1", Name: "general", Members: []string{"U1", "U2", "U0SANDBOX"},
	}).ID
	return f
}

func ctx(t testing.TB) context.Context {
	t.Helper()
	c, cancel := context.WithTimeout(t.Context(), time.Hour)

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
	resp, err := f.client.Do(req)
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
	t      testing.TB
	conn   *websocket.Conn
	hello  object
	frames chan object   // what arrives
	closed chan struct{} // closed when the connection is
	reason error         // why, once closed
}

func (f *fixture) dial() *client {
	f.t.Helper()
	answer := f.call("apps.connections.open", nil)
	address, ok := answer["url"].(string)
	if !ok {
		f.t.Fatalf("apps.connections.open = %v", answer)
	}
	conn, _, err := websocket.Dial(ctx(f.t), address, &websocket.DialOptions{
		HTTPClient: f.client,
		HTTPHeader: http.Header{"Origin": {"https://api.slack.com"}},
	})
	if err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { _ = conn.CloseNow() })
	c := &client{t: f.t, conn: conn, frames: make(chan object, 1000), closed: make(chan struct{})}
	go c.receive()
	c.hello = c.read()
	return c
}

// receive reads all the time, so that pings are answered.
func (c *client) receive() {
	defer close(c.closed)
	for {
		_, frame, err := c.conn.Read(c.t.Context())
		if err != nil {
			c.reason = err
			return
		}
		var o object
		if err := json.Unmarshal(frame, &o); err != nil {
			c.reason = err
			return
		}
		c.frames <- o
	}
}

func (c *client) read() object {
	c.t.Helper()
	_, o := readAny(c, c)
	return o
}

// readAny returns the next frame of either connection and who got it.
func readAny(a, b *client) (*client, object) {
	a.t.Helper()
	select {
	case o := <-a.frames:
		return a, o
	case o := <-b.frames:
		return b, o
	case <-ctx(a.t).Done():
		a.t.Fatal("no frame came")
	}
	return nil, nil
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

// pass lets time go by in the bubble.
func pass(d time.Duration) { <-time.After(d) }
