package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// unread is what the page shows beside the conversations of one person, by name.
func (f *fixture) unread(user string) map[string]any {
	f.t.Helper()
	var w object
	decode(f.t, f.page("GET", "/sandbox/workspace?user="+user, "", nil).Body, &w)
	counts := make(map[string]any)
	for _, c := range w["conversations"].([]any) {
		counts[at(c, "name").(string)] = at(c, "unread")
	}
	return counts
}

func (f *fixture) wantUnread(user, conversation string, want float64) {
	f.t.Helper()
	if got := f.unread(user)[conversation]; got != want {
		f.t.Errorf("%s has %v unread in %s, want %v", user, got, conversation, want)
	}
}

func TestUnreadIsWhatOthersWroteSince(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Say(f.alice, f.general, "one")
	f.Say(f.alice, f.general, "two")
	f.wantUnread(f.alice, "general", 0) // her own
	f.wantUnread(f.bob, "general", 2)

	f.page("POST", "/sandbox/read", `{"user":"U2","channel":"C1"}`, nil)
	f.wantUnread(f.bob, "general", 0)
	f.Say(f.alice, f.general, "three")
	f.wantUnread(f.bob, "general", 1)
	f.Say(f.bob, f.general, "who answers has read what is there")
	f.wantUnread(f.bob, "general", 0)
}

func TestUnreadOfTheApp(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.call("chat.postMessage", object{"channel": f.bob, "text": "a reminder"})
	f.wantUnread(f.bob, "tierbot", 1)
	f.wantUnread(f.alice, "tierbot", 0)

	f.call("chat.postEphemeral", object{"channel": f.general, "user": f.bob, "text": "for bob alone"})
	f.wantUnread(f.bob, "general", 1)
	f.wantUnread(f.alice, "general", 0)
}

// A message that changes or goes is not unread again.
func TestUnreadOfWhatChanges(t *testing.T) {
	f := open(t, sandbox.Options{})
	said := f.call("chat.postMessage", object{"channel": f.general, "text": "before"})
	f.page("POST", "/sandbox/read", `{"user":"U2","channel":"C1"}`, nil)
	f.call("chat.update", object{"channel": f.general, "ts": said["ts"], "text": "after"})
	f.wantUnread(f.bob, "general", 0)
	f.wantUnread(f.alice, "general", 1)
	f.call("chat.delete", object{"channel": f.general, "ts": said["ts"]})
	f.wantUnread(f.alice, "general", 0)
}

// Replies count for those who take part in a thread, until they have opened it.
func TestUnreadReplies(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUser(sandbox.User{ID: "U3", Name: "carol"})
	f.Join(f.general, "U3")
	f.Say(f.alice, f.general, "root")
	root := f.Messages(f.alice, f.general)[0]
	for _, user := range []string{"U2", "U3"} {
		f.page("POST", "/sandbox/read", `{"user":"`+user+`","channel":"C1"}`, nil)
	}

	f.Reply(f.bob, root, "a reply")
	f.call("chat.postEphemeral", object{
		"channel": f.general, "user": f.bob, "thread_ts": root.TS, "text": "reported by <@U3>",
	})
	f.wantUnread(f.alice, "general", 1)
	f.wantUnread("U3", "general", 0)
	f.page("POST", "/sandbox/read", `{"user":"U1","channel":"C1"}`, nil)
	f.wantUnread(f.alice, "general", 1) // it does not stand there
	f.page("POST", "/sandbox/read", `{"user":"U1","channel":"C1","thread":"`+root.TS+`"}`, nil)
	f.wantUnread(f.alice, "general", 0)

	f.Reply(f.alice, root, "what does @carol say?")
	f.wantUnread("U3", "general", 2)
	f.wantUnread(f.bob, "general", 2) // what the app told him alone, too
}

// In somebody's own conversation with the app every thread is theirs.
func TestUnreadRepliesOfTheApp(t *testing.T) {
	f := open(t, sandbox.Options{})
	root := f.call("chat.postMessage", object{"channel": f.bob, "text": "a reminder"})
	f.call("chat.postMessage", object{"channel": f.DM(f.bob), "thread_ts": root["ts"], "text": "more of it"})
	f.wantUnread(f.bob, "tierbot", 2)
}

// What one person's page has read, the same person's other pages hear of; nobody else's do.
func TestReadingIsTold(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Say(f.alice, f.general, "one")
	bobs, alices := f.news(f.bob), f.news(f.alice)
	f.page("POST", "/sandbox/read", `{"user":"U2","channel":"C1"}`, nil)
	f.page("POST", "/sandbox/read", `{"user":"U2","channel":"C1"}`, nil) // nothing is left to read
	f.Say(f.bob, f.general, "two")
	if got := []any{bobs()["kind"], bobs()["kind"]}; got[0] != "read" || got[1] != "message" {
		t.Errorf("bob's other page hears of %v", got)
	}
	if got := alices(); got["kind"] != "message" {
		t.Errorf("alice's page hears of %v", got)
	}
}

func TestReadingElsewhereIsRefused(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddChannel(sandbox.Channel{ID: "C2", Name: "office", Private: true, Members: []string{f.bob}})
	for _, body := range []string{
		`{"user":"U1","channel":"C2"}`, `{"user":"U1","channel":"CGONE"}`, `{"user":"UGONE","channel":"C1"}`,
	} {
		var answer object
		decode(t, f.page("POST", "/sandbox/read", body, nil).Body, &answer)
		if answer["error"] == nil {
			t.Errorf("%s: read, want it refused", body)
		}
	}
	if n := f.Unread(f.alice, "C2"); n != 0 {
		t.Errorf("alice has %d unread where she is not", n)
	}
}
