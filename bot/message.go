package bot

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// A message is an answer as the acknowledgement and response URLs take it.
type message struct {
	ResponseType    string        `json:"response_type,omitempty"`
	ReplaceOriginal *bool         `json:"replace_original,omitempty"`
	Text            string        `json:"text"`
	Markdown        bool          `json:"mrkdwn"` // always false, so that Text is never parsed
	Blocks          []slack.Block `json:"blocks,omitempty"`
}

// novel reports whether there is a table or a chart in it.
func (m *message) novel() bool {
	return slices.ContainsFunc(m.Blocks, func(b slack.Block) bool {
		return b.BlockType() == slack.MBTDataTable || b.BlockType() == slack.MBTDataVisualization
	})
}

// The response types.
const (
	ephemeral = "ephemeral"
	inChannel = "in_channel"
)

// draw renders a reply into a message. The text is what notifications and screen
// readers use, and what is left where no block is shown.
func (v view) draw(r commands.Reply) message {
	return message{Text: alternative(r), Blocks: v.render(r)}
}

// alternative is the reply as text, without the buttons, which text does not have;
// never empty, since Slack refuses a message without any.
func alternative(r commands.Reply) string {
	r.Actions = nil
	if text := escape(strings.TrimSpace(clean(r.String())), maxText); text != "" {
		return text
	}
	return ellipsis
}

// options are the message for the chat methods.
func (m message) options() []slack.MsgOption {
	options := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false),
		slack.MsgOptionDisableMarkdown(),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}
	if len(m.Blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(m.Blocks...))
	}
	return options
}
