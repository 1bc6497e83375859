package sandbox_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// asked has alice type a command, and returns it with its response_url.
func (f *fixture) asked(bot *client) (*sandbox.Exchange, string) {
	f.t.Helper()
	x := f.Command(f.alice, f.general, "/tier")
	env := bot.read()
	bot.ack(env, nil)
	if _, err := x.Acked(ctx(f.t)); err != nil {
		f.t.Fatal(err)
	}
	address, _ := at(env, "payload", "response_url").(string)
	return x, address
}

func TestResponseURLHasFiveUses(t *testing.T) {
	f := open(t, sandbox.Options{})
	x, address := f.asked(f.dial())
	for i := range 5 {
		if status, answer := f.post(address, object{"text": "again"}); status != 200 {
			t.Fatalf("use %d: %d %v", i+1, status, answer)
		}
	}
	status, answer := f.post(address, object{"text": "again"})
	if status != 404 || answer["error"] != "used_url" {
		t.Errorf("use 6: %d %v", status, answer)
	}
	if all, err := x.Messages(ctx(t), 5); err != nil || len(all) != 5 {
		t.Errorf("%d messages, %v", len(all), err)
	}
}

func TestResponseURLLastsHalfAnHour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// The calendar on the wall does not matter.
		wall := time.Date(2009, 12, 1, 0, 0, 0, 0, time.UTC)
		f := openInBubble(t, sandbox.Options{Now: func() time.Time { return wall }})
		_, address := f.asked(f.dial())
		wall = wall.AddDate(1, 0, 0)
		pass(30*time.Minute - time.Second)
		if status, answer := f.post(address, object{"text": "in time"}); status != 200 {
			t.Errorf("after 29:59: %d %v", status, answer)
		}
		pass(2 * time.Second)
		status, answer := f.post(address, object{"text": "too late"})
		if status != 404 || answer["error"] != "expired_url" {
			t.Errorf("after 30:01: %d %v", status, answer)
		}
	})
}

func TestResponseTypes(t *testing.T) {
	f := open(t, sandbox.Options{})
	_, address := f.asked(f.dial())
	f.post(address, object{"text": "for you"})
	f.post(address, object{"text": "for all", "response_type": "in_channel"})
	if got := len(f.Messages(f.alice, f.general)); got != 2 {
		t.Errorf("alice sees %d", got)
	}
	seen := f.Messages(f.bob, f.general)
	if len(seen) != 1 || seen[0].Plain() != "for all" {
		t.Errorf("bob sees %v", seen)
	}
}

func TestResponseURLRefusesWhatAMessageMayNotHold(t *testing.T) {
	f := open(t, sandbox.Options{})
	_, address := f.asked(f.dial())
	status, answer := f.post(address, object{"text": "x", "blocks": []any{object{"type": "x"}}})
	if status != 400 || answer["error"] != "invalid_blocks" {
		t.Errorf("%d %v", status, answer)
	}
	if diff := cmp.Diff([]string{"invalid_blocks"}, rules(f.Workspace)); diff != "" {
		t.Error(diff)
	}
}

func TestDeleteOriginal(t *testing.T) {
	f := open(t, sandbox.Options{})
	bot := f.dial()
	f.call("chat.postMessage", object{"channel": f.general, "text": "x", "blocks": []any{actions(button("b", "Go"))}})
	x := f.Press(f.bob, f.Messages(f.bob, f.general)[0], "b")
	env := bot.read()
	bot.ack(env, nil)
	if got := at(env, "payload", "message", "text"); got != "x" {
		t.Errorf("the button's message is %v", got)
	}
	f.post(at(env, "payload", "response_url").(string), object{"delete_original": true})
	gone, err := x.Answer(ctx(t))
	if err != nil || !gone.Deleted {
		t.Errorf("%v, %v", gone, err)
	}
	if left := f.Messages(f.bob, f.general); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestLostReply(t *testing.T) {
	f := open(t, sandbox.Options{})
	_, address := f.asked(f.dial())
	f.Fail("response_url", sandbox.Fault{Status: 502, Executed: true})
	if status, _ := f.post(address, object{"text": "x"}); status != 502 {
		t.Errorf("status %d", status)
	}
	if got := len(f.Messages(f.alice, f.general)); got != 1 {
		t.Errorf("%d messages", got)
	}
}
