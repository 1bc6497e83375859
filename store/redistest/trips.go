package redistest

import (
	"context"
	"net"
	"sync/atomic"
)

// Trips counts round trips: how often a client said something after it had listened. What is
// sent at once is one, however many commands it holds. The zero Trips is ready to use.
type Trips struct{ n atomic.Int64 }

// Count is how many there have been.
func (t *Trips) Count() int { return int(t.n.Load()) }

// Dial makes a connection on which they are counted.
func (t *Trips) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &counted{Conn: conn, trips: t}, nil
}

type counted struct {
	net.Conn
	trips *Trips
	asked atomic.Bool
}

func (c *counted) Write(b []byte) (int, error) {
	if !c.asked.Swap(true) {
		c.trips.n.Add(1)
	}
	return c.Conn.Write(b)
}

func (c *counted) Read(b []byte) (int, error) {
	c.asked.Store(false)
	return c.Conn.Read(b)
}
