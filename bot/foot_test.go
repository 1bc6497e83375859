package bot

import (
	"slices"
	"testing"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// TestALineOfTheFootIsOneElement holds that a name stands in its sentence, unless the words
// around it would mean something in markup: then they stay plain text beside it.
func TestALineOfTheFootIsOneElement(t *testing.T) {
	for said, want := range map[string][]string{
		" on 12 November": {"As of today · By <@U0OWNER> on 12 November"},
		" · “it is so”":   {"As of today · By <@U0OWNER> · “it is so”"},
		" · “*bold*”":     {"As of today · By", "<@U0OWNER>", "· “*bold*”"},
		" · “:x:”":        {"As of today · By", "<@U0OWNER>", "· “:x:”"},
		" · “<!here>”":    {"As of today · By", "<@U0OWNER>", "· “&lt;!here&gt;”"},
		" · “a_b_c”":      {"As of today · By", "<@U0OWNER>", "· “a_b_c”"},
	} {
		reply := commands.Reply{Foot: []commands.Text{
			{{Text: "As of today"}},
			{{Text: "By "}, {Person: "U0OWNER"}, {Text: said}},
		}}
		blocks := view{}.render(reply)
		var got []string
		for _, e := range blocks[0].(*slack.ContextBlock).ContextElements.Elements {
			got = append(got, e.(*slack.TextBlockObject).Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
