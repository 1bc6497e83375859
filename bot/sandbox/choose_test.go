package sandbox_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestChoose(t *testing.T) {
	option := func(v string) object {
		return object{"text": object{"type": "plain_text", "text": v}, "value": v}
	}
	menu := object{"type": "static_select", "action_id": "snooze", "options": []any{option("day"), option("week")}}
	people := object{"type": "users_select", "action_id": "owner"}
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{actions(menu, people)}})
	m := f.Messages(f.bob, f.general)[0]
	for _, tt := range []struct {
		element, value string
		want           []any
	}{
		{"snooze", "week", []any{"selected_option", "value"}},
		{"owner", "U2", []any{"selected_user"}},
	} {
		f.Choose(f.bob, m, tt.element, tt.value)
		env := bot.read()
		bot.ack(env, nil)
		action := at(env, "payload", "actions", 0)
		if got := at(action, tt.want...); got != tt.value {
			t.Errorf("%s: %v", tt.element, action)
		}
		held := at(env, "payload", "state", "values", "row", tt.element)
		if got := at(held, tt.want...); got != tt.value {
			t.Errorf("state of %s: %v", tt.element, held)
		}
	}
	if _, err := f.Choose(f.bob, m, "snooze", "year").Acked(ctx(t)); err == nil {
		t.Error("an option that is not there was chosen")
	}
}

func TestSuggest(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{
		actions(object{"type": "external_select", "action_id": "partner", "min_query_length": 2}),
	}})
	x := f.Suggest(f.bob, f.Messages(f.bob, f.general)[0], "partner", "ac")
	env := bot.read()
	if at(env, "payload", "type") != "block_suggestion" || at(env, "payload", "value") != "ac" {
		t.Errorf("payload %v", at(env, "payload"))
	}
	bot.ack(env, object{"options": []any{object{
		"text": object{"type": "plain_text", "text": "Acme"}, "value": "acme",
	}}})
	ack, err := x.Acked(ctx(t))
	if err != nil || len(ack.Options) != 1 || ack.Options[0]["value"] != "acme" {
		t.Errorf("%v, %v", ack.Options, err)
	}
}

// shown opens a modal for alice and returns it.
func (f *fixture) shown(bot *client, blocks ...any) sandbox.View {
	f.t.Helper()
	x, id := f.trigger(bot)
	if got := f.call("views.open", object{"trigger_id": id, "view": modal("Record", blocks...)}); got["ok"] != true {
		f.t.Fatal(got)
	}
	v, err := x.View(ctx(f.t), 1)
	if err != nil {
		f.t.Fatal(err)
	}
	return v
}

// asking is an input block with an element.
func asking(element object, more object) object {
	b := input("field")
	element["action_id"] = "it"
	b["element"] = element
	for key, value := range more {
		b[key] = value
	}
	return b
}

// Only what the app has offered can be chosen from a menu that it fills.
func TestOfferedOptions(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, asking(object{"type": "external_select"}, nil))
	offer := func(label, value string) object {
		return object{"text": object{"type": "plain_text", "text": label}, "value": value}
	}
	if _, err := f.Suggest(f.alice, v, "it", "ac").Acked(ctx(t)); !errors.Is(err, sandbox.ErrUnheard) {
		t.Errorf("two characters ask the app: %v", err)
	}
	x := f.Suggest(f.alice, v, "it", "acm")
	bot.ack(bot.read(), object{"option_groups": []any{object{
		"label": object{"type": "plain_text", "text": "Partners"}, "options": []any{offer("Acme SA", "acme")},
	}}})
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Submit(f.alice, v, sandbox.Values{"field": {"beta"}}).Acked(ctx(t)); err == nil {
		t.Error("what was not offered was chosen")
	}
	f.Submit(f.alice, v, sandbox.Values{"field": {"acme"}})
	env := bot.read()
	bot.ack(env, nil)
	got := at(env, "payload", "view", "state", "values", "field", "it", "selected_option")
	if diff := cmp.Diff(any(offer("Acme SA", "acme")), got); diff != "" {
		t.Error(diff)
	}
	if v := f.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// An input tells the app of a choice only when it asks for that.
