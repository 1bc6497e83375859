package sandbox

import (
	"slices"
	"unicode/utf8"
)

func (w *Workspace) postMessage(c *call) (map[string]any, *apiError) {
	content, refusal := w.readContent(c.arguments)
	if refusal != nil {
		return nil, refusal
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.writable(c.text("channel"))
	if refusal != nil {
		return nil, refusal
	}
	w.identify(content.blocks)
	m := &Message{User: w.opts.App.BotUser, Bot: true, Thread: c.text("thread_ts")}
	content.fill(m)
	w.say(r, m)
	return map[string]any{"channel": r.ID, "ts": m.TS, "message": m.wire(w, true)}, nil
}

// say posts a message of the bot's, which answers whoever spoke last in the
// conversation. The caller holds w.mu.
func (w *Workspace) say(r *room, m *Message) {
	if m.Metadata != nil && m.Metadata.EventType == "" {
		m.Metadata = nil
	}
	w.post(r, m)
	r.asked.answer(*m)
	w.echo(r, m.wire(w, false))
}

func (w *Workspace) postEphemeral(c *call) (map[string]any, *apiError) {
	content, refusal := w.readContent(c.arguments)
	if refusal != nil {
		return nil, refusal
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.writable(c.text("channel"))
	if refusal != nil {
		return nil, refusal
	}
	user := c.text("user")
	if !slices.Contains(r.Members, user) {
		return nil, &apiError{code: "user_not_in_channel"}
	}
	w.identify(content.blocks)
	m := &Message{User: w.opts.App.BotUser, Bot: true, To: user, Thread: c.text("thread_ts")}
	content.fill(m)
	w.post(r, m)
	r.asked.answer(*m)
	return map[string]any{"message_ts": m.TS}, nil
}

func (w *Workspace) updateMessage(c *call) (map[string]any, *apiError) {
	if utf8.RuneCountInString(c.text("text")) > maxUpdateText {
		return nil, &apiError{code: "msg_too_long"}
	}
	content, refusal := w.readContent(c.arguments)
	if refusal != nil {
		return nil, refusal
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r, m, refusal := w.own(c)
	if refusal != nil {
		return nil, refusal
	}
	w.identify(content.blocks)
	next := *m
	content.fill(&next)
	if next.Metadata != nil && next.Metadata.EventType == "" {
		next.Metadata = nil
	}
	next.Edited = true
	w.replace(r, &next)
	r.asked.answer(next)
	w.echo(r, map[string]any{
		"type": "message", "subtype": "message_changed", "hidden": true,
		"message": next.wire(w, false), "previous_message": m.wire(w, false),
		"ts": next.TS,
	})
	return map[string]any{
		"channel": r.ID, "ts": next.TS, "text": next.Text, "message": next.wire(w, true),
	}, nil
}

func (w *Workspace) deleteMessage(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, m, refusal := w.own(c)
	if refusal != nil {
		return nil, refusal
	}
	w.remove(r, m)
	return map[string]any{"channel": r.ID, "ts": m.TS}, nil
}

// own finds the bot's message that a call names. An ephemeral message is out
// of the Web API's reach. The caller holds w.mu.
func (w *Workspace) own(c *call) (*room, *Message, *apiError) {
	r, ok := w.rooms[c.text("channel")]
	if !ok || !w.canSee(w.opts.App.BotUser, r) {
		return nil, nil, &apiError{code: "channel_not_found"}
	}
	m, ok := r.byTS[c.text("ts")]
	switch {
	case !ok || m.To != "":
		return nil, nil, &apiError{code: "message_not_found"}
	case !m.Bot && c.method == "chat.update":
		return nil, nil, &apiError{code: "cant_update_message"}
	case !m.Bot:
		return nil, nil, &apiError{code: "cant_delete_message"}
	}
	return r, m, nil
}

// writable returns the conversation that a message goes to. A user id stands
// for their DM. The caller holds w.mu.
func (w *Workspace) writable(channel string) (*room, *apiError) {
	if u, ok := w.people.users[channel]; ok {
		if refusal := w.reachable(u); refusal != nil {
			return nil, refusal
		}
		return w.openDM(u.ID), nil
	}
	r, ok := w.rooms[channel]
	if !ok {
		return nil, &apiError{code: "channel_not_found"}
	}
	if r.IM != "" {
		return r, w.reachable(w.people.users[r.IM])
	}
	switch {
	case slices.Contains(r.Members, w.opts.App.BotUser):
	case r.Private:
		return nil, &apiError{code: "channel_not_found"}
	case w.need("chat:write.public") != nil:
		return nil, &apiError{code: "not_in_channel"}
	}
	if r.Archived {
		return nil, &apiError{code: "is_archived"}
	}
	return r, nil
}

// reachable refuses people that the bot cannot write to.
func (w *Workspace) reachable(u *User) *apiError {
	switch {
	case u == nil:
		return &apiError{code: "user_not_found"}
	case u.Deleted:
		return &apiError{code: "user_disabled"}
	case u.Bot:
		return &apiError{code: "cannot_dm_bot"}
	}
	return nil
}
