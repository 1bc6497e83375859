package bot

import (
	"testing"

	"github.com/tierbot/tierbot/program"
)

func TestAStoreThatShowsLessThanItDidHasGoneBack(t *testing.T) {
	seen := memory{Epoch: "e1", Server: "r1", Writes: 10, Audit: 20}
	tests := []struct {
		name  string
		pulse program.Pulse
		want  string
	}{
		{"nothing new", program.Pulse{Epoch: "e1", Writes: 10, Audit: 20}, ""},
		{"more", program.Pulse{Epoch: "e1", Writes: 11, Audit: 20}, ""},
		{"another run with all of it", program.Pulse{Epoch: "e1", Server: "r2", Writes: 10, Audit: 20}, ""},
		{"a write less", program.Pulse{Epoch: "e1", Writes: 9, Audit: 20}, older},
		{"an entry less", program.Pulse{Epoch: "e1", Writes: 10, Audit: 19}, older},
		{"nothing", program.Pulse{}, emptied},
		{"another's contents", program.Pulse{Epoch: "e2", Writes: 100, Audit: 200}, emptied},
		{"resumed from what was seen", program.Pulse{Epoch: "e2", Before: "e1"}, ""},
		{"resumed twice", program.Pulse{Epoch: "e3", Before: "e2 e1"}, ""},
		{"resumed from another", program.Pulse{Epoch: "e2", Before: "e0"}, emptied},
	}
	for _, tt := range tests {
		if got := seen.older(&tt.pulse); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := (&memory{}).older(&program.Pulse{}); got != "" {
		t.Errorf("who has seen nothing suspects %q", got)
	}
}

func TestWhatWasSeenOnlyGrowsWithinAnEpoch(t *testing.T) {
	var g generation
	g.note(memory{Epoch: "e1", Writes: 10, Audit: 20})
	g.note(memory{Epoch: "e1", Writes: 9, Audit: 21})
	if got := g.seen(); got.Writes != 10 || got.Audit != 21 {
		t.Errorf("seen %+v", got)
	}
	g.note(memory{Epoch: "e2", Writes: 1})
	if got := g.seen(); got.Epoch != "e2" || got.Writes != 1 || got.Audit != 0 {
		t.Errorf("after a resumption, seen %+v", got)
	}
}

// Nothing is sent under a claim of a store that is not the one that was seen, or that was
// away since.
func TestAClaimCountsOnlyInTheStoreThatWasSeen(t *testing.T) {
	seen := memory{Epoch: "e1", Server: "r1", Writes: 10, Audit: 20}
	tests := []struct {
		name    string
		claimed program.Claimed
		away    bool
		want    bool
	}{
		{"as it was seen", program.Claimed{Epoch: "e1", Writes: 11}, false, true},
		{"a write less", program.Claimed{Epoch: "e1", Writes: 9}, false, false},
		{"resumed meanwhile", program.Claimed{Epoch: "e2", Writes: 11}, false, false},
		{"away meanwhile", program.Claimed{Epoch: "e1", Writes: 11}, true, false},
	}
	for _, tt := range tests {
		r := &reminder{wake: make(chan struct{}, 1)}
		if tt.away {
			r.state.away()
		}
		if got := r.claimable(seen, &tt.claimed); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if looks := len(r.wake) == 1; looks == tt.want {
			t.Errorf("%s: that the store is looked at: %v", tt.name, looks)
		}
	}
}
