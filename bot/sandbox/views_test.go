package sandbox_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func input(block string) object {
	return object{
		"type": "input", "block_id": block,
		"label":   object{"type": "plain_text", "text": "Name"},
		"element": object{"type": "plain_text_input", "action_id": "text"},
	}
}

func modal(title string, blocks ...any) object {
	return object{
		"type": "modal", "callback_id": "record", "private_metadata": "m",
		"title":  object{"type": "plain_text", "text": title},
		"submit": object{"type": "plain_text", "text": "Save"},
		"blocks": blocks, "notify_on_close": true,
	}
}

// trigger has alice type a command and returns its trigger_id.
func (f *fixture) trigger(bot *client) (*sandbox.Exchange, any) {
	f.t.Helper()
	x := f.Command(f.alice, f.general, "/form")
	env := bot.read()
	bot.ack(env, nil)
	return x, at(env, "payload", "trigger_id")
}

func TestTrigger(t *testing.T) {
	for _, tt := range []struct {
		name  string
		after time.Duration
		uses  int
		want  any
	}{
		{"in time", 2900 * time.Millisecond, 1, nil},
		{"too late", 3100 * time.Millisecond, 1, "expired_trigger_id"},
		{"twice", 0, 2, "exchanged_trigger_id"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := openInBubble(t, sandbox.Options{})
				_, id := f.trigger(f.dial())
				pass(tt.after)
				var got object
				for range tt.uses {
					got = f.call("views.open", object{"trigger_id": id, "view": modal("Record", section("x"))})
				}
				if got["error"] != tt.want {
					t.Errorf("got %v, want %v", got, tt.want)
				}
			})
		})
	}
}

func TestModal(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x, id := f.trigger(bot)
	f.call("views.open", object{"trigger_id": id, "view": modal("Record", input("name"))})
	v, err := x.View(ctx(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := v.Plain(), "Record\n══════\nName: [____]\n[Cancel]  [Save]"; got != want {
		t.Errorf("Plain() = %q, want %q", got, want)
	}

	var failure *sandbox.Failure
	_, err = f.Submit(f.alice, v, nil).Acked(ctx(t))
	if !errors.As(err, &failure) || failure.Code != "required_field" {
		t.Errorf("an empty required input: %v", err)
	}

	x = f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
	env := bot.read()
	state := at(env, "payload", "view", "state", "values")
	want := object{"name": object{"text": object{"type": "plain_text_input", "value": "Zoe"}}}
	if diff := cmp.Diff(any(want), state); diff != "" {
		t.Error(diff)
	}
	if at(env, "accepts_response_payload") != true || at(env, "payload", "channel") != nil {
		t.Errorf("envelope %v", env)
	}
	bot.ack(env, object{"response_action": "errors", "errors": object{"name": "No."}})
	ack, err := x.Acked(ctx(t))
	if err != nil || ack.Errors["name"] != "No." {
		t.Errorf("%v, %v", ack, err)
	}

	x = f.Submit(f.alice, v, nil) // what was typed is still there
	bot.ack(bot.read(), object{"response_action": "push", "view": modal("Sure?", section("x"))})
	top, err := x.View(ctx(t), 1)
	if err != nil || top.Title != "Sure?" || top.Previous != v.ID {
		t.Fatalf("%v, %v", top, err)
	}

	f.Dismiss(f.alice, top)
	env = bot.read()
	if at(env, "payload", "type") != "view_closed" || at(env, "payload", "is_cleared") != false {
		t.Errorf("payload %v", at(env, "payload"))
	}
	bot.ack(env, nil)
	if below, ok := f.Modal(f.alice); !ok || below.ID != v.ID {
		t.Errorf("below is %v", below)
	}
	x = f.Submit(f.alice, v, nil)
	bot.ack(bot.read(), object{"response_action": "clear"})
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
	if left, ok := f.Modal(f.alice); ok {
		t.Errorf("still open: %v", left)
	}
	if got := f.Violations(); len(got) != 0 {
		t.Error(got)
	}
}

// An update in the ack takes the modal's place and keeps what was typed; the hash
// from before is out of date then.
func TestSubmissionAnsweredWithAnUpdate(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, input("name"))
	x := f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
	bot.ack(bot.read(), object{"response_action": "update", "view": modal("Sure?", input("name"), section("x"))})
	next, err := x.View(ctx(t), 1)
	if err != nil || next.ID != v.ID || next.Hash == v.Hash || next.Title != "Sure?" {
		t.Fatalf("%v, %v", next, err)
	}
	got := f.call("views.update", object{"view_id": v.ID, "hash": v.Hash, "view": modal("Late", section("x"))})
	if got["error"] != "hash_conflict" {
		t.Errorf("a stale hash: %v", got)
	}
	f.Submit(f.alice, next, nil)
	env := bot.read()
	bot.ack(env, nil)
	if got := at(env, "payload", "view", "state", "values", "name", "text", "value"); got != "Zoe" {
		t.Errorf("typed before, submitted %v", got)
	}
}

// A modal stays open as long as its person leaves it there.
func TestModalOpenedLongAgo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		bot := f.dial()
		v := f.shown(bot, input("name"))
		pass(4 * time.Hour)
		x := f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
		bot.ack(bot.read(), nil)
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	})
}

