//go:build !race

package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// What an idle bot may cost: commands of Redis a minute, and memory.
const (
	idleCommands = 2
	idleMemory   = 40 << 20
)

// TestIdleCost runs the service with nothing to do. It sends nothing for as long as
// nothing happens, but that it looks at the store every five minutes; the test ends one
// wait of it early, and counts what one look takes.
func TestIdleCost(t *testing.T) {
	s := serveElsewhere(t)
	before := s.silent(2 * time.Second)
	s.unblock()
	look := s.silent(2*time.Second) - before
	const looks = 2 // every five minutes the loop, and every five the auditor, with less
	if look == 0 || looks*look > 5*idleCommands {
		t.Errorf("one look at the store takes %d commands, want at most %d", look, 5*idleCommands/looks)
	}
	memory := s.holds()
	t.Logf("%d commands for one look, %d MB", look, memory>>20)
	if memory > idleMemory {
		t.Errorf("the idle bot holds %d MB, want at most %d", memory>>20, idleMemory>>20)
	}
}

// silent waits until the bot has sent no command for a while, and returns how many it has
// sent.
func (s *elsewhere) silent(while time.Duration) int {
	s.t.Helper()
	for ctx := soon(s.t); ctx.Err() == nil; {
		n := s.proxy.Commands()
		<-time.After(while)
		if s.proxy.Commands() == n {
			return n
		}
	}
	s.t.Fatal("the idle bot is never silent")
	return 0
}

var blockedClient = regexp.MustCompile(`(?m)^id=(\d+) .*cmd=xread `)

// unblock ends the bot's wait for a change, as when its time is over.
func (s *elsewhere) unblock() {
	s.t.Helper()
	client := blockedClient.FindStringSubmatch(s.redis.Command("CLIENT", "LIST"))
	if client == nil {
		s.t.Fatal("nobody waits for a change")
	}
	s.redis.Command("CLIENT", "UNBLOCK", client[1])
}

var heldMemory = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// holds is the memory that the process holds now, in bytes.
func (s *elsewhere) holds() int64 {
	s.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	kilobytes, err := strconv.ParseInt(heldMemory.FindStringSubmatch(string(status))[1], 10, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return kilobytes << 10
}
