package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

func directly(context.Context, commands.Request) (commands.Reply, error) {
	return commands.Reply{Parts: sentence("the plan"), Direct: true, Private: true}, nil
}

func TestADirectAnswerComesInTheConversationWithTheBot(t *testing.T) {
	const pointer = "The answer is in our direct conversation."
	tests := []struct {
		name    string
		ask     func(w *world) *sandbox.Exchange
		pointer bool
	}{
		{"command in a channel", func(w *world) *sandbox.Exchange { return w.Command(alice, general, "/tier x") }, true},
		{"mention", func(w *world) *sandbox.Exchange { return w.Say(alice, general, "@tierbot x") }, true},
		{"button in a channel", func(w *world) *sandbox.Exchange { return w.Press(alice, w.postCard(general), "Missing") }, true},
		{"share", func(w *world) *sandbox.Exchange { return w.Press(alice, w.postCard(general), "Share") }, true},
		{"command in the conversation", func(w *world) *sandbox.Exchange { return w.Command(alice, w.DM(alice), "/tier x") }, false},
		{"message", func(w *world) *sandbox.Exchange { return w.Say(alice, w.DM(alice), "x") }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, &office{do: directly})
				x := tt.ask(w)
				w.acked(x)
				m, err := w.found(func(m sandbox.Message) bool { return m.Plain() == "the plan" })
				if err != nil || m.Channel != w.DM(alice) || m.To != "" {
					t.Errorf("answered in %s for %q: %v", m.Channel, m.To, err)
				}
				w.pass("10s")
				pointers := 0
				for _, m := range append(w.Messages(alice, general), w.Messages(alice, w.DM(alice))...) {
					if m.Plain() == pointer {
						pointers++
						if m.To != alice {
							t.Error("others read where it is")
						}
					}
				}
				if pointers > 1 || (pointers == 1) != tt.pointer {
					t.Errorf("%d pointers", pointers)
				}
				for _, m := range w.Messages(bruno, general) {
					if strings.Contains(m.Plain(), "the plan") {
						t.Error("others read the answer")
					}
				}
				w.behaved()
			})
		})
	}
}

func TestADirectAnswerThatCannotComeThereIsReadAloneWhereItWasAsked(t *testing.T) {
	for _, method := range []string{"conversations.open", "chat.postMessage"} {
		t.Run(method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, &office{do: directly})
				w.Fail(method, sandbox.Fault{Error: "user_disabled", Times: -1})
				m := w.answer(w.Command(alice, general, "/tier x"))
				w.says(m, "the plan")
				if m.To != alice {
					t.Error("others read it")
				}
			})
		})
	}
}

// It may be there, or not: then it had better come twice than not at all, and Slack had
// better be told that the command was heard.
func TestADirectAnswerOfWhichNobodyKnowsComesBelowAsWell(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, &office{do: directly})
		w.Fail("chat.postMessage", sandbox.Fault{Status: 500})
		x := w.Command(alice, general, "/tier x")
		w.acked(x)
		m := w.answer(x)
		w.says(m, "the plan")
		if m.Channel != general || m.To != alice {
			t.Errorf("answered in %s for %q", m.Channel, m.To)
		}
		w.behaved()
	})
}

func TestAnAnswerTakesThePlaceOfThePlanWhoseButtonWasPressed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			return commands.Reply{
				Parts: sentence("plan " + req.Text), Direct: true,
				Actions: []commands.Action{{Label: "Apply", Command: "/tier again", Effect: commands.Replace}},
			}, nil
		}}
		w := openOffice(t, &d)
		plan := w.answer(w.Say(alice, w.DM(alice), "first"))
		m := w.answer(w.Press(alice, plan, "Apply"))
		if m.TS != plan.TS || len(w.Messages(alice, w.DM(alice))) != 2 {
			t.Errorf("the plan stays, and below it stands\n%s", m.Plain())
		}
		w.says(m, "plan again")
		w.behaved()
	})
}
