package sandbox_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// hinted are commands in both languages, as an app may have them.
func hinted(locale string) []sandbox.Hint {
	if strings.HasPrefix(locale, "fr") {
		return []sandbox.Hint{
			{Typed: "/tier <partenaire>", Says: "Où il en est."},
			{Typed: "/tier désurnommer <partenaire>", Says: "Reprend un surnom."},
			{Typed: "/tier aide", Says: "Ce qu'on peut demander."},
		}
	}
	return []sandbox.Hint{
		{Typed: "/tier <partner>", Says: "Where it stands."},
		{Typed: "/missing <partner>", Says: "What it misses."},
		{Typed: "/tier history [<partner>]", Says: "Who changed what."},
		{Typed: "/tier hold <partner>", Says: "Not yet."},
		{Typed: "/tier help", Says: "What you can ask."},
	}
}

// What is offered follows what has been typed: the commands that begin so, and above them
// the one whose arguments are next.
func TestHintsFollowTheTyping(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Hints: hinted}})
	for _, tt := range []struct {
		user, text string
		want       []string // each with what choosing it leaves in the box
	}{
		{"U2", "", nil},
		{"U2", "tier", nil},
		{"U2", "/", []string{
			"/tier <partner> = /tier ", "/missing <partner> = /missing ", "/tier history [<partner>] = /tier history ",
			"/tier hold <partner> = /tier hold ", "/tier help = /tier help",
		}},
		{"U2", "/MIS", []string{"/missing <partner> = /missing "}},
		{"U2", "/missing", []string{"/missing <partner> = /missing "}},
		{"U2", "/missing acme", []string{"/missing <partner>"}},
		{"U2", "/tier h", []string{
			"/tier <partner>", "/tier history [<partner>] = /tier history ", "/tier hold <partner> = /tier hold ", "/tier help = /tier help",
		}},
		{"U2", "/tier  history", []string{"/tier <partner>", "/tier history [<partner>] = /tier history "}},
		{"U2", "/tier history ac", []string{"/tier history [<partner>]"}},
		{"U2", "/tier historical", []string{"/tier <partner>"}},
		{"U2", "/tier help", []string{"/tier help"}},
		{"U2", "/unheard", nil},
		{"U1", "/tier des", []string{"/tier <partenaire>", "/tier désurnommer <partenaire> = /tier désurnommer "}},
		{"U1", "/tier DÉS", []string{"/tier <partenaire>", "/tier désurnommer <partenaire> = /tier désurnommer "}},
		{"U1", "/tier hist", []string{"/tier <partenaire>"}},
	} {
		if diff := cmp.Diff(tt.want, f.hints(tt.user, tt.text)); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
	}
}

// Without hints the names of the commands are all that is known.
func TestHintsOfAnAppWithoutAny(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Commands: []string{"/tier", "/grace"}}})
	if diff := cmp.Diff([]string{"/tier = /tier", "/grace = /grace"}, f.hints("U1", "/")); diff != "" {
		t.Error(diff)
	}
}

// Eight are as many as one takes in.
func TestHintsAreFew(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Commands: strings.Fields("/a /b /c /d /e /f /g /h /i /j")}})
	if got := f.hints("U1", "/"); len(got) != 8 || got[0] != "/a = /a" {
		t.Errorf("%d hints: %v", len(got), got)
	}
}

func (f *fixture) hints(user, text string) []string {
	f.t.Helper()
	var answer struct {
		Hints []struct{ Typed, Fills string }
	}
	path := "/sandbox/hints?" + url.Values{"user": {user}, "text": {text}}.Encode()
	decode(f.t, f.page("GET", path, "", nil).Body, &answer)
	var lines []string
	for _, h := range answer.Hints {
		line := h.Typed
		if h.Fills != "" {
			line += " = " + h.Fills
		}
		lines = append(lines, line)
	}
	return lines
}
