package main

import (
	"context"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// sluggish is how long a slow Redis takes for an answer: longer than a person notices, and
// within what the bot grants it.
const sluggish = 700 * time.Millisecond

// A line is how the store reaches Redis. While one watches it can be made slow, or cut; the
// Redis at its end notices neither.
type line struct {
	dial func(ctx context.Context, network, address string) (net.Conn, error)

	mu    sync.Mutex
	slow  bool
	cut   bool
	conns map[*lineConn]struct{}
}

// newLine is a line that is in order.
func newLine() *line {
	return &line{dial: new(net.Dialer).DialContext, conns: make(map[*lineConn]struct{})}
}

// connect makes a connection over the line. Over a cut one it is refused, as by a machine
// on which no Redis runs.
func (l *line) connect(ctx context.Context, network, address string) (net.Conn, error) {
	if l.isCut() {
		return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
	}
	conn, err := l.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c := &lineConn{Conn: conn, line: l, closed: make(chan struct{})}
	l.mu.Lock()
	l.conns[c] = struct{}{}
	cut := l.cut
	l.mu.Unlock()
	if cut { // meanwhile
		c.Close()
	}
	return c, nil
}

func (l *line) isCut() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cut
}

func (l *line) isSlow() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.slow
}

func (l *line) setSlow(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.slow = on
}

// setCut drops every connection and lets nobody connect, until it is mended.
func (l *line) setCut(on bool) {
	l.mu.Lock()
	l.cut = on
	var dropped []*lineConn
	for c := range l.conns {
		dropped = append(dropped, c)
	}
	l.mu.Unlock()
	if !on {
		return
	}
	for _, c := range dropped {
		c.Close()
	}
}

// mend ends all trouble with the line.
func (l *line) mend() {
	l.setCut(false)
	l.setSlow(false)
}

// troubles are the line's buttons in the inspector.
func (l *line) troubles() []sandbox.Trouble {
	return []sandbox.Trouble{
		{Name: "Slow Redis", Says: "Every answer of Redis takes 700 ms longer.", On: l.isSlow, Switch: l.setSlow},
		{Name: "Stop Redis", Says: "Connections to Redis are dropped, and new ones refused.", On: l.isCut, Switch: l.setCut},
	}
}

// lineConn is a connection over a line. What has been asked is answered late while the line
// is slow; its deadlines hold all the same.
type lineConn struct {
	net.Conn
	line   *line
	closed chan struct{}
	once   sync.Once

	mu       sync.Mutex
	asked    time.Time // when something was asked that has not begun to be answered; zero: nothing
	deadline time.Time // of a Read
}

func (c *lineConn) Write(p []byte) (int, error) {
	c.mu.Lock()
	c.asked = time.Now()
	c.mu.Unlock()
	return c.Conn.Write(p)
}

func (c *lineConn) Read(p []byte) (int, error) {
	if err := c.dawdle(); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

// dawdle waits until an answer may come.
func (c *lineConn) dawdle() error {
	c.mu.Lock()
	asked, deadline := c.asked, c.deadline
	c.asked = time.Time{}
	c.mu.Unlock()
	if asked.IsZero() || !c.line.isSlow() {
		return nil
	}
	until, late := asked.Add(sluggish), error(nil)
	if !deadline.IsZero() && deadline.Before(until) {
		until, late = deadline, os.ErrDeadlineExceeded
	}
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case <-timer.C:
		return late
	case <-c.closed:
		return net.ErrClosed
	}
}

func (c *lineConn) SetDeadline(t time.Time) error {
	c.note(t)
	return c.Conn.SetDeadline(t)
}

func (c *lineConn) SetReadDeadline(t time.Time) error {
	c.note(t)
	return c.Conn.SetReadDeadline(t)
}

func (c *lineConn) note(deadline time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadline = deadline
}

func (c *lineConn) Close() error {
	c.once.Do(func() {
		close(c.closed)
		c.line.mu.Lock()
		delete(c.line.conns, c)
		c.line.mu.Unlock()
	})
	return c.Conn.Close()
}
