package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestTokenRevoked(t *testing.T) {
	f := open(t, sandbox.Options{})
	answers := func(token string) any {
		_, answer := f.request("chat.postMessage", token, object{"channel": f.general, "text": "x"})
		return answer["error"]
	}
	for _, step := range []struct {
		what         string
		do           func()
		first, other any // what the two tokens answer from then on
	}{
		{"opened", func() {}, nil, "invalid_auth"},
		{"revoked", f.Revoke, "token_revoked", "invalid_auth"},
		{"reinstalled", func() { f.Reinstall("xoxb-other") }, "token_revoked", nil},
		{"given back", func() { f.Reinstall("xoxb-sandbox") }, nil, "token_revoked"},
	} {
		step.do()
		if first, other := answers("xoxb-sandbox"), answers("xoxb-other"); first != step.first || other != step.other {
			t.Errorf("%s: %v and %v, want %v and %v", step.what, first, other, step.first, step.other)
		}
	}
	if got := len(f.Messages(f.bob, f.general)); got != 3 {
		t.Errorf("%d messages, want 3", got)
	}
	if answer := f.call("apps.connections.open", nil); answer["ok"] != true {
		t.Errorf("the app's own token: %v", answer["error"])
	}
}
