package sandbox_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// upload sends a file as the page does, and returns its id.
func (f *fixture) upload(user, name, content string) string {
	f.t.Helper()
	var got object
	decode(f.t, f.page("POST", "/sandbox/upload?user="+user+"&name="+name, content, nil).Body, &got)
	id, _ := got["id"].(string)
	return id
}

// A file is its owner's until it is sent, and whoever sees the message gets it as
// a download and never as a page.
func TestPageTakesFiles(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUser(sandbox.User{ID: "U3", Name: "guest", Restricted: true})
	id := f.upload("U1", "x.html", "<script>")
	get := func(user string) *http.Response {
		return f.page("GET", "/sandbox/file?file="+id+"&user="+user, "", nil)
	}
	if got := get("U2").StatusCode; got != http.StatusNotFound {
		t.Errorf("before it is sent, bob gets %d", got)
	}
	f.page("POST", "/sandbox/say", `{"user":"U1","channel":"C1","text":"","files":["`+id+`"]}`, nil)
	var shown object
	decode(t, f.page("GET", "/sandbox/messages?user=U2&channel=C1", "", nil).Body, &shown)
	if file := at(shown, "messages", 0, "files", 0); at(file, "name") != "x.html" || at(file, "size") != 8.0 {
		t.Errorf("bob sees %v", file)
	}
	resp := get("U2")
	body, _ := io.ReadAll(resp.Body)
	if string(body) != "<script>" || resp.Header.Get("Content-Type") != "application/octet-stream" {
		t.Errorf("bob gets %q as %s", body, resp.Header.Get("Content-Type"))
	}
	if got := resp.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Errorf("disposition %q", got)
	}
	if got := get("U3").StatusCode; got != http.StatusNotFound {
		t.Errorf("a guest of no channel gets %d", got)
	}
	f.DeleteFile(id)
	if got := get("U1").StatusCode; got != http.StatusNotFound {
		t.Errorf("deleted, it is %d", got)
	}
	for _, query := range []string{"user=U404&name=x", "user=U1"} {
		if got := f.page("POST", "/sandbox/upload?"+query, "x", nil).StatusCode; got != http.StatusBadRequest {
			t.Errorf("an upload with %s: %d", query, got)
		}
	}
}

func TestPageLooksOptionsUp(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, asking(object{"type": "external_select"}, nil))
	go func() {
		bot.ack(bot.read(), object{"options": []any{object{
			"text": object{"type": "plain_text", "text": "Acme & Co"}, "value": "acme",
		}}})
	}()
	var got object
	body := `{"user":"U1","view":"` + v.ID + `","element":"field/it","text":"acm"}`
	decode(t, f.page("POST", "/sandbox/suggest", body, nil).Body, &got)
	if at(got, "options", 0, "value") != "acme" || at(got, "options", 0, "text", "spans", 0, "text") != "Acme & Co" {
		t.Errorf("options %v", got)
	}
	// What the page itself does not submit is said beside the input.
	body = `{"user":"U1","view":"` + v.ID + `","inputs":{"field/it":[]}}`
	decode(t, f.page("POST", "/sandbox/submit", body, nil).Body, &got)
	if at(got, "errors", "field") != "Please complete this field." {
		t.Errorf("an empty modal: %v", got)
	}
}

func TestPageHasTheAppsShortcuts(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Shortcuts: []sandbox.Shortcut{
		{Name: "Record", Callback: "record"}, {Name: "New", Callback: "new", Global: true},
	}}})
	bot := f.dial()
	f.Say(f.bob, f.general, "Acme has a VTSP")
	var w, shown, done object
	decode(t, f.page("GET", "/sandbox/workspace?user=U1", "", nil).Body, &w)
	if at(w, "shortcuts", 1, "name") != "New" || at(w, "shortcuts", 1, "global") != true {
		t.Errorf("shortcuts %v", w["shortcuts"])
	}
	decode(t, f.page("GET", "/sandbox/messages?user=U1&channel=C1", "", nil).Body, &shown)
	ts, _ := at(shown, "messages", 0, "ts").(string)
	if link, _ := at(shown, "messages", 0, "link").(string); !strings.HasPrefix(link, w["home"].(string)+"archives/C1/p") {
		t.Errorf("link %q", link)
	}
	for _, tt := range []struct{ body, kind string }{
		{`{"user":"U1","channel":"C1","ts":"` + ts + `","callback":"record"}`, "message_action"},
		{`{"user":"U1","callback":"new"}`, "shortcut"},
	} {
		seen := make(chan any, 1)
		go func() {
			env := bot.read()
			bot.ack(env, nil)
			seen <- at(env, "payload", "type")
		}()
		decode(t, f.page("POST", "/sandbox/shortcut", tt.body, nil).Body, &done)
		if done["error"] != nil {
			t.Errorf("%s: %v", tt.kind, done)
		}
		if got := <-seen; got != tt.kind {
			t.Errorf("the app gets %v, want %s", got, tt.kind)
		}
	}
}

// Everything that the page loads is in the binary, and nothing else is loaded.
func TestPageIsComplete(t *testing.T) {
	f := open(t, sandbox.Options{})
	seen := make(map[string]bool)
	var load func(path string)
	load = func(path string) {
		if seen[path] {
			return
		}
		seen[path] = true
		resp := f.page("GET", path, "", nil)
		source, _ := io.ReadAll(resp.Body)
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, resp.Status)
		}
		for _, m := range loaded.FindAllStringSubmatch(string(source), -1) {
			load("/static/" + strings.TrimPrefix(strings.TrimPrefix(m[1], "./"), "/static/"))
		}
		for _, other := range elsewhere.FindAllString(string(source), -1) {
			t.Errorf("%s loads %s", path, other)
		}
	}
	load("/")
	load("/static/gallery.html")
	if len(seen) < 10 {
		t.Errorf("only %d files: %v", len(seen), seen)
	}
}

var (
	loaded    = regexp.MustCompile(`(?:from|src=|href=) ?"((?:\./|/static/)[^"]+)"`)
	elsewhere = regexp.MustCompile(`(?:from|src=|href=|url\() ?"?(?:https?:)?//[^"]+`)
)
