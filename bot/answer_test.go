package bot_test

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

func TestCommandIsAnsweredInTheAcknowledgement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		x := w.Command(alice, general, "/tier acme")
		if w.acked(x).Payload == nil {
			t.Error("the acknowledgement is empty")
		}
		card := w.answer(x)
		w.says(card, "/tier acme · Enterprise", "✗ VTSP  1 of 2", "[Missing]  [Refresh]  [Share in channel]")
		if card.To != alice {
			t.Error("others see the answer")
		}
		w.behaved()
	})
}

// asked collects the requests that reach the commands.
type asked []commands.Request

func (a *asked) do(ctx context.Context, req commands.Request) (commands.Reply, error) {
	*a = append(*a, req)
	return echo(ctx, req)
}

// howAsked are the parts of a request that differ by the way it came.
var howAsked = cmpopts.IgnoreFields(commands.Request{}, "Op", "Forms", "Files", "Interim")

func TestTheSameWordsAskTheSameByEveryWay(t *testing.T) {
	tests := []struct {
		name string
		ask  func(w *world) *sandbox.Exchange
		want commands.Request // but for User, Email, Locale and Now, and for how it was asked
	}{
		{"command", func(w *world) *sandbox.Exchange {
			return w.Command(alice, general, "/missing acme for premier")
		}, commands.Request{Channel: general, Command: "/missing", Text: "acme for premier"}},
		{"command with signs that Slack escapes", func(w *world) *sandbox.Exchange {
			return w.Command(alice, general, "/tier R&D <Lab> @bruno &amp;")
		}, commands.Request{Channel: general, Command: "/tier", Text: "R&D <Lab> @U0BRUNO &amp;"}},
		{"mention", func(w *world) *sandbox.Exchange {
			return w.Say(alice, general, "@tierbot missing acme")
		}, commands.Request{Channel: general, Command: "/missing", Text: "acme"}},
		{"mention in the middle", func(w *world) *sandbox.Exchange {
			return w.Say(alice, general, "well, @tierbot Tier  acme & sons")
		}, commands.Request{Channel: general, Command: "/tier", Text: "acme & sons"}},
		{"mention at the end", func(w *world) *sandbox.Exchange {
			return w.Say(alice, general, "acme @tierbot")
		}, commands.Request{Channel: general, Command: "/tier", Text: "acme"}},
		{"mention of a name alone", func(w *world) *sandbox.Exchange {
			return w.Say(alice, general, "@tierbot acme")
		}, commands.Request{Channel: general, Command: "/tier", Text: "acme"}},
		{"message", func(w *world) *sandbox.Exchange {
			return w.Say(alice, w.DM(alice), "/grace acme")
		}, commands.Request{Command: "/grace", Text: "acme"}},
		{"message of a name alone", func(w *world) *sandbox.Exchange {
			return w.Say(alice, w.DM(alice), "L'Oréal")
		}, commands.Request{Command: "/tier", Text: "L'Oréal"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var got asked
				w := open(t, got.do)
				m := w.answer(tt.ask(w))
				if m.To != alice && m.Channel != w.DM(alice) {
					t.Error("others see the answer")
				}
				synctest.Wait()
				want := tt.want
				want.User, want.Email, want.Locale = alice, "alice@example.com", "en-US"
				want.Now, want.As = got[0].Now, commands.Reader
				if want.Channel == "" {
					want.Channel = w.DM(alice)
				}
				if diff := cmp.Diff(asked{want}, got, cmpopts.EquateEmpty(), howAsked); diff != "" {
					t.Errorf("requests (-want +got):\n%s", diff)
				}
				w.behaved()
			})
		})
	}
}

