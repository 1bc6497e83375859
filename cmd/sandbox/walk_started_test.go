package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Whoever has Go and nothing else builds the sandbox, starts it, opens the address that it
// prints, and has the whole page before them. It ends as it should at Ctrl-C.
func TestWalkStarted(t *testing.T) {
	t.Parallel()
	chromium.started(t)
	program := filepath.Join(t.TempDir(), "sandbox")
	if said, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, said)
	}

	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	process := exec.CommandContext(ctx, program)
	process.Env = []string{"HOME=" + t.TempDir()} // no PATH: it needs no other program
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr := new(notes)
	process.Stderr = stderr
	begun := time.Now()
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stdout)
	line, _ := lines.ReadString('\n')
	url := address.FindString(line)
	if url == "" {
		t.Fatalf("no address in %q; the log says: %s", line, stderr)
	}
	t.Logf("the address is printed after %v", time.Since(begun).Round(time.Millisecond))

	s := opened(t, url)
	s.await("everybody is there", `document.querySelectorAll("#person option").length === 5`)
	s.await("all styles are there", `[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)`)
	s.await("there is a calendar", `document.querySelector("#calendar [data-today]")?.dataset.today === "2009-06-01"`)
	for _, control := range []string{"inspect", "gallery", "language", "text"} {
		s.await("there is "+control, `look.shown(document.getElementById(`+js(control)+`))`)
	}
	s.say("/tier acme")
	s.reads("Acme · Enterprise · in grace")

	s.visit("about:blank") // a page that is looking for what is new would miss the program
	if err := process.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := process.Wait(); err != nil || stderr.String() != "" {
		t.Errorf("it ends with %v; the log says: %s", err, stderr)
	}
}
