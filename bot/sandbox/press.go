package sandbox

import "fmt"

// Surface is where a person finds something to press: a Message or a View.
type Surface interface {
	place() (view, channel, ts string)
}

func (m Message) place() (view, channel, ts string) { return "", m.Channel, m.TS }
func (v View) place() (view, channel, ts string)    { return v.ID, "", "" }

// Press is a person pressing a button, which is named by its action_id, its
// label, or its block_id where the block has no other; block_id/action_id is
// always exact. A confirm dialog is answered with yes.
func (w *Workspace) Press(user string, on Surface, button string) *Exchange {
	return w.interact(user, on, button, nil)
}

// Choose is a person choosing in a menu, in radio buttons, checkboxes or a
// picker that acts at once. Options are named by their values, people and
// channels by their ids, days as 2009-12-31, and text as it is. The app is not
// told of an input without dispatch_action, which only keeps what it was given.
func (w *Workspace) Choose(user string, on Surface, element string, values ...string) *Exchange {
	return w.interact(user, on, element, values)
}

// target is an element with everything around it.
type target struct {
	user    *User
	block   Block
	element map[string]any
	message *Message
	view    *view
	room    *room
	blocks  []Block
}

// target finds an element as it stands now, for a person who can see it. The
// caller holds w.mu.
func (w *Workspace) target(user string, on Surface, name string) (*target, error) {
	t := &target{user: w.people.users[user]}
	if t.user == nil {
		return nil, fmt.Errorf("no user %s", user)
	}
	viewID, channel, ts := on.place()
	if viewID != "" {
		t.view = w.views[viewID]
		if t.view == nil || t.view.user != user {
			return nil, fmt.Errorf("%s has no view %s on screen", user, viewID)
		}
		t.blocks = t.view.blocks()
	} else {
		_, r, err := w.present(user, channel)
		if err != nil {
			return nil, err
		}
		m := r.byTS[ts]
		if m == nil || m.To != "" && m.To != user {
			return nil, fmt.Errorf("%s sees no message %s in %s", user, ts, channel)
		}
		t.room, t.message, t.blocks = r, m, m.Blocks
	}
	for _, same := range []func(Block, map[string]any) bool{
		func(b Block, e map[string]any) bool {
			return fmt.Sprintf("%v/%v", b["block_id"], e["action_id"]) == name
		},
		func(_ Block, e map[string]any) bool { return e["action_id"] == name },
		func(_ Block, e map[string]any) bool { return names(nil).read(textSpans(e["text"])) == name },
		func(b Block, _ map[string]any) bool { return b["block_id"] == name },
	} {
		for _, b := range t.blocks {
			for _, e := range elementsOf(b) {
				if same(b, e) {
					t.block, t.element = b, e
					return t, nil
				}
			}
		}
	}
	return nil, fmt.Errorf("nothing here is called %q", name)
}

// interact sends a block_actions payload.
func (w *Workspace) interact(user string, on Surface, name string, values []string) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	t, err := w.target(user, on, name)
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	action, err := w.act(t, values)
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	action["action_ts"] = w.timestamp()
	payload := w.gesture("block_actions", t.user)
	state := initialState(t.blocks)
	if t.view != nil {
		state = t.view.state
	}
	if s := stateOf(action); s != nil {
		remember(state, t.block, t.element, s)
	}
	if t.block["type"] == "input" && t.block["dispatch_action"] != true {
		w.mu.Unlock()
		x.fail(ErrUnheard)
		return x
	}
	payload["actions"] = []any{action}
	payload["state"] = map[string]any{"values": cloneState(state)}
	w.locate(payload, t, x)
	w.mu.Unlock()

	about := fmt.Sprint(t.element["action_id"])
	w.deliver(&delivery{kind: interactivity, about: about, exchange: x}, payload)
	return x
}

// locate says where a gesture was made. Only a message gives a channel and a
// response_url; an ephemeral one does not show itself. The caller holds w.mu.
func (w *Workspace) locate(payload map[string]any, t *target, x *Exchange) {
	if t.view != nil {
		payload["trigger_id"] = w.newTrigger(x, t.view.id)
		payload["container"] = map[string]any{"type": "view", "view_id": t.view.id}
		payload["view"] = t.view.wire(w)
		t.view.exchange = x
		return
	}
	m := t.message
	x.Channel = m.Channel
	payload["trigger_id"] = w.newTrigger(x, "")
	container := map[string]any{
		"type": "message", "message_ts": m.TS, "channel_id": m.Channel,
		"is_ephemeral": m.To != "",
	}
	if m.Thread != "" {
		container["thread_ts"] = m.Thread
	}
	payload["container"] = container
	payload["channel"] = map[string]any{"id": m.Channel, "name": t.room.slashName()}
	if m.To == "" {
		payload["message"] = m.wire(w, true)
	}
	h := &hook{
		kind: "actions", user: x.User, channel: m.Channel, source: m.TS,
		thread: m.Thread, exchange: x,
	}
	_, payload["response_url"] = w.newHook(h)
}

// gesture is what every interactive payload starts with. The caller holds w.mu.
func (w *Workspace) gesture(kind string, u *User) map[string]any {
	team := w.opts.Team
	payload := map[string]any{
		"type": kind, "token": verification, "api_app_id": w.opts.App.ID,
		"user": map[string]any{
			"id": u.ID, "username": u.Name, "name": u.Name, "team_id": u.Team,
		},
		"team":       map[string]any{"id": team.ID, "domain": team.Domain},
		"enterprise": nil, "is_enterprise_install": false,
	}
	if team.Enterprise != "" {
		payload["enterprise"] = map[string]any{"id": team.Enterprise, "name": team.Name}
	}
	return payload
}
