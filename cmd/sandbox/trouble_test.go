package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A mishap is a button of the inspector that is pressed while people type.
type mishap struct {
	name   string
	choice string        // empty: the first
	times  int           // how often it is pressed; 0: once
	lasts  time.Duration // how long people go on typing before it is healed; 0: a second
}

// mishaps are all buttons, each with what is worst to choose.
var mishaps = []mishap{
	{name: "drop", times: 5},
	{name: "disconnect", choice: sandbox.Warning, lasts: 11 * time.Second},
	{name: "disconnect", choice: sandbox.RefreshRequested, times: 2},
	{name: "disconnect", choice: sandbox.LinkDisabled, lasts: 3 * time.Second},
	{name: "disconnect", choice: sandbox.TooManyWebsockets, lasts: 3 * time.Second},
	{name: "half-open", lasts: 4 * time.Second},
	{name: "429", times: 5},
	{name: "429", choice: "response_url", times: 5},
	{name: "429", choice: "views.open", times: 5},
	{name: "500", times: 5},
	{name: "500", choice: "response_url", times: 5},
	{name: "500", choice: "views.open", times: 5},
	{name: "kill", times: 5},
	{name: "kill", choice: "response_url", times: 5},
	{name: "kill", choice: "views.open", times: 5},
	{name: "slow", times: 2, lasts: 5 * time.Second},
	{name: "copies"},
	{name: "lag"},
	{name: "revoke", lasts: 3 * time.Second},
	{name: "refuse", choice: "header"},
	{name: "refuse", choice: "section"},
	{name: "limits", lasts: 3 * time.Second},
	{name: "Slow Redis", lasts: 4 * time.Second},
	{name: "Stop Redis", lasts: 4 * time.Second},
}

// atOnce is how many sandboxes are in trouble at the same time. They mostly wait.
const atOnce = 8

// Whatever is pressed while people type, each command is answered, or refused in words that
// the person sees; and once all is healed, everything works.
func TestTroubleWhilePeopleType(t *testing.T) {
	var all sync.WaitGroup
	defer all.Wait()
	room := make(chan struct{}, atOnce)
	for _, m := range mishaps {
		all.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			t.Run(m.name+" "+m.choice, m.whilePeopleType)
		})
	}
}

func (m mishap) whilePeopleType(t *testing.T) {
	s, _ := staged(t, flags{few: 60})
	w := s.world.Load()
	c := gather(t, w)
	c.hear(3)
	for range max(m.times, 1) {
		w.trouble(t, m.name, m.choice)
		c.hear(1)
	}
	c.listen(max(m.lasts, time.Second))
	m.strikes(t, c)
	w.trouble(t, "heal", "")
	c.goHome()
	c.allIsWell()
	m.behaved(t, w)
	t.Log(c.tally())
}

// behaved fails the test when the bot did what Slack refuses. It cannot know that blocks in
// an acknowledgement are, and a machine that is busy makes anybody late.
func (m mishap) behaved(t *testing.T, w *world) {
	t.Helper()
	if m.name == "refuse" {
		return
	}
	for _, v := range w.slack.Violations() {
		if v.Rule != "late_ack" && v.Rule != "expired_trigger_id" {
			t.Errorf("violation: %s", v)
		}
	}
}

// strikes waits until a trouble of single calls has met one.
func (m mishap) strikes(t *testing.T, c *crowd) {
	t.Helper()
	if !slices.Contains([]string{"429", "500", "kill", "slow"}, m.name) {
		return
	}
	for range 50 {
		if slices.ContainsFunc(c.w.slack.Journal(), func(e sandbox.Entry) bool { return e.Fault != "" }) {
			return
		}
		c.hear(1)
	}
	t.Error("nothing that the bot did was struck")
}

// Every button there is has been pressed by the test above.
func TestEveryTroubleIsTried(t *testing.T) {
	s, _ := staged(t, flags{few: 1})
	resp, err := http.Get(s.url + "/sandbox/trouble")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var shown struct{ Troubles []struct{ Name string } }
	if err := json.NewDecoder(resp.Body).Decode(&shown); err != nil {
		t.Fatal(err)
	}
	for _, button := range shown.Troubles {
		if !slices.ContainsFunc(mishaps, func(m mishap) bool { return m.name == button.Name }) {
			t.Errorf("nobody has tried %q", button.Name)
		}
	}
}

// trouble presses a button of the inspector.
func (w *world) trouble(t *testing.T, name, choice string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"name": name, "choice": choice, "on": true})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(w.stage.url+"/sandbox/trouble", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || bytes.Contains(answer, []byte(`"error"`)) {
		t.Fatalf("press %s %s: %s %v", name, choice, answer, err)
	}
}
