package store_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store"
	"github.com/tierbot/tierbot/store/redistest"
)

// canary stands where a password is, and must be seen nowhere else.
const canary = "CANARY"

func TestOpenRefuses(t *testing.T) {
	tests := []struct{ url, says string }{
		{"", "want redis://"},
		{"localhost:6379", "want redis://"},
		{"http://CANARY@localhost", "want redis://"},
		{"redis+ring://:CANARY@localhost", "want redis://"},
		{"redis://:CANARY", "want redis://"},
		{"redis://:CANARY/x@localhost", "want redis://"},
		{"redis://user:CAN%ARY@localhost", "want redis://"},
		{"redis://user:12/CANARY@localhost", "want a database number"},
		{"redis://:CANARY@localhost/main", "want a database number"},
		{"redis://:CANARY@localhost/0/1", "want a database number"},
		{"redis://:CANARY@localhost?read_timeout=CANARY", "parameter read_timeout is not known or its value not understood"},
		{"redis://:CANARY@localhost?pool=5", "parameter pool is not known"},
		{"redis://:CANARY@localhost?CANARY", "a parameter is not known"},
		{"redis+sentinel://:CANARY@localhost", "master_name"},
		{"redis+sentinel://:CANARY@localhost?master_name=main&addr=CANARY", "parameter addr"},
		{"rediss+cluster://:CANARY@localhost?db=3", "parameter db"},
	}
	for _, test := range tests {
		_, err := store.Open(test.url)
		if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), canary) {
			t.Errorf("Open(%q): %v, want %q", test.url, err, test.says)
		}
	}
}

func TestOpenWithPassword(t *testing.T) {
	server := redistest.Start(t, "--requirepass", canary+"+/?#")
	right := open(t, "redis://:"+canary+"%2B%2F%3F%23@"+server.Addr+"/0?pool_size=3&read_timeout=2s").Workspace("T1")
	add(t, right, named("acme", "Acme"))

	wrong := open(t, "redis://user:"+canary+"@"+server.Addr).Workspace("T1")
	for range 2 { // with Redis there, then without
		_, err := wrong.Find(t.Context(), "acme")
		if err == nil || strings.Contains(err.Error(), canary) {
			t.Errorf("with a wrong password: %v", err)
		}
		server.Stop()
	}
}

func TestOpenTLS(t *testing.T) {
	server := redistest.TLS(t)
	add(t, open(t, "rediss://"+server.Addr+"?skip_verify=true").Workspace("T1"), named("acme", "Acme"))

	err := open(t, "rediss://:"+canary+"@"+server.Addr).Ping(t.Context())
	if err == nil || !strings.Contains(err.Error(), "certificate") || strings.Contains(err.Error(), canary) {
		t.Errorf("with a certificate that nobody has signed: %v", err)
	}
}

// A dialer of one's own makes plain connections, and TLS is spoken over them all the same.
func TestThroughTLS(t *testing.T) {
	server := redistest.TLS(t)
	for url, says := range map[string]string{
		"rediss://" + server.Addr + "?skip_verify=true": "",
		"rediss://" + server.Addr:                       "certificate",
	} {
		dialed := 0
		r, err := store.Through(func(ctx context.Context, network, address string) (net.Conn, error) {
			dialed++
			return new(net.Dialer).DialContext(ctx, network, address)
		}, url)
		must(t, err)
		defer r.Close()
		err = r.Ping(t.Context())
		if dialed == 0 || says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("%s: dialed %d times, and then %v", url, dialed, err)
		}
	}
}

func TestOpenCluster(t *testing.T) {
	nodes := redistest.Cluster(t, 3)
	r := open(t, "redis+cluster://"+nodes[0].Addr+"?addr="+nodes[1].Addr)
	told(t, r)
	for i := range 6 { // workspaces live on different nodes
		runAll(t, r.Workspace(fmt.Sprintf("T%d", i)), everything)
	}
}

// told checks that every server says how it is set, and is set well.
func told(t *testing.T, r *store.Redis) {
	t.Helper()
	all, err := r.Settings(t.Context())
	must(t, err)
	for _, s := range all {
		if !s.Told || s.AOF != "yes" || s.Eviction != "noeviction" {
			t.Errorf("settings: %+v", s)
		}
	}
	if len(all) == 0 {
		t.Error("no server tells its settings")
	}
}

// The store follows Sentinel to another master, and an operation that the first master
// had done is not done again. That it is another one shows, since it may be behind.
func TestOpenSentinel(t *testing.T) {
	master := redistest.Start(t)
	host, port, _ := net.SplitHostPort(master.Addr)
	replica := redistest.Start(t, "--replicaof", host+" "+port)
	replica.Await("master_link_status:up", "INFO", "replication")
	sentinel := redistest.Sentinel(t, master)
	sentinel.Await("num-slaves\r\n$1\r\n1", "SENTINEL", "MASTER", "main")

	r := open(t, "redis+sentinel://"+sentinel.Addr+"?master_name=main")
	told(t, r)
	w := r.Workspace("T1")
	runAll(t, w, everything)
	before := pulse(t, w)
	master.Command("SET", "marker", "here") // behind everything that was written before
	replica.Await("here", "GET", "marker")
	master.Stop()
	replica.Await("role:master", "INFO", "replication")

	until(t, r.Ping)
	if _, err := w.Apply(t.Context(), adding("add", named("acme", "Acme"), named("beta", "Beta")), nil); err != nil {
		t.Errorf("an operation done by the old master: %v", err)
	}
	after := pulse(t, w)
	if after.Server == before.Server || after.Epoch != before.Epoch || after.Writes != before.Writes {
		t.Errorf("after a failover the pulse is %+v, before it %+v", after, before)
	}
	if found, err := w.Find(t.Context(), "acme lyon"); err != nil || found.How != program.ExactMatch {
		t.Errorf("after a failover: %v, %v", found, err)
	}
}

// until calls until there is no error, for as long as a failover may take.
func until(t *testing.T, call func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		err := call(ctx)
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			t.Fatal(err)
		}
	}
}
