package main

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// echoing is a line at whose other end everything is answered at once with itself.
func echoing(t *testing.T) (*line, func() (net.Conn, error)) {
	l := newLine()
	l.dial = func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			io.Copy(theirs, theirs)
			theirs.Close()
		}()
		return ours, nil
	}
	return l, func() (net.Conn, error) { return l.connect(t.Context(), "tcp", "redis:6379") }
}

// asks writes a word and reads it back, and returns how long that took.
func asks(t *testing.T, conn net.Conn) time.Duration {
	t.Helper()
	begun := time.Now()
	if _, err := conn.Write([]byte("PING")); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 4)
	for i := range answer { // in several pieces, of which only the first is late
		if _, err := conn.Read(answer[i : i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return time.Since(begun)
}

func TestSlowLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, connect := echoing(t)
		conn, err := connect()
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		for _, slow := range []bool{false, true, false} {
			l.setSlow(slow)
			want := time.Duration(0)
			if slow {
				want = sluggish
			}
			if took := asks(t, conn); took != want || l.isSlow() != slow {
				t.Errorf("slow %v: the answer takes %v, want %v", slow, took, want)
			}
		}
		l.setSlow(true)
		conn.SetReadDeadline(time.Now().Add(sluggish / 2))
		begun := time.Now()
		conn.Write([]byte("PING"))
		if _, err := conn.Read(make([]byte, 4)); !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(begun) != sluggish/2 {
			t.Errorf("an answer that comes too late: %v after %v", err, time.Since(begun))
		}
	})
}

func TestCutLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, connect := echoing(t)
		l.setSlow(true)
		var conns []net.Conn
		for range 3 {
			conn, err := connect()
			if err != nil {
				t.Fatal(err)
			}
			conns = append(conns, conn)
		}
		waiting := make(chan error)
		conns[0].Write([]byte("PING"))
		go func() {
			_, err := conns[0].Read(make([]byte, 4))
			waiting <- err
		}()
		synctest.Wait()
		l.setCut(true)
		if err := <-waiting; err == nil {
			t.Error("an answer comes over a cut line")
		}
		for _, conn := range conns[1:] {
			if _, err := conn.Write([]byte("PING")); err == nil {
				t.Error("something is written to a cut line")
			}
		}
		if _, err := connect(); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("connecting over a cut line: %v", err)
		}
		l.setCut(false)
		l.setSlow(false)
		conn, err := connect()
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		asks(t, conn)
	})
}