// What an app means by an answer that nobody knows is not guessed: the modal stays.
func TestSubmissionAnsweredWithNonsense(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	opened, id := f.trigger(bot)
	f.call("views.open", object{"trigger_id": id, "view": modal("Record", section("x"))})
	v, err := opened.View(ctx(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	x := f.Submit(f.alice, v, nil)
	bot.ack(bot.read(), object{"response_action": "close"})
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
	if _, open := f.Modal(f.alice); !open {
		t.Error("the modal is closed")
	}
	if diff := cmp.Diff([]string{"ack_payload"}, rules(f.Workspace)); diff != "" {
		t.Error(diff)
	}
}

func TestUpdateByExternalID(t *testing.T) {
	f := open(t, sandbox.Options{})
	_, id := f.trigger(f.dial())
	view := modal("One", section("loading"))
	view["external_id"] = "record-1"
	f.call("views.open", object{"trigger_id": id, "view": view})
	view["title"] = object{"type": "plain_text", "text": "Two"}
	f.call("views.update", object{"external_id": "record-1", "view": view})
	if v, ok := f.Modal(f.alice); !ok || v.Title != "Two" {
		t.Errorf("on screen: %v", v)
	}
	if got := f.call("views.update", object{"external_id": "record-2", "view": view})["error"]; got != "not_found" {
		t.Errorf("an external_id that nobody has: %v", got)
	}
}

func TestExternalIDIsUnique(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	view := modal("One", section("x"))
	view["external_id"] = "record-1"
	for _, want := range []any{nil, "duplicate_external_id"} {
		_, id := f.trigger(bot)
		if got := f.call("views.open", object{"trigger_id": id, "view": view})["error"]; got != want {
			t.Errorf("error %v, want %v", got, want)
		}
	}
}

func TestUpdateAndPush(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x, id := f.trigger(bot)
	opened := f.call("views.open", object{"trigger_id": id, "view": modal("One", section("loading"), actions(button("more", "More")))})
	hash, viewID := at(opened, "view", "hash"), at(opened, "view", "id")
	args := object{"view_id": viewID, "hash": "stale", "view": modal("Two", actions(button("more", "More")))}
	if got := f.call("views.update", args)["error"]; got != "hash_conflict" {
		t.Errorf("a stale hash: %v", got)
	}
	args["hash"] = hash
	if got := f.call("views.update", args); got["ok"] != true {
		t.Error(got)
	}
	v, err := x.View(ctx(t), 2)
	if err != nil || v.Title != "Two" {
		t.Fatalf("%v, %v", v, err)
	}
	for depth := range 3 {
		press := f.Press(f.alice, v, "More")
		env := bot.read()
		bot.ack(env, nil)
		if at(env, "payload", "container", "type") != "view" || at(env, "payload", "response_url") != nil {
			t.Errorf("a button in a modal says %v", at(env, "payload"))
		}
		got := f.call("views.push", object{
			"trigger_id": at(env, "payload", "trigger_id"),
			"view":       modal("Deeper", actions(button("more", "More"))),
		})
		if depth == 2 {
			if got["error"] != "push_limit_reached" {
				t.Errorf("the fourth modal: %v", got)
			}
			break
		}
		if v, err = press.View(ctx(t), 1); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHome(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.OpenHome(f.alice)
	env := bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "event", "tab") != "home" || at(env, "payload", "event", "view") != nil {
		t.Errorf("event %v", at(env, "payload", "event"))
	}
	home := object{"type": "home", "blocks": []any{section("*yours*")}}
	f.call("views.publish", object{"user_id": f.alice, "view": home})
	v, err := x.View(ctx(t), 1)
	if err != nil || v.Plain() != "yours" {
		t.Errorf("%v, %v", v, err)
	}
	if on, ok := f.Home(f.alice); !ok || on.ID != v.ID {
		t.Errorf("on screen: %v", on)
	}
	x = f.OpenHome(f.alice)
	env = bot.read()
	bot.ack(env, nil)
	if at(env, "payload", "event", "view", "id") != v.ID {
		t.Error("the second time the event has no view")
	}
	got := f.call("views.publish", object{"user_id": f.alice, "view": home, "hash": "stale"})
	if got["error"] != "hash_conflict" {
		t.Errorf("a stale hash: %v", got)
	}
	f.call("views.publish", object{"user_id": f.alice, "view": home})
	if _, err := x.View(ctx(t), 1); err != nil {
		t.Error(err)
	}
}
