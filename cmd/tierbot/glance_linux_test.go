//go:build !race

package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/program"
)

// glanceMemory is how much a service may hold above an idle one that has been asked about all
// of ten thousand partners, and glanceMemoryFull of a hundred thousand, in bytes. Half of it
// are the partners; the other is garbage for which there is room still.
const (
	glanceMemory     = 24 << 20
	glanceMemoryFull = 48 << 20
)

// TestGlanceCost asks the service about all partners of a large programme, on a real Redis.
// When TIERBOT_TEST_SCALE is full, it has a hundred thousand.
func TestGlanceCost(t *testing.T) {
	size, most := 10_000, int64(glanceMemory)
	if os.Getenv("TIERBOT_TEST_SCALE") == "full" {
		size, most = 100_000, glanceMemoryFull
	}
	s := serveElsewhere(t)
	idle := s.holds()
	const atOnce = 10_000
	for n := 0; n < size; n += atOnce {
		batch := program.Batch{Op: fmt.Sprint(n), By: "tierbot import", At: morning, What: "import partners.csv"}
		for i := range atOnce {
			batch.Changes = append(batch.Changes, program.Change{After: program.Partner{
				ID: fmt.Sprint("informatique ", n+i), Name: fmt.Sprint("Informatique ", n+i), Tier: "enterprise", Owners: []string{fmt.Sprintf("U09%06d", (n+i)/50)},
				Certificates: []program.Holding{{Certificate: "vtsp", Holder: "Anne Martin"}, {Certificate: "vtsp", Unnamed: 2}},
			}})
		}
		if _, err := s.store.Apply(soon(t), batch, nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, ask := range []string{"programme", "list risk", "list late"} {
		s.asks(ask)
		over := s.holds() - idle
		t.Logf("after /tier %s of %d partners: %d MB above %d MB", ask, size, over>>20, idle>>20)
		if over > most {
			t.Errorf("/tier %s of %d partners takes %d MB, want at most %d", ask, size, over>>20, most>>20)
		}
	}
}

// asks has alice ask until she is answered: who asks first may have less patience than
// reading so many partners takes.
func (s *elsewhere) asks(line string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 2*time.Minute)
	defer cancel()
	for {
		all, err := s.slack.Command(alice, s.slack.DM(alice), "/tier "+line).Messages(ctx, 1)
		if err != nil {
			s.t.Fatalf("%s: %v", line, err)
		}
		if !strings.Contains(strings.ToLower(all[0].Plain()), "storage is unavailable") {
			return
		}
	}
}