func TestDispatchAction(t *testing.T) {
	for _, dispatch := range []bool{false, true} {
		f := open(t, sandbox.Options{})
		bot := f.dial()
		v := f.shown(bot, asking(object{"type": "users_select"}, object{"dispatch_action": dispatch}))
		x := f.Choose(f.alice, v, "it", f.bob)
		if dispatch {
			env := bot.read()
			bot.ack(env, nil)
			if at(env, "payload", "actions", 0, "selected_user") != f.bob || at(env, "payload", "view", "id") != v.ID {
				t.Errorf("payload %v", at(env, "payload"))
			}
		} else if _, err := x.Acked(ctx(t)); !errors.Is(err, sandbox.ErrUnheard) {
			t.Errorf("without dispatch_action: %v", err)
		}
		f.Submit(f.alice, v, nil)
		env := bot.read()
		bot.ack(env, nil)
		if got := at(env, "payload", "view", "state", "values", "field", "it", "selected_user"); got != f.bob {
			t.Errorf("submitted %v", got)
		}
	}
}

// What Slack's client does not submit never reaches the app.
func TestWhatCannotBeSubmitted(t *testing.T) {
	option := object{"text": object{"type": "plain_text", "text": "A"}, "value": "a"}
	grouped := []any{object{"label": object{"type": "plain_text", "text": "G"}, "options": []any{option}}}
	for _, tt := range []struct {
		name    string
		element object
		value   string
		code    string // of the failure; "-" for an input that cannot even hold it
	}{
		{"no name", object{"type": "plain_text_input"}, "", "required_field"},
		{"a short name", object{"type": "plain_text_input", "min_length": 3}, "ab", "too_short"},
		{"a long name", object{"type": "plain_text_input", "max_length": 3}, "abcd", "too_long"},
		{"a name", object{"type": "plain_text_input", "min_length": 3, "max_length": 3}, "éab", ""},
		{"a link", object{"type": "url_text_input"}, "https://acme.example/x?y", ""},
		{"no scheme", object{"type": "url_text_input"}, "acme.example", "invalid_url"},
		{"a script", object{"type": "url_text_input"}, "javascript:alert(1)", "invalid_url"},
		{"an address", object{"type": "email_text_input"}, "a@acme.example", ""},
		{"a name with an address", object{"type": "email_text_input"}, "A <a@acme.example>", "invalid_email"},
		{"a number", object{"type": "number_input", "is_decimal_allowed": false, "min_value": "1"}, "1", ""},
		{"a fraction", object{"type": "number_input", "is_decimal_allowed": false}, "1.5", "invalid_number"},
		{"too little", object{"type": "number_input", "is_decimal_allowed": true, "min_value": "1"}, "0.5", "invalid_number"},
		{"a day", object{"type": "datepicker"}, "2009-12-31", ""},
		{"no day", object{"type": "datepicker"}, "2009-02-30", "-"},
		{"an hour", object{"type": "timepicker"}, "23:59", ""},
		{"no hour", object{"type": "timepicker"}, "24:00", "-"},
		{"a person", object{"type": "users_select"}, "U2", ""},
		{"nobody", object{"type": "users_select"}, "U404", "-"},
		{"a channel", object{"type": "channels_select"}, "C1", ""},
		{"no channel", object{"type": "channels_select"}, "C404", "-"},
		{"an option of a group", object{"type": "static_select", "option_groups": grouped}, "a", ""},
		{"no option", object{"type": "static_select", "option_groups": grouped}, "b", "-"},
		{"a radio button", object{"type": "radio_buttons", "options": []any{option}}, "a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			bot := f.dial()
			v := f.shown(bot, asking(tt.element, nil))
			x := f.Submit(f.alice, v, sandbox.Values{"field": {tt.value}})
			if tt.code == "" {
				bot.ack(bot.read(), nil)
			}
			_, err := x.Acked(ctx(t))
			var failure *sandbox.Failure
			got := ""
			if errors.As(err, &failure) {
				got = failure.Code
			} else if err != nil {
				got = "-"
			}
			if got != tt.code {
				t.Errorf("%v, want %q", err, tt.code)
			}
			if failure != nil && failure.Block != "field" {
				t.Errorf("the failure names the block %q", failure.Block)
			}
		})
	}
}

