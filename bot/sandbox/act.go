package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// trigger lets the app open a modal for a person who has just done something.
type trigger struct {
	user     string
	exchange *Exchange
	view     string // the modal that the gesture was made in, if any
	expires  time.Time
	used     bool
}

// newTrigger returns a trigger_id. The caller holds w.mu.
func (w *Workspace) newTrigger(x *Exchange, view string) string {
	w.serial++
	id := fmt.Sprintf("%d.%d.%s", w.serial, time.Now().UnixMilli(), token())
	w.triggers.add(id, &trigger{
		user: x.User, exchange: x, view: view,
		expires: time.Now().Add(w.opts.Timing.Trigger),
	})
	return id
}

// verification is the deprecated token in every payload. It is no secret here.
const verification = "verification-token"

// slashPayload is a slash command as Slack sends it.
type slashPayload struct {
	Token               string `json:"token"`
	TeamID              string `json:"team_id"`
	TeamDomain          string `json:"team_domain"`
	EnterpriseID        string `json:"enterprise_id,omitempty"`
	ChannelID           string `json:"channel_id"`
	ChannelName         string `json:"channel_name"`
	UserID              string `json:"user_id"`
	UserName            string `json:"user_name"`
	Command             string `json:"command"`
	Text                string `json:"text"`
	APIAppID            string `json:"api_app_id"`
	IsEnterpriseInstall string `json:"is_enterprise_install"`
	ResponseURL         string `json:"response_url"`
	TriggerID           string `json:"trigger_id"`
}

// Command is a person typing a slash command, such as "/tier acme", into a
// conversation. Names that exist are escaped to ids and the rest of the text
// as with should_escape in the app's manifest.
func (w *Workspace) Command(user, channel, line string) *Exchange {
	x := &Exchange{User: user, Channel: channel}
	name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
	if known := w.opts.App.Commands; known != nil && !slices.Contains(known, name) {
		x.fail(&Failure{About: name, Code: "not_a_command"})
		return x
	}
	if strings.ContainsAny(text, "@#&<>") {
		text = w.typed(text)
	}

	w.mu.Lock()
	u, r, err := w.present(user, channel)
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	h, url := w.newHook(&hook{kind: "commands", user: user, channel: channel, exchange: x})
	payload := &slashPayload{
		Token: verification, TeamID: u.Team, TeamDomain: w.opts.Team.Domain,
		EnterpriseID: w.opts.Team.Enterprise,
		ChannelID:    channel, ChannelName: r.slashName(),
		UserID: user, UserName: u.Name,
		Command: name, Text: strings.TrimSpace(text),
		APIAppID: w.opts.App.ID, IsEnterpriseInstall: "false",
		ResponseURL: url, TriggerID: w.newTrigger(x, ""),
	}
	w.mu.Unlock()
	w.deliver(&delivery{kind: slashCommands, about: name, exchange: x, hook: h}, payload)
	return x
}

func (r *room) slashName() string {
	switch {
	case r.IM != "":
		return "directmessage"
	case r.Private:
		return "privategroup"
	}
	return r.Name
}

// present checks that a person can act in a conversation. The caller holds w.mu.
func (w *Workspace) present(user, channel string) (*User, *room, error) {
	u, ok := w.people.users[user]
	if !ok {
		return nil, nil, fmt.Errorf("no user %s", user)
	}
	r, ok := w.rooms[channel]
	if !ok || !w.canSee(user, r) {
		return nil, nil, fmt.Errorf("%s is in no conversation %s", user, channel)
	}
	return u, r, nil
}

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
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	m := &Message{User: user, Text: text, Thread: thread, Files: files, mrkdwn: true}
	w.post(r, m)
	r.asked = x
	inner := m.wire(w, false)
	inner["channel"], inner["event_ts"] = r.ID, m.TS
	inner["client_msg_id"] = uuid()
	inner["blocks"] = typedBlocks(text)
	inner["team"] = u.Team
	if u.Team != w.opts.Team.ID {
		inner["user_team"], inner["source_team"] = u.Team, u.Team
	}
	if len(files) > 0 {
		inner["subtype"] = "file_share"
	}
	kind := w.hears(r, m)
	switch kind {
	case "message.im":
		inner["channel_type"] = "im"
	case "app_mention":
		inner["type"] = "app_mention"
	}
	w.mu.Unlock()
	if kind == "" {
		x.fail(ErrUnheard)
		return x
	}
	w.happen(kind, inner, x)
	return x
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
	if w.need(scope) != nil || !slices.Contains(w.opts.App.Events, kind) {
		return ""
	}
	return kind
}

// echo tells the app of its own message in a direct message, as Slack does.
// The caller holds w.mu.
func (w *Workspace) echo(r *room, inner map[string]any) {
	if r.IM == "" || w.need("im:history") != nil || !slices.Contains(w.opts.App.Events, "message.im") {
		return
	}
	inner["channel"], inner["channel_type"] = r.ID, "im"
	inner["event_ts"] = inner["ts"]
	// deliver takes w.mu, which the caller holds.
	w.life.spawn(func() { w.happen("message.im", inner, nil) })
}

// happen sends an event to the app.
func (w *Workspace) happen(kind string, inner map[string]any, x *Exchange) {
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
		default:
			elements = append(elements, map[string]any{"type": "text", "text": s.Text})
		}
	}
	section := map[string]any{"type": "rich_text_section", "elements": elements}
	return []any{map[string]any{
		"type": "rich_text", "block_id": "typed", "elements": []any{section},
	}}
}
