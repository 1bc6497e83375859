package socketmode

import (
	"context"
	"time"
)

const (
	stagger  = time.Second      // between the first opens of two slots
	patience = 10 * time.Second // for an address, a handshake, a hello
	trial    = 10 * time.Second // a connection that lived this long has proved itself
)

// keep holds one of the client's connections, replacing it for as long as ctx lives.
// Sockets outlive it: they belong to work. It returns only configuration errors.
func (c *Client) keep(ctx, work context.Context) error {
	var p pace
	for c.gate.pass(ctx, p.next) {
		s, err := c.connect(ctx, work)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			if fatal := c.failed(&p, err); fatal != nil {
				return fatal
			}
		default:
			c.hold(ctx, s, &p)
		}
	}
	return nil
}

// connect opens a socket and waits for its hello.
func (c *Client) connect(ctx, work context.Context) (*socket, error) {
	address, err := c.ticket(ctx)
	if err != nil {
		return nil, err
	}
	s, err := c.dial(ctx, address)
	if err != nil {
		return nil, err
	}
	go s.read(work)
	go s.attend()

	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	select {
	case <-s.greeted:
		return s, nil
	case <-s.noticed:
		return s, nil
	case <-s.done:
		if !s.since.IsZero() || s.notice.reason != "" {
			return s, nil
		}
		return nil, &openError{"connection ended before hello"}
	case <-timeout.C:
		s.conn.Close()
		return nil, &openError{"no hello in time"}
	case <-ctx.Done():
		s.conn.Close()
		<-s.done
		return nil, ctx.Err()
	}
}

// ticket asks for the address of a new connection.
func (c *Client) ticket(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c.count.opens.Add(1)
	address, err := c.options.Open(ctx)
	if err != nil {
		return "", err
	}
	if address == "" {
		return "", &openError{"apps.connections.open gave no address"}
	}
	return address, nil
}

// dial makes a socket once there is room for one.
func (c *Client) dial(ctx context.Context, address string) (*socket, error) {
	if err := c.pool.room(ctx); err != nil {
		return nil, err
	}
	conn, answer, err := c.dialer.DialContext(ctx, address, nil)
	if err != nil {
		c.pool.abandon(time.Now())
		return nil, dialError(err, answer)
	}
	s := newSocket(c, conn)
	c.pool.add(s)
	return s, nil
}

// failed sets the pace after an open that did not succeed. It returns the error when
// that ends the client.
func (c *Client) failed(p *pace, err error) error {
	now, v := time.Now(), judge(err)
	c.news.failed(v.config)
	if v.config != nil && c.count.hellos.Load() == 0 {
		return v.config
	}
	if v.limited {
		c.gate.hold(v.after, now)
	}
	p.fail(v.schedule, now)
	log := c.options.Log.With("retry_in", p.next.Sub(now).Round(time.Millisecond))
	if v.config != nil {
		log.Error("slack refuses the app", "error", v.config.Code, "advice", v.config.Advice)
		return nil
	}
	log.Warn("open socket mode connection", "error", describe(err), "failures", p.failures)
	return nil
}

// hold waits until the socket has to be replaced, and sets the pace for that.
func (c *Client) hold(ctx context.Context, s *socket, p *pace) {
	select {
	case <-s.done:
	case <-s.noticed:
	case <-ctx.Done():
		return
	}
	now := time.Now()
	p.settle(s.proven(now), s.notice.schedule(), now)
	if s.notice.replace() {
		return
	}
	if s.notice.reason == tooMany {
		s.retire()
	}
	select {
	case <-s.done:
	case <-ctx.Done():
	}
}
