package bot

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// mostOptions is how many options the menu of a row has at most: a message has room for
// a few of them in each of its rows.
const mostOptions = 10

// menu draws the menu of a row; nil when nothing in it can be chosen, or where nothing
// can be pressed. An action that has no room in an option is left out.
func (p *page) menu(m commands.Menu) slack.BlockElement {
	label := strings.TrimSpace(oneLine(clean(m.Label)))
	if label == "" || p.public {
		return nil
	}
	var options []*slack.OptionBlockObject
	for _, a := range m.Actions {
		value := a.Command
		taken := slices.ContainsFunc(options, func(o *slack.OptionBlockObject) bool { return o.Value == value })
		text := strings.TrimSpace(oneLine(clean(a.Label)))
		if text == "" || value == "" || length(value) > maxOption || clean(value) != value || taken || len(options) == mostOptions {
			continue
		}
		options = append(options, option(commands.Choice{Value: value, Label: text}))
		p.left -= length(options[len(options)-1].Text.Text)
	}
	if len(options) == 0 {
		return nil
	}
	placeholder := plainText(label, maxPlaceholder)
	p.left -= length(placeholder.Text)
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, placeholder, actionID(commands.Answer, p.buttons), options...)
	p.buttons++
	return menu
}
