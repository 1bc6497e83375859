package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// filled is a form filled in.
var filled = sandbox.Values{"partner": {"acme"}, "what": {"vtsp"}, "holders": {" A. Holder\nB. <Holder> & Co "}}

func TestAFilledFormAsksWhatItsWordsSay(t *testing.T) {
	for _, place := range []string{general, connected, "direct"} {
		t.Run(place, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				if place == "direct" {
					place = w.DM(manager)
				}
				v := w.openForm(place)
				x := w.Submit(manager, v, filled)
				if ack := w.acked(x); len(ack.Payload) > 0 {
					t.Errorf("the form does not close: %s", ack.Payload)
				}
				m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "partner=acme") })
				if err != nil {
					t.Fatal(err)
				}
				if m.Channel != place || m.To != manager && m.Channel != w.DM(manager) {
					t.Errorf("the answer is in %s for %q", m.Channel, m.To)
				}
				got := d.requests()[len(d.requests())-1]
				want := commands.Request{
					User: manager, Email: "manager@example.com", Locale: "en-US", Channel: place, Now: got.Now, Op: got.Op,
					Command: "/certify", Text: "holders=A. Holder\nB. <Holder> & Co on=2009-05-14 partner=acme what=vtsp",
					As: commands.Manager, Filled: true,
				}
				if diff := cmp.Diff(want, got, howAsked); diff != "" {
					t.Errorf("request (-want +got):\n%s", diff)
				}
				if state := d.states[len(d.states)-1]; state != "drawn on version 7" {
					t.Errorf("state is %q", state)
				}
				w.behaved()
			})
		})
	}
}

func TestProblemsStandBesideTheirFields(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if !req.Filled {
				return commands.Reply{Form: certifyForm()}, nil
			}
			return commands.Reply{Parts: sentence("nothing recorded"), Problems: []commands.Problem{
				{Field: "holders", Text: "who?"}, {Field: "holders", Text: "really?"}, {Field: "nowhere", Text: "lost"}, {Field: "on"},
			}}, nil
		}}
		w := openOffice(t, &d)
		v := w.openForm(general)
		ack := w.acked(w.Submit(manager, v, filled))
		want := map[string]string{"holders": "who? really?", "partner": "lost", "on": "…"}
		if diff := cmp.Diff(want, ack.Errors); diff != "" {
			t.Errorf("errors (-want +got):\n%s", diff)
		}
		if _, open := w.Modal(manager); !open {
			t.Error("the form is closed, and what was typed is lost")
		}
		w.behaved()
	})
}

func TestAFilledFormCanAskForMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			form := certifyForm()
			if req.Filled {
				form.Title = "Are you sure?"
				form.Fields[0].Value, form.Fields[0].Shown = "acme", "Acme"
				form.Fields[3].Value = "2009-05-15"
			}
			return commands.Reply{Form: form}, nil
		}}
		w := openOffice(t, &d)
		v := w.openForm(general)
		x := w.Submit(manager, v, filled)
		w.acked(x)
		next, open := w.Modal(manager)
		if !open || next.Title != "Are you sure?" {
			t.Fatalf("the form is %v %+v", open, next)
		}
		w.acked(w.Submit(manager, next, nil))
		// What was typed is kept where the form says the same, and replaced where it does not.
		want := commands.Values{"partner": "acme", "what": "vtsp", "on": "2009-05-15"}
		if diff := cmp.Diff(want, d.values[len(d.values)-1]); diff != "" {
			t.Errorf("values (-want +got):\n%s", diff)
		}
		w.behaved()
	})
}

func TestWhatWasTypedIsNotLostWhenNothingCouldBeDone(t *testing.T) {
	tests := []struct {
		name string
		do   func(ctx context.Context) (commands.Reply, error)
		want string
	}{
		{"storage is unavailable", func(context.Context) (commands.Reply, error) {
			return commands.Reply{Parts: sentence("no storage")}, errors.New("refused")
		}, "no storage"},
		{"a panic", func(context.Context) (commands.Reply, error) { panic("bad") }, "Something went wrong on my side."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{do: func(ctx context.Context, req commands.Request) (commands.Reply, error) {
					if !req.Filled {
						return commands.Reply{Form: certifyForm()}, nil
					}
					return tt.do(ctx)
				}}
				w := openOffice(t, &d)
				v := w.openForm(general)
				ack := w.acked(w.Submit(manager, v, filled))
				if !strings.Contains(ack.Errors["partner"], tt.want) {
					t.Errorf("errors are %v", ack.Errors)
				}
				w.behaved()
			})
		})
	}
}

