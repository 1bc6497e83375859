package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// redrawing is an office whose form asks for a day when a competency is chosen.
func redrawing() *office {
	d := new(office)
	d.redraw = func(values commands.Values) *commands.Form {
		form := certifyForm()
		for i := range form.Fields {
			f := &form.Fields[i]
			f.Value = values[f.Name]
			if f.Name == "partner" {
				f.Shown = "as chosen"
			}
		}
		if values["what"] == "desktop" {
			form.Fields[2] = commands.Field{Name: "module", Label: "Module"}
			form.Fields[5].Value = "a competency"
		}
		return form
	}
	return d
}

// blockIDs are the fields on the screen.
func blockIDs(v sandbox.View) string {
	var ids []string
	for _, b := range v.Blocks {
		if b["type"] == "input" {
			ids = append(ids, fmt.Sprint(b["block_id"]))
		}
	}
	return strings.Join(ids, " ")
}

func TestAChangedFieldRedrawsTheFormAndKeepsTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := redrawing()
		w := openOffice(t, d)
		v := w.openForm(general)
		x := w.Choose(manager, v, "partner", "acme")
		w.acked(x)
		v = w.view(x, 1)
		if got := blockIDs(v); got != "partner what holders on evidence note file" {
			t.Errorf("nothing was to be replaced: %s", got)
		}
		x = w.Choose(manager, v, "what", "desktop")
		w.acked(x)
		v = w.view(x, 1)
		if got := blockIDs(v); got != "partner what module on evidence note#1 file" {
			t.Errorf("after the competency: %s", got)
		}
		w.acked(w.Submit(manager, v, sandbox.Values{"module": {"m"}}))
		want := commands.Values{"partner": "acme", "what": "desktop", "module": "m", "on": "2009-05-14", "note": "a competency"}
		if diff := cmp.Diff(want, d.values[len(d.values)-1]); diff != "" {
			t.Errorf("values (-want +got):\n%s", diff)
		}
		for _, state := range d.states {
			if state != "drawn on version 7" {
				t.Errorf("state is %q", state)
			}
		}
		w.behaved()
	})
}

func TestTheAnswerOfARedrawnFormGoesWhereItWasOpened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, redrawing())
		v := w.openForm(general)
		x := w.Choose(manager, v, "partner", "acme")
		w.acked(w.Submit(manager, w.view(x, 1), filled))
		m, err := w.found(func(m sandbox.Message) bool { return strings.Contains(m.Plain(), "partner=acme") })
		if err != nil || m.Channel != general || m.To != manager {
			t.Errorf("answered in %s for %q, %v", m.Channel, m.To, err)
		}
		w.behaved()
	})
}

// Two changes at once: the form says what follows from both, whichever is dealt with first.
func TestTheLastOfTwoChangesIsDrawn(t *testing.T) {
	for name, slow := range map[string]string{"the first is slow": "", "the second is slow": "acme"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := redrawing()
				redraw := d.redraw
				d.redraw = func(values commands.Values) *commands.Form {
					if values["partner"] == slow {
						<-time.After(time.Second)
					}
					form := redraw(values)
					form.Intro = []commands.Text{{{Text: fmt.Sprintf("%s for %q", values["what"], values["partner"])}}}
					return form
				}
				w := openOffice(t, d)
				v := w.openForm(general)
				w.Choose(manager, v, "what", "desktop")
				w.pass("10ms")
				w.Choose(manager, v, "partner", "acme")
				w.pass("10s")
				if v := w.modal(manager); !strings.Contains(v.Plain(), `desktop for "acme"`) {
					t.Errorf("the form is\n%s", v.Plain())
				}
				w.behaved()
			})
		})
	}
}

func TestAFormThatWasClosedMeanwhileIsLeftAlone(t *testing.T) {
	for _, code := range []string{"not_found", "internal_error"} {
		t.Run(code, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := openOffice(t, redrawing())
				v := w.openForm(general)
				w.Fail("views.update", sandbox.Fault{Times: -1, Error: code})
				w.acked(w.Choose(manager, v, "what", "desktop"))
				w.pass("10s")
				if quiet := !strings.Contains(w.logs.String(), "form not redrawn"); quiet != (code != "internal_error") {
					t.Errorf("%s is quiet: %v", code, quiet)
				}
			})
		})
	}
}

