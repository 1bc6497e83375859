//go:build !race

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/store/redistest"
)

// The race detector takes several times the memory of the program, so that what an import
// costs is tested without it.

// What an import of twenty thousand rows may take in memory, beyond what the program
// takes that does nothing.
const (
	costRows   = 20_000
	costMemory = 64 << 20
)

// TestImportCost imports into a real Redis: partners that are new, the same file again,
// and a file that changes every one of them.
func TestImportCost(t *testing.T) {
	environment(t, workplace(t, redistest.Start(t, "--appendonly", "no")))
	rows := sheetOf(costRows)
	_, idle := peak(t, "export", "-")
	for _, step := range []struct {
		name, says string
		file       []byte
	}{
		{"new.csv", "20,000 created", commas(t, rows)},
		{"again.csv", "20,000 unchanged", commas(t, rows)},
		{"changed.csv", "20,000 updated", commas(t, reshuffled(rows))},
		{"again.xlsx", "20,000 updated", workbook(t, rows)},
	} {
		path := filepath.Join(t.TempDir(), step.name)
		if err := os.WriteFile(path, step.file, 0o600); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		said, most := peak(t, "import", path, "--yes")
		over := most - idle
		t.Logf("%s: %d MB above %d MB, %v", step.name, over>>20, idle>>20, time.Since(start).Round(time.Millisecond))
		if !strings.Contains(said, step.says) {
			t.Errorf("%s: want %s:\n%s", step.name, step.says, said)
		}
		if over > costMemory {
			t.Errorf("%s takes %d MB, want at most %d", step.name, over>>20, costMemory>>20)
		}
	}
}

// reshuffled is a spreadsheet in which everybody has the tier of the next.
func reshuffled(rows [][]string) [][]string {
	const tier = 2
	next := make([][]string, len(rows))
	for i, row := range rows {
		next[i] = append([]string(nil), row...)
		if i > 0 {
			next[i][tier] = rows[1+i%(len(rows)-1)][tier]
		}
	}
	return next
}

// peak is what the program says, and the most memory that it takes at once, in bytes.
func peak(t *testing.T, args ...string) (said string, most int64) {
	t.Helper()
	var out, failed bytes.Buffer
	program := exec.CommandContext(t.Context(), "tierbot-peak", args...)
	program.Stdout, program.Stderr = &out, &failed
	if err := program.Run(); err != nil {
		t.Fatalf("tierbot %s: %v\n%s%s", strings.Join(args, " "), err, &out, &failed)
	}
	_, text, _ := strings.Cut(failed.String(), "VmHWM:")
	kilobytes, err := strconv.ParseInt(strings.Fields(text)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), kilobytes << 10
}
