package sandbox

import (
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
	text = w.typed(text)

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
