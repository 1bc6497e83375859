package main

import (
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// hints are the bot's commands as its own help has them, in the language of a locale.
func hints(locale string) []sandbox.Hint {
	lang := program.English
	if strings.HasPrefix(strings.ToLower(locale), "fr") {
		lang = program.French
	}
	var all []sandbox.Hint
	for _, c := range commands.Table() {
		typed := strings.TrimSpace(c.Line(lang) + " " + c.Usage.In(lang))
		all = append(all, sandbox.Hint{Typed: typed, Says: c.Help.In(lang)})
	}
	return all
}
