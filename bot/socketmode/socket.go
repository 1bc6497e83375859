package socketmode

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	silence      = 30 * time.Second // without any frame a socket is dead; Slack pings every ten seconds
	pingAfter    = 10 * time.Second // silent for this long, the client pings
	lastCall     = 15 * time.Second // from a disconnect notice to our own close; Slack closes after about ten
	ackWindow    = 2500 * time.Millisecond
	writeTimeout = time.Second     // for one frame
	quietWait    = time.Second     // for a moment with nothing unacknowledged, before a close frame
	closeWait    = 2 * time.Second // for the peer's close frame after ours

	maxFrame    = 4 << 20  // bytes; a longer frame ends the socket
	keepBuffer  = 64 << 10 // bytes; a longer read buffer is not kept for the next frame
	maxNonsense = 10       // illegible frames in a row; one more ends the socket
)

var errGone = errors.New("socket is gone")

// A socket is one connection. Its reader alone reads, and ends it; anyone may send.
type socket struct {
	client *Client
	conn   *websocket.Conn
	phase  phase // guarded by the pool

	greeted chan struct{} // closed on hello, after since is set
	noticed chan struct{} // closed on the disconnect notice, after notice is set
	leave   chan struct{} // closed to ask for an orderly close
	done    chan struct{} // closed when the reader has ended and the pool forgotten the socket
	retire  func()        // closes leave, once
	since   time.Time
	notice  notice

	pings   chan string   // the server's ping to answer; not in the reader, which never writes
	writing chan struct{} // a lock that can be waited for with a timeout
	heard   atomic.Bool   // a frame came since the last look
	carried atomic.Bool   // an envelope came
	pending tally         // of this socket's envelopes

	mu      sync.Mutex
	parting bool // guarded by mu: the read deadline is the close's
}

func newSocket(c *Client, conn *websocket.Conn) *socket {
	s := &socket{
		client:  c,
		conn:    conn,
		greeted: make(chan struct{}),
		noticed: make(chan struct{}),
		leave:   make(chan struct{}),
		done:    make(chan struct{}),
		pings:   make(chan string, 1),
		writing: make(chan struct{}, 1),
		pending: newTally(),
	}
	s.retire = sync.OnceFunc(func() { close(s.leave) })
	conn.SetReadLimit(maxFrame)
	conn.SetPingHandler(func(data string) error {
		s.alive()
		select {
		case s.pings <- data:
		default: // the last one has not been answered yet; one pong will do
		}
		return nil
	})
	conn.SetPongHandler(func(string) error {
		s.alive()
		return nil
	})
	return s
}

// alive puts off the end by silence, unless the socket is being closed.
func (s *socket) alive() {
	s.heard.Store(true)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.parting {
		s.conn.SetReadDeadline(time.Now().Add(silence))
	}
}

// proven reports whether the connection was of use, so that its end is no reason to
// wait before the next.
func (s *socket) proven(now time.Time) bool {
	return s.carried.Load() || !s.since.IsZero() && now.Sub(s.since) >= trial
}

// read hands out frames until the connection ends.
func (s *socket) read(work context.Context) {
	err := s.readFrames(work)
	s.conn.Close()
	s.client.pool.remove(s, time.Now())
	s.client.options.Log.Info("socket closed", "error", describe(err))
	close(s.done)
}

func (s *socket) readFrames(work context.Context) error {
	var buf bytes.Buffer
	nonsense := 0
	for s.alive(); ; s.alive() {
		_, r, err := s.conn.NextReader()
		if err != nil {
			return err
		}
		if buf.Cap() > keepBuffer {
			buf = bytes.Buffer{}
		}
		buf.Reset()
		if _, err := buf.ReadFrom(r); err != nil {
			return err
		}
		if s.client.receive(work, s, buf.Bytes()) {
			nonsense = 0
			continue
		}
		if nonsense++; nonsense > maxNonsense {
			return &openError{"too many illegible frames"}
		}
	}
}

// send writes one text frame within two write timeouts at most. After an error
// nothing more will go out on this socket, unless it was merely contended.
func (s *socket) send(frame []byte) error {
	by := time.Now().Add(writeTimeout)
	if err := s.lock(by); err != nil {
		return err
	}
	defer func() { <-s.writing }()
	s.conn.SetWriteDeadline(by)
	err := s.conn.WriteMessage(websocket.TextMessage, frame)
	if err == nil {
		return nil
	}
	s.client.pool.enter(s, leaving, time.Now())
	if !errors.Is(err, websocket.ErrCloseSent) {
		s.conn.Close()
	}
	return errGone
}

func (s *socket) lock(by time.Time) error {
	select {
	case <-s.done:
		return errGone
	default:
	}
	select {
	case s.writing <- struct{}{}:
		return nil
	default:
	}
	timer := time.NewTimer(time.Until(by))
	defer timer.Stop()
	select {
	case s.writing <- struct{}{}:
		return nil
	case <-s.done:
	case <-timer.C:
	}
	return errGone
}

// attend watches over the socket from its first to its last moment: it answers pings,
// pings into the silence, and closes in good order when asked to or when Slack does
// not close after a notice.
func (s *socket) attend() {
	tick := time.NewTicker(pingAfter)
	defer tick.Stop()
	noticed := s.noticed
	var overdue <-chan time.Time
	for {
		select {
		case <-s.done:
			return
		case data := <-s.pings:
			s.control(websocket.PongMessage, []byte(data))
		case <-tick.C:
			if !s.heard.Swap(false) {
				s.control(websocket.PingMessage, nil)
			}
		case <-noticed:
			noticed = nil
			overdue = time.After(lastCall)
		case <-overdue:
			s.close()
			return
		case <-s.leave:
			s.close()
			return
		}
	}
}

// close sends a close frame at a quiet moment. The reader goes on until the peer's
// own close frame, or the deadline set here.
func (s *socket) close() {
	s.pending.wait(context.Background(), quietWait)
	s.client.pool.enter(s, leaving, time.Now())
	s.mu.Lock()
	s.parting = true
	s.conn.SetReadDeadline(time.Now().Add(closeWait))
	s.mu.Unlock()
	s.control(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
}

// control writes a control frame, and ends a socket that does not take it.
func (s *socket) control(kind int, data []byte) {
	err := s.conn.WriteControl(kind, data, time.Now().Add(writeTimeout))
	if err != nil && !errors.Is(err, websocket.ErrCloseSent) {
		s.conn.Close()
	}
}
