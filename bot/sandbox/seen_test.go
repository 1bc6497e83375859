package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// Everything is what all people together see: nothing that was deleted, and what was
// edited once.
func TestEverything(t *testing.T) {
	f := open(t, sandbox.Options{})
	say := func(channel, text string) object {
		return f.call("chat.postMessage", object{
			"channel": channel, "text": text,
			"metadata": object{"event_type": "n", "event_payload": object{"id": text}},
		})
	}
	say(f.alice, "to alice")
	gone := say(f.bob, "gone")
	edited := say(f.general, "before")
	f.call("chat.postEphemeral", object{"channel": f.general, "user": f.bob, "text": "to bob"})
	f.call("chat.delete", object{"channel": gone["channel"], "ts": gone["ts"]})
	f.call("chat.update", object{"channel": edited["channel"], "ts": edited["ts"], "text": "after"})
	want := []sandbox.Message{
		{Channel: f.DM(f.alice), Text: "to alice", Metadata: &sandbox.Metadata{EventPayload: []byte(`{"id":"to alice"}`)}},
		{Channel: f.general, Text: "after", Metadata: &sandbox.Metadata{EventPayload: []byte(`{"id":"before"}`)}},
		{Channel: f.general, Text: "to bob", To: f.bob},
	}
	got := f.Everything()
	if len(got) != len(want) {
		t.Fatalf("%d messages, want %d: %v", len(got), len(want), got)
	}
	for i, m := range got {
		if m.Channel != want[i].Channel || m.Text != want[i].Text || m.To != want[i].To {
			t.Errorf("message %d is %v", i, m)
		}
		if m.Metadata != nil && string(m.Metadata.EventPayload) != string(want[i].Metadata.EventPayload) {
			t.Errorf("message %d has %s", i, m.Metadata.EventPayload)
		}
	}
}
