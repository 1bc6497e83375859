package bot

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The payloads are read with types of their own that name only what the bot uses:
// slack-go's would read the whole message under a button, and fail on a block they
// do not know.

// A slashCommand is the payload of a slash command.
type slashCommand struct {
	Team        string `json:"team_id"`
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Command     string `json:"command"`
	Text        string `json:"text"`
	Trigger     string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
}

// An interaction is the payload of what people do with what they see: they press a
// button, fill a form in, type into a menu, choose a shortcut.
type interaction struct {
	Type string `json:"type"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		Channel   string `json:"channel_id"`
		Message   string `json:"message_ts"`
		Thread    string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Message struct {
		Text     string          `json:"text"`
		TS       string          `json:"ts"`
		Thread   string          `json:"thread_ts"`
		Blocks   json.RawMessage `json:"blocks"`
		Metadata json.RawMessage `json:"metadata"`
	} `json:"message"`
	View        *sheet   `json:"view"`        // of a form
	Value       string   `json:"value"`       // what is typed into a menu
	Callback    string   `json:"callback_id"` // of a shortcut
	Trigger     string   `json:"trigger_id"`
	ResponseURL string   `json:"response_url"`
	Actions     []action `json:"actions"`
}

// An action is what was pressed or chosen.
type action struct {
	ID     string `json:"action_id"`
	Block  string `json:"block_id"`
	Type   string `json:"type"`
	Value  string `json:"value"` // of a button
	Option struct {
		Value string `json:"value"`
	} `json:"selected_option"` // of a menu
}

// asks is the command line behind what was pressed or chosen.
func (a *action) asks() string {
	if a.Type == "static_select" {
		return a.Option.Value
	}
	return a.Value
}

// An eventCallback is the payload of an event.
type eventCallback struct {
	Team  string `json:"team_id"`
	ID    string `json:"event_id"`
	Event event  `json:"event"`
}

// An event is something that happened in Slack.
type event struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype"`
	User        json.RawMessage `json:"user"` // an id, or the whole person in user_change
	Bot         string          `json:"bot_id"`
	Edited      json.RawMessage `json:"edited"`
	Team        string          `json:"team"` // the sender's home
	Channel     string          `json:"channel"`
	ChannelType string          `json:"channel_type"`
	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	Thread      string          `json:"thread_ts"`
	ClientMsg   string          `json:"client_msg_id"`
	Files       []droppedFile   `json:"files"`
	Tab         string          `json:"tab"` // in app_home_opened: home, or messages
	View        struct {        // in app_home_opened: what the tab shows; zero: nothing was ever published
		ID   string `json:"id"`
		Hash string `json:"hash"`
	} `json:"view"`
	Group   string   `json:"subteam_id"` // in subteam_members_changed
	Subteam struct { // in subteam_updated
		ID string `json:"id"`
	} `json:"subteam"`
}

// user is whom the event is about; empty when it names nobody.
func (e *event) user() string {
	var id string
	if json.Unmarshal(e.User, &id) == nil {
		return id
	}
	var whole struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(e.User, &whole) == nil {
		return whole.ID
	}
	return ""
}

// The marks that Slack puts into a text: a person who was mentioned, <@U012ABC|name>,
// and what looks like an address. A partner called acme.fr comes as
// <http://acme.fr|acme.fr>. Channels stay as they are.
var (
	mentioned = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)
	labelled  = regexp.MustCompile(`<(?:https?://|mailto:|tel:)[^>|]*\|([^>]+)>`)
	linked    = regexp.MustCompile(`<(?:mailto:|tel:|(https?://))([^>|]*)\|?>`)
)

// typed is the text a person typed, from the text Slack made of it. Package commands
// knows nothing of Slack's marks: a person is @U012ABC, the id and no name, and an
// e-mail address is that address.
func typed(text string) string {
	if strings.IndexByte(text, '<') >= 0 {
		text = mentioned.ReplaceAllString(text, "@$1")
		text = labelled.ReplaceAllString(text, "$1")
		text = linked.ReplaceAllString(text, "$1$2")
	}
	return strings.TrimSpace(unescaper.Replace(text))
}

// A commandLine is a slash command and what stands behind it.
type commandLine struct{ command, text string }

// String is the line as it is typed; empty for none.
func (l commandLine) String() string { return strings.TrimSpace(l.command + " " + l.text) }

// readCommandLine reads a button's value, such as `/missing id:"acme"`.
func readCommandLine(value string) (commandLine, bool) {
	command, text := firstWord(strings.TrimSpace(value))
	if len(value) > maxButtonValue || len(command) < 2 || command[0] != '/' {
		return commandLine{}, false
	}
	return commandLine{command, text}, true
}

// said reads what somebody wrote to the bot, with or without the slash: "missing
// acme" is /missing acme, and what begins with no slash command is for the first.
func (b *Bot) said(text string) commandLine {
	text = typed(b.unmention(text))
	word, rest := firstWord(text)
	word = "/" + strings.ToLower(strings.TrimPrefix(word, "/"))
	if slices.Contains(b.slashes, word) {
		return commandLine{word, rest}
	}
	return commandLine{b.slashes[0], text}
}

func firstWord(s string) (word, rest string) {
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// unmention takes the bot's own name out of a text. What was said before it was not
// said to the bot, unless nothing follows.
func (b *Bot) unmention(text string) string {
	for {
		at := b.mention.FindStringIndex(text)
		if at == nil {
			return text
		}
		after := strings.TrimSpace(text[at[1]:])
		if after == "" {
			return text[:at[0]]
		}
		text = after
	}
}
