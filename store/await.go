package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Await returns when the audit log has grown past an entry, or after most; at once, with
// its error, when ctx ends or the connection breaks. It holds a connection of its own, and
// costs one command beside connecting. Where Redis knows no blocking reads, as some
// hosted ones, it waits for most.
func (w *Workspace) Await(ctx context.Context, audit int64, most time.Duration) error {
	err := w.await(ctx, audit, most)
	switch {
	case err == nil, errors.Is(err, redis.Nil):
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case redis.HasErrorPrefix(err, "ERR"), redis.HasErrorPrefix(err, "NOPERM"):
		return idle(ctx, most)
	}
	return fmt.Errorf("await changes: %w", err)
}

func (w *Workspace) await(ctx context.Context, audit int64, most time.Duration) error {
	node, err := w.node(ctx)
	if err != nil {
		return err
	}
	var line line
	options := *node.Options()
	// A command sent again would hide that the connection broke, and Redis has perhaps lost
	// something since.
	options.MaxRetries, options.PoolSize, options.MinIdleConns = -1, 1, 0
	options.Dialer = line.dialer(options.Dialer)
	blocking := redis.NewClient(&options)
	defer blocking.Close()
	// go-redis does not end a read when its context does.
	defer context.AfterFunc(ctx, line.cut)()
	return blocking.XRead(ctx, &redis.XReadArgs{
		Streams: []string{w.keys.audit, fmt.Sprintf("%d-0", audit)}, Count: 1, Block: max(most, time.Millisecond),
	}).Err()
}

// idle waits.
func idle(ctx context.Context, most time.Duration) error {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// A line is the connection that a client makes, so that it can be cut.
type line struct {
	mu   sync.Mutex
	conn net.Conn
	off  bool
}

type dialer = func(ctx context.Context, network, addr string) (net.Conn, error)

// dialer dials, unless the line is cut.
func (l *line) dialer(dial dialer) dialer {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.off {
			conn.Close() // given all the same: after an error the client would dial on for a second
		}
		l.conn = conn
		return conn, nil
	}
}

// cut ends what is under way, and lets nothing through any more.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.off = true
	if l.conn != nil {
		l.conn.Close()
	}
}
