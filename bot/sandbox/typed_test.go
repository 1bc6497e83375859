package sandbox_test

import (
	"testing"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// TestTyped holds what becomes of what a person types, in a command and in a message.
func TestTyped(t *testing.T) {
	f := open(t, sandbox.Options{})
	f.AddUserGroup(sandbox.UserGroup{ID: "S1", Handle: "managers"})
	bot := f.dial()
	for typed, want := range map[string]string{
		"acme":                                "acme",
		"A & B <C>":                           "A &amp; B &lt;C&gt;",
		"@alice, @managers and #general":      "<@U1|alice>, <!subteam^S1|@managers> and <#C1|general>",
		"@nobody in #nowhere":                 "@nobody in #nowhere",
		"@here":                               "<!here>",
		"see https://x.example/a?b=1&c=2#d.":  "see <https://x.example/a?b=1&amp;c=2#d>.",
		"<https://x.example>":                 "&lt;<https://x.example>&gt;",
		"https://x.example/#general":          "<https://x.example/#general>",
		"write to owner@vendor.example":       "write to <mailto:owner@vendor.example|owner@vendor.example>",
		"acme.fr":                             "<http://acme.fr|acme.fr>",
		"S.A.R.L. Acme, partners.csv, 12.5 k": "S.A.R.L. Acme, partners.csv, 12.5 k",
	} {
		f.Command(f.alice, f.general, "/tier "+typed)
		env := bot.read()
		bot.ack(env, nil)
		if got := at(env, "payload", "text"); got != want {
			t.Errorf("a command with %q says %q, want %q", typed, got, want)
		}
		f.Say(f.alice, f.DM(f.alice), typed)
		env = bot.read()
		bot.ack(env, nil)
		if got := at(env, "payload", "event", "text"); got != want {
			t.Errorf("a message with %q says %q, want %q", typed, got, want)
		}
	}
}
