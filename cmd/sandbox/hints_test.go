package main

import (
	"strings"
	"testing"

	"github.com/tierbot/tierbot/commands"
)

// Every command of the bot is hinted at, in both languages and by the words of its help.
func TestHintsAreTheBotsHelp(t *testing.T) {
	table := commands.Table()
	english, french := hints("en-GB"), hints("fr-FR")
	if len(english) != len(table) || len(french) != len(table) {
		t.Fatalf("%d English and %d French hints of %d commands", len(english), len(french), len(table))
	}
	for i, c := range table {
		if !strings.HasPrefix(english[i].Typed, c.Line("en")) || english[i].Says != c.Help.EN {
			t.Errorf("English %+v", english[i])
		}
		if !strings.HasPrefix(french[i].Typed, c.Line("fr")) || french[i].Says != c.Help.FR {
			t.Errorf("French %+v", french[i])
		}
	}
}
