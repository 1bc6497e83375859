package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// view waits for the n-th state of a form that came of what somebody did.
func (w *world) view(x *sandbox.Exchange, n int) sandbox.View {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	v, err := x.View(ctx, n)
	if err != nil {
		w.t.Fatalf("no form: %v\n%s", err, w.logs)
	}
	return v
}

func TestAFormOpensFromACommandAndFromAButton(t *testing.T) {
	ways := map[string]func(w *world) *sandbox.Exchange{
		"command": func(w *world) *sandbox.Exchange { return w.Command(manager, general, "/certify") },
		"button": func(w *world) *sandbox.Exchange {
			return w.ForgePress(manager, w.postCard(general), sandbox.Block{"type": "button", "action_id": "answer:0", "value": "/certify"})
		},
		"shortcut": func(w *world) *sandbox.Exchange {
			return w.MessageShortcut(manager, w.postCard(general), "record")
		},
	}
	for name, ask := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				x := ask(w)
				v := w.view(x, 1)
				var kinds []string
				for _, b := range v.Blocks {
					element, _ := b["element"].(map[string]any)
					kinds = append(kinds, fmt.Sprint(b["block_id"], " ", b["type"], " ", element["type"]))
				}
				want := []string{
					"partner input external_select", "what input static_select", "holders input plain_text_input",
					"on input datepicker", "evidence input url_text_input", "note input plain_text_input", "file input file_input",
				}
				if diff := cmp.Diff(want, kinds[1:]); diff != "" {
					t.Errorf("fields (-want +got):\n%s", diff)
				}
				if v.Title != "Record" || v.Submit != "Record" || v.Close != "Cancel" || v.CallbackID != "certify" {
					t.Errorf("form is %+v", v)
				}
				if got, _ := x.Messages(t.Context(), 0); len(got) > 0 {
					t.Errorf("and somebody reads %q", got[0].Plain())
				}
				w.pass("1m")
				w.behaved()
			})
		})
	}
}

// found waits for a message, and fails when none comes for a minute.
func (w *world) found(match func(sandbox.Message) bool) (sandbox.Message, error) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	return w.Await(ctx, match)
}

// openForm is the manager opening the form in a channel and typing into its menu of
// partners, if it has one.
func (w *world) openForm(channel string) sandbox.View {
	w.t.Helper()
	v := w.view(w.Command(manager, channel, "/certify"), 1)
	for _, b := range v.Blocks {
		if b["block_id"] == "partner" {
			w.acked(w.Suggest(manager, v, "partner", "ac"))
		}
	}
	return v
}

func TestWhereAFormCannotBeShownWordsSayTheSame(t *testing.T) {
	const words = "write /certify and what"
	tests := []struct {
		name  string
		fault sandbox.Fault
		ask   func(w *world) *sandbox.Exchange
	}{
		{"Slack refuses it", sandbox.Fault{Error: "internal_error"}, nil},
		{"the trigger has expired", sandbox.Fault{Error: "expired_trigger_id"}, nil},
		{"Slack is slow", sandbox.Fault{Delay: 4 * time.Second}, nil},
		{"Slack wants a pause", sandbox.Fault{RetryAfter: 30}, nil},
		{"the connection is cut", sandbox.Fault{Drop: true, Times: -1}, nil},
		{"a mention has no trigger", sandbox.Fault{}, func(w *world) *sandbox.Exchange {
			return w.Say(manager, general, "@tierbot certify")
		}},
		{"a message has none", sandbox.Fault{}, func(w *world) *sandbox.Exchange {
			return w.Say(manager, w.DM(manager), "/certify")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var d office
				w := openOffice(t, &d)
				if tt.fault != (sandbox.Fault{}) {
					w.Fail("views.open", tt.fault)
				}
				ask := tt.ask
				if ask == nil {
					ask = func(w *world) *sandbox.Exchange { return w.Command(manager, general, "/certify") }
				}
				began := time.Now()
				w.says(w.answer(ask(w)), words)
				if took := time.Since(began); took > 3*time.Second {
					t.Errorf("after %v", took)
				}
				w.pass("1m")
				if tt.fault.Delay > 0 {
					w.ForgetViolations() // the trigger, which had been good when it was sent
				}
				w.behaved()
			})
		})
	}
}

