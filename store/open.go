package store

import (
	"context"
	"crypto/tls"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
)

// How the connection behaves unless the URL says otherwise. A Redis that refuses
// connections is reported after two short pauses; one that is silent, when the
// caller's context ends.
const (
	// answerTime is how long one command may take: a Redis that answers in two
	// seconds is slow, not gone, and so is its handshake.
	answerTime = 5 * time.Second

	// idleTime is shorter than what hosted servers and address translators grant an
	// idle connection.
	idleTime = 90 * time.Second

	// mapTime is how old a Cluster's map may be. A node that has moved something says so;
	// one that has gone says nothing, and only another map tells who took over.
	mapTime = 3 * time.Second

	// connections is enough for hundreds of people waiting for a slow Redis. They
	// are dialed as needed.
	connections = 256

	retries      = 2
	longestPause = 100 * time.Millisecond

	// buffer is the size in bytes of a connection's buffers, each way. A partner
	// takes half a kilobyte.
	buffer = 8 << 10
)

// Open prepares a connection to the Redis that a URL names:
//
//	redis://user:password@host:6379/0              one server
//	rediss://user:password@host:6379/0             the same over TLS
//	redis+sentinel://user:password@host:26379/0?master_name=main&addr=host2:26379
//	redis+cluster://user:password@host:6379?addr=host2:6379
//
// and rediss+sentinel:// and rediss+cluster:// for TLS. Further parameters are those
// of go-redis, such as read_timeout=3s or pool_size=50; a Sentinel's own password is
// sentinel_password, with sentinel_username beside it.
//
// Only a bad URL is an error, and no error holds a part of the URL that could be a
// password. A Redis that cannot be reached is an error of the calls that need it.
func Open(url string) (*Redis, error) {
	target, err := parseURL(url)
	if err != nil {
		return nil, err
	}
	return &Redis{client: target.connect()}, nil
}

// Through is [Open] for a Redis that is reached in no ordinary way, such as one in the
// same process: dial makes every connection. TLS, where the URL asks for it, is spoken over
// what it makes.
func Through(dial func(ctx context.Context, network, address string) (net.Conn, error), url string) (*Redis, error) {
	target, err := parseURL(url)
	if err != nil {
		return nil, err
	}
	switch {
	case target.sentinel != nil:
		target.sentinel.Dialer = secured(dial, target.sentinel.TLSConfig)
	case target.cluster != nil:
		target.cluster.Dialer = secured(dial, target.cluster.TLSConfig)
	default:
		target.server.Dialer = secured(dial, target.server.TLSConfig)
	}
	return &Redis{client: target.connect()}, nil
}

// secured is dial with TLS over its connections, unless there is to be none: a client that
// is given a dialer leaves that to it.
func secured(dial dialer, config *tls.Config) dialer {
	if config == nil {
		return dial
	}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		secure := tls.Client(conn, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			conn.Close()
			return nil, err
		}
		return secure, nil
	}
}

// target is a Redis as a URL names it. One field is set.
type target struct {
	server   *redis.Options
	sentinel *redis.FailoverOptions
	cluster  *redis.ClusterOptions
}

// connect makes the client. It dials nothing.
func (t *target) connect() redis.UniversalClient {
	switch {
	case t.sentinel != nil:
		return redis.NewFailoverClient(t.sentinel)
	case t.cluster != nil:
		return redis.NewClusterClient(t.cluster)
	}
	return redis.NewClient(t.server)
}

// settings are the fields that the three kinds of options share.
type settings struct {
	protocol, maxRetries, dialerRetries, poolSize, readBuffer, writeBuffer *int
	readTimeout, dialTimeout, idleTime, maxBackoff                         *time.Duration
}

// fill sets what the URL is silent about. RESP2 is all this package needs, and spares
// a look for pushed messages before every command.
func (s settings) fill() {
	orElse(s.protocol, 2)
	orElse(s.maxRetries, retries)
	orElse(s.dialerRetries, 1)
	orElse(s.poolSize, connections)
	orElse(s.readBuffer, buffer)
	orElse(s.writeBuffer, buffer)
	orElse(s.readTimeout, answerTime)
	orElse(s.dialTimeout, answerTime)
	orElse(s.idleTime, idleTime)
	orElse(s.maxBackoff, longestPause)
}

// orElse sets a field that the URL left alone.
func orElse[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}
