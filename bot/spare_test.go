package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// A form is closed by the time its answer is there. Where the bot may post nothing, because
// its token was revoked meanwhile, the answer goes by the response URL of whatever asked for
// the form.
func TestAFormsAnswerFindsTheWayByWhichItWasAskedFor(t *testing.T) {
	asked := map[string]func(w *world) *sandbox.Exchange{
		"by a command": func(w *world) *sandbox.Exchange { return w.Command(manager, general, "/certify") },
		"by a button": func(w *world) *sandbox.Exchange {
			return w.Press(manager, w.answer(w.Command(manager, general, "/tier acme")), "Record…")
		},
	}
	for name, ask := range asked {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, &office{do: recording})
				form := w.view(ask(w), 1)
				w.acked(w.Suggest(manager, form, "partner", "ac"))
				w.Revoke()
				w.acked(w.Submit(manager, form, filled))
				said, err := w.Await(t.Context(), func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "Recorded") })
				if err != nil {
					t.Fatal(err)
				}
				if said.To != manager || said.Channel != general {
					t.Errorf("answered to %q in %s", said.To, said.Channel)
				}
				if shown := w.Messages(manager, general); name == "by a button" && !strings.Contains(shown[0].Plain(), "acme") {
					t.Errorf("the answer stands in the place of the card:\n%s", shown[0].Plain())
				}
				w.behaved()
			})
		})
	}
}

// recording answers a command with a form or a card, and a form with what was recorded.
func recording(_ context.Context, req commands.Request) (commands.Reply, error) {
	switch {
	case req.Filled:
		return commands.Reply{Title: "Recorded"}, nil
	case req.Command == "/certify":
		return commands.Reply{Form: certifyForm()}, nil
	}
	return commands.Reply{
		Title:   "acme",
		Actions: []commands.Action{{Label: "Record…", Command: "/certify"}},
	}, nil
}
