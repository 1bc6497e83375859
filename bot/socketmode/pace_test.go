package socketmode

import (
	"strings"
	"testing"
	"time"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

func TestPauseGrowsToItsLimit(t *testing.T) {
	for _, tt := range []struct {
		name     string
		schedule schedule
		failures int
		want     time.Duration
	}{
		{"first early end", routine, 1, 500 * time.Millisecond},
		{"fourth early end", routine, 4, 4 * time.Second},
		{"many early ends", routine, 1000, 10 * time.Second},
		{"first failed open", transient, 1, 500 * time.Millisecond},
		{"many failed opens", transient, 1000, time.Minute},
		{"first refusal", refused, 1, 2 * time.Second},
		{"third refusal", refused, 3, 32 * time.Second},
		{"fourth refusal", refused, 4, 128 * time.Second},
		{"many refusals", refused, 1000, 5 * time.Minute},
		{"first configuration error", misconfigured, 1, 30 * time.Second},
		{"many configuration errors", misconfigured, 1000, 5 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) { want(t, "pause", tt.schedule.pause(tt.failures), tt.want) })
	}
}

func TestPaceJittersByAFifth(t *testing.T) {
	now := time.Unix(0, 0)
	seen := map[time.Duration]bool{}
	for range 1000 {
		var p pace
		p.fail(transient, now)
		wait := p.next.Sub(now)
		if wait < 400*time.Millisecond || wait > 600*time.Millisecond {
			t.Fatalf("pause of %v, want half a second within a fifth", wait)
		}
		seen[wait] = true
	}
	if len(seen) < 100 {
		t.Errorf("only %d different pauses in 1000", len(seen))
	}
}

func TestPaceForgetsFailuresAfterAProvenConnection(t *testing.T) {
	now := time.Unix(0, 0)
	p := pace{failures: 7, next: now.Add(time.Hour)}
	p.settle(true, routine, now)
	want(t, "failures", p.failures, 0)
	if !p.next.IsZero() {
		t.Errorf("next open at %v, want at once", p.next)
	}
	p.settle(true, refused, now)
	want(t, "failures after a refusal", p.failures, 1)
}

func TestGateHoldsEverybodyForRetryAfter(t *testing.T) {
	now := time.Unix(1000, 0)
	for _, tt := range []struct {
		name  string
		after time.Duration
		want  time.Duration
	}{
		{"no number", 0, 30 * time.Second},
		{"negative", -time.Second, 30 * time.Second},
		{"below a second", time.Millisecond, time.Second},
		{"usual", 17 * time.Second, 17 * time.Second},
		{"absurd", 24 * time.Hour, 10 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var g gate
			g.hold(tt.after, now)
			want(t, "wait", g.try(now, time.Time{}), tt.want)
			want(t, "wait at the end", g.try(now.Add(tt.want), time.Time{}), 0)
		})
	}
}

func TestGatePartsOpens(t *testing.T) {
	now := time.Unix(1000, 0)
	var g gate
	want(t, "first", g.try(now, time.Time{}), 0)
	want(t, "second", g.try(now, time.Time{}), minGap)
	want(t, "third, too early for its slot", g.try(now.Add(minGap), now.Add(time.Hour)), time.Hour-minGap)
	want(t, "third", g.try(now.Add(minGap), time.Time{}), 0)
}
