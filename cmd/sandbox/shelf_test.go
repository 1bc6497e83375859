package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// What is kept and cannot go on as it was asked to is refused with what to do, and stays.
func TestKeptWorldRefused(t *testing.T) {
	dir := t.TempDir()
	live(t, flags{day: september, data: dir, few: 40, asked: true}, func(*stage) {})
	file := filepath.Join(dir, worldFile)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	other := *program.Default()
	other.FirstDay = other.FirstDay.AddDays(1)
	for _, c := range []struct {
		name, from, to, says string
		f                    flags
	}{
		{"damaged", `"slack"`, `"sl`, "move it away", flags{}},
		{"damaged within", `"users"`, `"user"`, "is damaged", flags{}},
		{"of a newer program", `{"format":1`, `{"format":9`, "format 9", flags{}},
		{"of other rules", "", "", "VMware Partner Network", flags{rules: &other}},
		{"on an earlier day", "", "", "time does not run back", flags{day: september.AddDays(-1)}},
		{"with a Redis of its own", "", "", "without -redis", flags{redis: "redis://127.0.0.1:1"}},
		{"without the Redis it had", `"slack"`, `"elsewhere":true,"slack"`, "name it with -redis", flags{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(string(whole), c.from, c.to, 1)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			f := c.f
			f.data, f.addr = dir, "127.0.0.1:0"
			s, err := setUp(t.Context(), f, io.Discard)
			if err == nil {
				err = s.run(t.Context(), nil)
			}
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want it to tell of %q", err, c.says)
			}
			if left, _ := os.ReadFile(file); string(left) != text {
				t.Error("what was kept has changed")
			}
		})
	}
}

// Two cannot keep a world in the same place at once; one after the other can, and what one
// left unfinished that was killed is swept away.
func TestShelfHasOneHolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	first, err := takeShelf(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := takeShelf(dir); err == nil || !strings.Contains(err.Error(), "another sandbox has it") {
		t.Errorf("a second one: %v", err)
	}
	half := filepath.Join(dir, worldFile+".123")
	if err := os.WriteFile(half, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	second, err := takeShelf(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer second.close()
	if _, err := os.Stat(half); !os.IsNotExist(err) {
		t.Errorf("half a world is left: %v", err)
	}
	if k, err := second.read(); k != nil || err != nil {
		t.Errorf("an empty directory has %v, %v", k, err)
	}
}

// A world can be kept where somebody may write, and the error says where not.
func TestShelfThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := takeShelf(file); err == nil || !strings.Contains(err.Error(), "-data "+file) {
		t.Errorf("a file as a directory: %v", err)
	}
}
