package sandbox

import (
	"cmp"
	"errors"
	"slices"
)

// Say is a person writing into a conversation: the bot is told of what is said
// to it in a direct message, and in a channel of its own when it is mentioned.
// What the bot posts there next is the answer.
func (w *Workspace) Say(user, channel, text string) *Exchange {
	return w.speak(user, channel, "", text, nil)
}

// Reply is Say in the thread of a message.
func (w *Workspace) Reply(user string, to Message, text string) *Exchange {
	return w.speak(user, to.Channel, cmp.Or(to.Thread, to.TS), text, nil)
}

func (w *Workspace) speak(user, channel, thread, text string, files []File) *Exchange {
	x := &Exchange{User: user, Channel: channel}
	text = w.typed(text)
	w.mu.Lock()
	u, r, err := w.present(user, channel)
	if err == nil {
		err = w.owned(user, files)
	}
	if err == nil && text == "" && len(files) == 0 {
		err = errors.New("nothing was said")
	}
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	m := &Message{
		User: user, Text: text, Thread: thread, Files: w.filesByID(files), mrkdwn: true,
	}
	w.sharedIn(r, files)
	w.post(r, m)
	w.reads.set(user, placeOf(m), m.TS) // who answers has read what is there
	r.asked = x
	kind := w.hears(r, m)
	inner := w.told(kind, u, m)
	w.mu.Unlock()
	if kind == "" {
		x.fail(ErrUnheard)
		return x
	}
	w.happen(kind, inner, x)
	return x
}

// told is a person's message as an event shows it. Files come with a subtype in
// message events only, and without the client's own id. The caller holds w.mu.
func (w *Workspace) told(kind string, u *User, m *Message) map[string]any {
	inner := m.wire(w, false)
	inner["channel"], inner["event_ts"] = m.Channel, m.TS
	inner["team"] = u.Team
	if m.Text != "" {
		inner["blocks"] = typedBlocks(m.Text)
	}
	if u.Team != w.opts.Team.ID {
		inner["user_team"], inner["source_team"] = u.Team, u.Team
	}
	if len(m.Files) == 0 {
		inner["client_msg_id"] = uuid()
	}
	switch kind {
	case "message.im":
		inner["channel_type"] = "im"
		if len(m.Files) > 0 {
			inner["subtype"] = "file_share"
		}
	case "app_mention":
		inner["type"] = "app_mention"
	}
	return inner
}

// hears names the event by which the bot learns of a message, or "". The
// caller holds w.mu.
func (w *Workspace) hears(r *room, m *Message) string {
	kind, scope := "app_mention", "app_mentions:read"
	bot := w.opts.App.BotUser
	switch {
	case !slices.Contains(r.Members, bot):
		return ""
	case r.IM != "":
		kind, scope = "message.im", "im:history"
	case !slices.Contains(m.Mentions.Users, bot):
		return ""
	}
	if !w.subscribed(kind, scope) {
		return ""
	}
	return kind
}

// subscribed reports whether the app gets events of a kind. The caller holds w.mu.
func (w *Workspace) subscribed(kind, scope string) bool {
	return w.need(scope) == nil && slices.Contains(w.opts.App.Events, kind)
}

// echo tells the app of its own message in a direct message, as Slack does.
// The caller holds w.mu.
func (w *Workspace) echo(r *room, inner map[string]any) {
	if r.IM == "" {
		return
	}
	inner["channel"], inner["channel_type"] = r.ID, "im"
	inner["event_ts"] = inner["ts"]
	if inner["subtype"] == nil && inner["files"] != nil {
		inner["subtype"] = "file_share"
	}
	w.announce("message.im", "im:history", inner)
}

// announce sends an event that answers nobody, if the app has subscribed to its
// kind and has the scope. The caller holds w.mu.
func (w *Workspace) announce(kind, scope string, inner map[string]any) {
	if !w.subscribed(kind, scope) {
		return
	}
	// happen takes w.mu, which the caller holds.
	w.life.spawn(func() { w.happen(kind, inner, nil) })
}

// happen sends an event to the app.
func (w *Workspace) happen(kind string, inner map[string]any, x *Exchange) {
	x.update(func() { x.event = true })
	w.mu.Lock()
	id := w.nextID("Ev")
	channel, _ := inner["channel"].(string)
	r, ok := w.rooms[channel]
	shared := ok && r.Shared
	w.mu.Unlock()
	team := w.opts.Team
	var enterprise any
	if team.Enterprise != "" {
		enterprise = team.Enterprise
	}
	payload := map[string]any{
		"token": verification, "team_id": team.ID, "context_team_id": team.ID,
		"context_enterprise_id": enterprise, "api_app_id": w.opts.App.ID,
		"event": inner, "type": "event_callback", "event_id": id,
		"event_time": w.opts.Now().Unix(), "is_ext_shared_channel": shared,
		"event_context": "4-" + id,
		"authorizations": []any{map[string]any{
			"enterprise_id": enterprise, "team_id": team.ID,
			"user_id": w.opts.App.BotUser, "is_bot": true, "is_enterprise_install": false,
		}},
	}
	w.deliverEvent(&event{id: id, payload: payload, kind: kind}, x)
}

// typedBlocks is what Slack makes of a message that a person types.
func typedBlocks(text string) []any {
	var elements []any
	for _, s := range parseMrkdwn(text) {
		switch s.Kind {
		case "user":
			elements = append(elements, map[string]any{"type": "user", "user_id": s.ID})
		case "channel":
			elements = append(elements, map[string]any{"type": "channel", "channel_id": s.ID})
		case "link":
			elements = append(elements, map[string]any{"type": "link", "url": s.URL, "text": s.Text})
		default:
			elements = append(elements, map[string]any{"type": "text", "text": s.Text})
		}
	}
	section := map[string]any{"type": "rich_text_section", "elements": elements}
	return []any{map[string]any{
		"type": "rich_text", "block_id": "typed", "elements": []any{section},
	}}
}
