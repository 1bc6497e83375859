package program_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
)

func TestDefaultIsTheProgrammesTable(t *testing.T) {
	rules := program.Default()
	var got []string
	for i := range rules.Tiers {
		tier := &rules.Tiers[i]
		got = append(got, tier.Label.EN+" until "+rules.Deadline(tier).String())
	}
	want := []string{"Registered until ", "Professional until 2009-10-14", "Enterprise until 2010-01-14", "Premier until 2010-01-14"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestRefused loads every file of testdata/refused and compares the problems with
// the lines that follow "# want:" in it: each names line, column and reason.
func TestRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/refused/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for line := range strings.Lines(string(data)) {
				if reason, ok := strings.CutPrefix(line, "# want: "); ok {
					want = append(want, strings.TrimSpace(reason))
				}
			}
			_, err = program.Load("rules.toml", data)
			if err == nil {
				t.Fatal("loaded, want it refused")
			}
			if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
