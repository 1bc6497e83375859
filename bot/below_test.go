package bot

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestWhereSomethingWasPressed says of which presses the row can be changed, whatever a
// message holds.
func TestWhereSomethingWasPressed(t *testing.T) {
	const block = `{"type":"actions","block_id":"row:2#3"}`
	for _, tt := range []struct {
		name, channel, message, pressed string
		ephemeral                       bool
		row                             string // empty: none
		blocks                          int
		noted                           bool
	}{
		{"a row", "D1", `{"blocks":[` + block + `],"metadata":{"event_type":"x","event_payload":{"id":"1"}}}`, "row:2#3", false, "row:2", 1, true},
		{"a row of a message without a note", "D1", `{"blocks":[` + block + `]}`, "row:2", false, "row:2", 1, false},
		{"a note that Slack holds back", "D1", `{"blocks":[` + block + `],"metadata":{"event_type":"x"}}`, "row:2", false, "row:2", 1, false},
		{"odd blocks", "D1", `{"blocks":[1,null,"row:2",{"block_id":7}],"metadata":[]}`, "row:2", false, "row:2", 4, false},
		{"no blocks", "D1", `{"text":"x"}`, "row:2", false, "", 0, false},
		{"no list of blocks", "D1", `{"blocks":"row:2"}`, "row:2", false, "", 0, false},
		{"the message's own buttons", "D1", `{"blocks":[` + block + `]}`, "b7", false, "", 0, false},
		{"a channel", "C1", `{"blocks":[` + block + `]}`, "row:2", false, "", 0, false},
		{"a message that one alone sees", "D1", `{"blocks":[` + block + `]}`, "row:2", true, "", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			payload := fmt.Sprintf(`{"type":"block_actions","container":{"channel_id":%q,"message_ts":"1.2","is_ephemeral":%t},
				"message":%s,"actions":[{"block_id":%q}]}`, tt.channel, tt.ephemeral, tt.message, tt.pressed)
			var p interaction
			if err := json.Unmarshal([]byte(payload), &p); err != nil {
				t.Fatal(err)
			}
			at := p.below()
			if at == nil {
				at = new(below)
			}
			if at.row != tt.row || len(at.blocks) != tt.blocks || (at.metadata != nil) != tt.noted {
				t.Errorf("%+v", at)
			}
			after, err := json.Marshal(edited{Blocks: at.with(settledRows{"row:2": {1, json.RawMessage(`"new"`)}})})
			if err != nil || tt.pressed == "row:2#3" && len(at.with(settledRows{"row:2": {4, json.RawMessage(`"new"`)}})[0]) != len(`"new"`) {
				t.Errorf("%s, %v", after, err)
			}
		})
	}
}
