package bot

import (
	"testing"
	"testing/synctest"
	"time"
)

// However many questions there are, the reminders look at the store every ten seconds at
// most, and once after the last.
func TestPoke(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &reminder{wake: make(chan struct{}, 1), begun: time.Now()}
		looks := func(of time.Duration) int {
			n := 0
			for end := time.Now().Add(of); time.Now().Before(end); <-time.After(time.Second) {
				synctest.Wait()
				select {
				case <-r.wake:
					n++
				default:
				}
			}
			return n
		}
		for _, c := range []struct {
			name      string
			questions int
			want      int
		}{{"none", 0, 0}, {"one", 1, 1}, {"several at once", 5, 2}} {
			for range c.questions {
				r.poke()
			}
			if got := looks(30 * time.Second); got != c.want {
				t.Errorf("%s: %d looks, want %d", c.name, got, c.want)
			}
		}
	})
}
