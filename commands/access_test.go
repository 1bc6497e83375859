package commands

import (
	"context"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

// TestNobodyRunsWhatIsNotForThem holds that a command runs for whoever has its access
// or a higher one, and that one without a gate runs for nobody.
func TestNobodyRunsWhatIsNotForThem(t *testing.T) {
	const nobody, higher = Access(0), Manager
	for _, tt := range []struct {
		asker, needed Access
		runs          bool
	}{
		{nobody, nobody, false},
		{nobody, Reader, false},
		{Reader, nobody, false},
		{Reader, Reader, true},
		{Reader, higher, false},
		{higher, nobody, false},
		{higher, Reader, true},
		{higher, higher, true},
		{-1, -1, false},
	} {
		ran := false
		refused := &refusals{}
		c := New(program.Default(), refused)
		for i := range c.table {
			c.table[i].Access = tt.needed
			c.table[i].run = func(context.Context, *question) (Reply, error) {
				ran = true
				return Reply{}, nil
			}
		}
		reply, err := c.Do(t.Context(), Request{
			Command: "/missing", Text: "acme", Locale: "fr-FR", As: tt.asker, Now: time.Date(2009, 12, 1, 12, 0, 0, 0, time.UTC),
		})
		if err != nil || ran != tt.runs {
			t.Errorf("%d asks for what %d may: ran %t, error %v", tt.asker, tt.needed, ran, err)
		}
		refusal := c.french.notAllowed("/missing")
		if tt.asker == Reader && tt.needed == Manager {
			refusal = c.french.managersOnly("/missing")
		}
		if !ran && reply.Parts[0].(Paragraph).Text.String() != refusal {
			t.Errorf("%d asks for what %d may: answered\n%s\nwant\n%s", tt.asker, tt.needed, reply, refusal)
		}
		if kept := len(refused.kept); (kept == 1) != (!ran && tt.needed == Manager) {
			t.Errorf("%d asks for what %d may: %d refusals kept", tt.asker, tt.needed, kept)
		}
	}
}

// refusals is a store that keeps what was refused and does nothing else.
type refusals struct {
	Store
	kept []program.Refusal
}

func (r *refusals) Refuse(_ context.Context, refusal program.Refusal) error {
	r.kept = append(r.kept, refusal)
	return nil
}
