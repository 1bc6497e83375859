package socketmode

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTwoConnectionsStartASecondApart(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		client, stop := f.start(t, Options{})
		synctest.Wait()
		want(t, "live at once", client.Status().Live, 1)
		settle(time.Second)
		want(t, "live after a second", client.Status().Live, 2)
		if err := stop(); err != nil {
			t.Errorf("Run = %v", err)
		}
		want(t, "live after the end", client.Status().Live, 0)
	})
}

// A server's way with its disconnects: how it treats the connections it has chosen,
// at one instant.
type conduct struct {
	name   string
	choose func([]*line) []*line
	treat  func(*line)
}

func oldest(lines []*line) []*line { return lines[:1] }
func newest(lines []*line) []*line { return lines[len(lines)-1:] }
func all(lines []*line) []*line    { return lines }

func announce(reason string, after time.Duration, end func(*line)) func(*line) {
	return func(l *line) {
		l.disconnect(reason)
		go func() {
			select {
			case <-time.After(after):
				end(l)
			case <-l.over:
			}
		}()
	}
}

// Every command sent while a connection was open is acknowledged once, whatever the
// server does with its connections: 4,000 commands at 200 a second, four disconnects
// and apps.connections.open taking 400 ms.
func TestNoCommandIsLostOverDisconnects(t *testing.T) {
	for _, c := range []conduct{
		{"all warned, closed ten seconds later", all, announce("warning", 10*time.Second, (*line).close)},
		{"all warned, cut ten seconds later", all, announce("warning", 10*time.Second, (*line).cut)},
		{"all warned, closed half a second later", all, announce("refresh_requested", 500*time.Millisecond, (*line).close)},
		{"all warned, closing left to the client", all, func(l *line) { l.disconnect("warning") }},
		{"one warned, closing left to the client", oldest, func(l *line) { l.disconnect("refresh_requested") }},
		{"one warned, closed at once", oldest, func(l *line) { l.disconnect("warning"); l.close() }},
		{"one warned, cut at once", newest, func(l *line) { l.disconnect("warning"); l.cut() }},
		{"one warned, no longer used, closed later", newest, func(l *line) { l.stopRouting(); announce("warning", 4*time.Second, (*line).close)(l) }},
		{"one closed without a word", oldest, (*line).close},
		{"one cut without a word", newest, (*line).cut},
		{"one told link_disabled and closed", oldest, func(l *line) { l.disconnect(linkDisabled); l.close() }},
		{"all told link_disabled, closing left to the client", all, func(l *line) { l.disconnect(linkDisabled) }},
		{"one told too_many_websockets, closing left to the client", newest, func(l *line) { l.disconnect(tooMany) }},
	} {
		t.Run(c.name, func(t *testing.T) { bubble(t, c.test) })
	}
}

func (c conduct) test(t *testing.T, f *fake) {
	const commands, disconnects = 4000, 4
	f.delay = 400 * time.Millisecond
	client, stop := f.start(t, Options{Handle: func(_ context.Context, e *Envelope) {
		<-time.After(20 * time.Millisecond)
		if err := e.Ack(nil); err != nil {
			t.Errorf("ack %s: %v", e.ID, err)
		}
	}})
	settle(3 * time.Second)
	for i := range commands {
		if i%(commands/disconnects) == commands/disconnects/2 {
			for _, l := range c.choose(f.alive()) {
				c.treat(l)
			}
		}
		id := fmt.Sprintf("e%04d", i)
		if !f.route(id) {
			t.Fatalf("%s: no connection open", id)
		}
		<-time.After(5 * time.Millisecond)
	}
	settle(3 * time.Second)
	for i := range commands {
		if acks := f.acksOf(fmt.Sprintf("e%04d", i)); len(acks) != 1 {
			t.Errorf("e%04d acknowledged %d times, want once", i, len(acks))
		}
	}
	if f.mostOpen() > 4 {
		t.Errorf("%d connections at once, want 4 at most", f.mostOpen())
	}
	if n := client.Status().AckErrors; n > 0 {
		t.Errorf("%d acknowledgements were not taken", n)
	}
	if err := stop(); err != nil {
		t.Errorf("Run = %v", err)
	}
}

// In normal rotation there are never more than two connections.
func TestRotationOfOneKeepsToTwoConnections(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.delay = 400 * time.Millisecond
		f.start(t, Options{})
		settle(time.Minute)
		for range 20 {
			announce("warning", 10*time.Second, (*line).close)(f.alive()[0])
			settle(30 * time.Second)
			want(t, "open", len(f.alive()), 2)
		}
		want(t, "most open", f.mostOpen(), 2)
		want(t, "opens", len(f.openTimes()), 22)
	})
}

