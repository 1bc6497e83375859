package sandbox_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// Whatever has happened in a workspace, another that loads what it saved shows everybody
// the same, tells the app the same, and goes on with ids and times that nothing has yet.
func TestSavedWorkspaceIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := begun(t)
		defer before.Close()
		for range rapid.IntRange(0, 25).Draw(t, "things that happen") {
			before.something()
		}
		text := before.saved()
		after := &life{Workspace: sandbox.New(sandbox.Options{Now: standing}), T: t}
		defer after.Close()
		if err := after.Load(strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if again := after.saved(); again != text {
			t.Fatalf("saved again it reads\n%s\nand not\n%s", again, text)
		}
		if diff := cmp.Diff(before.views(), after.views()); diff != "" {
			t.Fatalf("what is seen after it was loaded (+) is not what was saved (-):\n%s", diff)
		}
		posted := after.post("chat.postMessage", object{"channel": "C2", "text": "new"})
		for _, fresh := range []any{posted["ts"], after.AddUser(sandbox.User{}).ID} {
			if fresh == nil || strings.Contains(text, fmt.Sprintf("%q", fresh)) {
				t.Errorf("%v is given out twice", fresh)
			}
		}
	})
}

// Time never runs back: what is posted after loading stands below what was there, even
// where the clock shows an earlier day.
func TestLoadedWorkspaceGoesOnBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := begun(t)
		defer before.Close()
		before.Say("U1", "C1", "old")
		yesterday := standing().AddDate(0, 0, -1)
		after := &life{Workspace: sandbox.New(sandbox.Options{Now: func() time.Time { return yesterday }}), T: t}
		defer after.Close()
		if err := after.Load(strings.NewReader(before.saved())); err != nil {
			t.Fatal(err)
		}
		after.Say("U1", "C1", "new")
		messages := after.Messages("U1", "C1")
		if n := len(messages); n != 2 || messages[0].TS >= messages[1].TS || messages[1].Text != "new" {
			t.Errorf("alice reads %v", messages)
		}
	})
}

// A file that is no saved workspace is refused with what to do, and changes nothing.
func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct{ name, from, to, says string }{
		{"damaged", `"rooms"`, `"ro`, "damaged"},
		{"of a newer program", `"format":1`, `"format":7`, "format 7"},
		{"of another workspace", `"team":"T0SANDBOX"`, `"team":"T0OTHER"`, "another workspace"},
		{"without the app", `"id":"U0SANDBOX"`, `"id":"U0NOBODY"`, "damaged"},
		{"with a file in no conversation", `"rooms":["C1"]`, `"rooms":["C9"]`, "C9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			f.DropFile(f.alice, f.general, "a.csv", []byte("a"))
			var text bytes.Buffer
			if err := f.Save(&text); err != nil {
				t.Fatal(err)
			}
			broken := strings.Replace(text.String(), c.from, c.to, 1)
			if broken == text.String() {
				t.Fatalf("%s is not in %s", c.from, text.String())
			}
			err := f.Load(strings.NewReader(broken))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want it to tell of %q", err, c.says)
			}
			if n := len(f.Messages(f.alice, f.general)); n != 1 {
				t.Errorf("%d messages are left, want the one", n)
			}
		})
	}
}

// A Home tab whose inputs' state somebody took out of the file is a Home tab all the same.
func TestLoadsHomeWithoutState(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.call("views.publish", object{"user_id": f.alice, "view": object{"type": "home", "blocks": []any{input("name"), actions(button("go", "Go"))}}})
	var text bytes.Buffer
	if err := f.Save(&text); err != nil {
		t.Fatal(err)
	}
	if err := f.Load(strings.NewReader(strings.Replace(text.String(), `"state":{`, `"state":null,"was":{`, 1))); err != nil {
		t.Fatal(err)
	}
	home, _ := f.Home(f.alice)
	bot := f.dial()
	f.Choose(f.alice, home, "name", "Zoe") // of which the app hears with the next press
	f.Press(f.alice, home, "Go")
	if held := at(bot.read(), "payload", "view", "state", "values", "name", "text", "value"); held != "Zoe" {
		t.Errorf("the input holds %v", held)
	}
}

// life is a workspace in which anything may happen.
type life struct {
	*sandbox.Workspace
	*rapid.T
}

// standing is a clock that stands, so that what is seen before and after is seen at once.
func standing() time.Time { return time.Date(2009, time.June, 1, 9, 0, 0, 0, time.UTC) }

func begun(t *rapid.T) *life {
	l := &life{Workspace: sandbox.New(sandbox.Options{Now: standing}), T: t}
	l.AddUser(sandbox.User{ID: "U1", Name: "alice", Email: "alice@example.com", Locale: "fr-FR"})
	l.AddUser(sandbox.User{ID: "U2", Name: "bob", Zone: "Asia/Tokyo", Admin: true})
	l.AddUserGroup(sandbox.UserGroup{ID: "S1", Handle: "managers", Users: []string{"U1"}})
	l.AddChannel(sandbox.Channel{ID: "C1", Name: "general", Members: []string{"U1", "U2", "U0SANDBOX"}})
	l.AddChannel(sandbox.Channel{ID: "C2", Name: "office", Private: true, Members: []string{"U2", "U0SANDBOX"}})
	for _, u := range l.Users() {
		l.DM(u.ID) // so that looking opens none
	}
	return l
}

