package bot

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store/redistest"
)

// slowly makes Slack take its time, so that a trial is under way for a while.
func (tr *trial) slowly() *trial {
	tr.orders.Times = 10
	tr.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, Delay: 150 * time.Millisecond})
	return tr
}

// A Redis that is killed and started again with its append-only file has lost nothing that
// it answered: nothing stops, and no digest comes twice.
func TestRedisKilledAgainAndAgain(t *testing.T) {
	t.Parallel()
	tr, server := onRedis(t, 300)
	server.Stop()
	f := tr.slowly().launch(2)
	for i := range 5 {
		<-time.After(time.Duration(i) * 300 * time.Millisecond)
		server.Restart()
		tr.awaitReaders(f, 50*(i+1))
		server.Stop()
	}
	server.Restart()
	tr.await(f, time.Minute)
	if f.sayers(suspecting) != nil {
		t.Error("the store was not believed")
	}
	f.stop()
	tr.check()
}

// A Redis that hangs for longer than anybody waits may execute what it was asked later.
func TestRedisHangs(t *testing.T) {
	t.Parallel()
	tr, server := onRedis(t, 200)
	f := tr.slowly().launch(2)
	for i := range 3 {
		tr.awaitReaders(f, 40*(i+1))
		server.Freeze()
		<-time.After(2 * tr.orders.timing().post)
		server.Thaw()
	}
	tr.await(f, time.Minute)
	f.stop()
	tr.check()
}

// A Redis that comes back without the digests of the last seconds stops everything within
// five seconds, until a manager resumes. What went out in these seconds does not again.
func TestStoreGoesBack(t *testing.T) {
	cases := []int{1}
	if full() {
		cases = []int{1, 10}
	}
	for _, seconds := range cases {
		t.Run(fmt.Sprint(seconds, " s"), func(t *testing.T) {
			t.Parallel()
			tr, server := onRedis(t, 300+150*seconds)
			f := tr.slowly().launch(3)
			tr.awaitReaders(f, 50)
			copied := server.Copy()
			<-time.After(time.Duration(seconds) * time.Second)
			tr.noteReaders("forgotten from here on")
			server.Return(copied)
			tr.stands(f, 1)
			tr.resume()
			tr.await(f, time.Minute)
			f.stop()
			tr.check()
		})
	}
}

// A Redis that comes back with nothing, as without an append-only file, stops everything
// too; and so does the backup that somebody then brings back.
func TestStoreIsEmptied(t *testing.T) {
	t.Parallel()
	tr, server := onRedis(t, 300)
	f := tr.slowly().launch(3)
	tr.awaitReaders(f, 50)
	backup := server.Copy()
	tr.awaitReaders(f, 120)
	server.Empty()
	tr.stands(f, 1)
	server.Return(backup)
	tr.stands(f, 2)
	tr.resume()
	tr.await(f, time.Minute)
	f.stop()
	tr.check()
}

// When Sentinel makes a replica the master that is a second behind, because the master
// hangs, everything stops. The old master comes back and changes nothing.
func TestSentinelFailsOverToAReplicaThatIsBehind(t *testing.T) {
	t.Parallel()
	master := redistest.Start(t)
	replica := redistest.Replica(t, master)
	sentinel := redistest.Sentinel(t, master)
	sentinel.Await("num-slaves\r\n$1\r\n1", "SENTINEL", "MASTER", "main")
	tr := prepare(t, 450, "redis+sentinel://"+sentinel.Addr+"?master_name=main").slowly()
	f := tr.launch(3)
	tr.awaitReaders(f, 50)
	replica.Freeze()
	master.Command("CLIENT", "KILL", "TYPE", "replica") // whose connection would bring the rest
	<-time.After(time.Second)
	tr.noteReaders("forgotten from here on")
	master.Freeze()
	replica.Thaw()
	replica.Await("role:master", "INFO", "replication")
	tr.stands(f, 1)
	master.Thaw()
	master.Await("role:slave", "INFO", "replication")
	tr.resume()
	tr.await(f, time.Minute)
	f.stop()
	tr.check()
}

