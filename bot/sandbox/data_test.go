package sandbox_test

import (
	"errors"
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func plainText(s string) object { return object{"type": "plain_text", "text": s} }

// What stands in a table's cell, on a card or below an answer can be pressed as any button.
func TestPressInDataAndCards(t *testing.T) {
	open1 := object{"type": "button", "action_id": "open_1", "text": plainText("Open"), "value": "acme"}
	raw := func(s string) object { return object{"type": "raw_text", "text": s} }
	card := func(id string) object {
		return object{
			"type": "card", "title": object{"type": "mrkdwn", "text": id},
			"actions": []any{object{"type": "button", "action_id": id, "text": plainText(id), "value": id}},
		}
	}
	f := open(t, sandbox.Options{})
	bot := f.dial()
	answer := f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{
		object{"type": "data_table", "block_id": "table", "caption": "Partners", "rows": []any{
			[]any{raw("Partner"), raw("Card")},
			[]any{raw("Acme"), object{"type": "action_cell", "element": open1}},
		}},
		card("alone"),
		object{"type": "carousel", "block_id": "row", "elements": []any{card("first"), card("second")}},
		object{"type": "context_actions", "block_id": "below", "elements": []any{
			object{
				"type": "feedback_buttons", "action_id": "opinion",
				"positive_button": object{"text": plainText("Good"), "value": "good"},
				"negative_button": object{"text": plainText("Bad"), "value": "bad"},
			},
			object{"type": "icon_button", "action_id": "drop", "icon": "trash", "text": plainText("Delete"), "value": "it"},
		}},
	}})
	if answer["ok"] != true {
		t.Fatal(answer)
	}
	m := f.Messages(f.bob, f.general)[0]
	for _, tt := range []struct {
		element, choice string
		block, value    any
	}{
		{"open_1", "", "table", "acme"},
		{"Open", "", "table", "acme"},
		{"alone", "", nil, "alone"},
		{"second", "", "row", "second"},
		{"opinion", "bad", "below", "bad"},
		{"drop", "", "below", "it"},
	} {
		t.Run(tt.element, func(t *testing.T) {
			f.Choose(f.bob, m, tt.element, tt.choice)
			env := bot.read()
			bot.ack(env, nil)
			action := at(env, "payload", "actions", 0)
			if at(action, "value") != tt.value || tt.block != nil && at(action, "block_id") != tt.block {
				t.Errorf("action %v", action)
			}
			if held, _ := at(env, "payload", "state", "values").(object); len(held) > 0 {
				t.Errorf("a button holds %v", held)
			}
		})
	}
	if _, err := f.Choose(f.bob, m, "opinion", "middling").Acked(ctx(t)); err == nil {
		t.Error("a feedback button that is not there was pressed")
	}
}

// A menu with max_selected_items takes no more.
func TestChooseTooMany(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	element := object{"type": "multi_users_select", "action_id": "text", "max_selected_items": 1}
	v := f.shown(bot, object{"type": "input", "block_id": "who", "label": plainText("Who"), "element": element})
	x := f.Submit(f.alice, v, sandbox.Values{"who": {f.alice, f.bob}})
	if _, err := x.Acked(ctx(t)); err == nil {
		t.Error("two were chosen where one may be")
	}
	x = f.Submit(f.alice, v, sandbox.Values{"who": {f.bob}})
	bot.ack(bot.read(), nil)
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
}

// The cross of a modal closes all that lie on each other, and tells of each.
func TestDismissAll(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, input("name"))
	x := f.Submit(f.alice, v, sandbox.Values{"name": {"Zoe"}})
	bot.ack(bot.read(), object{"response_action": "push", "view": modal("Sure?", section("x"))})
	top, err := x.View(ctx(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	x = f.DismissAll(f.alice, top)
	for _, want := range []string{top.ID, v.ID} {
		env := bot.read()
		if at(env, "payload", "view", "id") != want || at(env, "payload", "is_cleared") != true {
			t.Errorf("payload %v, want %s", at(env, "payload"), want)
		}
		bot.ack(env, nil)
	}
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
	if left, ok := f.Modal(f.alice); ok {
		t.Errorf("still open: %v", left)
	}
	if _, err := f.DismissAll(f.bob, top).Acked(ctx(t)); err == nil || errors.Is(err, sandbox.ErrUnheard) {
		t.Errorf("somebody else's modal was closed: %v", err)
	}
}