// something happens.
func (l *life) something() {
	user := rapid.SampledFrom([]string{"U1", "U2"}).Draw(l.T, "user")
	channel := rapid.SampledFrom([]string{"C1", "C2", l.DM(user)}).Draw(l.T, "channel")
	text := rapid.SampledFrom([]string{"hello", "<@U1> & <@U2>", "*é* <!subteam^S1>", "<#C1> \u0000 \U0001f600"}).Draw(l.T, "text")
	switch rapid.SampledFrom(strings.Fields("say drop delete post edit remove whisper home rename leave read")).Draw(l.T, "what") {
	case "say":
		l.Say(user, channel, text)
	case "drop":
		l.DropFile(user, channel, "a.csv", []byte{0, 255, 'a'})
		l.Share(user, channel, text, l.Declare(user, "large.xlsx", 1<<30, nil))
	case "delete":
		l.DeleteFile(l.Upload(user, "b.csv", nil).ID)
	case "post":
		l.post("chat.postMessage", object{
			"channel": channel, "text": text, "blocks": drawn(text), "thread_ts": l.some(channel),
			"metadata": object{"event_type": "e", "event_payload": object{"id": text, "n": 1.5}},
		})
	case "edit":
		l.post("chat.update", object{"channel": channel, "ts": l.some(channel), "text": text + " more"})
	case "remove":
		l.post("chat.delete", object{"channel": channel, "ts": l.some(channel)})
	case "whisper":
		l.post("chat.postEphemeral", object{"channel": channel, "user": user, "text": text})
	case "home":
		l.post("views.publish", object{"user_id": user, "view": object{"type": "home", "blocks": drawn(text)}})
	case "rename":
		l.AddUser(sandbox.User{ID: user, Name: "renamed", Deleted: rapid.Bool().Draw(l.T, "deactivated")})
		l.SetGroupMembers("S1", user)
	case "leave":
		l.Leave("C1", user)
		l.Join("C2", user)
	case "read":
		_ = l.Read(user, channel, "") // where they may
	}
}

// some is the time of a message in a conversation; empty when there is none.
func (l *life) some(channel string) string {
	messages := l.Messages("U0SANDBOX", channel)
	if len(messages) == 0 {
		return ""
	}
	return rapid.SampledFrom(messages).Draw(l.T, "message").TS
}

func drawn(text string) []object {
	return []object{
		{"type": "section", "text": object{"type": "mrkdwn", "text": text}},
		{"type": "input", "label": object{"type": "plain_text", "text": "Day"}, "element": object{
			"type": "datepicker", "action_id": "day", "initial_date": "2009-06-01",
		}},
	}
}

// views are what everybody sees of the page, and the app of the Web API.
func (l *life) views() map[string]any {
	all := make(map[string]any)
	for _, path := range []string{"users.list", "usergroups.list?include_users=true", "conversations.list"} {
		all[path] = l.ask("GET", "/api/"+path, nil)
	}
	for _, u := range l.Users() {
		for _, path := range []string{"/sandbox/workspace?user=", "/sandbox/views?user="} {
			all[path+u.ID] = l.ask("GET", path+u.ID, nil)
		}
		for _, channel := range []string{"C1", "C2", l.DM(u.ID)} {
			path := "/sandbox/messages?user=" + u.ID + "&channel=" + channel
			all[path] = l.ask("GET", path, nil)
			path = "/api/conversations.history?include_all_metadata=true&channel=" + channel
			all[path] = l.ask("GET", path, nil)
			for _, m := range l.Messages(u.ID, channel) {
				all[u.ID+m.TS] = m.Plain()
				for _, f := range m.Files {
					data, there := l.FileData(f.ID)
					all[f.ID] = fmt.Sprint(data, there, data == nil)
				}
			}
		}
	}
	return all
}

// post calls a method of the Web API. It may be refused.
func (l *life) post(method string, args object) object {
	body, _ := json.Marshal(args)
	return l.ask("POST", "/api/"+method, body)
}

func (l *life) ask(verb, path string, body []byte) object {
	r := httptest.NewRequest(verb, "http://127.0.0.1"+path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer xoxb-sandbox")
	answer := httptest.NewRecorder()
	l.ServeHTTP(answer, r)
	var out object
	if err := json.NewDecoder(answer.Body).Decode(&out); err != nil || answer.Code != http.StatusOK {
		l.Fatalf("%s answers %d: %v", path, answer.Code, err)
	}
	delete(out, "world") // is another one each time, on purpose
	delete(out, "now")
	return out
}

func (l *life) saved() string {
	var text strings.Builder
	if err := l.Save(&text); err != nil {
		l.Fatal(err)
	}
	return text.String()
}
