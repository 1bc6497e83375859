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
	ResponseURL string `json:"response_url"`
}

// An interaction is the payload of a press of a button, or of something the bot does
// not offer yet.
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
		Thread    string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	ResponseURL string `json:"response_url"`
	Actions     []struct {
		ID    string `json:"action_id"`
		Type  string `json:"type"`
		Value string `json:"value"`
	} `json:"actions"`
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

// link matches an address as Slack writes it into a text: it turns a partner called
// acme.fr into <http://acme.fr|acme.fr>. People and channels stay as they are.
var link = regexp.MustCompile(`<((?:https?://|mailto:|tel:)[^>|]*)(?:\|([^>]*))?>`)

// typed is the text a person typed, from the text Slack made of it.
func typed(text string) string {
	if strings.Contains(text, "://") || strings.Contains(text, "<mailto:") || strings.Contains(text, "<tel:") {
		text = link.ReplaceAllStringFunc(text, func(s string) string {
			parts := link.FindStringSubmatch(s)
			if parts[2] != "" {
				return parts[2]
			}
			return parts[1]
		})
	}
	return strings.TrimSpace(unescaper.Replace(text))
}

// A line is a command line: a slash command and what stands behind it.
type line struct{ command, text string }

// commandLine reads a button's value, such as `/missing id:"acme"`.
func commandLine(value string) (line, bool) {
	command, text := firstWord(strings.TrimSpace(value))
	if len(value) > maxButtonValue || len(command) < 2 || command[0] != '/' {
		return line{}, false
	}
	return line{command, text}, true
}

// said reads what somebody wrote to the bot, with or without the slash: "missing
// acme" is /missing acme, and what begins with no slash command is for the first.
func (b *Bot) said(text string) line {
	text = typed(b.unmention(text))
	word, rest := firstWord(text)
	word = "/" + strings.ToLower(strings.TrimPrefix(word, "/"))
	if slices.Contains(b.slashes, word) {
		return line{word, rest}
	}
	return line{b.slashes[0], text}
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
