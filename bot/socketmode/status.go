package socketmode

import (
	"sync"
	"sync/atomic"
	"time"
)

// A Status is a client's condition at one instant, for readiness and metrics. Counts
// begin with the client and only grow.
type Status struct {
	Live      int       // sockets in service: hello received, not closing
	DownSince time.Time // since when Live is 0; zero while it is not

	// Problem is the configuration error Slack answered the last open with, nil
	// when that was something else or succeeded.
	Problem *ConfigError

	// LastDisconnect is the reason of the last disconnect notice, such as "warning";
	// empty before the first.
	LastDisconnect string

	// NumConnections is how many sockets Slack counted for the app in its last
	// hello, and Others how many of these were not this client's.
	NumConnections, Others int

	Opens     int64 // calls of apps.connections.open
	Hellos    int64 // connections that came into service
	Envelopes int64 // envelopes read, unknown types included
	Unknown   int64 // envelopes of unknown type, acknowledged empty
	Malformed int64 // frames that were not legible, ignored
	Busy      int64 // envelopes that found every worker taken
	Panics    int64 // panics recovered from handlers
	Acks      int64 // acknowledgements written
	AckErrors int64 // acknowledgements that no socket took
}

// counters are the counts of a Status, kept without a lock.
type counters struct {
	opens, hellos, envelopes, unknown, malformed, busy, panics, acks, ackErrors atomic.Int64
}

// news is the part of a Status that Slack tells.
type news struct {
	mu             sync.Mutex
	problem        *ConfigError
	lastDisconnect string
	connections    int
	others         int
}

// Status returns the client's condition. It may be called at any time, from any
// goroutine.
func (c *Client) Status() Status {
	st := Status{
		Opens:     c.count.opens.Load(),
		Hellos:    c.count.hellos.Load(),
		Envelopes: c.count.envelopes.Load(),
		Unknown:   c.count.unknown.Load(),
		Malformed: c.count.malformed.Load(),
		Busy:      c.count.busy.Load(),
		Panics:    c.count.panics.Load(),
		Acks:      c.count.acks.Load(),
		AckErrors: c.count.ackErrors.Load(),
	}
	c.pool.mu.Lock()
	st.Live, st.DownSince = c.pool.live(), c.pool.down
	c.pool.mu.Unlock()

	c.news.mu.Lock()
	defer c.news.mu.Unlock()
	st.Problem, st.LastDisconnect = c.news.problem, c.news.lastDisconnect
	st.NumConnections, st.Others = c.news.connections, c.news.others
	return st
}

// greeted records a hello, and reports whether Slack counts more foreign sockets
// than at the last one.
func (n *news) greeted(connections, own int) (others int, more bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	others = max(0, connections-own)
	more = others > n.others
	n.problem, n.connections, n.others = nil, connections, others
	return others, more
}

func (n *news) disconnected(reason string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lastDisconnect = reason
}

func (n *news) failed(problem *ConfigError) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.problem = problem
}
