package sandbox_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// wall is a calendar that writes down how it is moved.
type wall struct {
	moves   []string
	refusal error
}

func (c *wall) Almanac() sandbox.Almanac {
	return sandbox.Almanac{Day: "2009-06-01", First: "2009-04-14", Last: "2010-12-31", Steps: []sandbox.Step{{Name: "day", Day: "2009-06-02"}}}
}

func (c *wall) move(what string) error {
	c.moves = append(c.moves, what)
	return c.refusal
}

func (c *wall) Live(_ context.Context, day string) error { return c.move("live " + day) }
func (c *wall) Jump(_ context.Context, day string) error { return c.move("jump " + day) }
func (c *wall) Play(on bool)                             { _ = c.move(fmt.Sprint("play ", on)) }
func (c *wall) Reset(context.Context) error              { return c.move("reset") }

// The page shows the calendar and moves it, and hears why it does not move.
func TestPageMovesTheCalendar(t *testing.T) {
	for _, c := range []struct{ asked, moved, problem string }{
		{`{"move":"live","day":"2009-06-08"}`, "live 2009-06-08", ""},
		{`{"move":"jump","day":"2009-05-01"}`, "jump 2009-05-01", ""},
		{`{"move":"play"}`, "play true", ""},
		{`{"move":"pause"}`, "play false", ""},
		{`{"move":"reset"}`, "reset", ""},
		{`{"move":"live","day":"1999-01-01"}`, "live 1999-01-01", "that is over"},
		{`{"move":"fly"}`, "", "There is no such move."},
	} {
		calendar := new(wall)
		if c.moved != "" && c.problem != "" {
			calendar.refusal = errors.New(c.problem)
		}
		f := open(t, sandbox.Options{Calendar: calendar})
		var answer object
		decode(t, f.page("POST", "/sandbox/calendar", c.asked, nil).Body, &answer)
		if moved := strings.Join(calendar.moves, ", "); moved != c.moved {
			t.Errorf("%s: moved by %q, want %q", c.asked, moved, c.moved)
		}
		if problem, _ := answer["error"].(string); problem != c.problem {
			t.Errorf("%s: problem %q, want %q", c.asked, problem, c.problem)
		}
	}
	f := open(t, sandbox.Options{Calendar: new(wall)})
	var w object
	decode(t, f.page("GET", "/sandbox/workspace?user=U1", "", nil).Body, &w)
	if at(w, "calendar", "day") != "2009-06-01" || at(w, "calendar", "steps", 0, "day") != "2009-06-02" {
		t.Errorf("calendar %v", w["calendar"])
	}
}

// A workspace without a calendar says so.
func TestPageWithoutACalendar(t *testing.T) {
	f := open(t, sandbox.Options{})
	var w, answer object
	decode(t, f.page("GET", "/sandbox/workspace?user=U1", "", nil).Body, &w)
	decode(t, f.page("POST", "/sandbox/calendar", `{"move":"reset"}`, nil).Body, &answer)
	if w["calendar"] != nil || answer["error"] == nil {
		t.Errorf("calendar %v, answer %v", w["calendar"], answer)
	}
	if resp := f.page("POST", "/sandbox/calendar", "day", nil); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("%s for what is no JSON", resp.Status)
	}
}

// Every page is told that the time has moved.
func TestPageHearsOfTheTime(t *testing.T) {
	f := open(t, sandbox.Options{Calendar: new(wall)})
	next := f.news(f.bob)
	f.TimeMoved()
	if news := next(); news["kind"] != "time" {
		t.Errorf("bob's page hears of %v", news)
	}
}
