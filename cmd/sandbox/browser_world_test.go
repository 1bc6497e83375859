package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// lived is a sandbox that lives as long as the test, started as from a terminal, and the
// address that it prints. What it logs fails the test: there is nothing to warn of.
func lived(t *testing.T, args ...string) (url string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	printed, stdout := io.Pipe()
	stderr := new(notes)
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, args, stdout, stderr)
		stdout.Close()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if said := stderr.String(); said != "" {
			t.Errorf("the log says: %s", said)
		}
	})
	line, err := bufio.NewReader(printed).ReadString('\n')
	if err != nil {
		t.Fatalf("no address is printed: %v", err)
	}
	go io.Copy(io.Discard, printed)
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "http://") {
			return word
		}
	}
	t.Fatalf("no address in %q", line)
	return ""
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

// sheet is a spreadsheet to import: one new partner, and one that is known already.
func sheet(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "partners.csv")
	rows := "name,tier,vtsp,owners\nAcme,enterprise,Inès Morel@2009-05-20;Alain Roy@2009-05-28,alex@vendor.example\n" +
		"Nouvelle Société,professional,,camille@vendor.example\n"
	if err := os.WriteFile(path, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
