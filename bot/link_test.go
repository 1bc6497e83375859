package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
)

// replying makes a world whose every answer is the same.
func replying(t *testing.T, r commands.Reply) *world {
	t.Helper()
	return open(t, func(context.Context, commands.Request) (commands.Reply, error) { return r, nil })
}

// drawn is a message's blocks as they were sent.
func drawn(m sandbox.Message) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(m.Blocks); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestALinkLeadsWhereItSays(t *testing.T) {
	tests := []struct {
		address string
		link    bool
	}{
		{"https://example.com/evidence?a=b&c=d", true},
		{"https://example.com/evidence?a=<d>", true},
		{"https://example.com/|https://evil.example", true},
		{"http://example.com/", true},
		{"https://example.com/Été", true},
		{"javascript:alert(1)", false},
		{"slack://open", false},
		{"mailto:a@example.com", false},
		{"https:", false},
		{"//example.com", false},
		{"https://example.com@evil.example/", false},
		{"https://example.com/ more", false},
		{"https://example.com/\u202egpj.exe", false},
		{"https://example.com/" + strings.Repeat("x", 3000), false},
	}
	for _, tt := range tests {
		t.Run(tt.address, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := replying(t, commands.Reply{
					Parts: []commands.Part{
						commands.Paragraph{Text: commands.Text{{Text: "another text", Link: tt.address}}},
						commands.Rows{{Text: commands.Text{{Link: tt.address}}, Action: commands.Action{Label: "Open", Command: "/tier a"}}},
					},
					Foot: []commands.Text{{{Link: tt.address}}},
				})
				m := w.answer(w.Command(alice, general, "/tier acme"))
				links := strings.Count(drawn(m), `"type":"link"`) // in the paragraph, and in the row
				if tt.link != (links == 2) || !tt.link && links > 0 {
					t.Errorf("%d links in %s", links, drawn(m))
				}
				// In small print, markup is a link only when nothing in it can be more.
				marks := strings.Count(drawn(m), `"text":"<http`)
				if want := tt.link && !strings.ContainsAny(tt.address, "<|>"); want != (marks == 1) {
					t.Errorf("%d links in the small print of %s", marks, drawn(m))
				}
				if strings.Contains(drawn(m), "another text") {
					t.Error("the address is hidden behind another text")
				}
				w.behaved()
			})
		})
	}
}

func TestWhatIsNotEasilyUndoneIsAskedBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reply := commands.Reply{Parts: sentence("undo?"), Actions: []commands.Action{
			{Label: "Take it all back <now>", Command: "/tier undo 7", Sure: strings.Repeat("All 20,000 changes? ", 30)},
			{Label: "Plain", Command: "/tier undo 8"},
		}}
		w := replying(t, reply)
		for who, words := range map[string][]string{
			alice: {"Are you sure?", "Cancel"}, bruno: {"Confirmer\u00a0?", "Abandonner"},
		} {
			m := w.answer(w.Command(who, general, "/tier acme"))
			if n := strings.Count(drawn(m), `"deny":`); n != 1 {
				t.Errorf("%d questions: %s", n, drawn(m))
			}
			for _, word := range words {
				if !strings.Contains(drawn(m), word) {
					t.Errorf("%q is not in %s", word, drawn(m))
				}
			}
		}
		w.behaved()
	})
}