func TestButtonsAskOnBehalfOfWhoeverPresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got asked
		w := open(t, got.do)
		card := w.answer(w.Command(bruno, general, "/tier acme"))

		below := w.answer(w.Press(bruno, card, "Missing"))
		w.says(below, `/missing id:"acme"`)
		if below.To != bruno || below.TS == card.TS {
			t.Error("the answer is not a message of its own for the asker")
		}
		replaced := w.answer(w.Press(bruno, card, "Refresh"))
		w.says(replaced, `/tier id:"acme"`)
		if replaced.TS != card.TS {
			t.Error("the card was not replaced")
		}
		for _, req := range got {
			if req.User != bruno || req.Locale != "fr-FR" || req.Shared {
				t.Errorf("asked as %q in %q, shared %v", req.User, req.Locale, req.Shared)
			}
		}
		w.behaved()
	})
}

func TestAButtonTheBotDidNotDrawGetsAnAnswer(t *testing.T) {
	for _, action := range []commands.Action{
		{Label: "Press", Command: "/unknown acme"},
		{Label: "Press", Command: "tier acme"},
		{Label: "Press", Command: "/"},
	} {
		t.Run(action.Command, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, func(context.Context, commands.Request) (commands.Reply, error) {
					return commands.Reply{Title: "Card", Actions: []commands.Action{action}}, nil
				})
				card := w.answer(w.Command(alice, general, "/tier acme"))
				w.says(w.answer(w.Press(alice, card, "Press")), "This button is no longer in use.")
				w.behaved()
			})
		})
	}
}

func TestAMentionInAThreadIsAnsweredThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		first := w.answer(w.Say(alice, general, "@tierbot acme"))
		root := w.Messages(alice, general)[0]
		reply := w.answer(w.Reply(alice, root, "@tierbot missing acme"))
		if first.Thread != "" || reply.Thread != root.TS {
			t.Errorf("threads %q and %q, want none and %q", first.Thread, reply.Thread, root.TS)
		}
		w.behaved()
	})
}

func TestNothingIsSharedFromTheBotsOwnConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := open(t, echo)
		card := w.answer(w.Command(alice, w.DM(alice), "/tier acme"))
		w.says(card, "[Missing]  [Refresh]\n")
		w.behaved()
	})
}

func TestWhatPeopleTypedIsShownAndDoesNothing(t *testing.T) {
	const evil = "<!channel> *Evil* <@U0BRUNO> `&amp;` :tada: <http://evil.example|bank>"
	reply := commands.Reply{
		Title: evil,
		Parts: []commands.Part{
			commands.Paragraph{Text: commands.Text{{Text: evil, Strong: true}}},
			commands.Checklist{{Label: evil, Amount: evil, Note: evil}},
			commands.Rows{{Text: commands.Text{{Text: evil}}}, {Text: commands.Text{{Text: evil}}, Action: commands.Action{Label: "Open", Command: "/tier x"}}},
		},
		Actions: []commands.Action{{Label: evil[:30], Command: "/tier " + evil}, {Label: "Share", Command: "/tier x", Effect: commands.Share}},
		Foot:    []commands.Text{{{Text: evil}}},
	}
	do := func(context.Context, commands.Request) (commands.Reply, error) { return reply, nil }
	ways := map[string]func(w *world) *sandbox.Exchange{
		"command": func(w *world) *sandbox.Exchange { return w.Command(alice, general, "/tier acme") },
		"mention": func(w *world) *sandbox.Exchange { return w.Say(alice, general, "@tierbot acme") },
		"message": func(w *world) *sandbox.Exchange { return w.Say(alice, w.DM(alice), "acme") },
		"button": func(w *world) *sandbox.Exchange {
			return w.Press(alice, w.answer(w.Command(alice, general, "/tier acme")), evil[:30])
		},
		"shared": func(w *world) *sandbox.Exchange {
			return w.Press(alice, w.answer(w.Command(alice, general, "/tier acme")), "Share")
		},
		"text alone": func(w *world) *sandbox.Exchange {
			for _, block := range []string{"rich_text", "section", "header"} {
				w.Refuse(block)
			}
			return w.Say(alice, general, "@tierbot acme")
		},
	}
	for name, ask := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := open(t, do)
				m := w.answer(ask(w))
				w.says(m, evil)
				if m.Mentions.Any() {
					t.Errorf("the message calls %+v", m.Mentions)
				}
			})
		})
	}
}
