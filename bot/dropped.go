package bot

import (
	"path"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/commands"
)

// filesMost is how many files of one message are read.
const filesMost = 3

// A droppedFile is a file in a message.
type droppedFile struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Kind string `json:"filetype"`
}

// spreadsheet reports whether a file is one by its name or by what Slack takes it for.
func (f *droppedFile) spreadsheet() bool {
	end := strings.TrimPrefix(strings.ToLower(path.Ext(f.Name)), ".")
	return f.ID != "" && (slices.Contains(spreadsheets, f.Kind) || slices.Contains(spreadsheets, end))
}

// importLine asks for the plan of what a file would change.
func importLine(file string) commandLine { return commandLine{"/tier", `import file:"` + file + `"`} }

// dropped is what somebody asks who drops files into the bot's conversation: what they
// wrote, unless it says no more than the file does, and the plan of each spreadsheet.
func (b *Bot) dropped(q *inquiry, dropped []droppedFile) []*inquiry {
	var questions []*inquiry
	ask := func(line commandLine, name string) *inquiry {
		one := &inquiry{
			commandLine: line, way: q.way, op: op(q.op, name),
			user: q.user, team: q.team, channel: q.channel, thread: q.thread,
		}
		questions = append(questions, one)
		return one
	}
	sheets := slices.DeleteFunc(slices.Clone(dropped), func(f droppedFile) bool { return !f.spreadsheet() })
	worded := q.text != "" && !(len(sheets) > 0 && b.importsOnly(q.commandLine))
	if worded {
		ask(q.commandLine, "")
	}
	for _, f := range sheets[:min(len(sheets), filesMost)] {
		ask(importLine(f.ID), f.ID)
	}
	switch {
	case len(sheets) > filesMost:
		ask(commandLine{command: "/tier"}, "").remark = phrases.tooManyFiles
	case len(sheets) == 0 && len(dropped) > 0 && !worded:
		ask(commandLine{command: "/tier"}, "").remark = phrases.noSpreadsheet
	}
	return questions
}

// importsOnly reports whether words ask for an import and name no file, as the file
// beside them does.
func (b *Bot) importsOnly(line commandLine) bool {
	table := commands.Table()
	i := slices.IndexFunc(table, func(c commands.Command) bool { return c.Slash == line.command && c.Name.EN == "import" })
	return i >= 0 && (strings.EqualFold(line.text, table[i].Name.EN) || strings.EqualFold(line.text, table[i].Name.FR))
}
