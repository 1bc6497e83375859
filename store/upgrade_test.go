package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/store/redistest"
)

// What a version of the program has stored that told nobody of anything is brought in when
// sending begins, once, while others change it.
func TestBeginUpgrades(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	var partners []program.Partner
	for i := range 1_200 {
		partners = append(partners, owned(fmt.Sprintf("p%04d", i), fmt.Sprintf("U%d", i%5)))
	}
	add(t, w, append(partners, owned("nobody's", "UGONE"), owned("moved"), owned("alone"))...)
	forgetReminders(t, server, "{tierbot:T1}:")

	moved := owned("moved")
	moved.Version = 1
	_, err := w.Apply(t.Context(), changing("assign", moved, func(p *program.Partner) { p.Owners = []string{"UNEW"} }), nil)
	must(t, err)
	for range 2 {
		must(t, w.Begin(t.Context(), second(60)))
		var got []string
		for id, at := range due(t, w, second(60)) {
			want := second(60)
			if id == "" || id == "UNEW" { // they were told of the change
				want = noon
			}
			if !at.Equal(want) {
				t.Errorf("%q is due since %v, want %v", id, at, want)
			}
			got = append(got, id)
		}
		slices.Sort(got)
		if want := []string{"", "U0", "U1", "U2", "U3", "U4", "UGONE", "UNEW"}; !slices.Equal(got, want) {
			t.Errorf("due are %q, want %q", got, want)
		}
		if got := partnersOf(t, w, ""); !slices.Equal(got, []string{"alone"}) {
			t.Errorf("nobody has %v", got)
		}
	}

	// Afterwards nobody becomes due because another replica begins.
	settled(t, w, second(60))
	must(t, w.Begin(t.Context(), second(120)))
	if got := due(t, w, second(120)); len(got) > 0 {
		t.Errorf("due are %v", got)
	}
	recipient, err := w.Recipient(t.Context(), "U3")
	if err != nil || len(recipient.Partners) != 240 || recipient.Partners[0].Version != 1 {
		t.Errorf("%d partners, %v", len(recipient.Partners), err)
	}
}

// forgetReminders makes a workspace what the version before reminders left of it.
func forgetReminders(t *testing.T, server *redistest.Server, prefix string) {
	t.Helper()
	raw := redis.NewClient(&redis.Options{Addr: server.Addr})
	defer raw.Close()
	must(t, raw.Del(t.Context(), prefix+"due", prefix+"revisions", prefix+"generation").Err())
	must(t, raw.ZRemRangeByLex(t.Context(), prefix+"owners", "[\x00", "(\x01").Err())
	for id, value := range raw.HGetAll(t.Context(), prefix+"partners").Val() {
		must(t, raw.HSet(t.Context(), prefix+"partners", id, strings.Replace(value, `{"f":2,`, `{"f":1,`, 1)).Err())
	}
}

// A program that ends in the middle of bringing partners in begins again.
func TestBeginInterrupted(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	var partners []program.Partner
	for i := range 1_200 {
		partners = append(partners, owned(fmt.Sprintf("p%04d", i), fmt.Sprintf("U%d", i)))
	}
	add(t, w, partners...)
	forgetReminders(t, server, "{tierbot:T1}:")
	proxy := redistest.NewProxy(t, server.Addr)
	commands := 0
	proxy.Lose(func([]string) bool { commands++; return commands > 9 }) // and never answer again
	if err := open(t, proxy.URL()).Workspace("T1").Begin(t.Context(), noon); err == nil {
		t.Fatal("nothing was interrupted")
	}
	if n := len(due(t, w, noon)); n == 0 || n == len(partners) {
		t.Fatalf("%d recipients were brought in when it was interrupted", n)
	}
	must(t, w.Begin(t.Context(), noon.Add(time.Minute)))
	if n := len(due(t, w, noon.Add(time.Minute))); n != 1_000 { // as many as one look takes
		t.Errorf("%d recipients are due", n)
	}
}

// A partner that somebody is given while partners are brought in is not nobody's.
func TestBeginWhileOthersWrite(t *testing.T) {
	server := redistest.Start(t)
	w := open(t, server.URL()).Workspace("T1")
	alone := owned("alone")
	add(t, w, alone)
	_ = pages(t, w, program.Scope{}, 5) // Redis knows the script that reads them
	forgetReminders(t, server, "{tierbot:T1}:")
	alone.Version = 1
	assign := changing("assign", alone, func(p *program.Partner) { p.Owners = []string{"U1"} })

	proxy := redistest.NewProxy(t, server.Addr)
	assigned := 0
	proxy.Lose(func(command []string) bool {
		if len(command) > 4 && strings.HasSuffix(command[4], ":names") { // the partners were read
			assigned++
			if _, err := w.Apply(t.Context(), assign, nil); err != nil {
				t.Error(err)
			}
		}
		return false
	})
	must(t, open(t, proxy.URL()).Workspace("T1").Begin(t.Context(), second(60)))
	if assigned == 0 {
		t.Fatal("nobody wrote meanwhile")
	}
	if got := partnersOf(t, w, ""); got != nil {
		t.Errorf("nobody has %v", got)
	}
}
