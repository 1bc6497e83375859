package redistest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TLS starts a redis-server that speaks TLS alone, with a certificate for 127.0.0.1 that
// nobody has signed.
func TLS(tb testing.TB, args ...string) *Server {
	tb.Helper()
	s := prepare(tb)
	_, port, _ := net.SplitHostPort(s.Addr)
	certificate, key := certify(tb, s.Dir)
	s.args = append([]string{
		"--port", "0", "--tls-port", port, "--bind", "127.0.0.1", "--dir", s.Dir, "--logfile", s.log(),
		"--save", "", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no",
	}, args...)
	s.Restart()
	return s
}

// certify writes a self-signed certificate and its key.
func certify(tb testing.TB, dir string) (certificate, key string) {
	tb.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		tb.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		tb.Fatal(err)
	}
	return writePEM(tb, filepath.Join(dir, "cert.pem"), "CERTIFICATE", signed),
		writePEM(tb, filepath.Join(dir, "key.pem"), "PRIVATE KEY", secret)
}

func writePEM(tb testing.TB, path, kind string, content []byte) string {
	tb.Helper()
	text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
	if err := os.WriteFile(path, text, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// Replica starts a replica of a server, and waits until it has caught up.
func Replica(tb testing.TB, of *Server) *Server {
	tb.Helper()
	host, port, _ := net.SplitHostPort(of.Addr)
	s := Start(tb, "--replicaof", host+" "+port, "--repl-diskless-sync-delay", "0")
	s.Await("master_link_status:up", "INFO", "replication")
	return s
}

// Sentinel starts a sentinel that alone watches a master, by the name of main, and
// fails over to a replica half a second after it has gone.
func Sentinel(tb testing.TB, master *Server) *Server {
	tb.Helper()
	s := prepare(tb)
	_, port, _ := net.SplitHostPort(s.Addr)
	host, masterPort, _ := net.SplitHostPort(master.Addr)
	config := filepath.Join(s.Dir, "sentinel.conf")
	text := strings.Join([]string{
		"port " + port,
		"bind 127.0.0.1",
		"dir " + s.Dir,
		"logfile " + s.log(),
		fmt.Sprintf("sentinel monitor main %s %s 1", host, masterPort),
		"sentinel down-after-milliseconds main 500",
		"sentinel failover-timeout main 2000",
	}, "\n")
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	s.args = []string{config, "--sentinel"}
	s.Restart()
	return s
}

// slots is how many hash slots a cluster has.
const slots = 16384

// Cluster starts a cluster of masters, each with an equal share of the slots.
func Cluster(tb testing.TB, masters int) []*Server {
	tb.Helper()
	nodes := make([]*Server, masters)
	for i := range nodes {
		bus := freePort(tb)
		nodes[i] = Start(tb, "--cluster-enabled", "yes", "--cluster-port", bus)
		nodes[i].Command("CLUSTER", "ADDSLOTSRANGE", fmt.Sprint(i*slots/masters), fmt.Sprint((i+1)*slots/masters-1))
		host, port, _ := net.SplitHostPort(nodes[i].Addr)
		nodes[0].Command("CLUSTER", "MEET", host, port, bus)
	}
	for _, node := range nodes {
		node.Await("cluster_state:ok", "CLUSTER", "INFO")
		node.Await(fmt.Sprintf("cluster_known_nodes:%d", masters), "CLUSTER", "INFO")
	}
	return nodes
}

// Follow adds a replica to a master of a cluster, which takes over two seconds after the
// master has gone, and waits until everybody knows of it.
func Follow(tb testing.TB, master *Server, cluster []*Server) *Server {
	tb.Helper()
	bus := freePort(tb)
	s := Start(tb, "--cluster-enabled", "yes", "--cluster-port", bus, "--repl-diskless-sync-delay", "0")
	all := append([]*Server{s}, cluster...)
	host, port, _ := net.SplitHostPort(s.Addr)
	master.Command("CLUSTER", "MEET", host, port, bus)
	for _, node := range all {
		node.Command("CONFIG", "SET", "cluster-node-timeout", "2000")
		node.Await(fmt.Sprintf("cluster_known_nodes:%d", len(all)), "CLUSTER", "INFO")
	}
	_, id, _ := strings.Cut(master.Command("CLUSTER", "MYID"), "\r\n")
	id = strings.TrimSpace(id)
	s.Command("CLUSTER", "REPLICATE", id)
	s.Await("master_link_status:up", "INFO", "replication")
	for _, node := range cluster {
		node.Await("slave "+id, "CLUSTER", "NODES")
	}
	return s
}

// Command sends the server a command and returns its reply as it stands on the
// wire.
func (s *Server) Command(words ...string) string {
	s.tb.Helper()
	reply, err := s.command(words...)
	if err != nil {
		s.tb.Fatalf("command %s: %v", words[0], err)
	}
	return reply
}

func (s *Server) command(words ...string) (string, error) {
	conn, err := net.DialTimeout("tcp", s.Addr, patience)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(patience))
	text := fmt.Sprintf("*%d\r\n", len(words))
	for _, word := range words {
		text += fmt.Sprintf("$%d\r\n%s\r\n", len(word), word)
	}
	if _, err := conn.Write([]byte(text)); err != nil {
		return "", err
	}
	reply, err := readReply(bufio.NewReader(conn))
	return string(reply), err
}

// Await sends a command again and again until its reply contains a text. A connection that
// breaks meanwhile is tried again: whoever makes a server a master closes all it has.
func (s *Server) Await(text string, words ...string) {
	s.tb.Helper()
	reply, err := "", error(nil)
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if reply, err = s.command(words...); err == nil && strings.Contains(reply, text) {
			return
		}
		<-time.After(20 * time.Millisecond)
	}
	s.tb.Fatalf("%v never said %q; at last %s, %v", words, text, reply, err)
}
