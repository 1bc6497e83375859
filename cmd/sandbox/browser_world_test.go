package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"sync"
	"testing"
)

// lived is the address of a sandbox that lives as long as the test. What it logs fails the
// test, for there is nothing to warn of, and so does whatever the bot does against Slack's
// rules.
func lived(t *testing.T, args ...string) (url string) {
	t.Helper()
	var logged *notes
	t.Cleanup(func() { // once it has ended, for the end may be worth a warning too
		if logged != nil && logged.String() != "" {
			t.Errorf("the log says: %s", logged)
		}
	})
	url, logged = begun(t, args...)
	t.Cleanup(func() {
		for _, violation := range violations(t, url) {
			t.Errorf("against Slack's rules: %s", violation)
		}
	})
	return url
}

// begun starts a sandbox as from a terminal, and reads the address that it prints. It ends
// with the test. Walks go side by side: most of the time they wait.
func begun(t *testing.T, args ...string) (url string, logged *notes) {
	t.Helper()
	t.Parallel()
	chromium.started(t)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context())) // until the last cleanup
	printed, stdout := io.Pipe()
	logged = new(notes)
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, args, stdout, logged)
		stdout.Close()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	lines := bufio.NewReader(printed)
	line, err := lines.ReadString('\n')
	url = address.FindString(line)
	if url == "" {
		t.Fatalf("no address is printed: %q, %v, %s", line, err, logged)
	}
	go io.Copy(io.Discard, lines)
	return url, logged
}

// address is what is printed first: where the page is.
var address = regexp.MustCompile(`http://[^/]+`)

// violations are what the inspector knows of that Slack would not take.
func violations(t *testing.T, url string) (found []string) {
	t.Helper()
	resp, err := http.Get(url + "/sandbox/journal?after=0")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var journal struct {
		Entries []struct{ Kind, Name, Detail string }
	}
	if err := json.NewDecoder(resp.Body).Decode(&journal); err != nil {
		t.Fatal(err)
	}
	for _, entry := range journal.Entries {
		if entry.Kind == "violation" {
			found = append(found, entry.Name+": "+entry.Detail)
		}
	}
	return found
}

// notes are what is logged while the test goes on.
type notes struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.lines.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.lines.String()
}
