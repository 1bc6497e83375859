package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Submit is a person filling in a modal and pressing its submit button. What
// they leave out keeps what it held. Inputs that are required and empty are
// refused before the app hears of it, as in Slack.
func (w *Workspace) Submit(user string, on View, values Values) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	payload, v, err := w.submission(user, on, values, x)
	w.mu.Unlock()
	if err != nil {
		x.fail(err)
		return x
	}
	w.deliver(&delivery{kind: interactivity, about: "view_submission", exchange: x, view: v.id}, payload)
	return x
}

func (w *Workspace) submission(user string, on View, values Values, x *Exchange) (map[string]any, *view, error) {
	v, ok := w.views[on.ID]
	if !ok || v.user != user {
		return nil, nil, fmt.Errorf("%s has no view %s on screen", user, on.ID)
	}
	for name, given := range values {
		t, err := w.target(user, on, name)
		if err != nil {
			return nil, nil, err
		}
		held, err := w.fill(t, given)
		if err != nil {
			return nil, nil, err
		}
		held["type"] = t.element["type"]
		remember(v.state, t.block, t.element, held)
	}
	if err := v.complete(); err != nil {
		return nil, nil, err
	}
	v.exchange = x
	payload := w.gesture("view_submission", w.people.users[user])
	payload["view"], payload["response_urls"] = v.wire(w), []any{}
	payload["trigger_id"] = w.newTrigger(x, v.id)
	return payload, v, nil
}

// isEmpty reports whether an input's state holds nothing besides its type.
func isEmpty(held any) bool {
	h, _ := held.(map[string]any)
	for key, value := range h {
		switch v := value.(type) {
		case nil:
		case []any:
			if len(v) > 0 {
				return false
			}
		case []string:
			if len(v) > 0 {
				return false
			}
		default:
			if key != "type" {
				return false
			}
		}
	}
	return true
}

// Dismiss is a person closing a modal, or going back to the one below it. The app hears
// of it only when the modal asked for that with notify_on_close.
func (w *Workspace) Dismiss(user string, on View) *Exchange { return w.dismiss(user, on, false) }

// DismissAll is a person closing a modal and all below it with the cross. Each that asked
// for it is told of; the Exchange follows the one on top.
func (w *Workspace) DismissAll(user string, on View) *Exchange { return w.dismiss(user, on, true) }

func (w *Workspace) dismiss(user string, on View, all bool) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	v, ok := w.views[on.ID]
	if !ok || v.user != user {
		w.mu.Unlock()
		x.fail(fmt.Errorf("%s has no view %s on screen", user, on.ID))
		return x
	}
	all = all || v.flag("clear_on_close")
	closed := []*view{v}
	if all {
		closed = w.below(v)
	}
	payloads := make([]map[string]any, len(closed))
	for i, c := range closed {
		if c.flag("notify_on_close") {
			payloads[i] = w.gesture("view_closed", w.people.users[user])
			payloads[i]["view"], payloads[i]["is_cleared"] = c.wire(w), all
		}
	}
	w.popped(v, all)
	w.mu.Unlock()
	for i, payload := range payloads {
		follower := x
		if i > 0 {
			follower = &Exchange{User: user}
		}
		if payload == nil {
			follower.acked(Ack{})
			continue
		}
		w.deliver(&delivery{kind: interactivity, about: "view_closed", exchange: follower}, payload)
	}
	return x
}

// below returns a person's modals from v down to the lowest, those above v left out. The
// caller holds w.mu.
func (w *Workspace) below(v *view) []*view {
	stack := w.screenOf(v.user).stack
	views := []*view{v}
	for i := slices.Index(stack, v.id) - 1; i >= 0; i-- {
		views = append(views, w.views[stack[i]])
	}
	return views
}

// minQuery is from how many characters on a menu asks the app, unless its
// min_query_length says otherwise.
const minQuery = 3

// Suggest is a person typing into a menu whose options the app looks up. The
// options are in the Ack, and can be chosen from then on. Before they have typed
// as much as the menu's min_query_length (3 when it gives none) the app is not
// asked, and the exchange fails with ErrUnheard.
func (w *Workspace) Suggest(user string, on Surface, element, typed string) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	t, err := w.target(user, on, element)
	if err != nil {
		w.mu.Unlock()
		x.fail(err)
		return x
	}
	if utf8.RuneCountInString(typed) < least(t.element) {
		w.mu.Unlock()
		x.fail(ErrUnheard)
		return x
	}
	offers := t.offerKey()
	payload := w.gesture("block_suggestion", t.user)
	payload["action_id"], payload["block_id"] = t.element["action_id"], t.block["block_id"]
	payload["value"] = typed
	if t.view != nil {
		payload["container"] = map[string]any{"type": "view", "view_id": t.view.id}
		payload["view"] = t.view.wire(w)
	} else {
		payload["container"] = map[string]any{
			"type": "message", "message_ts": t.message.TS, "channel_id": t.room.ID,
		}
		payload["channel"] = map[string]any{"id": t.room.ID, "name": t.room.slashName()}
	}
	w.mu.Unlock()
	w.deliver(&delivery{kind: interactivity, about: "block_suggestion", exchange: x, suggest: true, offers: offers}, payload)
	return x
}

// least is how much a person must type before a menu asks the app.
func least(e map[string]any) int {
	if n, ok := e["min_query_length"].(float64); ok {
		return int(n)
	}
	return minQuery
}

var suggestions = object(schema{
	"options":       optional(list(0, maxOptions, plainOption)),
	"option_groups": optional(list(0, maxOptionGroups, optionGroup)),
})

// suggested reads the options that the app offers.
func (w *Workspace) suggested(d *delivery, a *Ack) {
	var value any
	if a.Payload == nil || json.Unmarshal(a.Payload, &value) != nil {
		w.violate("ack_payload", "a menu's options are missing from the ack")
		return
	}
	v := &validation{}
	suggestions(v, value)
	if len(v.problems) > 0 {
		w.violate("ack_payload", "a menu's options: %v", v.problems)
		return
	}
	o, _ := value.(map[string]any)
	if (o["options"] == nil) == (o["option_groups"] == nil) {
		w.violate("ack_payload", "a menu takes either options or option_groups")
	}
	a.Options = optionsOf(o)
	w.offer(d.offers, a.Options)
}
