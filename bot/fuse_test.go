package bot

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestTheFuseGoesOnBetweenTwoLooksAtRedis(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ahead time.Duration
		machine := func() time.Time { return time.Now().Add(ahead) }
		r := &reminder{Reminders: &Reminders{Machine: machine}, clock: machine}
		if r.fuse.blown(machine()) {
			t.Error("blown before anything is known")
		}
		r.fuse.compare(time.Now())
		for _, tt := range []struct {
			ahead time.Duration
			blown bool
		}{
			{0, false},
			{time.Minute, false},
			{-time.Minute, false},
			{61 * time.Second, true},
			{-61 * time.Second, true},
			{time.Hour, true},
			{-30 * 365 * 24 * time.Hour, true},
		} {
			<-time.After(7 * time.Second)
			ahead = tt.ahead
			if got := r.fuse.blown(machine()); got != tt.blown || r.fuse.off(machine()) != tt.ahead {
				t.Errorf("%v ahead: blown %v, off %v", tt.ahead, got, r.fuse.off(machine()))
			}
			if off := time.Until(r.now()); off != 0 {
				t.Errorf("%v ahead: the time that is stored is off by %v", tt.ahead, off)
			}
		}
		ahead = 0
		r.fuse.compare(time.Now().Add(2 * time.Minute))
		if !r.fuse.blown(machine()) {
			t.Error("not blown when it is redis's clock that is wrong")
		}
	})
}