func TestASlowFormClosesAndTheAnswerFollows(t *testing.T) {
	for _, delay := range []time.Duration{1900 * time.Millisecond, 2100 * time.Millisecond, 5 * time.Second} {
		t.Run(delay.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
					if !req.Filled {
						return commands.Reply{Form: certifyForm()}, nil
					}
					<-time.After(delay)
					return commands.Reply{Parts: sentence("in words"), Problems: []commands.Problem{{Field: "what", Text: "beside it"}}}, nil
				}}
				w := openOffice(t, &d)
				v := w.openForm(general)
				ack := w.acked(w.Submit(manager, v, filled))
				if late := delay > 2*time.Second; late == (len(ack.Errors) > 0) || ack.Latency > 2*time.Second {
					t.Errorf("acknowledged after %v with %v", ack.Latency, ack.Errors)
				}
				w.pass("1m")
				said := false
				for _, m := range w.Messages(manager, general) {
					said = said || m.To == manager && strings.Contains(m.Plain(), "in words")
				}
				if said != (delay > 2*time.Second) {
					t.Errorf("the answer follows as a message: %v", said)
				}
				w.behaved()
			})
		})
	}
}

func TestTheAnswerOfAFormFindsItsReader(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.openForm(general)
		w.Leave(general, manager)
		w.acked(w.Submit(manager, v, filled))
		m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "partner=acme") })
		if err != nil || m.Channel != w.DM(manager) {
			t.Errorf("answered in %s, %v", m.Channel, err)
		}
	})
}

func TestTwoClicksOnAFormAreOneGesture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.openForm(general)
		x := w.Submit(manager, v, filled)
		again := w.Repeat(x)
		w.acked(x)
		w.acked(again)
		w.pass("10s")
		ops := make(map[string]int)
		for _, req := range d.requests() {
			if req.Filled {
				ops[req.Op]++
			}
		}
		if len(ops) != 1 {
			t.Errorf("gestures are %v", ops)
		}
		w.behaved()
	})
}

func TestAnotherTryIsAnotherGesture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if !req.Filled {
				return commands.Reply{Form: certifyForm()}, nil
			}
			return commands.Reply{Problems: []commands.Problem{{Field: "what", Text: "no"}}}, nil
		}}
		w := openOffice(t, &d)
		v := w.openForm(general)
		w.acked(w.Submit(manager, v, filled))
		w.acked(w.Submit(manager, v, sandbox.Values{"what": {"vsp"}}))
		got := d.requests()
		if got[1].Op == got[2].Op || strings.Contains(got[1].Op, "acme") {
			t.Errorf("gestures are %q and %q", got[1].Op, got[2].Op)
		}
		w.behaved()
	})
}

func TestAFormTheBotDoesNotKnowSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{form: func() *commands.Form {
			form := certifyForm()
			form.Name = "of-long-ago"
			return form
		}}
		w := openOffice(t, &d)
		v := w.openForm(general)
		ack := w.acked(w.Submit(manager, v, filled))
		if !strings.Contains(ack.Errors["partner"], "no longer in use") {
			t.Errorf("errors are %v", ack.Errors)
		}
		w.behaved()
	})
}

func TestRightsAreCheckedWhenAFormIsSubmitted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.openForm(general)
		w.AddUserGroup(sandbox.UserGroup{ID: managers})
		w.pass("11s")
		w.acked(w.Submit(manager, v, filled))
		m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "not for you") })
		if err != nil || m.To != manager {
			t.Errorf("refusal is %q for %q, %v", m.Plain(), m.To, err)
		}
		w.behaved()
	})
}

func TestWhenEveryWorkerIsTakenNothingThatWasTypedIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(_ context.Context, req commands.Request) (commands.Reply, error) {
			if req.Text == "" {
				return commands.Reply{Form: certifyForm()}, nil
			}
			<-time.After(5 * time.Second)
			return one("done"), nil
		}}
		w := openOffice(t, &d, func(o *bot.Options) { o.Workers = 1 })
		v := w.view(w.Command(manager, general, "/certify"), 1)
		synctest.Wait()
		w.acked(w.Suggest(manager, v, "partner", "ac"))
		card := w.postCard(general)
		synctest.Wait()
		first := w.Command(manager, general, "/certify acme")
		synctest.Wait()
		if errors := w.acked(w.Submit(manager, v, filled)).Errors; !strings.Contains(errors["partner"], "too many questions") {
			t.Errorf("the form says %v", errors)
		}
		if options := w.acked(w.Suggest(manager, v, "partner", "ac")).Options; len(options) > 0 {
			t.Errorf("options are %v", options)
		}
		w.says(w.answer(w.MessageShortcut(manager, card, "record")), "too many questions")
		w.answer(first)
		w.behaved()
	})
}

func TestTheCopiesOfASubmissionAreOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.openForm(general)
		w.DeliverCopies(2)
		w.acked(w.Submit(manager, v, filled))
		w.pass("10m")
		n := 0
		for _, req := range d.requests() {
			if req.Filled {
				n++
			}
		}
		if n != 1 {
			t.Errorf("the command ran %d times", n)
		}
		w.behaved()
	})
}
