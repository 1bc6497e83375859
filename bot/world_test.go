package bot_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// The people and places of every test here.
const (
	alice     = "U0ALICE"  // reads English
	bruno     = "U0BRUNO"  // reads French
	visitor   = "U0GUEST"  // a guest
	oneRoom   = "U0SINGLE" // a guest of one channel
	stranger  = "U0OTHER"  // of another organisation
	robot     = "U0ROBOT"  // somebody else's bot
	gone      = "U0GONE"   // deactivated
	general   = "C0GENERAL"
	mixed     = "C0MIXED"  // with a guest
	connected = "C0SHARED" // with another organisation
	tierbot   = "U0SANDBOX"
)

// scopes are all that the bot asks for, as its manifest has it.
var scopes = []string{
	"app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read",
	"im:history", "im:write", "usergroups:read", "users:read", "users:read.email",
}

// A world is a workspace with the bot in it, connected through pipes, so that it can
// live in a bubble of its own time.
type world struct {
	*sandbox.Workspace
	t      *testing.T
	bot    *bot.Bot
	logs   *buffer
	access bot.Access
	detour atomic.Pointer[detour]
	quit   func() // ends the bot and waits for it
	stop   func() // ends everything
}

// answers is a Commands of one function, which knows no form and no manager's command.
type answers func(ctx context.Context, req commands.Request) (commands.Reply, error)

func (f answers) Do(ctx context.Context, req commands.Request) (commands.Reply, error) {
	return f(ctx, req)
}

func (answers) Needs(string, string) commands.Access { return commands.Reader }

func (answers) Compose(string, commands.Values, string) string { return "" }

func (answers) Redraw(context.Context, commands.Request, string, commands.Values, string) (*commands.Form, error) {
	return nil, nil
}

func (answers) Suggest(context.Context, commands.Request, string) ([]commands.Choice, error) {
	return nil, nil
}

func (f answers) Home(ctx context.Context, req commands.Request) (commands.Reply, error) {
	return f(ctx, req)
}

func (answers) Changes(string, string) bool { return false }

func (answers) Quote(context.Context, commands.Request, string, string) (commands.Reply, error) {
	return commands.Reply{}, nil
}

// open makes a world in which the bot answers with do, and waits until it is
// connected. It ends with the test, or with stop.
func open(t *testing.T, do answers, change ...func(*bot.Options)) *world {
	t.Helper()
	w := &world{Workspace: sandbox.New(sandbox.Options{
		RateLimits: true,
		App:        sandbox.App{Scopes: scopes, Events: []string{"app_home_opened", "app_mention", "message.im", "user_change"}},
	}), t: t, logs: new(buffer)}
	w.populate()
	pipes := newPipes()
	server := &http.Server{Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if d := w.detour.Load(); d == nil || !(*d)(rw, r) {
			w.ServeHTTP(rw, r)
		}
	})}
	var running sync.WaitGroup
	running.Go(func() { _ = server.Serve(pipes) })

	w.access = bot.Access{
		AppToken: "xapp-sandbox", BotToken: "xoxb-sandbox", APIURL: "http://slack.test/api", Dial: pipes.dial,
	}
	identity, err := bot.Identify(t.Context(), w.access)
	if err != nil {
		t.Fatal(err)
	}
	options := bot.Options{
		Access: w.access, Identity: identity, Commands: do,
		Now: func() time.Time { return time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC) },
		Log: slog.New(slog.NewJSONHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, f := range change {
		f(&options)
	}
	w.bot = bot.New(options)
	ctx, cancel := context.WithCancel(context.Background())
	var answering sync.WaitGroup
	answering.Go(func() {
		if err := w.bot.Run(ctx); err != nil {
			t.Errorf("run: %v", err)
		}
	})
	w.quit = func() {
		cancel()
		answering.Wait()
	}
	w.stop = sync.OnceFunc(func() {
		w.quit()
		w.Close()
		_ = server.Close()
		running.Wait()
	})
	t.Cleanup(w.stop)
	if err := w.Connected(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	return w
}

// A detour answers a request in place of the workspace, and reports whether it did.
type detour func(rw http.ResponseWriter, r *http.Request) bool

// intercept lets a detour answer from now on.
func (w *world) intercept(d detour) { w.detour.Store(&d) }

func (w *world) populate() {
	for _, u := range []sandbox.User{
		{ID: alice, Name: "alice", Email: "alice@example.com"},
		{ID: bruno, Name: "bruno", Locale: "fr-FR"},
		{ID: visitor, Name: "visitor", Restricted: true},
		{ID: oneRoom, Name: "single", UltraRestricted: true},
		{ID: stranger, Name: "stranger", Team: "T0ELSEWHERE"},
		{ID: robot, Name: "robot", Bot: true},
		{ID: gone, Name: "gone", Deleted: true},
		{ID: manager, Name: "manager", Email: "manager@example.com"},
	} {
		w.AddUser(u)
	}
	everybody := []string{alice, bruno, visitor, oneRoom, stranger, robot, gone, manager, tierbot}
	w.AddChannel(sandbox.Channel{ID: general, Name: "general", Members: []string{alice, bruno, manager, tierbot}})
	w.AddUserGroup(sandbox.UserGroup{ID: managers, Handle: "managers", Users: []string{manager}})
	w.AddChannel(sandbox.Channel{ID: mixed, Name: "mixed", Members: everybody})
	w.AddChannel(sandbox.Channel{ID: connected, Name: "connected", Shared: true, Members: []string{alice, bruno, manager, tierbot}})
}

// behaved fails the test when the bot broke one of Slack's rules.
func (w *world) behaved() {
	w.t.Helper()
	for _, v := range w.Violations() {
		w.t.Errorf("broke a rule: %v", v)
	}
}

// answer waits for the answer to what somebody did.
func (w *world) answer(x *sandbox.Exchange) sandbox.Message {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Minute)
	defer cancel()
	m, err := x.Answer(ctx)
	if err != nil {
		w.t.Fatalf("no answer: %v\n%s", err, w.logs)
	}
	return m
}

