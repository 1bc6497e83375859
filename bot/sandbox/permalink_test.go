package sandbox_test

import (
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
)

func TestPermalink(t *testing.T) {
	f := open(t, sandbox.Options{Now: func() time.Time { return time.Unix(1243846800, 0) }})
	f.AddChannel(sandbox.Channel{ID: "CPRIV", Private: true, Members: []string{f.alice}})
	f.Say(f.alice, f.general, "Acme has a VTSP")
	f.Say(f.alice, "CPRIV", "psst")
	first := f.Messages(f.alice, f.general)[0]
	f.Reply(f.bob, first, "well done")
	f.call("chat.postEphemeral", object{"channel": f.general, "user": f.alice, "text": "only you"})
	all := f.Messages(f.alice, f.general)
	for _, tt := range []struct {
		name, channel, ts string
		permalink, err    any
	}{
		{"a message", "C1", first.TS, "https://sandbox.slack.com/archives/C1/p1243846800000000", nil},
		{"a reply", "C1", all[1].TS, "https://sandbox.slack.com/archives/C1/p1243846800000002?cid=C1&thread_ts=1243846800.000000", nil},
		{"one that only alice sees", "C1", all[2].TS, nil, "message_not_found"},
		{"none", "C1", "1.000000", nil, "message_not_found"},
		{"in a place that the bot does not see", "CPRIV", "1243846800.000001", nil, "channel_not_found"},
		{"nowhere", "C404", first.TS, nil, "channel_not_found"},
	} {
		got := f.call("chat.getPermalink", object{"channel": tt.channel, "message_ts": tt.ts})
		if got["permalink"] != tt.permalink || got["error"] != tt.err {
			t.Errorf("%s: %v, %v, want %v, %v", tt.name, got["permalink"], got["error"], tt.permalink, tt.err)
		}
		if link, ok := got["permalink"].(string); ok {
			if m, _ := f.ByPermalink(link); m.TS != tt.ts {
				t.Errorf("%s leads to %v", link, m)
			}
		}
	}
	for _, link := range []string{"", "https://sandbox.slack.com/archives/C1/p1", "https://other.slack.com/archives/C1/p1243846800000000"} {
		if m, ok := f.ByPermalink(link); ok {
			t.Errorf("%q leads to %v", link, m)
		}
	}
}
