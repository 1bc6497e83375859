package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// ops are the names of the gestures that reached the commands, after all has come to
// rest.
func (w *world) ops(d *office) []string {
	w.t.Helper()
	w.pass("10s")
	var all []string
	for _, req := range d.requests() {
		all = append(all, req.Op)
	}
	return all
}

func TestTheSameGestureHasTheSameNameAndAnotherAnother(t *testing.T) {
	press := func(id, value string) func(w *world, card sandbox.Message) *sandbox.Exchange {
		return func(w *world, card sandbox.Message) *sandbox.Exchange {
			return w.ForgePress(manager, card, sandbox.Block{"type": "button", "action_id": id, "value": value})
		}
	}
	tests := []struct {
		name          string
		first, second func(w *world, card sandbox.Message) *sandbox.Exchange
		same          bool
	}{
		{"a double click", press("answer:0", "/tier undo 7"), press("answer:0", "/tier undo 7"), true},
		{"another button", press("answer:0", "/tier undo 7"), press("answer:1", "/tier undo 7"), false},
		{"another value", press("answer:0", "/tier undo 7"), press("answer:0", "/tier undo 8"), false},
		{
			"the same button for somebody else", press("answer:0", "/tier undo 7"),
			func(w *world, card sandbox.Message) *sandbox.Exchange {
				return w.ForgePress(alice, card, sandbox.Block{"type": "button", "action_id": "answer:0", "value": "/tier undo 7"})
			}, true,
		},
		{
			"the same button of another message", press("answer:0", "/tier undo 7"),
			func(w *world, _ sandbox.Message) *sandbox.Exchange {
				return press("answer:0", "/tier undo 7")(w, w.postCard(general))
			}, false,
		},
		{
			"a command typed again",
			func(w *world, _ sandbox.Message) *sandbox.Exchange {
				return w.Command(manager, general, "/tier undo 7")
			},
			func(w *world, _ sandbox.Message) *sandbox.Exchange {
				return w.Command(manager, general, "/tier undo 7")
			},
			false,
		},
		{
			"a message sent again",
			func(w *world, _ sandbox.Message) *sandbox.Exchange { return w.Say(manager, w.DM(manager), "undo 7") },
			func(w *world, _ sandbox.Message) *sandbox.Exchange { return w.Say(manager, w.DM(manager), "undo 7") },
			false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				card := w.postCard(general)
				w.acked(tt.first(w, card))
				w.acked(tt.second(w, card))
				ops := w.ops(&d)
				if len(ops) != 2 || ops[0] == "" || (ops[0] == ops[1]) != tt.same {
					t.Errorf("gestures are %q, the same %v", ops, tt.same)
				}
				if strings.Contains(fmt.Sprint(ops), "undo") {
					t.Errorf("gestures tell what was typed: %q", ops)
				}
			})
		})
	}
}

func TestTheCopiesOfACommandAreOneGesture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: after(2 * time.Second)}
		w := openOffice(t, &d)
		const command = `{"envelope_id":"%s","type":"slash_commands","payload":{"team_id":"T0SANDBOX","user_id":"U0MANAGER",` +
			`"channel_id":"C0GENERAL","command":"/tier","text":"undo 7","trigger_id":"1.2.abc"}}`
		w.SendRaw(fmt.Sprintf(command, "e1"))
		w.SendRaw(fmt.Sprintf(command, "e2"))
		if ops := w.ops(&d); len(ops) != 2 || ops[0] != ops[1] {
			t.Errorf("gestures are %q", ops)
		}
	})
}

func TestASecondChangeHasItsTurnAfterTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		underway, most := 0, 0
		d := office{do: func(context.Context, commands.Request) (commands.Reply, error) {
			underway++
			most = max(most, underway)
			<-time.After(3 * time.Second)
			underway--
			return one("done"), nil
		}}
		w := openOffice(t, &d)
		card := w.postCard(general)
		began := time.Now()
		for range 2 {
			x := w.ForgePress(manager, card, sandbox.Block{"type": "button", "action_id": "answer:0", "value": "/certify acme vtsp A. Holder"})
			if ack := w.acked(x); ack.Latency > 0 {
				t.Errorf("acknowledged after %v", ack.Latency)
			}
		}
		w.pass("20s")
		if most != 1 || len(d.requests()) != 2 || time.Since(began) < 6*time.Second {
			t.Errorf("%d at once, %d in all", most, len(d.requests()))
		}
		w.behaved()
	})
}

// What a button says is checked when it is pressed, however old it is and whoever drew it.
func TestForgedAndForgottenButtons(t *testing.T) {
	tests := []struct {
		name, who, action, value, want string
	}{
		{"a change by somebody who may not", alice, "answer:0", "/certify acme vtsp A. Holder", "not for you"},
		{"a change to be shared", manager, "share:0", "/certify acme vtsp A. Holder", "/certify acme vtsp"},
		{"no command of ours", manager, "answer:0", "/invite everybody", "no longer in use"},
		{"no command at all", manager, "answer:0", "acme", "no longer in use"},
		{"an action of old", manager, "approve", "/tier acme", "no longer in use"},
		{"too much", manager, "answer:0", "/tier " + strings.Repeat("x", 2000), "no longer in use"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				card := w.postCard(general)
				w.pass("2h") // by which its response URL has expired
				w.acked(w.ForgePress(tt.who, card, sandbox.Block{"type": "button", "action_id": tt.action, "value": tt.value}))
				m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), tt.want) })
				if err != nil || m.To != tt.who {
					t.Errorf("answer for %q: %v", m.To, err)
				}
			})
		})
	}
}