// When every connection has been warned, the replacement is open before the first of
// them closes.
func TestReplacementComesBeforeTheLastClose(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.delay = 400 * time.Millisecond
		client, _ := f.start(t, Options{})
		settle(time.Minute)
		for _, l := range f.alive() {
			announce("warning", 10*time.Second, (*line).close)(l)
		}
		settle(time.Second)
		want(t, "open after a second", len(f.alive()), 3)
		settle(10 * time.Second)
		want(t, "open after eleven seconds", len(f.alive()), 2)
		want(t, "live", client.Status().Live, 2)
	})
}

// A warned connection that the server leaves to the client is closed with a close
// frame, 15 seconds after the notice.
func TestOverdueConnectionIsClosedByTheClient(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{})
		settle(time.Minute)
		l := f.alive()[0]
		l.disconnect("warning")
		settle(lastCall - time.Second)
		want(t, "connections before", len(f.openTimes()), 2)
		settle(2 * time.Second)
		want(t, "connections after", len(f.openTimes()), 3)
		if slices.Contains(f.alive(), l) {
			t.Error("the warned connection is still open")
		}
	})
}

func TestFirstReconnectAfterAHealthyConnectionIsImmediate(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{Connections: 1})
		settle(time.Minute)
		f.alive()[0].cut()
		synctest.Wait()
		want(t, "open", len(f.alive()), 1)
	})
}

func TestRefusalsAreRetriedWithinMinutes(t *testing.T) {
	for _, reason := range []string{linkDisabled, tooMany} {
		t.Run(reason, func(t *testing.T) {
			bubble(t, func(t *testing.T, f *fake) {
				f.greet = func(l *line) { l.disconnect(reason); l.close() }
				f.start(t, Options{})
				settle(10 * time.Minute)
				if n := len(f.openTimes()); n < 6 || n > 16 {
					t.Errorf("%d opens in ten minutes, want 6 to 16", n)
				}
				if !contains(f.log.String(), "level=ERROR") {
					t.Errorf("nothing tells a person what to do:\n%s", f.log)
				}
			})
		})
	}
}

// A server that says hello and disconnect in a loop is not hammered; once it has come
// to its senses, the client is back within seconds.
func TestDisconnectLoopCausesFewOpens(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.greet = func(l *line) { l.hello(1); l.disconnect("warning"); l.cut() }
		client, _ := f.start(t, Options{})
		settle(3 * time.Second)
		if n := len(f.openTimes()); n > 8 {
			t.Errorf("%d opens in three seconds, want 8 at most", n)
		}
		settle(57 * time.Second)
		if n := len(f.openTimes()); n > 24 {
			t.Errorf("%d opens in a minute, want 24 at most", n)
		}
		f.change(func() { f.greet = func(l *line) { l.hello(1); l.ping() } })
		settle(13 * time.Second)
		want(t, "live", client.Status().Live, 2)
	})
}

// However badly the server behaves, there are never more than four connections, twice those of
// every day.
func TestStormKeepsToFourConnections(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.greet = func(l *line) { l.hello(1); l.command(fmt.Sprint(l.number)); l.disconnect("warning") }
		f.start(t, Options{})
		settle(time.Minute)
		if f.mostOpen() > 4 {
			t.Errorf("%d connections at once, want 4 at most", f.mostOpen())
		}
		if gaps := minimumGap(f.openTimes()); gaps < minGap {
			t.Errorf("two opens only %v apart", gaps)
		}
	})
}

func minimumGap(times []time.Time) time.Duration {
	least := time.Hour
	for i := 1; i < len(times); i++ {
		least = min(least, times[i].Sub(times[i-1]))
	}
	return least
}

// A hundred reconnects leave neither a goroutine nor a socket behind, and the next
// command is answered.
func TestHundredReconnectsLeaveNothingBehind(t *testing.T) {
	bubble(t, func(t *testing.T, f *fake) {
		f.start(t, Options{})
		settle(time.Minute)
		before := runtime.NumGoroutine()
		ends := []func(*line){
			(*line).cut,
			(*line).close,
			announce("warning", time.Second, (*line).close),
			announce(linkDisabled, 0, (*line).cut),
		}
		for i := range 100 {
			ends[i%len(ends)](f.alive()[0])
			settle(20 * time.Second)
		}
		// The count is the whole process's, so one left by an earlier test may end meanwhile.
		if now := runtime.NumGoroutine(); now > before {
			t.Errorf("%d goroutines, %d before", now, before)
		}
		want(t, "connections ever", len(f.openTimes()), 102)
		f.route("next")
		synctest.Wait()
		if diff := cmp.Diff([]string{"next"}, f.ackedIDs()); diff != "" {
			t.Errorf("acknowledged (-want +got):\n%s", diff)
		}
	})
}
