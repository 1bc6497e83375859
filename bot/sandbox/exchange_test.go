package sandbox_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func section(text string) object {
	return object{"type": "section", "text": object{"type": "mrkdwn", "text": text}}
}

func button(id, label string) object {
	return object{
		"type": "button", "action_id": id, "value": "v",
		"text": object{"type": "plain_text", "text": label},
	}
}

func actions(elements ...object) object {
	return object{"type": "actions", "block_id": "row", "elements": elements}
}

func TestCommandAnsweredInTheAck(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.Command(f.alice, f.general, "/tier acme @bob <b> & co")
	env := bot.read()
	if got := env["type"]; got != "slash_commands" {
		t.Errorf("type = %v", got)
	}
	if got, want := at(env, "payload", "text"), "acme <@U2|bob> &lt;b&gt; &amp; co"; got != want {
		t.Errorf("text = %v, want %v", got, want)
	}
	bot.ack(env, object{"text": "Acme", "blocks": []any{section("*Acme* for <@U2>"), actions(button("more", "More"))}})
	m, err := x.Answer(ctx(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Plain(), "Acme for @bob\n[More]"; got != want {
		t.Errorf("Plain() = %q, want %q", got, want)
	}
	if m.To != f.alice {
		t.Errorf("To = %q, want the person who asked", m.To)
	}
	if diff := cmp.Diff([]string{"U2"}, m.Mentions.Users); diff != "" {
		t.Error(diff)
	}
	if seen := f.Messages(f.bob, f.general); len(seen) != 0 {
		t.Errorf("bob sees %v", seen)
	}
	if v := f.Violations(); len(v) != 0 {
		t.Error(v)
	}
}

func TestButtonReplacesAnEphemeralMessage(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.Command(f.alice, f.general, "/tier acme")
	bot.ack(bot.read(), object{"text": "Acme", "blocks": []any{actions(button("more", "More"))}})
	m, err := x.Answer(ctx(t))
	if err != nil {
		t.Fatal(err)
	}

	x = f.Press(f.alice, m, "More")
	env := bot.read()
	bot.ack(env, nil)
	if got := at(env, "payload", "container", "is_ephemeral"); got != true {
		t.Errorf("is_ephemeral = %v", got)
	}
	if got := at(env, "payload", "message"); got != nil {
		t.Errorf("an ephemeral message shows itself: %v", got)
	}
	if got := at(env, "payload", "actions", 0, "value"); got != "v" {
		t.Errorf("value = %v", got)
	}
	address, _ := at(env, "payload", "response_url").(string)
	status, answer := f.post(address, object{"replace_original": true, "text": "more of it"})
	if status != 200 || answer["ok"] != true {
		t.Fatalf("response_url: %d %v", status, answer)
	}
	next, err := x.Answer(ctx(t))
	if err != nil {
		t.Fatal(err)
	}
	if next.TS != m.TS || next.Plain() != "more of it" || next.To != f.alice {
		t.Errorf("replaced with %v", next)
	}
	if seen := f.Messages(f.alice, f.general); len(seen) != 1 {
		t.Errorf("alice sees %d messages, want the one", len(seen))
	}
}

func TestNobodyAnswers(t *testing.T) {
	f := open(t, sandbox.Options{Timing: sandbox.Timing{Ack: 300 * time.Millisecond}})
	var failure *sandbox.Failure
	_, err := f.Command(f.alice, f.general, "/tier acme").Acked(ctx(t))
	if !errors.As(err, &failure) || failure.Code != "dispatch_failed" {
		t.Errorf("without a connection: %v", err)
	}
	bot := f.dial()
	x := f.Command(f.alice, f.general, "/tier acme")
	env := bot.read()
	_, err = x.Answer(ctx(t))
	if !errors.As(err, &failure) || failure.Code != "operation_timeout" {
		t.Errorf("without an ack: %v", err)
	}
	bot.ack(env, nil)
	bot.ack(object{"envelope_id": "nobody"}, nil)
	bot.ack(object{}, nil)
	x = f.Command(f.alice, f.general, "/tier acme") // its ack comes behind the others
	bot.ack(bot.read(), nil)
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	want := []string{"late_ack", "unknown_envelope", "empty_envelope_id"}
	if diff := cmp.Diff(want, rules(f.Workspace)); diff != "" {
		t.Error(diff)
	}
}

func TestAwait(t *testing.T) {
	f := open(t, sandbox.Options{})
	post := func(text string) { f.call("chat.postMessage", object{"channel": f.general, "text": text}) }
	is := func(text string) func(sandbox.Message) bool {
		return func(m sandbox.Message) bool { return m.Plain() == text }
	}
	post("before")
	go post("after")
	for _, text := range []string{"before", "after"} {
		if _, err := f.Await(ctx(t), is(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	f := open(t, sandbox.Options{History: 3})
	for range 20 {
		f.call("chat.postMessage", object{"channel": f.general, "text": "x"})
	}
	if got := len(f.Messages(f.alice, f.general)); got < 3 || got > 6 {
		t.Errorf("%d messages are kept, want the newest three to six", got)
	}
}