// acked waits for the acknowledgement of what somebody did.
func (w *world) acked(x *sandbox.Exchange) sandbox.Ack {
	w.t.Helper()
	a, err := x.Acked(w.t.Context())
	if err != nil {
		w.t.Fatalf("not acknowledged: %v\n%s", err, w.logs)
	}
	return a
}

// call asks the Web API as the app does, past the bot.
func (w *world) call(method, body string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.access.APIURL+"/"+method, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+w.access.BotToken)
	client := http.Client{Transport: &http.Transport{DialContext: w.access.Dial, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	if said, err := io.ReadAll(resp.Body); err != nil || !bytes.Contains(said, []byte(`"ok":true`)) {
		w.t.Fatalf("%s: %s, %v", method, said, err)
	}
}

// pass lets time go by in the bubble.
func (w *world) pass(d string) {
	w.t.Helper()
	duration, err := time.ParseDuration(d)
	if err != nil {
		w.t.Fatal(err)
	}
	<-time.After(duration)
}

// says fails the test when a message lacks one of the texts.
func (w *world) says(m sandbox.Message, texts ...string) {
	w.t.Helper()
	for _, text := range texts {
		if !strings.Contains(m.Plain(), text) {
			w.t.Errorf("%q is not in the message:\n%s", text, m.Plain())
		}
	}
}

// one returns a card like that of a partner.
func one(name string) commands.Reply {
	return commands.Reply{
		Title: name + " · Enterprise · in grace",
		Parts: []commands.Part{
			commands.Paragraph{Text: commands.Text{{Text: "227 days left", Strong: true}, {Text: " - until Thursday 14 January 2010"}}},
			commands.Checklist{
				{Mark: commands.Missing, Label: "VTSP", Amount: "1 of 2", Note: "half a day online, free"},
				{Mark: commands.Met, Label: "Revenue", Amount: "$12,000 of $10,000"},
			},
		},
		Actions: []commands.Action{
			{Label: "Missing", Command: `/missing id:"acme"`, Primary: true},
			{Label: "Refresh", Command: `/tier id:"acme"`, Effect: commands.Replace},
			{Label: "Share in channel", Command: `/tier id:"acme"`, Effect: commands.Share},
		},
		Foot: []commands.Text{{{Text: "As of 1 June 2009"}}, {{Text: "VTSP reported by "}, {Person: bruno}, {Text: " on 12 May"}}},
	}
}

// echo answers every request with a card titled with the command line.
func echo(_ context.Context, req commands.Request) (commands.Reply, error) {
	return one(req.Command + " " + req.Text), nil
}

// pipes is a listener whose connections are pipes in memory.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.closed:
		return nil, &net.OpError{Op: "dial", Net: "pipe", Err: errors.New("connection refused")}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// buffer is a log that may be read while it is written.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
