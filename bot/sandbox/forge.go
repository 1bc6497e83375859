package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
)

// What no person can do on their screen comes from here: a second click before
// the first was answered, a modal that is closed by now, a button that is on no
// message. Slack passes on what a client sends, so an app must expect it.

// Repeat is the same gesture once more, by a client that has not heard what
// became of the first: a double click, an impatient second Enter. It comes in a
// new envelope, with a trigger_id and a response_url of its own, and works for
// a modal that was closed meanwhile. It reads the gesture from the journal.
func (w *Workspace) Repeat(x *Exchange) *Exchange {
	again := &Exchange{User: x.User, Channel: x.Channel}
	env, ok := w.sentFor(x)
	if !ok {
		again.fail(fmt.Errorf("the journal holds no gesture of %s to repeat", x.User))
		return again
	}
	w.transmit(again, env.Type, env.Payload)
	return again
}

// sentEnvelope is an envelope read back from the journal.
type sentEnvelope struct {
	Type    string         `json:"type"`
	Payload map[string]any `json:"payload"`
}

func (w *Workspace) sentFor(x *Exchange) (sentEnvelope, bool) {
	x.mu.Lock()
	id := x.envelope
	x.mu.Unlock()
	for _, e := range w.Journal() {
		if e.Kind == "envelope" && id != "" && e.ID == id {
			var env sentEnvelope
			return env, json.Unmarshal(e.Body, &env) == nil && env.Type != eventsAPI
		}
	}
	return sentEnvelope{}, false
}

// Forge sends an interactive payload of any content, such as a shortcut with a
// callback_id that the app does not have. What every payload says (user, team,
// token, trigger_id, and response_url where there is a channel) is filled in
// when it is missing.
func (w *Workspace) Forge(user string, payload map[string]any) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	u := w.people.users[user]
	if u == nil {
		u = &User{ID: user, Name: user, Team: w.opts.Team.ID}
	}
	kind, _ := payload["type"].(string)
	whole := w.gesture(kind, u)
	maps.Copy(whole, payload)
	if channel, ok := whole["channel"].(map[string]any); ok {
		x.Channel, _ = channel["id"].(string)
		whole["response_url"] = cmp.Or[any](whole["response_url"], "")
	}
	w.mu.Unlock()
	w.transmit(x, interactivity, whole)
	return x
}

// ForgePress sends the use of an element as given, whether or not on has it:
// a button's value that nobody drew, an action_id that is no longer in use.
// Where on is not there any more it is shown as its fields describe it.
func (w *Workspace) ForgePress(user string, on Surface, action Block) *Exchange {
	w.mu.Lock()
	action = maps.Clone(action)
	action["action_ts"] = w.timestamp()
	payload := map[string]any{"type": "block_actions", "actions": []any{action}, "state": map[string]any{"values": state{}}}
	switch on := on.(type) {
	case View:
		payload["view"] = w.asDescribed(on).wire(w)
		payload["container"] = map[string]any{"type": "view", "view_id": on.ID}
	case Message:
		payload["container"] = map[string]any{
			"type": "message", "message_ts": on.TS, "channel_id": on.Channel, "is_ephemeral": on.To != "",
		}
		payload["channel"] = map[string]any{"id": on.Channel, "name": w.nameOf(on.Channel)}
		if on.To == "" {
			payload["message"] = on.wire(w, true)
		}
	}
	w.mu.Unlock()
	return w.Forge(user, payload)
}

// ForgeSubmit submits a modal as the fields of on describe it, with any inputs
// by block_id and action_id: another callback_id or private_metadata, a modal
// that somebody else has open, one that was closed long ago.
func (w *Workspace) ForgeSubmit(user string, on View, inputs map[string]map[string]any) *Exchange {
	w.mu.Lock()
	v := w.asDescribed(on)
	v.state = inputs
	payload := map[string]any{"type": "view_submission", "view": v.wire(w), "response_urls": []any{}}
	w.mu.Unlock()
	return w.Forge(user, payload)
}

// asDescribed is a view as a View says, which may be a lie. The caller holds w.mu.
func (w *Workspace) asDescribed(on View) *view {
	v := &view{id: on.ID, user: on.User, root: on.ID, data: map[string]any{}}
	if kept, ok := w.views[on.ID]; ok {
		*v = *kept
		v.data = maps.Clone(kept.data)
	}
	v.hash, v.previous = on.Hash, on.Previous
	maps.Copy(v.data, map[string]any{
		"type": on.Type, "blocks": on.Blocks, "callback_id": on.CallbackID,
		"private_metadata": on.PrivateMetadata,
	})
	return v
}

func (w *Workspace) nameOf(channel string) string {
	if r, ok := w.rooms[channel]; ok {
		return r.slashName()
	}
	return ""
}

// transmit delivers a payload under a fresh trigger_id and response_url.
func (w *Workspace) transmit(x *Exchange, kind string, payload map[string]any) {
	d := &delivery{kind: kind, about: fmt.Sprint(cmp.Or(payload["type"], payload["command"])), exchange: x}
	w.mu.Lock()
	viewID := ""
	if v, ok := payload["view"].(map[string]any); ok {
		viewID, _ = v["id"].(string)
	}
	payload["trigger_id"] = w.newTrigger(x, viewID)
	if payload["response_url"] != nil {
		h := &hook{kind: "actions", user: x.User, channel: x.Channel, exchange: x}
		if c, ok := payload["container"].(map[string]any); ok {
			h.source, _ = c["message_ts"].(string)
			h.thread, _ = c["thread_ts"].(string)
		}
		if kind == slashCommands {
			h.kind = "commands"
		}
		d.hook, payload["response_url"] = w.newHook(h)
	}
	d.suggest = payload["type"] == "block_suggestion"
	if payload["type"] == "view_submission" {
		d.view = viewID
	}
	if v, ok := w.views[viewID]; ok && v.user == x.User {
		v.exchange = x
	}
	w.mu.Unlock()
	w.deliver(d, payload)
}
