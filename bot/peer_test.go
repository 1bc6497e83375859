package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/tierbot/tierbot/bot"
)

// A peer is as little of Slack as can send the bot any frame and count what comes back.
// The workspace of the other tests reads what it sends, and so sends less.
type peer struct {
	t      *testing.T
	pipes  *pipes
	socket chan *websocket.Conn
	logs   *buffer

	mu   sync.Mutex
	acks map[string]int  // by envelope
	sent strings.Builder // everything that the bot has sent
}

// meet connects a bot with a peer, until stop.
func meet(t *testing.T, d *office) (p *peer, stop func()) {
	t.Helper()
	p = &peer{t: t, pipes: newPipes(), socket: make(chan *websocket.Conn, 1), logs: new(buffer), acks: make(map[string]int)}
	server := &http.Server{Handler: p}
	var running sync.WaitGroup
	running.Go(func() { _ = server.Serve(p.pipes) })
	b := bot.New(bot.Options{
		Access:   bot.Access{AppToken: "xapp-peer", BotToken: "xoxb-peer", APIURL: "http://slack.test/api", Dial: p.pipes.dial},
		Identity: bot.Identity{Team: "T0SANDBOX", User: tierbot, URL: "https://sandbox.slack.com/"},
		Commands: d, Managers: []string{manager, managers}, Connections: 1,
		Log: slog.New(slog.NewJSONHandler(p.logs, nil)),
	})
	ctx, cancel := context.WithCancel(context.Background())
	running.Go(func() { _ = b.Run(ctx) })
	return p, func() {
		cancel()
		_ = server.Close()
		running.Wait()
	}
}

// ServeHTTP opens the socket and takes every call.
func (p *peer) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/link" {
		upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
		if conn, err := upgrader.Upgrade(rw, r, nil); err == nil {
			p.listen(conn)
		}
		return
	}
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	fmt.Fprintln(&p.sent, r.URL.Path, string(body))
	p.mu.Unlock()
	switch method := strings.TrimPrefix(r.URL.Path, "/api/"); method {
	case "apps.connections.open":
		io.WriteString(rw, `{"ok":true,"url":"ws://slack.test/link"}`)
	case "users.info":
		fmt.Fprintf(rw, `{"ok":true,"user":%s}`, userNamed(string(body)))
	default:
		io.WriteString(rw, `{"ok":true,"ts":"1.1","channel":{"id":"D0PEER"},"users":["U0MANAGER"],"view":{"id":"V1"}}`)
	}
}

// userNamed is what Slack says of somebody: two are members, the others are not.
func userNamed(body string) string {
	for _, id := range []string{alice, manager} {
		if strings.Contains(body, "user="+id) && !strings.Contains(body, "user="+id+"%") {
			return `{"id":"` + id + `","team_id":"T0SANDBOX"}`
		}
	}
	return `{"id":"` + stranger + `","team_id":"T0ELSEWHERE"}`
}

// listen counts acknowledgements until the socket ends.
func (p *peer) listen(conn *websocket.Conn) {
	_ = conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","num_connections":1}`))
	select {
	case p.socket <- conn:
	default:
	}
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			ID string `json:"envelope_id"`
		}
		if json.Unmarshal(data, &ack) == nil {
			p.mu.Lock()
			p.acks[ack.ID]++
			fmt.Fprintln(&p.sent, string(data))
			p.mu.Unlock()
		}
	}
}

// deliver sends an envelope and waits until all that comes of it has come.
func (p *peer) deliver(id, kind string, payload []byte) {
	conn := <-p.socket
	frame := fmt.Sprintf(`{"envelope_id":%q,"type":%q,"payload":%s}`, id, kind, payload)
	if err := conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
		p.t.Errorf("deliver: %v", err)
	}
	<-time.After(25 * time.Second)
}
