package socketmode

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// BenchmarkEnvelopeToAck measures one envelope's way over loopback TCP: written by
// the server, handled, acknowledged, read by the server; one at a time.
func BenchmarkEnvelopeToAck(b *testing.B) {
	lines := make(chan *websocket.Conn)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","num_connections":1}`))
		lines <- conn
	}))
	defer server.Close()

	client := New(Options{
		Connections: 1,
		Open:        func(context.Context) (string, error) { return "ws" + strings.TrimPrefix(server.URL, "http"), nil },
		Handle:      func(_ context.Context, e *Envelope) { e.Ack(map[string]string{"text": "ok"}) },
	})
	ctx, stop := context.WithCancel(b.Context())
	ended := make(chan error)
	go func() { ended <- client.Run(ctx) }()
	conn := <-lines
	text := strings.Repeat("x", 600) // with the rest, about what a slash command has

	b.ReportAllocs()
	for i := range b.N {
		command := fmt.Appendf(nil, `{"envelope_id":"%d","type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/tier","text":%q}}`, i, text)
		if err := conn.WriteMessage(websocket.TextMessage, command); err != nil {
			b.Fatal(err)
		}
		if _, _, err := conn.ReadMessage(); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	stop()
	conn.ReadMessage() // the close frame
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}