// When the node of a cluster that has the store is lost, its replica takes over. If it was
// a moment behind, everything stops until a manager resumes.
func TestClusterLosesTheNode(t *testing.T) {
	t.Parallel()
	masters := redistest.Cluster(t, 3)
	slot := strings.Trim(masters[0].Command("CLUSTER", "KEYSLOT", "{tierbot:"+team+"}"), ":\r\n")
	number, err := strconv.Atoi(slot)
	if err != nil {
		t.Fatal(err)
	}
	master := masters[number*len(masters)/16384]
	replica := redistest.Follow(t, master, masters)
	tr := prepare(t, 450, "redis+cluster://"+masters[0].Addr+"?addr="+masters[1].Addr).slowly()
	f := tr.launch(3)
	tr.awaitReaders(f, 50)
	tr.noteReaders("a node is lost")
	master.Stop()
	replica.Await("role:master", "INFO", "replication")
	tr.noteReaders("its replica has taken over")
	tr.awaitReadersOr(f, 100, func() bool { return f.sayers(suspecting) != nil })
	tr.noteReaders("it goes on, or stands")
	if f.sayers(suspecting) != nil {
		tr.resume()
	}
	tr.await(f, time.Minute)
	f.stop()
	tr.check()
}

// awaitReaders waits until so many people have read a digest.
func (tr *trial) awaitReaders(f *fleet, n int) {
	tr.t.Helper()
	tr.awaitReadersOr(f, n, func() bool { return false })
}

// awaitReadersOr is awaitReaders, unless something else happens.
func (tr *trial) awaitReadersOr(f *fleet, n int, other func() bool) {
	tr.t.Helper()
	for end := time.Now().Add(time.Minute); len(tr.digests()) < n && !other(); {
		if time.Now().After(end) {
			tr.t.Fatalf("%d people have read a digest, want %d\nthe replicas:\n%s", len(tr.digests()), n, f.errors.String())
		}
		<-time.After(10 * time.Millisecond)
	}
}

// noteReaders logs how far the trial has come.
func (tr *trial) noteReaders(what string) {
	tr.t.Logf("%v: %d of %d people have read: %s", time.Since(tr.orders.Begun).Round(time.Millisecond), len(tr.digests()), len(tr.people), what)
}

// stands checks that every replica shows within five seconds that it does not believe the
// store, that nothing goes out any more, also from one that has just started and seen
// nothing before, and that the managers were told so many times altogether.
func (tr *trial) stands(f *fleet, told int) {
	tr.t.Helper()
	took := tr.suspected(f)
	tr.t.Logf("every replica shows it after %v", took.Round(time.Millisecond))
	<-time.After(tr.orders.timing().post) // what is under way ends
	before := len(tr.digests())
	f.signal(syscall.SIGKILL, rand.New(rand.NewPCG(1, 1)))
	<-time.After(500 * time.Millisecond)
	tr.suspected(f)
	if n := len(tr.digests()) - before; n > 0 {
		tr.t.Errorf("%d digests went out from a store that had gone back", n)
	}
	warnings := 0
	for _, m := range tr.slack.Everything() {
		if m.Channel == managersChannel {
			warnings++
		}
	}
	if warnings != told {
		tr.t.Errorf("the managers were told %d times, want %d", warnings, told)
	}
}

// suspected is how long it takes until every replica shows that the store has gone back.
func (tr *trial) suspected(f *fleet) time.Duration {
	tr.t.Helper()
	begun := time.Now()
	for !f.agree(suspecting) {
		if time.Since(begun) > 5*time.Second {
			tr.t.Fatalf("not every replica shows that the store has gone back\n%s", f.errors.String())
		}
		<-time.After(5 * time.Millisecond)
	}
	return time.Since(begun)
}

// resume has a manager believe the store, and checks that every partner is as it was.
func (tr *trial) resume() {
	tr.t.Helper()
	if err := tr.store.Resume(tr.t.Context(), "U0MANAGER", tr.orders.now()); err != nil {
		tr.t.Fatal(err)
	}
	page, err := tr.store.List(tr.t.Context(), program.Scope{}, "", 2*len(tr.people))
	if err != nil || len(page.Partners) != len(tr.people) {
		tr.t.Fatalf("%d partners, want %d: %v", len(page.Partners), len(tr.people), err)
	}
	for _, p := range page.Partners {
		if p.Tier != "enterprise" || p.Fell != nil {
			tr.t.Errorf("%s fell to %s", p.ID, p.Tier)
		}
	}
}
