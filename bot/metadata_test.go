package bot

import (
	"strings"
	"testing"
)

// A form's own state comes before the spare way of its answer; what does not fit by itself
// is refused.
func TestMetadataMakesRoom(t *testing.T) {
	address := "https://hooks.slack.com/commands/T0/1/" + strings.Repeat("x", 24)
	for _, tt := range []struct {
		state   int // characters
		address bool
		fits    bool
	}{
		{100, true, true},
		{2898, true, true},
		{2899, false, true},
		{2973, false, true},
		{2974, false, false},
	} {
		written, err := metadata{Channel: "C1", Address: address, State: strings.Repeat("s", tt.state)}.encode()
		read := (&sheet{Private: written}).metadata()
		if (err == nil) != tt.fits || (read.Address != "") != tt.address || tt.fits && len(read.State) != tt.state {
			t.Errorf("%d characters: %v, %d of state, address %q", tt.state, err, len(read.State), read.Address)
		}
	}
}
