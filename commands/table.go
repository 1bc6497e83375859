package commands

import (
	"context"
	"slices"

	"github.com/tierbot/tierbot/program"
)

// Command is one thing a person can ask: a slash command, or a word behind one.
type Command struct {
	Slash   string   // the slash command, such as /tier
	Also    []string // other words, folded, that people use for it; none: nil
	Name    Wording  // the word behind it, such as list; empty: the slash command itself
	Usage   Wording  // its arguments, such as <partner> [for <tier>]; empty: none
	Help    Wording  // one sentence saying what the answer tells
	Example Wording  // a whole command line
	Access  Access
	Own     bool // it is about the asker's own reminders

	run func(context.Context, *question) (Reply, error)
}

// Wording is a short text in both languages.
type Wording struct{ EN, FR string }

// In is the wording in a language; anything but French reads English.
func (w Wording) In(lang program.Lang) string {
	if lang == program.French {
		return w.FR
	}
	return w.EN
}

// Access says who may run a command, or what somebody may run. Whoever has a higher
// Access may run what a lower one asks for. The zero Access is nobody, so that a
// command without a gate stays shut.
type Access int

// Who may run commands.
const (
	Reader  Access = 1 // every full member of the workspace
	Manager Access = 2 // those who keep the programme: they may change what is recorded
)

// may reports whether somebody with this access may run what needs another.
func (a Access) may(needed Access) bool { return needed > 0 && a >= needed }

// Table is every command, in the order in which help shows them.
func Table() []Command {
	return []Command{
		tierCommand(), missingCommand(), graceCommand(), certifyCommand(), listCommand(), planCommand(), whatIfCommand(), programmeCommand(),
		historyCommand(), undoCommand(), assignCommand(), unassignCommand(), handoverCommand(), aliasCommand(), unaliasCommand(), extendCommand(), setCommand(), addCommand(), archiveCommand(),
		rehearseCommand(), decideCommand(), fallCommand(), holdCommand(), exemptCommand(), weekCommand(),
		remindersCommand(), snoozeCommand(), careCommand(), muteCommand(), unmuteCommand(), resumeCommand(),
		importCommand(), exportCommand(), helpCommand(),
	}
}

// Line is the command as people type it, without arguments: /tier list.
func (c *Command) Line(lang program.Lang) string {
	if name := c.Name.In(lang); name != "" {
		return c.Slash + " " + name
	}
	return c.Slash
}

// synopsis is [Command.Line] with the arguments: /tier list [tier] [state] [owner].
func (c *Command) synopsis(lang program.Lang) string {
	if usage := c.Usage.In(lang); usage != "" {
		return c.Line(lang) + " " + usage
	}
	return c.Line(lang)
}

// A SlashCommand is what an app's manifest says about one slash command.
type SlashCommand struct{ Name, Description, Hint string }

// SlashCommands are the slash commands of the table in its order, in English. The
// hint of each is its arguments and the words that can stand in their place.
func SlashCommands() []SlashCommand {
	var slashes []SlashCommand
	for _, c := range Table() {
		if c.Name.EN == "" {
			slashes = append(slashes, SlashCommand{Name: c.Slash, Description: c.Help.EN, Hint: c.Usage.EN})
			continue
		}
		for i := range slashes {
			if slashes[i].Name == c.Slash {
				slashes[i].Hint += " | " + c.Name.EN
			}
		}
	}
	return slashes
}

// route finds the command behind a slash command and its arguments. A word in quotes
// is never a command, so that a partner called help can be asked for. A slash command
// the table does not know brings the first, which answers anything.
func (c *Commands) route(slash string, line words) (*Command, words) {
	command := &c.table[0]
	named := len(line) > 0 && !line[0].quoted
	for i := range c.table {
		candidate := &c.table[i]
		switch {
		case candidate.Slash != slash:
		case candidate.Name.EN == "":
			command = candidate
		case named && candidate.called(line[0].text):
			return candidate, line[1:]
		case named && len(line) > 1 && !line[1].quoted && candidate.called(line[0].text+" "+line[1].text):
			return candidate, line[2:] // what if, et si
		}
	}
	return command, line
}

// called reports whether a word names the command, in either language, in any case, and
// with or without its accents.
func (c *Command) called(word string) bool {
	if c.Name.EN == "" {
		return false
	}
	word = program.Fold(word)
	return word != "" && (word == program.Fold(c.Name.EN) || word == program.Fold(c.Name.FR) || slices.Contains(c.Also, word))
}
