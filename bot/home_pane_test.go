package bot_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// modal is what somebody has on top of their screen.
func (w *world) modal(user string) sandbox.View {
	w.t.Helper()
	v, ok := w.Modal(user)
	if !ok {
		w.t.Fatalf("no modal is open\n%s", w.logs)
	}
	return v
}

func TestAPressInHomeOpensTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		x := w.Press(alice, w.home(alice), "Open")
		v := w.view(x, 1)
		if v.Type != "modal" || !strings.Contains(v.Plain(), "/tier acme") {
			t.Errorf("it opens\n%s", v.Plain())
		}
		if len(w.Messages(alice, w.DM(alice))) > 0 {
			t.Error("there is a message as well")
		}
		w.pass("1m")
		if n := w.Calls("views.publish"); n != 1 {
			t.Errorf("published %d times, though nothing has changed", n)
		}
		w.behaved()
	})
}

// deep is an office whose answers lead on.
func deep() *office {
	return &office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
		return commands.Reply{
			Title: "About " + req.Text + ", which has a title of many words",
			Parts: sentence("this is " + req.Text),
			Actions: []commands.Action{
				{Label: "Deeper", Command: "/tier " + req.Text + "+"},
				{Label: "Instead", Command: "/tier other", Effect: commands.Replace},
				{Label: "Snooze", Command: "/tier snooze acme"},
				{Label: "Share", Command: "/tier acme", Effect: commands.Share},
			},
		}, nil
	}}
}

func TestWhatIsPressedInAModalIsAnsweredThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, deep())
		first := w.view(w.Press(alice, w.home(alice), "Open"), 1)
		if first.Title != "About acme, which has a…" || !strings.Contains(first.Plain(), "About acme, which has a title of many words") {
			t.Errorf("its title is %q in\n%s", first.Title, first.Plain())
		}
		if strings.Contains(first.Plain(), "[Share]") || strings.Contains(first.Plain(), "[Back]") {
			t.Errorf("there is nobody to share with, and nothing to go back to\n%s", first.Plain())
		}
		for _, step := range []struct{ button, want string }{
			{"Deeper", "this is acme+"},
			{"Deeper", "this is acme++"},
			{"Back", "this is acme+"},
			{"Instead", "this is other"},
			{"Back", "this is acme+"},
			{"Back", "this is acme"},
		} {
			v := w.view(w.Press(alice, w.modal(alice), step.button), 1)
			if v.ID != first.ID || !strings.HasSuffix(lineWith(v, "this is"), step.want) {
				t.Errorf("%s leads to\n%s", step.button, v.Plain())
			}
		}
		if strings.Contains(w.modal(alice).Plain(), "[Back]") {
			t.Errorf("one can go back from the first\n%s", w.modal(alice).Plain())
		}
		w.behaved()
	})
}

// lineWith is the first line of a view that says something.
func lineWith(v sandbox.View, text string) string {
	for line := range strings.Lines(v.Plain()) {
		if strings.Contains(line, text) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

func TestAFormOpensAboveTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{}
		d.do = func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if req.Command == "/certify" && req.Text == "" {
				return d.ask(req), nil
			}
			return commands.Reply{Parts: sentence("done: " + req.Command + " " + req.Text), Actions: []commands.Action{{Label: "Record", Command: "/certify"}}}, nil
		}
		w := openOffice(t, &d)
		card := w.view(w.Press(manager, w.home(manager), "Open"), 1)
		form := w.view(w.Press(manager, card, "Record"), 1)
		if form.Previous != card.ID || form.CallbackID != "certify" {
			t.Fatalf("the form is above %q", form.Previous)
		}
		w.acked(w.Suggest(manager, form, "partner", "ac"))
		w.acked(w.Submit(manager, form, filled))
		w.pass("2s")
		if v := w.modal(manager); v.ID != card.ID || !strings.Contains(v.Plain(), "done: /certify") {
			t.Errorf("after it\n%s", v.Plain())
		}
		w.shows(manager, "asked 3 times")
		w.behaved()
	})
}

