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

	// Others is how many sockets Slack counted for the app in its last hello beside
	// this client's: those of other replicas, or of another program.
	Others int

	Opens     int64 // calls of apps.connections.open
	Hellos    int64 // connections that came into service
	Envelopes int64 // envelopes read, unknown types included
	Unknown   int64 // envelopes of unknown type, acknowledged empty
	Malformed int64 // frames that were not legible, ignored
	Busy      int64 // envelopes that found every worker taken
	Panics    int64 // panics recovered from handlers
	AckErrors int64 // acknowledgements that no socket took
}

// counters are the counts of a Status, kept without a lock.
type counters struct {
	opens, hellos, envelopes, unknown, malformed, busy, panics, ackErrors atomic.Int64
}

// news is the part of a Status that Slack tells.
type news struct {
	mu      sync.Mutex
	problem *ConfigError
	others  int
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
		AckErrors: c.count.ackErrors.Load(),
	}
	c.pool.mu.Lock()
	st.Live, st.DownSince = c.pool.live(), c.pool.down
	c.pool.mu.Unlock()

	c.news.mu.Lock()
	defer c.news.mu.Unlock()
	st.Problem, st.Others = c.news.problem, c.news.others
	return st
}

// greeted records a hello.
func (n *news) greeted(connections, own int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.problem, n.others = nil, max(0, connections-own)
}

func (n *news) failed(problem *ConfigError) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.problem = problem
}
