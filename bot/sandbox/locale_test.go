package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// The app is told of a person's new language, and has it from users.info as well.
func TestPersonChangesTheLanguage(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Events: []string{"user_change"}}})
	app := f.dial()
	changed := make(chan object, 1)
	go func() {
		env := app.read()
		app.ack(env, nil)
		changed <- env
	}()
	var answer object
	decode(t, f.page("POST", "/sandbox/locale", `{"user":"U2","locale":"fr-FR"}`, nil).Body, &answer)
	if answer["error"] != nil {
		t.Fatal(answer)
	}
	event := at(<-changed, "payload", "event")
	if at(event, "type") != "user_change" || at(event, "user", "id") != f.bob || at(event, "user", "locale") != "fr-FR" {
		t.Errorf("the app is told %v", event)
	}
	info := f.call("users.info", object{"user": f.bob, "include_locale": true})
	if got := at(info, "user", "locale"); got != "fr-FR" {
		t.Errorf("users.info says %v", got)
	}
	var w object
	decode(t, f.page("GET", "/sandbox/workspace?user=U2", "", nil).Body, &w)
	if w["locale"] != "fr-FR" {
		t.Errorf("the page speaks %v", w["locale"])
	}
}

// An app that has not subscribed to it finds out when it asks again.
func TestLanguageChangesUnheard(t *testing.T) {
	f := open(t, sandbox.Options{})
	next := f.news(f.bob)
	var answer object
	decode(t, f.page("POST", "/sandbox/locale", `{"user":"U2","locale":"fr-FR"}`, nil).Body, &answer)
	if news := next(); news["kind"] != "people" {
		t.Errorf("bob's other page hears of %v", news)
	}
	if u, _ := f.User(f.bob); answer["error"] != nil || u.Locale != "fr-FR" {
		t.Errorf("%v, and bob reads %s", answer, u.Locale)
	}
}

func TestLanguageIsRefused(t *testing.T) {
	f := open(t, sandbox.Options{})
	for _, body := range []string{`{"user":"UGONE","locale":"fr-FR"}`, `{"user":"U2"}`} {
		var answer object
		decode(t, f.page("POST", "/sandbox/locale", body, nil).Body, &answer)
		if answer["error"] == nil {
			t.Errorf("%s: no error", body)
		}
	}
}
