package redistest

import (
	"bufio"
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Proxy stands between clients and a Redis. It understands requests and replies, one
// after the other, and knows neither transactions of its own nor pushed messages.
type Proxy struct {
	Addr string // host and port where clients connect

	target   string
	listener net.Listener
	wait     sync.WaitGroup

	mu      sync.Mutex
	latency time.Duration
	lose    func(command []string) bool
	count   int
	down    bool
	conns   map[net.Conn]struct{}
}

// NewProxy starts a proxy in front of a Redis. It ends with the test.
func NewProxy(tb testing.TB, target string) *Proxy {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("start a proxy: %v", err)
	}
	p := &Proxy{
		Addr:     listener.Addr().String(),
		target:   target,
		listener: listener,
		conns:    make(map[net.Conn]struct{}),
	}
	p.wait.Go(p.accept)
	tb.Cleanup(p.close)
	return p
}

// URL is the proxy as a store is told of it.
func (p *Proxy) URL() string { return "redis://" + p.Addr }

// Delay makes every reply arrive so long after its request, at least.
func (p *Proxy) Delay(latency time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.latency = latency
}

// Lose lets the commands that it is told to be executed, and cuts the connection
// instead of delivering the reply. It is called from several goroutines, one at a time;
// nil loses nothing.
func (p *Proxy) Lose(which func(command []string) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lose = which
}

// LoseFirst lets every command be executed and loses its reply, once: a command that is
// sent again as it was is answered.
func (p *Proxy) LoseFirst() {
	lost := make(map[string]bool)
	p.Lose(func(command []string) bool {
		if greets(command) {
			return false
		}
		key := strings.Join(command, "\x00")
		again := lost[key]
		lost[key] = true
		return !again
	})
}

// greets reports whether a command belongs to the making of a connection.
func greets(command []string) bool {
	switch strings.ToLower(command[0]) {
	case "hello", "auth", "client", "select":
		return true
	}
	return false
}

// Cut closes every connection and lets nobody through, until Mend.
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = true
	for conn := range p.conns {
		conn.Close()
	}
}

// Mend lets clients through again.
func (p *Proxy) Mend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = false
}

// Commands is how many commands have passed, those of connecting left out.
func (p *Proxy) Commands() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.wait.Go(func() { p.serve(client) })
	}
}

func (p *Proxy) close() {
	p.listener.Close()
	p.mu.Lock()
	for conn := range p.conns {
		conn.Close()
	}
	p.conns = nil
	p.mu.Unlock()
	p.wait.Wait()
}

// keep closes a connection when the proxy ends or is cut. It is false when that has
// happened.
func (p *Proxy) keep(conn net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conns == nil || p.down {
		return false
	}
	p.conns[conn] = struct{}{}
	return true
}

func (p *Proxy) drop(conn net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.conns, conn)
	conn.Close()
}

// request is one command with its arrival.
type request struct {
	raw     []byte
	command []string
	arrived time.Time
}

func (p *Proxy) serve(client net.Conn) {
	defer p.drop(client)
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	defer p.drop(server)
	if !p.keep(client) || !p.keep(server) {
		return
	}
	requests := make(chan request, 1024)
	gone, leave := context.WithCancel(context.Background())
	p.wait.Go(func() {
		read(client, requests)
		leave()
	})
	replies := bufio.NewReader(server)
	for r := range requests {
		if err := p.exchange(gone, line{client, server, replies}, r); err != nil {
			client.Close()
			server.Close()
			for range requests { // until the reader has noticed
			}
		}
	}
}

// line is a client's connection, with the one that leads on.
type line struct {
	client, server net.Conn
	replies        *bufio.Reader // of the server
}

// exchange passes one request on and brings its reply back. The server hears at once
// that a client is gone which waits for something to happen.
func (p *Proxy) exchange(gone context.Context, l line, r request) error {
	if _, err := l.server.Write(r.raw); err != nil {
		return err
	}
	if r.waits() {
		stop := context.AfterFunc(gone, func() { l.server.Close() })
		defer stop()
	}
	reply, err := readReply(l.replies)
	if err != nil {
		return err
	}
	p.mu.Lock()
	lost, latency := p.lose != nil && p.lose(r.command), p.latency
	if name := strings.ToLower(r.command[0]); name != "hello" && name != "auth" {
		p.count++
	}
	p.mu.Unlock()
	if lost {
		return errors.New("lost")
	}
	if wait := time.Until(r.arrived.Add(latency)); wait > 0 {
		<-time.After(wait)
	}
	_, err = l.client.Write(reply)
	return err
}

// waits reports whether the server may let the request wait for something to happen.
func (r request) waits() bool {
	return strings.EqualFold(r.command[0], "xread") && slices.ContainsFunc(r.command, func(word string) bool {
		return strings.EqualFold(word, "block")
	})
}

// read reads requests until the client is gone.
func read(client net.Conn, requests chan<- request) {
	defer close(requests)
	in := bufio.NewReader(client)
	for {
		raw, command, err := readRequest(in)
		if err != nil {
			return
		}
		requests <- request{raw, command, time.Now()}
	}
}
