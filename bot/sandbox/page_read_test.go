package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// thread is what the page shows of a thread.
func (f *fixture) thread(user, root string) []any {
	f.t.Helper()
	var shown object
	decode(f.t, f.page("GET", "/sandbox/thread?user="+user+"&channel=C1&thread="+root, "", nil).Body, &shown)
	return shown["messages"].([]any)
}

// A thread stands beside the conversation, which says how much there is in it.
func TestPageShowsThreads(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.Say(f.alice, f.general, "root")
	root := f.Messages(f.alice, f.general)[0].TS
	say := func(user, text string) {
		f.page("POST", "/sandbox/say", `{"user":"`+user+`","channel":"C1","thread":"`+root+`","text":"`+text+`"}`, nil)
	}
	say(f.bob, "first")
	say(f.bob, "second")
	f.call("chat.postEphemeral", object{"channel": f.general, "user": f.bob, "thread_ts": root, "text": "for bob"})

	var shown object
	decode(t, f.page("GET", "/sandbox/messages?user=U1&channel=C1", "", nil).Body, &shown)
	if got := shown["messages"].([]any); len(got) != 1 {
		t.Fatalf("the conversation shows %v, want the first message alone", got)
	}
	replies := at(shown, "messages", 0, "replies")
	if at(replies, "count") != 2.0 || at(replies, "unread") != 2.0 || at(replies, "people", 0) != f.bob {
		t.Errorf("below it stands %v", replies)
	}
	if got := f.thread(f.alice, root); len(got) != 3 || at(got[2], "spans", 0, "text") != "second" {
		t.Errorf("alice reads %v", got)
	}
	if got := f.thread(f.bob, root); len(got) != 4 {
		t.Errorf("bob reads %v, want what is for him alone too", got)
	}
	f.AddUser(sandbox.User{ID: "U3", Name: "gil", Restricted: true})
	if got := f.thread("U3", root); len(got) != 0 {
		t.Errorf("a guest who is not there reads %v", got)
	}
}

// A reply is no thread's any more when its first message is gone, but is not lost.
func TestPageShowsWhatIsLeftOfAThread(t *testing.T) {
	f := open(t, sandbox.Options{})
	root := f.call("chat.postMessage", object{"channel": f.general, "text": "root"})
	f.call("chat.postMessage", object{"channel": f.general, "thread_ts": root["ts"], "text": "reply"})
	f.call("chat.delete", object{"channel": f.general, "ts": root["ts"]})
	var shown object
	decode(t, f.page("GET", "/sandbox/messages?user=U1&channel=C1", "", nil).Body, &shown)
	if at(shown, "messages", 0, "spans", 0, "text") != "reply" {
		t.Errorf("the conversation shows %v", shown["messages"])
	}
	if got := f.thread(f.alice, root["ts"].(string)); len(got) != 0 {
		t.Errorf("the thread shows %v", got)
	}
}

// Slack runs an app's commands in no thread, and says so.
func TestNoCommandInAThread(t *testing.T) {
	f := open(t, sandbox.Options{})
	var answer object
	body := `{"user":"U1","channel":"C1","thread":"1.000001","text":"/tier acme"}`
	decode(t, f.page("POST", "/sandbox/say", body, nil).Body, &answer)
	if answer["code"] != "not_in_threads" || answer["about"] != "/tier" {
		t.Errorf("the answer is %v", answer)
	}
}

// A space in front makes a message of a command.
func TestASpaceBeforeACommand(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.page("POST", "/sandbox/say", `{"user":"U1","channel":"C1","text":" /tier acme"}`, nil)
	if got := f.Messages(f.bob, f.general); len(got) != 1 {
		t.Errorf("bob reads %v", got)
	}
}

// Whoever is new is shown what to try, in their language.
func TestPageWelcomes(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Welcome: func(u sandbox.User) []sandbox.Hint {
		return []sandbox.Hint{{Typed: "/tier acme", Says: "for " + u.Name + " in " + u.Locale}}
	}}})
	var w object
	decode(t, f.page("GET", "/sandbox/workspace?user=U1", "", nil).Body, &w)
	if got := at(w, "welcome", 0); at(got, "typed") != "/tier acme" || at(got, "says") != "for alice in fr-FR" {
		t.Errorf("alice is shown %v", got)
	}
}

// A moment in a message, and a file that is gone from it, are the page's to say in words.
func TestPageGetsMomentsAndTombstones(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.call("chat.postMessage", object{"channel": f.general, "text": "<!date^1243846800^{date_short}|1 June>"})
	file := f.Upload(f.alice, "a.csv", []byte("a"))
	f.Share(f.alice, f.general, "", file)
	f.DeleteFile(file.ID)
	var shown object
	decode(t, f.page("GET", "/sandbox/messages?user=U1&channel=C1", "", nil).Body, &shown)
	moment := at(shown, "messages", 0, "spans", 0)
	if at(moment, "at") != 1243846800.0 || at(moment, "format") != "{date_short}" || at(moment, "text") != "1 June" {
		t.Errorf("the moment is %v", moment)
	}
	if gone := at(shown, "messages", 1, "files", 0); at(gone, "deleted") != true {
		t.Errorf("the file is %v", gone)
	}
}
