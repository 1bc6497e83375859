package bot

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// Ten replicas of which a random one is killed every tenth of a second, while Slack turns
// away some calls and answers others with an error that it has executed: no digest is lost,
// and none comes twice.
func TestStorm(t *testing.T) {
	const waves = 10
	people, lasting := size(300, 1_000), time.Duration(size(12, 60))*time.Second
	tr, _ := onRedis(t, people/waves)
	for _, method := range []string{"*", "chat.postMessage"} {
		tr.slack.Fail(method, sandbox.Fault{Times: -1, Chance: 0.02, RetryAfter: 1})
		tr.slack.Fail(method, sandbox.Fault{Times: -1, Chance: 0.03, Error: "internal_error", Executed: true})
	}
	tr.slack.Fail("chat.postMessage", sandbox.Fault{Times: -1, Delay: 20 * time.Millisecond})
	f := tr.launch(10)
	dice := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	for range waves - 1 {
		f.storm(lasting/waves, dice)
		tr.employ(people / waves)
	}
	f.storm(lasting/waves, dice)
	over := time.Now()
	tr.await(f, 3*time.Minute)
	f.stop()
	tr.check()
	t.Logf("%d people, %d kills, %d messages posted; settled %v after the last kill", len(tr.people), f.killed(),
		tr.slack.Calls("chat.postMessage"), time.Since(over).Round(100*time.Millisecond))
}
