package sandbox

import (
	"fmt"
	"slices"
)

// marks say up to where people have read: by user and place, the ts of the newest message
// that they have seen there. Workspace.mu guards them.
type marks map[string]map[string]string

// threadOf names a thread as a place beside the conversations, which go by their ids.
func threadOf(channel, root string) string { return channel + "/" + root }

// placeOf is where a message is read.
func placeOf(m *Message) string {
	if m.isReply() {
		return threadOf(m.Channel, m.Thread)
	}
	return m.Channel
}

// set moves a mark, which never goes back.
func (k marks) set(user, place, ts string) {
	if k[user] == nil {
		k[user] = make(map[string]string)
	}
	k[user][place] = ts
}

// Read is a person seeing all that stands in a conversation, or with the ts of its first
// message, in a thread. It fails when the conversation is not theirs to read.
func (w *Workspace) Read(user, channel, thread string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, r, err := w.present(user, channel)
	if err != nil {
		return fmt.Errorf("read a conversation: %w", err)
	}
	moved := false
	for _, m := range r.messages {
		here := !m.isReply()
		if thread != "" {
			here = m.isReply() && m.Thread == thread
		}
		if here && m.visibleTo(user) && m.TS > w.reads[user][placeOf(m)] {
			w.reads.set(user, placeOf(m), m.TS)
			moved = true
		}
	}
	if moved {
		w.tell(change{kind: changeRead, user: user})
	}
	return nil
}

// Unread is how many messages a person has not seen yet in a conversation: what others
// wrote, and what the app wrote to them alone. A reply counts for those who take part in
// its thread.
func (w *Workspace) Unread(user, channel string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[channel]
	if !ok || !w.canSee(user, r) {
		return 0
	}
	return w.unread(user, r)
}

// unread is Unread for a caller that holds w.mu.
func (w *Workspace) unread(user string, r *room) int {
	n, follows := 0, r.followed(user)
	for _, m := range r.messages {
		if w.isNew(user, m) && (!m.isReply() || follows[m.Thread]) {
			n++
		}
	}
	return n
}

// isNew reports whether a person has yet to see a message. The caller holds w.mu.
func (w *Workspace) isNew(user string, m *Message) bool {
	return m.User != user && m.visibleTo(user) && m.TS > w.reads[user][placeOf(m)]
}

// followed are the threads that a person takes part in, by the ts of their first message:
// they wrote in them or were called, or the conversation is their own with the app. The
// caller holds w.mu.
func (r *room) followed(user string) map[string]bool {
	theirs := make(map[string]bool)
	for _, m := range r.messages {
		if !m.visibleTo(user) {
			continue
		}
		if r.IM == user || m.User == user || m.To == user || slices.Contains(m.Mentions.Users, user) {
			theirs[m.root()] = true
		}
	}
	return theirs
}

// follows reports whether a person takes part in the thread of a reply. The caller holds
// w.mu.
func (w *Workspace) follows(user string, reply Message) bool {
	r, ok := w.rooms[reply.Channel]
	return ok && r.followed(user)[reply.Thread]
}

// visibleTo reports whether somebody who is in the conversation sees the message.
func (m *Message) visibleTo(user string) bool { return m.To == "" || m.To == user }
