package socketmode

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// A fake is Slack's side of Socket Mode over in-memory connections, so that a whole
// conversation runs inside one synctest bubble. The bubble fails the test when any
// goroutine is left at its end: every test here is also a test for leaks.
type fake struct {
	delay    time.Duration        // of apps.connections.open
	err      func(open int) error // of the open with that number, counted from 1; nil for none
	greet    func(*line)          // what a new connection hears first; nil: hello, then pings
	farewell func(*line)          // between the client's close frame and the answer to it

	unreachable atomic.Bool // dials fail

	listener pipeListener
	log      *syncBuffer

	mu     sync.Mutex
	opens  []time.Time
	lines  []*line // every connection there ever was
	open   int     // connections now
	most   int     // connections at once, at most
	acks   map[string][]ack
	routed int
}

// An ack is an acknowledgement as the server saw it.
type ack struct {
	line    int // which connection, counted from 0
	payload string
}

// A line is one connection, seen from Slack.
type line struct {
	fake   *fake
	number int
	conn   *websocket.Conn
	over   chan struct{}

	deaf    atomic.Bool   // reads, but answers nothing: a half-open connection
	reading chan struct{} // whoever fills it stalls the reader

	mu      sync.Mutex
	retired bool // gets no new envelopes
}

func newFake(t *testing.T) *fake {
	f := &fake{
		listener: pipeListener{make(chan net.Conn), make(chan struct{})},
		acks:     map[string][]ack{},
		log:      new(syncBuffer),
	}
	server := &http.Server{Handler: f}
	go server.Serve(f.listener)
	t.Cleanup(func() { server.Close() })
	return f
}

// start runs a client against the fake and returns a function that stops it and
// returns Run's error. Options that a test does not set acknowledge everything.
func (f *fake) start(t *testing.T, o Options) (*Client, func() error) {
	t.Helper()
	if o.Open == nil {
		o.Open = f.ticket
	}
	if o.Handle == nil {
		o.Handle = func(_ context.Context, e *Envelope) { e.Ack(nil) }
	}
	o.Dial = f.dial
	o.Log = slog.New(slog.NewTextHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client := New(o)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	var err error
	go func() {
		err = client.Run(ctx)
		close(ended)
	}()
	stop := func() error {
		cancel()
		<-ended
		return err
	}
	t.Cleanup(func() { stop() })
	return client, stop
}

// change alters the fake's behaviour while a client is using it.
func (f *fake) change(alter func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	alter()
}

func (f *fake) ticket(ctx context.Context) (string, error) {
	f.mu.Lock()
	f.opens = append(f.opens, time.Now())
	delay, err := f.delay, error(nil)
	if f.err != nil {
		err = f.err(len(f.opens))
	}
	f.mu.Unlock()
	if !pause(ctx, delay) {
		return "", ctx.Err()
	}
	if err != nil {
		return "", err
	}
	return "ws://slack.test/link?ticket=TICKET-CANARY", nil
}

func (f *fake) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	if f.unreachable.Load() {
		return nil, errors.New("dial wss://slack.test/link?ticket=TICKET-CANARY: refused")
	}
	near, far := net.Pipe()
	select {
	case f.listener.conns <- far:
		return near, nil
	case <-f.listener.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := &line{fake: f, conn: conn, over: make(chan struct{}), reading: make(chan struct{}, 1)}
	f.mu.Lock()
	l.number = len(f.lines)
	f.lines = append(f.lines, l)
	f.open++
	f.most = max(f.most, f.open)
	greet := f.greet
	f.mu.Unlock()
	leave := sync.OnceFunc(func() {
		f.mu.Lock()
		f.open--
		f.mu.Unlock()
	})
	defer func() {
		conn.Close()
		leave()
		close(l.over)
	}()
	reply := conn.CloseHandler()
	conn.SetCloseHandler(func(code int, text string) error {
		leave()
		if f.farewell != nil {
			f.farewell(l)
		}
		return reply(code, text)
	})
	pong := conn.PingHandler()
	conn.SetPingHandler(func(data string) error {
		if l.deaf.Load() {
			return nil
		}
		return pong(data)
	})
	if greet == nil {
		l.hello(1)
		go l.ping()
	} else {
		go greet(l)
	}
	l.read()
}

// read records acknowledgements until the connection ends.
func (l *line) read() {
	for {
		_, data, err := l.conn.ReadMessage()
		if err != nil {
			return
		}
		l.reading <- struct{}{}
		<-l.reading
		var a struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(data, &a) == nil && !l.deaf.Load() {
			l.fake.mu.Lock()
			l.fake.acks[a.EnvelopeID] = append(l.fake.acks[a.EnvelopeID], ack{l.number, string(a.Payload)})
			l.fake.mu.Unlock()
		}
	}
}

// ping keeps the connection warm as Slack does.
func (l *line) ping() {
	tick := time.NewTicker(10 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-l.over:
			return
		case <-tick.C:
			if !l.deaf.Load() {
				l.conn.WriteControl(websocket.PingMessage, []byte("Ping from applink-1"), time.Now().Add(time.Second))
			}
		}
	}
}

// send writes one frame, and reports whether the connection took it.
func (l *line) send(format string, args ...any) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conn.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, format, args...)) == nil
}

func (l *line) hello(connections int) {
	l.send(`{"type":"hello","num_connections":%d,"debug_info":{"host":"applink-1","approximate_connection_time":18060},"connection_info":{"app_id":"A1"}}`, connections)
}

func (l *line) disconnect(reason string) {
	l.send(`{"type":"disconnect","reason":%q,"debug_info":{"host":"applink-1"}}`, reason)
}

func (l *line) command(id string) bool {
	return l.send(`{"envelope_id":%q,"type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/tier","text":"acme PAYLOAD-CANARY","response_url":"https://hooks.slack.test/RESPONSE-CANARY"}}`, id)
}

// close begins a closing handshake, cut ends the connection without one.
func (l *line) close() {
	l.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, "CLOSE-CANARY"), time.Now().Add(time.Second))
}

func (l *line) cut() { l.conn.Close() }

// alive returns the connections that are open.
func (f *fake) alive() []*line {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.lines), func(l *line) bool {
		select {
		case <-l.over:
			return true
		default:
			return false
		}
	})
}

// route sends a command on the next connection that takes it, in turn. It reports
// false when none does.
func (f *fake) route(id string) bool {
	lines := f.alive()
	f.routed++
	for i := range lines {
		l := lines[(f.routed+i)%len(lines)]
		l.mu.Lock()
		retired := l.retired
		l.mu.Unlock()
		if !retired && l.command(id) {
			return true
		}
	}
	return false
}

// stopRouting keeps new envelopes from the connection.
func (l *line) stopRouting() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.retired = true
}

func (f *fake) acksOf(id string) []ack {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.acks[id])
}

// ackedIDs returns every id that has been acknowledged, sorted.
func (f *fake) ackedIDs() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(maps.Keys(f.acks))
}

func (f *fake) openTimes() []time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.opens)
}

func (f *fake) mostOpen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.most
}

// settle lets d of the bubble's time pass, and everything that happens then.
func settle(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// bubble is a test in a bubble with a fake.
func bubble(t *testing.T, test func(t *testing.T, f *fake)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, newFake(t)) })
}

// A pipeListener hands an http.Server the far ends of pipes.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p pipeListener) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipeListener) Close() error {
	close(p.closed)
	return nil
}

func (p pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "slack.test", Net: "pipe"} }

// A syncBuffer collects log lines.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}
