package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestShortcuts(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "about Acme"})
	f.MessageShortcut(f.alice, f.Messages(f.alice, f.general)[0], "note")
	env := bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "type") != "message_action" || at(env, "payload", "message", "text") != "about Acme" {
		t.Errorf("payload %v", at(env, "payload"))
	}
	f.call("chat.postEphemeral", object{"channel": f.general, "user": f.alice, "text": "psst"})
	if _, err := f.MessageShortcut(f.alice, f.Messages(f.alice, f.general)[1], "note").Acked(ctx(t)); err == nil {
		t.Error("an ephemeral message has a shortcut")
	}
	f.GlobalShortcut(f.alice, "new")
	env = bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "type") != "shortcut" || at(env, "payload", "callback_id") != "new" {
		t.Errorf("payload %v", at(env, "payload"))
	}
}

// A shortcut shows the app the message with its files, and takes an answer that
// only the person sees, even where the bot is no member.
func TestMessageShortcutOnAFile(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.AddChannel(sandbox.Channel{ID: "CAWAY", Members: []string{f.alice, f.bob}})
	f.Share(f.bob, "CAWAY", "Acme's certificate", f.Upload(f.bob, "vtsp.pdf", []byte("x")))
	m := f.Messages(f.alice, "CAWAY")[0]
	x := f.MessageShortcut(f.alice, m, "record")
	env := bot.read()
	bot.ack(env, nil)
	payload := at(env, "payload")
	if at(payload, "message", "files", 0, "name") != "vtsp.pdf" || at(payload, "message_ts") != m.TS || at(payload, "channel", "id") != "CAWAY" {
		t.Errorf("payload %v", payload)
	}
	if at(payload, "trigger_id") == nil || at(payload, "user", "id") != f.alice || at(payload, "callback_id") != "record" {
		t.Errorf("payload %v", payload)
	}
	url, _ := at(payload, "response_url").(string)
	f.post(url, object{"text": "recorded"})
	answer, err := x.Answer(ctx(t))
	if err != nil || answer.To != f.alice || answer.Plain() != "recorded" {
		t.Errorf("%v, %v", answer, err)
	}
}

func TestOnlyTheAppsShortcuts(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Shortcuts: []sandbox.Shortcut{
		{Name: "Record", Callback: "record"}, {Name: "New", Callback: "new", Global: true},
	}}})
	bot := f.dial()
	f.Say(f.bob, f.general, "hello")
	m := f.Messages(f.alice, f.general)[0]
	for _, x := range []*sandbox.Exchange{f.MessageShortcut(f.alice, m, "record"), f.GlobalShortcut(f.alice, "new")} {
		bot.ack(bot.read(), nil)
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	}
	for _, x := range []*sandbox.Exchange{
		f.MessageShortcut(f.alice, m, "new"), f.GlobalShortcut(f.alice, "record"), f.MessageShortcut(f.alice, m, "other"),
	} {
		if _, err := x.Acked(ctx(t)); err == nil {
			t.Error("a shortcut that the app does not have was chosen")
		}
	}
}
