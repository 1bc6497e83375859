package commands

import (
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// meant is the command that somebody may have misspelt: the one with a word most like
// the first of the line. It is nil when none is near, or not for this person.
func (q *question) meant() *Command {
	if len(q.args) == 0 || q.args[0].quoted {
		return nil
	}
	typed := program.Fold(q.args[0].text)
	var nearest *Command
	fewest := 0
	for i := range q.table {
		c := &q.table[i]
		for _, word := range c.words() {
			n := mistakes(typed, word)
			if n <= len(word)/3 && (nearest == nil || n < fewest) && q.As.may(c.Access) {
				nearest, fewest = c, n
			}
		}
	}
	return nearest
}

// slashIn is the slash command that stands behind /tier as its first word, with or
// without its slash: /tier missing acme. It is empty when none does.
func (c *Commands) slashIn(line words) string {
	if len(line) == 0 || line[0].quoted {
		return ""
	}
	word := program.Fold(line[0].text)
	for i := range c.table {
		if slash := c.table[i].Slash; slash[1:] == word || slices.Contains(c.table[i].Also, word) {
			return slash
		}
	}
	return ""
}

// courtesies are the words, folded, of people who write to the bot as to somebody;
// true for those that thank.
var courtesies = map[string]bool{
	"hello": false, "hello there": false, "hi": false, "hi there": false, "hey": false,
	"good morning": false, "good afternoon": false,
	"bonjour": false, "bonsoir": false, "salut": false, "coucou": false,
	"thanks": true, "thanks a lot": true, "thank you": true, "thank you very much": true,
	"merci": true, "merci beaucoup": true,
}

// courtesy is what to say to somebody who greets or thanks and says nothing else;
// empty for anybody else.
func (q *question) courtesy() string {
	thanks, ok := courtesies[program.Fold(q.args.String())]
	if !ok || q.args.quoted() {
		return ""
	}
	return q.say.courtesy(thanks)
}

// words are what people call the command: what stands behind the slash command, in
// every language, or the slash command itself.
func (c *Command) words() []string {
	if c.Name.EN == "" {
		return []string{c.Slash[1:]}
	}
	return []string{c.Name.EN, c.Name.FR}
}

// mistakes is how many letters must be put in, left out, replaced or swapped with
// their neighbour to make one word of another.
func mistakes(typed, word string) int {
	a, b := []rune(typed), []rune(word)
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

// misspelt answers a name that nobody has and whose first word is nearly a command.
func (q *question) misspelt(name string, c *Command) Reply {
	meant := strings.TrimSpace(c.Line(q.say.lang) + " " + short(q.args[1:].String()))
	return Reply{
		Parts:   []Part{plain(q.say.notFound(short(name))), plain(q.say.commandMeant(meant))},
		Actions: q.commandMeant(c),
	}
}

// commandMeant offers the command that was probably meant, and the usual ways out.
func (q *question) commandMeant(c *Command) []Action {
	ask := Action{
		Label:   c.Line(q.say.lang),
		Command: strings.TrimSpace(c.Line(program.English) + " " + q.args[1:].String()),
		Effect:  Replace,
		Primary: true,
	}
	others := slices.DeleteFunc([]Action{q.ownAction(), q.listAction(), q.helpAction()}, func(a Action) bool {
		return a.Command == ask.Command
	})
	return append([]Action{ask}, others...)
}
