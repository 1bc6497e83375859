package sandbox

import (
	"fmt"
	"maps"
	"slices"
)

// Shortcut is an entry of the app in the menu of messages, or in that of the
// message box.
type Shortcut struct {
	Name     string // as the menu shows it, 24 characters at most
	Callback string
	Global   bool // in the message box's menu
}

// hasShortcut reports whether the app has a shortcut. Nil Shortcuts have them all.
func (a App) hasShortcut(callback string, global bool) bool {
	return a.Shortcuts == nil || slices.ContainsFunc(a.Shortcuts, func(s Shortcut) bool {
		return s.Callback == callback && s.Global == global
	})
}

// MessageShortcut is a person choosing one of the app's shortcuts in a
// message's menu. Of the message only Channel and TS count. An ephemeral
// message has no shortcuts.
func (w *Workspace) MessageShortcut(user string, m Message, callback string) *Exchange {
	x := &Exchange{User: user, Channel: m.Channel}
	w.mu.Lock()
	payload, err := w.messageAction(user, m, callback, x)
	w.mu.Unlock()
	if err != nil {
		x.fail(err)
		return x
	}
	w.deliver(&delivery{kind: interactivity, about: callback, exchange: x}, payload)
	return x
}

func (w *Workspace) messageAction(user string, m Message, callback string, x *Exchange) (map[string]any, error) {
	u, r, err := w.present(user, m.Channel)
	if err != nil {
		return nil, err
	}
	on := r.byTS[m.TS]
	if on == nil || on.To != "" || !w.opts.App.hasShortcut(callback, false) {
		return nil, fmt.Errorf("%s finds no shortcut %q on a message %s in %s", user, callback, m.TS, m.Channel)
	}
	_, url := w.newHook(&hook{
		kind: "actions", user: user, channel: r.ID, thread: on.Thread, exchange: x,
	})
	payload := w.gesture("message_action", u)
	maps.Copy(payload, map[string]any{
		"callback_id": callback, "action_ts": w.timestamp(),
		"message_ts": on.TS, "message": on.wire(w, true),
		"channel":    map[string]any{"id": r.ID, "name": r.slashName()},
		"trigger_id": w.newTrigger(x, ""), "response_url": url,
	})
	return payload, nil
}

// GlobalShortcut is a person choosing one of the app's shortcuts in the
// message box's menu.
func (w *Workspace) GlobalShortcut(user, callback string) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	u, ok := w.people.users[user]
	if !ok || !w.opts.App.hasShortcut(callback, true) {
		w.mu.Unlock()
		x.fail(fmt.Errorf("%s finds no shortcut %q", user, callback))
		return x
	}
	payload := w.gesture("shortcut", u)
	payload["callback_id"], payload["action_ts"] = callback, w.timestamp()
	payload["trigger_id"] = w.newTrigger(x, "")
	w.mu.Unlock()
	w.deliver(&delivery{kind: interactivity, about: callback, exchange: x}, payload)
	return x
}
