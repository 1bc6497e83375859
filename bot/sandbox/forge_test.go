package sandbox_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// A double click is the same gesture in a second envelope, even after the first
// has closed the modal.
func TestRepeatASubmission(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, input("name"))
	x := f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
	first := bot.read()
	bot.ack(first, nil)
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	again := f.Repeat(x)
	second := bot.read()
	bot.ack(second, object{"response_action": "errors", "errors": object{"name": "Saved already."}})
	ack, err := again.Acked(ctx(t))
	if err != nil || ack.Errors["name"] != "Saved already." {
		t.Errorf("%v, %v", ack, err)
	}
	if first["envelope_id"] == second["envelope_id"] || second["accepts_response_payload"] != true {
		t.Errorf("the second envelope is %v", second)
	}
	if at(first, "payload", "trigger_id") == at(second, "payload", "trigger_id") {
		t.Error("both have one trigger_id")
	}
	if diff := cmp.Diff(at(first, "payload", "view"), at(second, "payload", "view")); diff != "" {
		t.Error(diff)
	}
}

func TestRepeatAPressAndACommand(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{actions(button("undo", "Undo"))}})
	m := f.Messages(f.alice, f.general)[0]
	for name, do := range map[string]func() *sandbox.Exchange{
		"press":   func() *sandbox.Exchange { return f.Press(f.alice, m, "Undo") },
		"command": func() *sandbox.Exchange { return f.Command(f.alice, f.general, "/tier acme") },
	} {
		x := do()
		bot.ack(bot.read(), nil)
		again := f.Repeat(x)
		env := bot.read()
		bot.ack(env, nil)
		url, _ := at(env, "payload", "response_url").(string)
		if status, _ := f.post(url, object{"text": "again"}); status != 200 {
			t.Errorf("%s: the response_url answers %d", name, status)
		}
		if answer, err := again.Answer(ctx(t)); err != nil || answer.To != f.alice {
			t.Errorf("%s: %v, %v", name, answer, err)
		}
	}
	if _, err := f.Repeat(new(sandbox.Exchange)).Acked(ctx(t)); err == nil {
		t.Error("what was never sent was repeated")
	}
}

func TestForgedButton(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{actions(button("undo", "Undo"))}})
	m := f.Messages(f.alice, f.general)[0]
	f.ForgePress(f.bob, m, object{"type": "button", "action_id": "undo", "block_id": "row", "value": "somebody else's"})
	env := bot.read()
	bot.ack(env, nil)
	payload := at(env, "payload")
	if at(payload, "actions", 0, "value") != "somebody else's" || at(payload, "user", "id") != f.bob || at(payload, "message", "ts") != m.TS {
		t.Errorf("payload %v", payload)
	}
	if at(payload, "response_url") == nil || at(payload, "trigger_id") == nil {
		t.Errorf("payload %v", payload)
	}
	m.TS, m.To = "1.000000", f.bob // long gone, and only theirs
	f.ForgePress(f.bob, m, object{"type": "button", "action_id": "undo"})
	env = bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "message") != nil || at(env, "payload", "container", "is_ephemeral") != true {
		t.Errorf("payload %v", at(env, "payload"))
	}
}

func TestForgedSubmission(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, input("name"))
	v.CallbackID, v.PrivateMetadata = "archive", "{}"
	x := f.ForgeSubmit(f.bob, v, map[string]map[string]any{"other": {"it": object{"type": "datepicker", "selected_date": 7}}})
	env := bot.read()
	bot.ack(env, nil)
	view := at(env, "payload", "view")
	if at(view, "id") != v.ID || at(view, "callback_id") != "archive" || at(view, "private_metadata") != "{}" {
		t.Errorf("view %v", view)
	}
	if at(view, "state", "values", "other", "it", "selected_date") != 7.0 || at(env, "payload", "user", "id") != f.bob {
		t.Errorf("payload %v", at(env, "payload"))
	}
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
	if open, _ := f.Modal(f.alice); open.CallbackID != "record" {
		t.Errorf("alice's own modal is now %v", open)
	}
}

func TestForgedShortcut(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Shortcuts: []sandbox.Shortcut{}}})
	bot := f.dial()
	f.Forge("U404", object{"type": "shortcut", "callback_id": "gone"})
	env := bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "callback_id") != "gone" || at(env, "payload", "user", "id") != "U404" || at(env, "payload", "response_url") != nil {
		t.Errorf("payload %v", at(env, "payload"))
	}
}
