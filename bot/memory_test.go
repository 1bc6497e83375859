package bot

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestRecentRemembersForALifetimeAndForgetsAfterTwo(t *testing.T) {
	r := newRecent[string, int](time.Hour, 100)
	begin := time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		after time.Duration
		key   string
		isNew bool
	}{
		{0, "a", true},
		{0, "a", false},
		{59 * time.Minute, "a", false},
		{59 * time.Minute, "b", true},
		{61 * time.Minute, "a", false}, // in the elder generation now
		{118 * time.Minute, "b", false},
		{121 * time.Minute, "c", true},
		{121 * time.Minute, "a", true},
	}
	for _, tt := range tests {
		if got := r.add(tt.key, 0, begin.Add(tt.after)); got != tt.isNew {
			t.Errorf("after %v %q is new: %v, want %v", tt.after, tt.key, got, tt.isNew)
		}
	}
}

func TestRecentForgetsWhatIsAskedForAgainAndAgain(t *testing.T) {
	r := newRecent[string, int](time.Hour, 100)
	begin := time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)
	r.put("a", 1, begin)
	for _, tt := range []struct {
		after time.Duration
		known bool
	}{{0, true}, {59 * time.Minute, true}, {119 * time.Minute, true}, {120 * time.Minute, false}, {121 * time.Minute, false}} {
		if _, known := r.get("a", begin.Add(tt.after)); known != tt.known {
			t.Errorf("after %v it is known: %v, want %v", tt.after, known, tt.known)
		}
	}
}

func TestRecentIsBounded(t *testing.T) {
	r := newRecent[int, int](time.Hour, 10)
	now := time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)
	for i := range 1000 {
		r.put(i, i, now)
		if len(r.young)+len(r.elder) > 20 {
			t.Fatalf("%d entries", len(r.young)+len(r.elder))
		}
	}
	if _, ok := r.get(995, now); !ok {
		t.Error("a late entry is forgotten")
	}
	r.drop(999)
	if _, ok := r.get(999, now); ok {
		t.Error("a dropped entry is remembered")
	}
}

func TestACopyWaitsForTheAcknowledgementOfTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, begin := newOnce(), time.Now()
		if !o.begin("e1", begin) || o.begin("e1", begin) {
			t.Fatal("a copy was not told from the first")
		}
		time.AfterFunc(time.Second, func() { o.settle("e1") })
		o.await(t.Context(), "e1")
		if waited := time.Since(begin); waited != time.Second+copyGap {
			t.Errorf("waited %v", waited)
		}
		o.settle("e1")
		if len(o.underway) != 0 {
			t.Error("the envelope is still underway")
		}
	})
}

func TestPlainness(t *testing.T) {
	var p plainness
	now := time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)
	steps := []struct {
		refused form // negative: nothing is
		after   time.Duration
		want    form
	}{
		{-1, 0, rich},
		{rich, 0, plain},
		{plain, 0, bare},
		{bare, 0, bare},
		{-1, plainFor, bare},
		{-1, plainFor + 1, rich},
	}
	for i, step := range steps {
		if step.refused >= 0 {
			p.refused(step.refused, now)
		}
		if got := p.form(now.Add(step.after)); got != step.want {
			t.Errorf("step %d: form %d, want %d", i, got, step.want)
		}
	}
}
