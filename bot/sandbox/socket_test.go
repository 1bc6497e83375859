package sandbox_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestHello(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.dial()
	hello := f.dial().hello
	want := object{
		"type": "hello", "num_connections": 2.0,
		"debug_info": object{
			"host": "applink-1", "build_number": 14.0, "approximate_connection_time": 18060.0,
		},
		"connection_info": object{"app_id": "A0SANDBOX"},
	}
	if diff := cmp.Diff(want, hello); diff != "" {
		t.Error(diff)
	}
}

func TestTicketIsGoodForOneConnection(t *testing.T) {
	f := open(t, sandbox.Options{Timing: sandbox.Timing{Ticket: time.Hour}})
	address, _ := f.call("apps.connections.open", nil)["url"].(string)
	conn, _, err := websocket.Dial(ctx(t), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.CloseNow() }()
	if _, resp, err := websocket.Dial(ctx(t), address, nil); err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("the second use: %v", err)
	}
}

func TestTicketExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		address, _ := f.call("apps.connections.open", nil)["url"].(string)
		pass(31 * time.Second)
		_, resp, err := websocket.Dial(ctx(t), address, &websocket.DialOptions{HTTPClient: f.client})
		if err == nil || resp.StatusCode != http.StatusForbidden {
			t.Errorf("after half a minute: %v", err)
		}
	})
}

func TestEleventhConnectionIsSentAway(t *testing.T) {
	f := open(t, sandbox.Options{})
	for range 10 {
		f.dial()
	}
	if got := f.dial().hello["reason"]; got != sandbox.TooManyWebsockets {
		t.Errorf("the eleventh is told %v", got)
	}
}

func TestEnvelopesTakeTurns(t *testing.T) {
	f := open(t, sandbox.Options{})
	one, two := f.dial(), f.dial()
	x, y := f.Command(f.alice, f.general, "/a"), f.Command(f.alice, f.general, "/b")
	first, second := one.read(), two.read()
	if first["envelope_id"] == second["envelope_id"] {
		t.Error("both got the same envelope")
	}
	// An ack counts on any connection.
	one.ack(second, nil)
	two.ack(first, nil)
	for _, x := range []*sandbox.Exchange{x, y} {
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	}
}

func TestDisconnect(t *testing.T) {
	for _, reason := range []string{sandbox.Warning, sandbox.RefreshRequested, sandbox.LinkDisabled} {
		t.Run(reason, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := openInBubble(t, sandbox.Options{})
				bot := f.dial()
				f.Disconnect(reason)
				if got := bot.read(); got["type"] != "disconnect" || got["reason"] != reason {
					t.Fatalf("read %v", got)
				}
				start := time.Now()
				<-bot.closed
				if got := websocket.CloseStatus(bot.reason); got != websocket.StatusNormalClosure {
					t.Errorf("closed with %v", bot.reason)
				}
				want := 10 * time.Second
				if reason == sandbox.LinkDisabled {
					want = 0
				}
				if got := time.Since(start); got != want {
					t.Errorf("closed after %v, want %v", got, want)
				}
			})
		})
	}
}

func TestWarnedConnectionStillGetsEnvelopes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		bot := f.dial()
		f.Disconnect(sandbox.Warning)
		bot.read()
		x := f.Command(f.alice, f.general, "/tier")
		bot.ack(bot.read(), nil)
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	})
}

func TestPings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		pings := make(chan time.Time, 100)
		address, _ := f.call("apps.connections.open", nil)["url"].(string)
		conn, _, err := websocket.Dial(ctx(t), address, &websocket.DialOptions{
			HTTPClient: f.client,
			OnPingReceived: func(_ context.Context, _ []byte) bool {
				pings <- time.Now()
				return true
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := conn.Read(ctx(t)); err != nil { // hello
			t.Fatal(err)
		}
		conn.CloseRead(ctx(t))
		start := time.Now()
		for i := range 3 {
			if got, want := (<-pings).Sub(start), time.Duration(i+1)*9*time.Second; got != want {
				t.Errorf("ping %d after %v, want %v", i, got, want)
			}
		}
		f.HalfOpen()
		pass(time.Minute)
		if len(pings) != 0 {
			t.Error("a half-open connection pings")
		}
		_ = conn.CloseNow()
	})
}

func TestHalfOpenLosesWhatIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		f.dial()
		f.HalfOpen()
		_, err := f.Command(f.alice, f.general, "/tier").Acked(ctx(t))
		if err == nil {
			t.Error("a dead connection acked")
		}
		if len(f.Sockets()) != 1 {
			t.Error("a half-open connection does not look open")
		}
	})
}

func TestAckOverTheLimitIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, size := range []int{20<<10 - 1, 20 << 10} {
			f := openInBubble(t, sandbox.Options{})
			bot := f.dial()
			x := f.Command(f.alice, f.general, "/tier")
			env := bot.read()
			frame := `{"envelope_id":"` + env["envelope_id"].(string) + `"` // padded with spaces
			frame += strings.Repeat(" ", size-1-len(frame))
			if err := bot.conn.Write(ctx(t), websocket.MessageText, []byte(frame+"}")); err != nil {
				t.Fatal(err)
			}
			_, err := x.Acked(ctx(t))
			if small := size < 20<<10; (err == nil) != small {
				t.Errorf("an ack of %d bytes: %v", size, err)
			}
			if err != nil {
				if diff := cmp.Diff([]string{"ack_too_large"}, rules(f.Workspace)); diff != "" {
					t.Error(diff)
				}
			}
		}
	})
}

func TestCloseEndsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		f.dial()
		f.dial()
		f.Disconnect(sandbox.Warning, f.Sockets()[0])
		f.Say(f.alice, f.DM(f.alice), "hello")
		x := f.Command(f.alice, f.general, "/tier")
		f.Close()
		if _, err := x.Acked(ctx(t)); err == nil {
			t.Error("a command outlives the workspace")
		}
		// The bubble fails if anything is left running.
	})
}
