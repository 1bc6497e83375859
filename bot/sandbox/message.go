package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Block is one block of Block Kit as its JSON reads. A block that came out of
// the workspace is shared and must not be changed.
type Block = map[string]any

// Message is what stands in a conversation. It is a value: a message that
// changes is a new Message with the same Channel and TS.
type Message struct {
	Channel string
	TS      string
	Thread  string // the ts of the thread's first message, or empty
	User    string // who wrote it
	Bot     bool   // the app wrote it
	To      string // the only person who sees it, or empty: everyone in Channel
	Text    string // as sent, in mrkdwn; what notifications and screen readers use
	Blocks  []Block
	Edited  bool
	Deleted bool
	Files   []File

	// Metadata is the app's own note on the message, or nil.
	Metadata *Metadata

	// Mentions are the people and channels that the message calls.
	Mentions Mentions

	names  names
	mrkdwn bool // Text is parsed; false when it was sent with mrkdwn off
	posted time.Time
}

// root is the ts of the first message of the thread that m is in, which may be its own.
func (m *Message) root() string { return cmp.Or(m.Thread, m.TS) }

// isReply reports whether m stands in a thread rather than in the conversation.
func (m *Message) isReply() bool { return m.root() != m.TS }

// Metadata is what an app attaches to a message for machines to read.
type Metadata struct {
	EventType    string          `json:"event_type"`
	EventPayload json.RawMessage `json:"event_payload"`
}

// room is a conversation with its messages in the order of their ts.
type room struct {
	Channel
	messages []*Message
	byTS     map[string]*Message
	asked    *Exchange // the exchange that the bot's next posts here answer
}

func newRoom(c Channel) *room {
	return &room{Channel: c, byTS: make(map[string]*Message)}
}

// post appends a message and drops the oldest ones beyond Options.History. The
// caller holds w.mu.
func (w *Workspace) post(r *room, m *Message) {
	m.Channel = r.ID
	m.TS = w.timestamp()
	m.posted = time.Now()
	w.resolve(m)
	r.messages = append(r.messages, m)
	r.byTS[m.TS] = m
	// Trimming half a history at a time keeps posting constant in cost.
	if keep := w.opts.History; len(r.messages) >= 2*keep {
		for _, old := range r.messages[:len(r.messages)-keep] {
			delete(r.byTS, old.TS)
		}
		r.messages = append([]*Message(nil), r.messages[len(r.messages)-keep:]...)
	}
	w.tell(change{kind: changePosted, message: m})
}

// replace puts next in the place of the message with the same ts. The caller
// holds w.mu and has checked that it exists.
func (w *Workspace) replace(r *room, next *Message) {
	w.resolve(next)
	i, _ := slices.BinarySearchFunc(r.messages, next.TS, func(m *Message, ts string) int {
		return strings.Compare(m.TS, ts)
	})
	kind := changeEdited
	if next.Deleted {
		kind = changeDeleted
		r.messages = slices.Delete(r.messages, i, i+1)
		delete(r.byTS, next.TS)
	} else {
		r.messages[i] = next
		r.byTS[next.TS] = next
	}
	w.tell(change{kind: kind, message: next})
}

// remove deletes a message. The caller holds w.mu.
func (w *Workspace) remove(r *room, m *Message) {
	gone := *m
	gone.Deleted = true
	w.replace(r, &gone)
}

// Messages returns what a person sees in a conversation, oldest first: nothing
// when it is not theirs to read, and other people's ephemeral messages never.
func (w *Workspace) Messages(user, channel string) []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[channel]
	if !ok || !w.canSee(user, r) {
		return nil
	}
	var seen []Message
	for _, m := range r.messages {
		if m.To == "" || m.To == user {
			seen = append(seen, *m)
		}
	}
	return seen
}

// wire is the message as the Web API and the payloads show it. Ephemeral
// messages are never shown there.
func (m *Message) wire(w *Workspace, metadata bool) map[string]any {
	out := map[string]any{
		"type": "message", "user": m.User, "text": m.Text, "ts": m.TS,
		"team": w.opts.Team.ID,
	}
	if m.Bot {
		out["bot_id"] = w.opts.App.BotID
		out["app_id"] = w.opts.App.ID
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if m.Thread != "" {
		out["thread_ts"] = m.Thread
	}
	if m.Edited {
		out["edited"] = map[string]any{"user": m.User, "ts": m.TS}
	}
	if len(m.Files) > 0 {
		out["files"], out["upload"], out["display_as_bot"] = w.wireFiles(m), false, false
	}
	switch {
	case m.Metadata == nil:
	case metadata:
		out["metadata"] = m.Metadata
	default:
		out["metadata"] = map[string]any{"event_type": m.Metadata.EventType}
	}
	return out
}

// String names the message for a test's output.
func (m Message) String() string {
	return fmt.Sprintf("message %s in %s:\n%s", m.TS, m.Channel, m.Plain())
}
