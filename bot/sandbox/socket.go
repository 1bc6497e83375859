package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// socket is one Socket Mode connection.
type socket struct {
	id   string
	conn *websocket.Conn
	out  chan []byte // frames to write; nil asks for a close
	gone chan struct{}
	once sync.Once
	why  string // it was cut; set before gone is closed

	closing bool // guarded by sockets.mu: Slack closes it and routes nothing to it

	// halfOpen makes a socket that looks alive to Slack and is dead: nothing
	// goes out and what comes in is not heard.
	halfOpen atomic.Bool
}

// queued is how many frames may wait for a client that does not read.
const queued = 4096

// cut ends the connection without a close frame.
func (s *socket) cut(why string) {
	s.once.Do(func() {
		s.why = why
		close(s.gone)
		_ = s.conn.CloseNow()
	})
}

// send queues a frame. A client that lets thousands wait is cut.
func (s *socket) send(frame []byte) {
	if s.halfOpen.Load() {
		return
	}
	select {
	case s.out <- frame:
	default:
		go s.cut("the app did not read")
	}
}

func (w *Workspace) serveLink(rw http.ResponseWriter, r *http.Request) {
	if !w.life.enter() {
		http.Error(rw, "closed", http.StatusServiceUnavailable)
		return
	}
	defer w.life.leave()
	if !w.redeem(r.URL.Query().Get("ticket")) {
		w.violate("ticket", "a Socket Mode URL was used twice or too late")
		http.Error(rw, "invalid ticket", http.StatusForbidden)
		return
	}
	s := &socket{out: make(chan []byte, queued), gone: make(chan struct{})}
	conn, err := websocket.Accept(rw, r, &websocket.AcceptOptions{
		InsecureSkipVerify: true, // Slack takes any Origin here
		OnPingReceived:     func(context.Context, []byte) bool { return !s.halfOpen.Load() },
	})
	if err != nil {
		w.opts.Logger.Info("accept a socket", "error", err)
		return
	}
	conn.SetReadLimit(1 << 20)
	s.conn = conn
	w.talk(s)
}

// talk serves a socket until it ends.
func (w *Workspace) talk(s *socket) {
	count, ok := w.sockets.add(s)
	w.note(Entry{Kind: "socket", Name: "open", ID: s.id})
	w.life.spawn(func() { s.write() })
	defer s.cut("")
	select {
	case <-w.life.over: // Close did not see this one
		s.cut("the workspace is closed")
	default:
	}
	if !ok {
		s.send(disconnectFrame(TooManyWebsockets))
		w.part(s, 0)
	} else {
		s.send(w.hello(count))
		w.life.spawn(func() { s.ping(w.opts.Timing.Ping) })
		expiry := time.AfterFunc(w.opts.Timing.Connection, func() { w.retire(s, RefreshRequested) })
		defer expiry.Stop()
	}
	for {
		_, frame, err := s.conn.Read(context.Background())
		if err != nil {
			break
		}
		if !s.halfOpen.Load() {
			w.receive(s, frame)
		}
	}
	w.note(Entry{Kind: "socket", Name: "close", ID: s.id, Detail: w.sockets.whose(s)})
	w.sockets.remove(s)
	if s.halfOpen.Load() {
		w.tellTrouble()
	}
}

func (s *socket) write() {
	for {
		select {
		case frame := <-s.out:
			if frame == nil {
				_ = s.conn.Close(websocket.StatusNormalClosure, "")
				return
			}
			if err := s.conn.Write(context.Background(), websocket.MessageText, frame); err != nil {
				return
			}
		case <-s.gone:
			return
		}
	}
}

// ping keeps a healthy client's watchdog quiet. A client that does not answer
// for three rounds is cut.
func (s *socket) ping(every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-s.gone:
			return
		}
		if s.halfOpen.Load() {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), 3*every)
		err := s.conn.Ping(ctx)
		cancel()
		if err != nil {
			s.cut("the app did not answer pings")
			return
		}
	}
}

func (w *Workspace) hello(count int) []byte {
	frame, _ := json.Marshal(map[string]any{
		"type":            "hello",
		"num_connections": count,
		"debug_info": map[string]any{
			"host": "applink-1", "build_number": 14,
			"approximate_connection_time": int(w.opts.Timing.Connection.Seconds()),
		},
		"connection_info": map[string]any{"app_id": w.opts.App.ID},
	})
	return frame
}

// redeem takes a ticket, which is good for one connection.
func (w *Workspace) redeem(ticket string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	expires, ok := w.tickets[ticket]
	delete(w.tickets, ticket)
	return ok && time.Now().Before(expires)
}

// ticket makes a ticket and forgets those that nobody took. The caller holds
// w.mu.
func (w *Workspace) ticket() string {
	now := time.Now()
	for t, expires := range w.tickets {
		if now.After(expires) {
			delete(w.tickets, t)
		}
	}
	t := fmt.Sprintf("%s-%s", w.nextID("T"), token())
	w.tickets[t] = now.Add(w.opts.Timing.Ticket)
	return t
}
