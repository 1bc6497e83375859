package commands

import (
	"context"
	"strings"
)

func helpCommand() Command {
	return Command{
		Slash:   "/tier",
		Name:    Wording{"help", "aide"},
		Usage:   Wording{"[command]", "[commande]"},
		Help:    Wording{"What you can ask, with an example of each.", "Ce qu'on peut demander, avec un exemple pour chaque commande."},
		Example: Wording{"/tier help missing", "/tier aide missing"},
		Access:  Reader,
		run:     runHelp,
	}
}

// runHelp explains one command, or all of them. Words that name no command may be
// the rest of a partner's name, such as Help Desk.
func runHelp(ctx context.Context, q *question) (Reply, error) {
	if len(q.args) == 0 {
		return q.help(), nil
	}
	if c := q.commandCalled(q.args[0].text); c != nil && len(q.args) == 1 {
		return q.explain(c), nil
	}
	return q.orPartner(ctx, func() Reply {
		reply := q.help()
		reply.Parts = append([]Part{plain(q.say.noSuchCommand(short(q.args.String())))}, reply.Parts...)
		return reply
	})
}

// explained reports whether "help" stands behind a command alone, which is then to be
// explained: /missing help. In quotes it is a partner.
func (q *question) explained() bool {
	return len(q.args) == 1 && !q.args[0].quoted && q.commandCalled("help").called(q.args[0].text)
}

// orPartner answers about the partner whose name a command's word happens to
// begin, when there is one and the words make no sense otherwise. Who says which partner
// beyond doubt means the command.
func (q *question) orPartner(ctx context.Context, otherwise func() Reply) (Reply, error) {
	if id, _ := q.line.take(keyID); id != "" {
		return otherwise(), nil
	}
	return q.about(ctx, reading{name: q.line, answer: telling(q.card)}, reading{
		instead: func(context.Context) (Reply, error) { return otherwise(), nil },
	})
}

// commandCalled is the command that people mean by a word: what stands behind
// /tier, or the slash command with or without its slash.
func (q *question) commandCalled(word string) *Command {
	for i := range q.table {
		c := &q.table[i]
		if c.called(word) || c.Name.EN == "" && (word == c.Slash || word == c.Slash[1:]) {
			return c
		}
	}
	return nil
}

// help is every command in one line each.
func (q *question) help() Reply {
	parts, own, managers := q.usages()
	parts = append(parts, summary(q.say.aboutReminders(), own)...)
	parts = append(parts, summary(q.say.forManagers(), managers)...)
	return Reply{
		Title:   q.say.helpTitle(),
		Parts:   append(parts, plain(q.say.namingTips())),
		Actions: []Action{q.ownAction(), q.listAction()},
	}
}

// lookups is a paragraph for each command that looks something up.
func (q *question) lookups() []Part {
	reader := q.in(q.say)
	reader.As = min(q.As, Reader)
	parts, _, _ := reader.usages()
	return parts
}

// usages is a paragraph for each command that the asker may run and that looks something
// up, and the lines of the others, of which there are many: those about their own
// reminders, and those of managers.
func (q *question) usages() (parts []Part, own, managers []string) {
	for i := range q.table {
		c := &q.table[i]
		synopsis := c.synopsis(q.say.lang)
		switch {
		case !q.As.may(c.Access):
		case c.Access == Manager:
			managers = append(managers, synopsis)
		case c.Own:
			own = append(own, synopsis)
		default:
			parts = append(parts, Paragraph{Text{
				{Text: synopsis, Strong: true},
				{Text: "\n" + c.Help.In(q.say.lang)},
			}})
		}
	}
	return parts, own, managers
}

// summary is a paragraph of several commands; none of no commands.
func summary(lead string, commands []string) []Part {
	if len(commands) == 0 {
		return nil
	}
	return []Part{Paragraph{Text{
		{Text: lead, Strong: true},
		{Text: "\n" + strings.Join(commands, "\n")},
	}}}
}

// explain is one command with an example.
func (q *question) explain(c *Command) Reply {
	example := c.Example.In(q.say.lang)
	return Reply{
		Title: c.synopsis(q.say.lang),
		Parts: []Part{
			plain(c.Help.In(q.say.lang)),
			Paragraph{Text{{Text: q.say.forExample()}, {Text: example, Strong: true}}},
		},
		Actions: []Action{{Label: q.say.allCommands(), Command: "/tier help"}},
	}
}

func (q *question) helpAction() Action {
	return Action{Label: q.say.helpLabel(), Command: "/tier help"}
}

func (q *question) listAction() Action {
	return Action{Label: q.say.listLabel(), Command: "/tier list"}
}

func (q *question) ownAction() Action {
	return Action{Label: q.say.ownLabel(), Command: "/grace"}
}
