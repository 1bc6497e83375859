package commands

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// TestTable holds that no command lacks its gate, its help or its example, in either
// language, and that its example reaches it.
func TestTable(t *testing.T) {
	c := New(program.Default(), nil)
	seen := map[string]bool{}
	for _, command := range Table() {
		for _, lang := range []program.Lang{program.English, program.French} {
			synopsis := command.synopsis(lang)
			if seen[string(lang)+command.Line(lang)] {
				t.Errorf("%s is there twice", synopsis)
			}
			seen[string(lang)+command.Line(lang)] = true

			if command.Access != Reader && command.Access != Manager {
				t.Errorf("%s: nobody may run it", synopsis)
			}
			if help := command.Help.In(lang); !strings.HasSuffix(help, ".") || len([]rune(help)) > 150 {
				t.Errorf("%s: help %q: want one sentence", synopsis, help)
			}
			if (command.Usage.In(lang) == "") != (command.Usage.EN == "") {
				t.Errorf("%s: no usage", synopsis)
			}
			example := command.Example.In(lang)
			if !strings.HasPrefix(example+" ", command.Line(lang)+" ") {
				t.Errorf("%s: the example is of something else: %q", synopsis, example)
			}
			slash, text, _ := strings.Cut(example, " ")
			reached, _ := c.route(slash, parse(text))
			if reached.synopsis(lang) != synopsis {
				t.Errorf("%s: the example runs %s", synopsis, reached.synopsis(lang))
			}
		}
		if (command.Name.EN == "") != (command.Name.FR == "") {
			t.Errorf("%s has no name in one language", command.synopsis(program.English))
		}
	}
}

// TestQuotedWordsAreNoCommands holds that a partner called help can be asked for.
func TestQuotedWordsAreNoCommands(t *testing.T) {
	c := New(program.Default(), nil)
	for text, want := range map[string]string{
		`help`: "/tier help", `"help"`: "/tier", `« aide »`: "/tier", `AIDE`: "/tier help", `'list'`: "/tier",
		`helpdesk`: "/tier", `liste`: "/tier list", ``: "/tier", `id:"help"`: "/tier",
	} {
		got, _ := c.route("/tier", parse(text))
		if line := got.Line(program.English); line != want {
			t.Errorf("/tier %s runs %s, want %s", text, line, want)
		}
	}
}

// TestSlashCommands holds what an app's manifest takes.
func TestSlashCommands(t *testing.T) {
	want := []SlashCommand{
		{Name: "/tier", Hint: "<partner> [on <date>] | list | plan | what-if | programme | history | undo | assign | unassign | handover | alias | unalias | extend | set | add | archive | rehearse | decide | fall | hold | exempt | week | reminders | snooze | care | mute | unmute | resume | import | export | help"},
		{Name: "/missing", Hint: "<partner> [for <tier>]"},
		{Name: "/grace", Hint: "[<partner>]"},
		{Name: "/certify", Hint: "<partner> <what> [on <date>]"},
	}
	got := SlashCommands()
	if len(got) != len(want) {
		t.Fatalf("%d slash commands, want %d", len(got), len(want))
	}
	for i, slash := range got {
		if slash.Name != want[i].Name || slash.Hint != want[i].Hint {
			t.Errorf("%+v, want %+v", slash, want[i])
		}
		if slash.Description == "" || len(slash.Description) > 2000 || len(slash.Hint) > 1000 {
			t.Errorf("%s: the manifest takes 1 to 2000 and up to 1000 characters", slash.Name)
		}
	}
}
