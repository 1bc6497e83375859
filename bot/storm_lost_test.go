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
// the first time and its answer lost; or one in five is, by chance. Every digest is read
// once, none late.
func TestAnswersLost(t *testing.T) {
	dice := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for name, lose := range map[string]func(*redistest.Proxy, *sandbox.Workspace){
		"first": func(redis *redistest.Proxy, slack *sandbox.Workspace) {
			redis.LoseFirst()
			slack.Fail("*", sandbox.Fault{Times: -1, First: true, Executed: true, Drop: true})
		},
		"chance": func(redis *redistest.Proxy, slack *sandbox.Workspace) {
			redis.Lose(func([]string) bool { return dice.IntN(5) == 0 })
			slack.Fail("*", sandbox.Fault{Times: -1, Chance: 0.2, Executed: true, Drop: true})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := redistest.Start(t)
			proxy := redistest.NewProxy(t, server.Addr)
			tr := prepare(t, 200, server.URL())
			tr.orders.Redis, tr.orders.Times = proxy.URL(), 10
			lose(proxy, tr.slack)
			begun := time.Now()
			f := tr.launch(2)
			tr.await(f, stuck)
			took := time.Since(begun)
			f.stop()
			tr.check()
			t.Logf("%d people, %d commands, %d messages posted, in %v", len(tr.people), proxy.Commands(),
				tr.slack.Calls("chat.postMessage"), took.Round(100*time.Millisecond))
			if most := stuck / time.Duration(tr.orders.Times); name == "first" && took > most {
				t.Errorf("it took %v, want at most %v at this pace", took, most)
			}
		})
	}
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