// A file handed in is the app's to read from then on, shared nowhere.
func TestFileInput(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	v := f.shown(bot, asking(object{"type": "file_input", "filetypes": []any{"csv", "xlsx"}, "max_files": 2}, nil))
	file := f.Upload(f.alice, "partners.csv", []byte("x"))
	if got := f.call("files.info", object{"file": file.ID})["error"]; got != "file_not_found" {
		t.Errorf("before it is handed in: %v", got)
	}
	for _, tt := range []struct {
		name string
		ids  []string
		code string
	}{
		{"none", nil, "required_field"},
		{"three", []string{file.ID, file.ID, file.ID}, "too_many_files"},
		{"a picture", []string{f.Upload(f.alice, "x.png", nil).ID}, "unwanted_filetype"},
		{"11 MB", []string{f.Declare(f.alice, "x.csv", 11<<20, nil).ID}, "file_too_large"},
	} {
		var failure *sandbox.Failure
		_, err := f.Submit(f.alice, v, sandbox.Values{"field": tt.ids}).Acked(ctx(t))
		if !errors.As(err, &failure) || failure.Code != tt.code {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.code)
		}
	}
	if _, err := f.Submit(f.alice, v, sandbox.Values{"field": {f.Upload(f.bob, "x.csv", nil).ID}}).Acked(ctx(t)); err == nil {
		t.Error("somebody else's file was handed in")
	}
	f.Submit(f.alice, v, sandbox.Values{"field": {file.ID}})
	env := bot.read()
	bot.ack(env, nil)
	held := at(env, "payload", "view", "state", "values", "field", "it")
	if at(held, "type") != "file_input" || at(held, "files", 0, "id") != file.ID || at(held, "files", 0, "size") != 1.0 {
		t.Errorf("state %v", held)
	}
	if _, got := f.download(at(held, "files", 0, "url_private_download"), "xoxb-sandbox"); got != "x" {
		t.Errorf("the download is %q", got)
	}
}

func TestFileInputNeedsItsScope(t *testing.T) {
	f := open(t, sandbox.Options{App: sandbox.App{Scopes: []string{"commands"}}})
	_, id := f.trigger(f.dial())
	got := f.call("views.open", object{"trigger_id": id, "view": modal("Import", asking(object{"type": "file_input"}, nil))})
	if got["error"] != "missing_scope" || got["needed"] != "files:read" {
		t.Errorf("answer %v", got)
	}
}

// An error must name an input that the modal has, and a refusal must say something.
func TestErrorsOfASubmission(t *testing.T) {
	for name, tt := range map[string]struct {
		errors object
		want   []string
	}{
		"an input":      {object{"field": "No."}, nil},
		"another block": {object{"text": "No."}, []string{"ack_payload"}},
		"no block":      {object{"elsewhere": "No."}, []string{"ack_payload"}},
		"nothing":       {object{}, []string{"ack_payload"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t, sandbox.Options{})
			bot := f.dial()
			text := section("x")
			text["block_id"] = "text"
			v := f.shown(bot, text, asking(object{"type": "datepicker", "initial_date": "2009-06-01"}, nil))
			x := f.Submit(f.alice, v, nil)
			bot.ack(bot.read(), object{"response_action": "errors", "errors": tt.errors})
			if _, err := x.Acked(ctx(t)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, rules(f.Workspace)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
