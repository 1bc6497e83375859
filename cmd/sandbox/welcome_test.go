package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program/roster"
)

// TestWelcome: what is offered to whoever is new is understood, in both languages.
func TestWelcome(t *testing.T) {
	for _, person := range people() {
		for _, locale := range []string{"en-GB", "fr-FR"} {
			person.Locale = locale
			tries := (&flags{}).welcome(person)
			if len(tries) == 0 {
				t.Errorf("%s is offered nothing in %s", person.Name, locale)
			}
			for _, offered := range tries {
				if offered.Says == "" || !strings.HasPrefix(offered.Typed, "/") {
					t.Errorf("%s is offered %+v in %s", person.Name, offered, locale)
				}
			}
		}
	}
}

// TestWelcomeIsAnswered types what is offered to a manager, who may do all of it.
func TestWelcomeIsAnswered(t *testing.T) {
	ownersEnglish, ownersFrench := ownersTry()
	managersEnglish, managersFrench := managersTry()
	listEnglish, listFrench := listTry()
	lists := []try{listEnglish, listFrench}
	for _, offered := range slices.Concat(lists, ownersEnglish, ownersFrench, managersEnglish, managersFrench) {
		var stdout, stderr bytes.Buffer
		if err := run(t.Context(), []string{"-as", "dominique", "-say", offered.typed}, &stdout, &stderr); err != nil {
			t.Errorf("%s: %v", offered.typed, err)
		}
		for _, lost := range []string{"Vouliez-vous dire", "Aucun partenaire"} {
			if strings.Contains(stdout.String(), lost) {
				t.Errorf("%s is not understood:\n%s", offered.typed, stdout.String())
			}
		}
	}
}

// Who brings partners, and perhaps another programme, is not sent looking for Acme.
func TestWelcomeToOtherPartners(t *testing.T) {
	for _, person := range people() {
		if person.ID == guest || person.ID == external {
			continue // they are refused, whatever they ask
		}
		offered := (&flags{file: new(roster.File)}).welcome(person)
		for _, hint := range offered {
			if strings.Contains(hint.Typed, "acme") {
				t.Errorf("%s is offered %s", person.Name, hint.Typed)
			}
		}
		if len(offered) < 3 || !strings.HasPrefix(offered[0].Typed, "/tier list") {
			t.Errorf("%s is offered %+v, want the list of partners first", person.Name, offered)
		}
	}
}

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