func TestAFormThatComesTooLateIsNotOpened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{do: func(ctx context.Context, req commands.Request) (commands.Reply, error) {
			<-time.After(2800 * time.Millisecond)
			return commands.Reply{Parts: sentence("in words"), Form: certifyForm()}, nil
		}}
		w := openOffice(t, &d)
		x := w.Command(manager, general, "/certify acme")
		w.pass("1m")
		all, _ := x.Messages(t.Context(), 0)
		if n := w.Calls("views.open"); n > 0 || len(all) == 0 {
			t.Fatalf("%d forms, %d answers", n, len(all))
		}
		w.says(all[len(all)-1], "in words")
		w.behaved()
	})
}

func TestNoFormIsOfferedWhenItIsTooLateToShowOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		w.Fail("usergroups.users.list", sandbox.Fault{Delay: 5 * time.Second})
		w.Command(manager, general, "/certify acme")
		w.pass("10s")
		for _, req := range d.requests() {
			if req.Forms {
				t.Error("a form was asked for")
			}
		}
		w.behaved()
	})
}

// Whatever a form holds, Slack takes it.
func TestAnyFormIsWithinSlacksLimits(t *testing.T) {
	long := strings.Repeat("<é&\u202e\n", 900)
	var many []commands.Choice
	for i := range 150 {
		many = append(many, commands.Choice{Value: fmt.Sprint(i), Label: fmt.Sprint(i, long), Group: fmt.Sprint(i % 3)})
	}
	forms := map[string]commands.Form{
		"long": {
			Name: "certify", Title: long, Submit: long, State: strings.Repeat(`"`, 1300), Intro: []commands.Text{{{Text: long}}, {{Text: long}}},
			Fields: []commands.Field{
				{Name: "a", Label: long, Hint: long, Placeholder: long, Value: long},
				{Name: "b", Label: long, Kind: commands.LinesField, Value: long},
				{Name: "c", Label: long, Kind: commands.ChoiceField, Choices: many, Value: many[3].Value},
				{Name: "d", Label: long, Kind: commands.PartnerField, Value: long, Shown: long},
				{Name: "e", Label: long, Kind: commands.DayField, Value: long},
				{Name: "f", Label: long, Kind: commands.LinkField, Value: long},
				{Name: "g", Label: long, Kind: commands.FileField, Value: long},
			},
		},
		"empty": {Name: "certify", Title: "T", Submit: "S", Fields: []commands.Field{
			{Name: "a"},
			{Name: "b", Kind: commands.ChoiceField, Choices: []commands.Choice{{Value: "v"}}},
			{Name: "c", Kind: commands.PartnerField, Value: "v"},
			{Name: "d", Kind: commands.LinkField, Value: "javascript:alert(1)"},
			{Name: "e", Kind: commands.DayField, Value: "2009-02-30"},
		}},
		"many": {Name: "certify", Title: "T", Submit: "S", Intro: []commands.Text{{{Text: "intro"}}}, Fields: manyFields(150)},
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := office{form: func() *commands.Form { return &form }}
				w := openOffice(t, &d)
				w.openForm(general)
				w.behaved()
			})
		})
	}
}

func manyFields(n int) []commands.Field {
	fields := make([]commands.Field, n)
	for i := range fields {
		fields[i] = commands.Field{Name: fmt.Sprint("f", i), Label: "field"}
	}
	return fields
}

func TestAFormWithMoreStateThanSlackKeepsIsNotShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := office{form: func() *commands.Form {
			return &commands.Form{Name: "certify", Title: "T", Submit: "S", State: strings.Repeat("x", 3000)}
		}}
		w := openOffice(t, &d)
		w.says(w.answer(w.Command(manager, general, "/certify")), "write /certify and what")
		w.behaved()
	})
}

func TestWhereSlackRefusesRichTextFormsArePlain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d)
		w.Refuse("rich_text")
		w.answer(w.Say(alice, general, "@tierbot acme"))
		w.ForgetViolations()
		v := w.openForm(general)
		if v.Blocks[0]["type"] != "section" {
			t.Errorf("the first block is %v", v.Blocks[0])
		}
		w.behaved()
	})
}

func TestAFormIsInTheReadersLanguage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d office
		w := openOffice(t, &d, func(o *bot.Options) { o.Managers = []string{bruno} })
		if v := w.view(w.Command(bruno, general, "/certify"), 1); v.Close != "Abandonner" {
			t.Errorf("it closes with %q", v.Close)
		}
		w.behaved()
	})
}
