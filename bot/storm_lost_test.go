package bot

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/store/redistest"
)

// stuck is how long a digest may be on its way, whatever answer is lost.
const stuck = 150 * time.Second

// Every command that replicas send to Redis, and every call they make of Slack, is executed
// the first time and its answer lost. Every digest is read once, none late.
func TestEveryAnswerLostOnce(t *testing.T) {
	t.Parallel()
	tr, proxy := behindProxy(t)
	tr.orders.Times = 3
	proxy.LoseFirst()
	tr.slack.Fail("*", sandbox.Fault{Times: -1, First: true, Executed: true, Drop: true})
	begun := time.Now()
	tr.sent(5)
	took, most := time.Since(begun), stuck/time.Duration(tr.orders.Times)
	t.Logf("%d commands and %d messages in %v", proxy.Commands(), tr.slack.Calls("chat.postMessage"), took.Round(100*time.Millisecond))
	if took > most {
		t.Errorf("it took %v, want at most %v at this pace", took, most)
	}
}

// One answer in five is lost, over and over.
func TestAnswersLostByChance(t *testing.T) {
	t.Parallel()
	tr, proxy := behindProxy(t)
	dice := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	proxy.Lose(func([]string) bool { return dice.IntN(5) == 0 })
	tr.slack.Fail("*", sandbox.Fault{Times: -1, Chance: 0.2, Executed: true, Drop: true})
	tr.sent(2)
}

// Slack fails in every way it may, before and after it has executed a call, and is slow to
// show what was posted.
func TestSlackFailsInEveryWay(t *testing.T) {
	t.Parallel()
	tr, _ := onRedis(t, 200)
	late := 2 * tr.orders.timing().post
	for _, fault := range []sandbox.Fault{
		{Status: 500},
		{Status: 503, Executed: true},
		{Error: "internal_error"},
		{Error: "internal_error", Executed: true},
		{Truncate: true},
		{Drop: true},
		{Drop: true, Executed: true},
		{Delay: late, Drop: true},
		{Delay: late, Executed: true},
	} {
		fault.Times, fault.First, fault.Chance = -1, true, 0.1
		tr.slack.Fail("*", fault)
	}
	tr.slack.HistoryLag(tr.orders.timing().quarantine / 2)
	tr.sent(2)
}

// behindProxy makes a trial whose replicas reach Redis through a proxy.
func behindProxy(t *testing.T) (*trial, *redistest.Proxy) {
	t.Helper()
	tr, server := onRedis(t, 200)
	proxy := redistest.NewProxy(t, server.Addr)
	tr.orders.Redis = proxy.URL()
	return tr, proxy
}

// sent has some replicas send every digest, and checks that each is read once.
func (tr *trial) sent(replicas int) {
	tr.t.Helper()
	f := tr.launch(replicas)
	tr.await(f, stuck)
	f.stop()
	tr.check()
}

// In the service's own time a post in doubt is looked for once its claim is over, twice;
// each of these calls, and the post before and after, may take as long as it may.
func TestInDoubtForHowLong(t *testing.T) {
	p := inProduction
	cleared := max(p.lease, p.post+p.quarantine) + p.post + p.between + p.post
	if most := p.retry + cleared + p.between + p.post; most > stuck {
		t.Errorf("a digest can be on its way for %v, want at most %v", most, stuck)
	}
	if p.lease <= p.post+p.margin || p.quarantine <= p.post {
		t.Errorf("a post may be under way when it is looked for: %+v", p)
	}
}