func TestAPanicInAFormCostsOneRedrawing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := redrawing()
		d.redraw = func(commands.Values) *commands.Form { panic("xoxb-CANARY") }
		d.suggest = func(context.Context, string) ([]commands.Choice, error) { panic("xoxb-CANARY") }
		w := openOffice(t, d)
		v := w.view(w.Command(manager, general, "/certify"), 1)
		w.acked(w.Choose(manager, v, "what", "desktop"))
		if options := w.acked(w.Suggest(manager, v, "partner", "ac")).Options; len(options) > 0 {
			t.Errorf("options are %v", options)
		}
		if strings.Contains(w.logs.String(), "CANARY") {
			t.Error("the panic's own words are in the log")
		}
		w.behaved()
	})
}

func TestPartnersAreSuggestedToManagers(t *testing.T) {
	boom := errors.New("store is down")
	tests := []struct {
		name    string
		suggest func(ctx context.Context, typed string) ([]commands.Choice, error)
		want    int
		latency time.Duration
	}{
		{"some", nil, 2, 0},
		{"what was typed is read as typed", func(_ context.Context, typed string) ([]commands.Choice, error) {
			if typed != "R&D <x>" {
				return nil, fmt.Errorf("typed %q", typed)
			}
			return []commands.Choice{{Value: "v", Label: "l"}}, nil
		}, 1, 0},
		{"none", func(context.Context, string) ([]commands.Choice, error) { return nil, nil }, 0, 0},
		{"storage is down", func(context.Context, string) ([]commands.Choice, error) { return nil, boom }, 0, 0},
		{"storage is slow", func(ctx context.Context, _ string) ([]commands.Choice, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, 0, 2 * time.Second},
		{"storage hangs", func(context.Context, string) ([]commands.Choice, error) {
			<-time.After(20 * time.Second)
			return []commands.Choice{{Value: "v", Label: "l"}}, nil
		}, 0, 2 * time.Second},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{suggest: tt.suggest}
				w := openOffice(t, &d)
				v := w.view(w.Command(manager, general, "/certify"), 1)
				ack := w.acked(w.Suggest(manager, v, "partner", "R&D <x>"))
				if len(ack.Options) != tt.want || ack.Latency != tt.latency {
					t.Errorf("%d options after %v, want %d after %v: %v", len(ack.Options), ack.Latency, tt.want, tt.latency, ack.Options)
				}
				w.pass("1m")
				w.behaved()
			})
		})
	}
}

func TestNothingIsSuggestedToOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		v := w.view(w.Command(manager, general, "/certify"), 1)
		for _, id := range []string{alice, visitor, stranger, robot, gone, "U0NOBODY"} {
			ack := w.acked(w.Forge(id, map[string]any{
				"type": "block_suggestion", "action_id": "value", "block_id": "partner", "value": "ac",
				"container": map[string]any{"type": "view", "view_id": v.ID},
			}))
			if string(ack.Payload) != `{"options":[]}` {
				t.Errorf("%s is offered %s", id, ack.Payload)
			}
		}
		if d.guessed > 0 {
			t.Errorf("partners were looked up %d times", d.guessed)
		}
		w.behaved()
	})
}

// What does not fit into a menu is not offered cut: it would name something else.
func TestOptionsThatDoNotFitAreNotOffered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{suggest: func(context.Context, string) ([]commands.Choice, error) {
			return []commands.Choice{{Value: strings.Repeat("x", 76)}, {Value: strings.Repeat("x", 75), Label: strings.Repeat("&", 76)}, {}}, nil
		}}
		w := openOffice(t, &d)
		v := w.view(w.Command(manager, general, "/certify"), 1)
		if options := w.acked(w.Suggest(manager, v, "partner", "x")).Options; len(options) != 1 {
			t.Errorf("options are %v", options)
		}
		w.behaved()
	})
}

func TestARedrawnFormIsNotShownToWhoLostTheRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openOffice(t, redrawing())
		v := w.openForm(general)
		w.AddUser(sandbox.User{ID: manager, Name: "manager", Restricted: true})
		w.pass("6m")
		w.acked(w.Choose(manager, v, "what", "desktop"))
		synctest.Wait()
		if n := w.Calls("views.update"); n > 0 {
			t.Errorf("%d updates", n)
		}
		w.behaved()
	})
}
