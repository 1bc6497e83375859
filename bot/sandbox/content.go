package sandbox

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// content is what an app puts into a message, by whichever way it sends it.
type content struct {
	text     string
	mrkdwn   bool
	blocks   []Block
	metadata *Metadata
}

// fill puts the content into a message.
func (c content) fill(m *Message) {
	m.Text, m.mrkdwn, m.Blocks = c.text, c.mrkdwn, c.blocks
	if c.metadata != nil {
		m.Metadata = c.metadata
	}
}

// readContent validates what an app wants to say. Every way in uses it, so
// that an ack, a response URL and chat.postMessage obey the same rules.
func (w *Workspace) readContent(a arguments) (content, *apiError) {
	c := content{text: a.text("text"), mrkdwn: a.text("mrkdwn") != "false"}
	if raw := a.raw("blocks"); len(raw) > 0 {
		blocks, err := validateBlocks(raw, w.faults.refusedBlocks())
		if err != nil {
			return c, err
		}
		c.blocks = blocks
	}
	if raw := a.raw("metadata"); len(raw) > 0 {
		m, err := readMetadata(raw)
		if err != nil {
			return c, err
		}
		c.metadata = m
	}
	if len(a.raw("attachments")) > 0 && string(a.raw("attachments")) != "[]" {
		w.violate("attachments", "this workspace does not show attachments; use blocks")
	}
	if a.flag("link_names") || a.text("parse") == "full" {
		w.violate("link_names", "link_names and parse=full turn names in the text into mentions")
		c.text = bareMention.ReplaceAllString(c.text, "$1<!$2>")
	}
	if c.text == "" && len(c.blocks) == 0 {
		return c, &apiError{code: "no_text"}
	}
	if c.text == "" {
		w.violate("no_fallback_text", "a message with blocks has no text for screen readers and notifications")
	}
	if utf8.RuneCountInString(c.text) > maxMessageText {
		c.text = string([]rune(c.text)[:maxMessageText])
	}
	return c, nil
}

var bareMention = regexp.MustCompile(`(^|\W)@(here|channel|everyone)\b`)

var eventType = regexp.MustCompile(`^[a-z0-9_.]{1,255}$`)

// readMetadata checks a message's metadata. An empty object means that there
// is to be none, which an empty EventType stands for.
func readMetadata(raw json.RawMessage) (*Metadata, *apiError) {
	if len(raw) > maxMetadataBytes {
		return nil, &apiError{code: "metadata_too_large"}
	}
	var m Metadata
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, &apiError{code: "invalid_metadata_format"}
	}
	if strings.TrimSpace(string(raw)) == "{}" {
		return &m, nil
	}
	var payload map[string]any
	if !eventType.MatchString(m.EventType) || json.Unmarshal(m.EventPayload, &payload) != nil {
		return nil, &apiError{code: "invalid_metadata_schema"}
	}
	return &m, nil
}