func TestAFormThatOpensFromHomeIsAnsweredInItsPlace(t *testing.T) {
	for name, delay := range map[string]time.Duration{"at once": 0, "late": 4 * time.Second} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{}
				d.do = func(_ context.Context, req commands.Request) (commands.Reply, error) {
					if req.Text == "" {
						return d.ask(req), nil
					}
					<-time.After(delay)
					return one("done"), nil
				}
				w := openOffice(t, &d)
				form := w.view(w.Press(manager, w.home(manager), "Record"), 1)
				w.acked(w.Suggest(manager, form, "partner", "ac"))
				w.acked(w.Submit(manager, form, filled))
				w.pass("10s")
				if v := w.modal(manager); v.ID != form.ID || v.CallbackID != "reply" || !strings.Contains(v.Plain(), "done") {
					t.Errorf("after it\n%s", v.Plain())
				}
				w.shows(manager, "asked 2 times")
				w.behaved()
			})
		})
	}
}

func TestAFormTakesTheAnswersPlaceWhereNoneCanBeAboveIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if req.Command == "/certify" {
				return commands.Reply{Form: certifyForm()}, nil
			}
			return commands.Reply{Parts: sentence("x"), Actions: []commands.Action{{Label: "Record", Command: "/certify"}}}, nil
		}}
		w := openOffice(t, &d)
		card := w.view(w.Press(manager, w.home(manager), "Open"), 1)
		w.Fail("views.push", sandbox.Fault{Error: "push_limit_reached"})
		if form := w.view(w.Press(manager, card, "Record"), 1); form.ID != card.ID || form.CallbackID != "certify" {
			t.Errorf("it is\n%s", form.Plain())
		}
		w.behaved()
	})
}

func TestAnAnswerThatTakesItsTimeIsAnnounced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(context.Context, commands.Request) (commands.Reply, error) {
			<-time.After(5 * time.Second)
			return one("here it is"), nil
		}}
		w := openOffice(t, &d)
		x := w.Press(alice, w.home(alice), "Open")
		began := time.Now()
		v := w.view(x, 1)
		if took := time.Since(began); took > 3*time.Second || !strings.Contains(v.Plain(), "One moment") {
			t.Errorf("after %v\n%s", took, v.Plain())
		}
		w.pass("10s")
		if v := w.modal(alice); !strings.Contains(v.Plain(), "here it is") {
			t.Errorf("then\n%s", v.Plain())
		}
		w.behaved()
	})
}

func TestAnAnswerThatNoModalTakesGoesToTheConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, new(office))
		home := w.home(alice)
		w.Fail("views.open", sandbox.Fault{Error: "expired_trigger_id"})
		w.Press(alice, home, "Open")
		m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "/tier acme") })
		if err != nil || m.Channel != w.DM(alice) {
			t.Errorf("it is in %s: %v", m.Channel, err)
		}
		w.behaved()
	})
}

func TestAnAnswerForTheConversationSaysSoInAModal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, &office{do: directly})
		v := w.view(w.Press(alice, w.home(alice), "Open"), 1)
		if !strings.Contains(v.Plain(), "The answer is in our direct conversation.") {
			t.Errorf("the modal is\n%s", v.Plain())
		}
		if got := w.Messages(alice, w.DM(alice)); len(got) != 1 || got[0].Plain() != "the plan" {
			t.Errorf("in the conversation: %v", got)
		}
		w.behaved()
	})
}

// Two buttons pressed at once: the one pressed last is answered, whichever answer comes first.
func TestTheLastOfTwoPressesIsAnswered(t *testing.T) {
	for name, slow := range map[string]string{"the first is slow": "acme+", "the second is slow": "other"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := deep()
				answer := d.do
				d.do = func(ctx context.Context, req commands.Request) (commands.Reply, error) {
					if req.Text == slow {
						<-time.After(time.Second)
					}
					return answer(ctx, req)
				}
				w := openOffice(t, d)
				v := w.view(w.Press(alice, w.home(alice), "Open"), 1)
				w.Press(alice, v, "Deeper")
				w.pass("10ms")
				w.Press(alice, v, "Instead")
				w.pass("10s")
				if v := w.modal(alice); lineWith(v, "this is") != "this is other" {
					t.Errorf("it is\n%s", v.Plain())
				}
				w.behaved()
			})
		})
	}
}
