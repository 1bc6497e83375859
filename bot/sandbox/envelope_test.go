package sandbox_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestEventIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		bot := f.dial()
		x := f.Say(f.alice, f.DM(f.alice), "hello")
		type try struct {
			After   time.Duration
			Attempt any
			Reason  any
		}
		start := time.Now()
		var got []try
		events, envelopes := map[any]bool{}, map[any]bool{}
		var last object
		for range 4 {
			last = bot.read()
			got = append(got, try{time.Since(start), last["retry_attempt"], last["retry_reason"]})
			events[at(last, "payload", "event_id")] = true
			envelopes[last["envelope_id"]] = true
		}
		want := []try{
			{0, 0.0, ""},
			{3 * time.Second, 1.0, "timeout"},
			{66 * time.Second, 2.0, "timeout"},
			{369 * time.Second, 3.0, "timeout"},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if len(events) != 1 || len(envelopes) != 4 {
			t.Errorf("%d event ids and %d envelope ids, want 1 and 4", len(events), len(envelopes))
		}
		bot.ack(last, nil)
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	})
}

func TestEventWaitsForAConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		f.call("apps.connections.open", nil)
		x := f.Say(f.alice, f.DM(f.alice), "hello")
		pass(30 * time.Second)
		bot := f.dial()
		env := bot.read()
		if got := env["retry_attempt"]; got != 2.0 {
			t.Errorf("retry_attempt = %v", got)
		}
		bot.ack(env, nil)
		if _, err := x.Acked(ctx(t)); err != nil {
			t.Error(err)
		}
	})
}

func TestCommandIsSentOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := openInBubble(t, sandbox.Options{})
		bot := f.dial()
		x := f.Command(f.alice, f.general, "/tier")
		env := bot.read()
		if _, ok := env["retry_attempt"]; ok {
			t.Error("a command says retry_attempt")
		}
		start := time.Now()
		_, err := x.Acked(ctx(t))
		if got := time.Since(start); err == nil || got != 3*time.Second {
			t.Errorf("after %v: %v", got, err)
		}
		pass(10 * time.Minute)
		y := f.Command(f.alice, f.general, "/next")
		if got := at(bot.read(), "payload", "command"); got != "/next" {
			t.Errorf("read %v", got)
		}
		_ = y
	})
}

func TestDeliverCopies(t *testing.T) {
	f := open(t, sandbox.Options{})
	one, two := f.dial(), f.dial()
	f.DeliverCopies(2)
	x := f.Command(f.alice, f.general, "/tier")
	first, second := one.read(), two.read()
	if first["envelope_id"] != second["envelope_id"] {
		t.Fatal("the copies differ")
	}
	one.ack(first, object{"text": "once"})
	two.ack(second, object{"text": "twice"})
	if _, err := x.Answer(ctx(t)); err != nil {
		t.Fatal(err)
	}
	f.DeliverCopies(1)
	y := f.Command(f.alice, f.general, "/tier")
	got, env := readAny(one, two)
	for range 3 {
		got.ack(env, nil)
	}
	if _, err := y.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	z := f.Command(f.alice, f.general, "/tier")
	_, env = readAny(one, two)
	got.ack(env, nil) // behind the others
	if _, err := z.Acked(ctx(t)); err != nil {
		t.Fatal(err)
	}
	if got := len(f.Messages(f.alice, f.general)); got != 1 {
		t.Errorf("%d messages, want the first ack's", got)
	}
	for _, rule := range rules(f.Workspace) {
		if rule != "duplicate_ack" {
			t.Errorf("violation %s", rule)
		}
	}
	if len(rules(f.Workspace)) != 2 {
		t.Errorf("violations %v, want two duplicate acks", rules(f.Workspace))
	}
}

func TestSendRaw(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.SendRaw(`{"envelope_id":"x","type":"holograms","payload":{}}`)
	env := bot.read()
	if got := env["type"]; got != "holograms" {
		t.Errorf("type = %v", got)
	}
	bot.ack(env, nil)
	if _, err := x.Acked(ctx(t)); err != nil {
		t.Error(err)
	}
	x = f.SendRaw(`{"type":"noise"}`)
	if got := bot.read()["type"]; got != "noise" {
		t.Errorf("type = %v", got)
	}
	if _, err := x.Acked(ctx(t)); !errors.Is(err, sandbox.ErrUnheard) {
		t.Error(err)
	}
	if v := f.Violations(); len(v) != 0 {
		t.Error(v)
	}
}

func TestRefusedAnswerInTheAck(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	x := f.Command(f.alice, f.general, "/tier")
	bot.ack(bot.read(), object{"text": "x", "blocks": []any{object{"type": "hologram"}}})
	if _, err := x.Answer(ctx(t)); err == nil {
		t.Error("a refused answer is shown")
	}
	if _, err := x.Acked(ctx(t)); err == nil {
		t.Error("whoever waits for the ack sees no error")
	}
	if diff := cmp.Diff([]string{"ack_payload"}, rules(f.Workspace)); diff != "" {
		t.Error(diff)
	}
}

func TestMention(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	if _, err := f.Say(f.alice, f.general, "nobody in particular").Acked(ctx(t)); !errors.Is(err, sandbox.ErrUnheard) {
		t.Error("the app hears what is not for it")
	}
	x := f.Say(f.alice, f.general, "@tierbot help & co")
	env := bot.read()
	if got, want := at(env, "payload", "event", "type"), "app_mention"; got != want {
		t.Errorf("type = %v", got)
	}
	if got, want := at(env, "payload", "event", "text"), "<@U0SANDBOX|tierbot> help &amp; co"; got != want {
		t.Errorf("text = %v, want %v", got, want)
	}
	bot.ack(env, nil)
	f.call("chat.postMessage", object{"channel": f.general, "text": "here I am"})
	m, err := x.Answer(ctx(t))
	if err != nil {
		t.Fatal(err)
	}
	if m.Plain() != "here I am" {
		t.Errorf("answer = %v", m)
	}
}
