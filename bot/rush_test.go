package bot_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// TestFourThousandCommandsThroughFourDisconnects: at 200 commands a second, Slack
// takes connections away four times, one, the other or both at once, and a call for a
// new one takes 400 ms. Every command is answered.
func TestFourThousandCommandsThroughFourDisconnects(t *testing.T) {
	for _, reason := range []string{sandbox.Warning, sandbox.RefreshRequested} {
		for _, every := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, all at once %v", reason, every), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := open(t, echo)
					w.Fail("apps.connections.open", sandbox.Fault{Times: -1, Delay: 400 * time.Millisecond})
					w.rush(4_000, func(i int) {
						if i%1_000 != 500 {
							return
						}
						if every {
							w.Disconnect(reason)
							return
						}
						w.Disconnect(reason, w.Sockets()[0])
					})
					w.behaved()
					w.stop()
				})
			})
		}
	}
}

// rush types n commands at 200 a second and fails the test for each that goes
// without its own answer. before is called ahead of each.
func (w *world) rush(n int, before func(i int)) {
	w.t.Helper()
	ticker := time.NewTicker(time.Second / 200)
	defer ticker.Stop()
	asked := make([]*sandbox.Exchange, n)
	for i := range asked {
		<-ticker.C
		before(i)
		asked[i] = w.Command(alice, general, fmt.Sprintf("/tier partner %d", i))
	}
	for i, exchange := range asked {
		m, err := exchange.Answer(w.t.Context())
		if err != nil {
			w.t.Errorf("command %d: %v", i, err)
			continue
		}
		w.says(m, fmt.Sprintf("partner %d ·", i))
	}
}
