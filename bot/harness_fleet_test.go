package bot

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A fleet is some replicas, each a process of its own. One that ends is started again,
// until the fleet is stopped.
type fleet struct {
	t      *testing.T
	size   int
	orders func(killed int) orders // of a replica that starts now, when so many were killed

	mu      sync.Mutex
	running []*exec.Cmd
	ended   bool
	kills   int      // replicas that ended by a kill, whoever's
	said    []remark // what replicas have said
	asked   map[*exec.Cmd]time.Time
	slowest time.Duration // from asking a replica to end to its end
	errors  tail          // what the replicas logged last
	living  sync.WaitGroup
}

// launch starts a number of replicas.
func launch(t *testing.T, n int, o func(killed int) orders) *fleet {
	t.Helper()
	f := &fleet{t: t, size: n, orders: o, asked: make(map[*exec.Cmd]time.Time)}
	for range n {
		f.living.Go(f.live)
	}
	t.Cleanup(f.stop)
	return f
}

// live is one replica after another.
func (f *fleet) live() {
	for {
		cmd := f.start()
		if cmd == nil {
			return
		}
		err := cmd.Wait()
		f.forget(cmd, err)
	}
}

// start starts a replica, unless the fleet is stopped.
func (f *fleet) start() *exec.Cmd {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return nil
	}
	text, err := json.Marshal(f.orders(f.kills))
	if err != nil {
		f.t.Error(err)
		return nil
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), replicaVariable+"="+string(text))
	cmd.Stdout, cmd.Stderr = &ear{f, cmd}, &f.errors
	_, err = cmd.StdinPipe() // it ends with this process, whatever ends that
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		f.t.Errorf("start a replica: %v", err)
		return nil
	}
	f.running = append(f.running, cmd)
	return cmd
}

// A remark is a word that a replica has said on its standard output.
type remark struct {
	word string
	from *exec.Cmd
}

// An ear hears what a replica says.
type ear struct {
	f    *fleet
	from *exec.Cmd
}

func (e *ear) Write(p []byte) (int, error) {
	e.f.mu.Lock()
	defer e.f.mu.Unlock()
	for _, word := range strings.Fields(string(p)) {
		e.f.said = append(e.f.said, remark{word, e.from})
	}
	return len(p), nil
}

// sayers are the replicas that have said a word so far.
func (f *fleet) sayers(word string) []*exec.Cmd {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []*exec.Cmd
	for _, r := range f.said {
		if r.word == word {
			all = append(all, r.from)
		}
	}
	return all
}

// agree reports whether every replica runs and has last said a word.
func (f *fleet) agree(word string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	last := make(map[*exec.Cmd]string)
	for _, r := range f.said {
		last[r.from] = r.word
	}
	for _, cmd := range f.running {
		if last[cmd] != word {
			return false
		}
	}
	return len(f.running) == f.size
}

// forget takes note of how a replica ended. None ends of itself.
func (f *fleet) forget(cmd *exec.Cmd, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running = slices.DeleteFunc(f.running, func(other *exec.Cmd) bool { return other == cmd })
	at, asked := f.asked[cmd]
	if asked {
		f.slowest = max(f.slowest, time.Since(at))
	}
	by := cmd.ProcessState.Sys().(syscall.WaitStatus).Signal()
	switch {
	case by == syscall.SIGKILL:
		f.kills++
	case by == syscall.SIGTERM && asked: // before it had begun
	case f.ended, err == nil:
	default:
		f.t.Errorf("a replica ended: %v\n%s", err, f.errors.String())
	}
}

// killed is how many replicas were killed so far.
func (f *fleet) killed() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.kills
}

// signal sends a signal to one of the replicas that run, which dice choose.
func (f *fleet) signal(s syscall.Signal, dice *rand.Rand) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.running) == 0 {
		return
	}
	cmd := f.running[dice.IntN(len(f.running))]
	if _, again := f.asked[cmd]; s == syscall.SIGTERM && !again {
		f.asked[cmd] = time.Now()
	}
	_ = cmd.Process.Signal(s)
}

// slowestEnd is how long it took at most to end a replica that was asked to.
func (f *fleet) slowestEnd() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.slowest
}

// storm kills a replica every tenth of a second.
func (f *fleet) storm(d time.Duration, dice *rand.Rand) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(d); time.Now().Before(end); <-tick.C {
		f.signal(syscall.SIGKILL, dice)
	}
}

// stop kills every replica for good.
func (f *fleet) stop() {
	f.mu.Lock()
	f.ended = true
	for _, cmd := range f.running {
		_ = cmd.Process.Kill()
	}
	f.mu.Unlock()
	f.living.Wait()
}

// retire waits for replicas that were asked to end, and starts no others.
func (f *fleet) retire() {
	f.mu.Lock()
	f.ended = true
	f.mu.Unlock()
	f.living.Wait()
}

// tail keeps the last of what is written to it.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailSize = 16 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p...)
	if over := len(t.b) - tailSize; over > tailSize {
		t.b = bytes.Clone(t.b[over:])
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.b)
}
