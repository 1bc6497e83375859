// Package redistest starts redis-server for tests, and gets in its way.
//
// A [Server] is a real redis-server on a free port of the loopback interface, with its
// files in the test's temporary directory; it ends with the test. A [Proxy] stands
// between a client and a server and delays replies, lets nobody through for a while, or
// lets a command be executed and cuts the connection instead of answering.
//
// On a machine without redis-server the tests that need one are skipped, unless the
// environment variable TIERBOT_TEST_REQUIRE, a list separated by commas, contains
// redis: then they fail.
package redistest

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long a server may take to start or to end.
const patience = time.Minute

// Server is a redis-server process that belongs to one test.
type Server struct {
	Addr string // host and port
	Dir  string // where its files are

	tb      testing.TB
	program string
	args    []string
	process *exec.Cmd
}

// Start starts a redis-server that keeps an append-only file. What it has answered to
// survives its being killed: it writes at once and leaves it to the system when the disk
// has it, where it would otherwise let writes wait while the disk is slow. args are
// further options of its command line, such as "--requirepass", "secret".
func Start(tb testing.TB, args ...string) *Server {
	tb.Helper()
	s := prepare(tb)
	_, port, _ := net.SplitHostPort(s.Addr)
	s.args = append([]string{
		"--port", port, "--bind", "127.0.0.1", "--dir", s.Dir, "--logfile", s.log(),
		"--save", "", "--appendonly", "yes", "--appendfsync", "no", "--loglevel", "warning",
	}, args...)
	s.Restart()
	return s
}

// prepare is a server that has a place and is not running yet.
func prepare(tb testing.TB) *Server {
	tb.Helper()
	s := &Server{
		program: Require(tb),
		Addr:    net.JoinHostPort("127.0.0.1", freePort(tb)),
		Dir:     tb.TempDir(),
		tb:      tb,
	}
	tb.Cleanup(s.Stop)
	return s
}

// Require is the path of redis-server. Without one it skips or fails the test.
func Require(tb testing.TB) string {
	tb.Helper()
	path, err := exec.LookPath("redis-server")
	if err == nil {
		return path
	}
	if slices.Contains(strings.Split(os.Getenv("TIERBOT_TEST_REQUIRE"), ","), "redis") {
		tb.Fatal("redis-server is required and not in PATH")
	}
	tb.Skip("redis-server is not in PATH")
	return ""
}

// URL is the server as a store is told of it.
func (s *Server) URL() string { return "redis://" + s.Addr }

// log is the file where the server says what is wrong.
func (s *Server) log() string { return filepath.Join(s.Dir, "log") }

// Stop kills the server, as a power cut would. A stopped server stays stopped.
func (s *Server) Stop() {
	if s.process == nil {
		return
	}
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
	s.process = nil
}

// Restart starts the server, after stopping it, on the same port and with the same
// files, and waits until it answers.
func (s *Server) Restart() {
	s.tb.Helper()
	s.Stop()
	s.process = exec.Command(s.program, s.args...)
	if err := s.process.Start(); err != nil {
		s.process = nil
		s.tb.Fatalf("start redis-server: %v", err)
	}
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if s.answers() {
			return
		}
		<-time.After(5 * time.Millisecond)
	}
	log, _ := os.ReadFile(s.log())
	s.tb.Fatalf("redis-server does not answer: %s", log)
}

// answers reports whether the server is up and has read its files. A server that asks
// for a password or for TLS is up too.
func (s *Server) answers() bool {
	conn, err := net.DialTimeout("tcp", s.Addr, time.Second)
	if err != nil {
		return false
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	if slices.Contains(s.args, "--tls-port") {
		return true
	}
	if _, err := conn.Write([]byte("PING\r\n")); err != nil {
		return false
	}
	reply := make([]byte, 64)
	n, err := conn.Read(reply)
	return err == nil && !strings.HasPrefix(string(reply[:n]), "-LOADING")
}

// freePort is a port that nobody listens on.
func freePort(tb testing.TB) string {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatalf("find a free port: %v", err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}
