package bot

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// button draws an action; nil when it says nothing, cannot be pressed, or has no
// place in this view.
func (p *page) button(a commands.Action) *slack.ButtonBlockElement {
	label := strings.TrimSpace(oneLine(clean(a.Label)))
	switch {
	case label == "" || a.Command == "" || len(a.Command) > maxButtonValue:
		return nil
	case p.public, p.direct && a.Effect == commands.Share:
		return nil
	}
	button := slack.NewButtonBlockElement(actionID(a.Effect, p.buttons), a.Command, plainText(label, maxButtonText))
	p.buttons++
	p.left -= length(button.Text.Text)
	if a.Primary {
		button.Style = slack.StylePrimary
	}
	say := phrases{p.lang}
	switch sure := strings.TrimSpace(clean(a.Sure)); {
	case a.Effect == commands.Share:
		button.Confirm = confirm(say, say.shareTitle(), say.shareText(), say.shareYes())
		p.left -= maxConfirmText
	case sure != "":
		button.Confirm = confirm(say, say.sureTitle(), sure, label)
		p.left -= maxConfirmText
	}
	return button
}

// confirm is the question that a button asks before it is pressed for good.
func confirm(say phrases, title, text, yes string) *slack.ConfirmationBlockObject {
	return slack.NewConfirmationBlockObject(
		plainText(title, maxConfirmTitle),
		plainText(text, maxConfirmText),
		plainText(yes, maxConfirmButton),
		plainText(say.cancel(), maxConfirmButton),
	)
}

// The effects as they travel in a button's action_id, which Slack gives back when
// it is pressed.
var effectNames = [...]string{commands.Answer: "answer", commands.Replace: "replace", commands.Share: "share"}

// actionID names the n-th button of a message.
func actionID(e commands.Effect, n int) string {
	if e < 0 || int(e) >= len(effectNames) {
		e = commands.Answer
	}
	return effectNames[e] + ":" + strconv.Itoa(n)
}

// effectOf reads what actionID wrote; false for the buttons of somebody else.
func effectOf(id string) (commands.Effect, bool) {
	name, _, _ := strings.Cut(id, ":")
	for effect, known := range effectNames {
		if name == known {
			return commands.Effect(effect), true
		}
	}
	return 0, false
}
