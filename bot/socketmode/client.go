package socketmode

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// ErrUnfinished ends [Client.Run] when handlers were still running after
// Options.Drain and did not heed their context either.
var ErrUnfinished = errors.New("handlers did not finish")

// A Handler deals with one envelope. It runs in its own goroutine, and should
// acknowledge within three seconds of Envelope.Received. The context is not
// cancelled when the client's ends, but Options.Drain later. A panic is recovered;
// what was not acknowledged by then never is.
type Handler func(ctx context.Context, e *Envelope)

// Options say how a [Client] works. Open and Handle are required.
type Options struct {
	// Open returns a fresh connection address from apps.connections.open. It
	// returns a *ConfigError when a person has to mend something first, and a
	// *slack.RateLimitedError when Slack wants a pause, of 0 when Slack does not
	// say how long; any other error is taken to pass by itself. Its context ends
	// after ten seconds.
	Open func(ctx context.Context) (url string, err error)

	// Handle receives every envelope of a known type.
	Handle Handler

	// Busy receives, in place of Handle, the envelopes that find every worker
	// taken; it should acknowledge commands with a word of apology and be quick. It
	// is not called for more than 64 envelopes at once. Nil, and those above 64,
	// leave the envelope without acknowledgement: Slack will redeliver an event.
	Busy Handler

	Connections int           // sockets in normal rotation; 0 means 2
	Workers     int           // handlers at once; 0 means 512
	Drain       time.Duration // time to finish after Run's context ends; 0 means 10 seconds

	// Dial opens the network connections. Nil means TCP, by the environment's
	// proxy when it names one.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	Log *slog.Logger // nil discards
}

// A Client holds the Socket Mode connections of one app token.
type Client struct {
	options Options
	dialer  *websocket.Dialer

	pool     *pool
	gate     gate
	count    counters
	news     news
	stopping chan struct{} // closed when no new socket will be opened

	workers chan struct{} // one token for each running handler
	regrets chan struct{} // one token for each running Busy
	running sync.WaitGroup
	pending tally // envelopes being handled and not yet acknowledged
}

// New returns a client, to be run once.
func New(o Options) *Client {
	o.Connections = orDefault(o.Connections, 2)
	o.Workers = orDefault(o.Workers, 512)
	o.Drain = orDefault(o.Drain, 10*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Client{
		options:  o,
		dialer:   dialer(o.Dial),
		pool:     newPool(2*o.Connections, time.Now()),
		stopping: make(chan struct{}),
		workers:  make(chan struct{}, o.Workers),
		regrets:  make(chan struct{}, 64),
		pending:  newTally(),
	}
}

func orDefault[T int | time.Duration](v, def T) T {
	if v <= 0 {
		return def
	}
	return v
}

// dialer opens websockets. Its write buffer holds the largest acknowledgement, which
// Slack wants in one frame.
func dialer(dial func(ctx context.Context, network, address string) (net.Conn, error)) *websocket.Dialer {
	d := &websocket.Dialer{HandshakeTimeout: patience, WriteBufferSize: 32 << 10, NetDialContext: dial}
	if dial == nil {
		d.Proxy = http.ProxyFromEnvironment
	}
	return d
}

// Run keeps the connections until ctx ends; it then closes them in order, lets the
// running handlers finish within Options.Drain, and returns nil. It returns a
// [*ConfigError] when Slack refuses the app before it ever said hello, and an error
// that is [ErrUnfinished] when handlers had to be left behind.
func (c *Client) Run(ctx context.Context) error {
	if c.options.Open == nil || c.options.Handle == nil {
		return errors.New("run socket mode: Open and Handle are required")
	}
	slots, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	work, cancelWork := context.WithCancel(context.WithoutCancel(ctx))
	defer cancelWork()

	var keepers sync.WaitGroup
	for i := range c.options.Connections {
		keepers.Go(func() {
			if !pause(slots, time.Duration(i)*stagger) {
				return
			}
			if err := c.keep(slots, work); err != nil {
				stop(fmt.Errorf("connect to slack: %w", err))
			}
		})
	}
	keepers.Wait()

	fatal := context.Cause(slots)
	if ctx.Err() != nil {
		fatal = nil
	}
	return errors.Join(fatal, c.shutdown(work, cancelWork))
}

// shutdown closes the sockets and waits for the handlers. The last socket is kept
// until everything is acknowledged, so that there is one to acknowledge on.
func (c *Client) shutdown(work context.Context, cancelWork context.CancelFunc) error {
	limit, cancel := context.WithTimeout(work, c.options.Drain)
	defer cancel()
	sockets := c.pool.snapshot()
	for _, s := range sockets[:max(0, len(sockets)-1)] {
		s.retire()
	}
	for i, s := range sockets {
		if i == len(sockets)-1 {
			c.pending.wait(limit, ackWindow)
			s.retire()
		}
		select {
		case <-s.done:
		case <-limit.Done():
			s.conn.Close()
			<-s.done
		}
	}
	close(c.stopping)
	return c.finish(limit, cancelWork)
}

// finish waits for the handlers until limit is over, then cancels their context and
// gives those who heed it a last second.
func (c *Client) finish(limit context.Context, cancelWork context.CancelFunc) error {
	idle := make(chan struct{})
	go func() {
		c.running.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-limit.Done():
	}
	cancelWork()
	last := time.NewTimer(time.Second)
	defer last.Stop()
	select {
	case <-idle:
		return nil
	case <-last.C:
		return fmt.Errorf("drain socket mode: %w: %d left", ErrUnfinished, len(c.workers))
	}
}
