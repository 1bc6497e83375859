package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// chosen is an option of a menu as Slack tells that it was chosen.
func chosen(menu, value string) sandbox.Block {
	return sandbox.Block{
		"type": "static_select", "action_id": menu, "block_id": "row",
		"selected_option": map[string]any{"text": map[string]any{"type": "plain_text", "text": "A week"}, "value": value},
	}
}

// snoozing answers /tier with a row that has a menu, and anything else with itself.
func snoozing(_ context.Context, req commands.Request) (commands.Reply, error) {
	if req.Text != "" {
		return one(req.Command + " " + req.Text), nil
	}
	return commands.Reply{Parts: []commands.Part{commands.Rows{{
		Text:   commands.Text{{Text: "Acme", Strong: true}},
		Action: commands.Action{Label: "Open", Command: `/tier id:"acme"`},
		Menu: commands.Menu{Label: "Snooze…", Actions: []commands.Action{
			{Label: "A day", Command: `/tier snooze id:"acme" 2009-09-15`},
			{Label: "A week", Command: `/tier snooze id:"acme" 2009-09-21`},
		}},
	}}}}, nil
}

func TestWhatIsChosenIsAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: snoozing}
		w := openOffice(t, &d)
		m := w.answer(w.Command(alice, general, "/tier"))
		const menu = "answer:1" // behind the button
		for _, tt := range []struct{ option, want string }{
			{`/tier snooze id:"acme" 2009-09-21`, `/tier snooze id:"acme" 2009-09-21`},
			{`/tier snooze id:"acme" 2009-09-15`, `/tier snooze id:"acme" 2009-09-15`},
		} {
			w.says(w.answer(w.Choose(alice, m, menu, tt.option)), tt.want)
		}
		ops := w.ops(&d)
		if len(ops) != 3 || ops[1] == ops[2] || ops[1] == "" || strings.Contains(ops[1], "snooze") {
			t.Errorf("the gestures are %q", ops)
		}
		w.behaved()
	})
}

// What a menu says is checked when it is chosen, as with buttons.
func TestForgedOptions(t *testing.T) {
	for name, option := range map[string]sandbox.Block{
		"no command of ours": chosen("answer:0", "/invite everybody"),
		"a menu of old":      chosen("owner", "/tier acme"),
		"nothing":            {"type": "static_select", "action_id": "answer:0", "selected_option": nil},
		"a button's value":   {"type": "static_select", "action_id": "answer:0", "value": "/tier acme"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				x := w.ForgePress(alice, w.postCard(general), option)
				w.says(w.answer(x), "no longer in use")
				if n := len(d.requests()); n > 0 {
					t.Errorf("%d requests", n)
				}
			})
		})
	}
}
