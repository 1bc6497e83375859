package sandbox

import (
	"slices"
	"time"
)

// redeemTrigger takes a trigger_id, which is good for one view. The caller
// holds w.mu.
func (w *Workspace) redeemTrigger(id string) (*trigger, *apiError) {
	t, ok := w.triggers.byKey[id]
	switch {
	case !ok:
		return nil, &apiError{code: "invalid_trigger_id"}
	case t.used:
		return nil, &apiError{code: "exchanged_trigger_id"}
	case time.Now().After(t.expires):
		return nil, &apiError{code: "expired_trigger_id"}
	}
	t.used = true
	return t, nil
}

// A presentation shows the validated view of a call, and returns what became of it.
// The caller holds w.mu.
type presentation func(w *Workspace, c *call, data map[string]any) (*view, *apiError)

// showing makes a procedure for views of a kind.
func showing(kind string, show presentation) procedure {
	return func(w *Workspace, c *call) (map[string]any, *apiError) {
		data, refusal := w.validateView(c.raw("view"))
		if refusal != nil {
			return nil, refusal
		}
		if data["type"] != kind {
			return nil, &apiError{code: "invalid_arguments", detail: "invalid_arguments: the view is no " + kind}
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		v, refusal := show(w, c, data)
		if refusal != nil {
			return nil, refusal
		}
		return map[string]any{"view": v.wire(w)}, nil
	}
}

// openView shows a modal in place of all that are open.
func (w *Workspace) openView(c *call, data map[string]any) (*view, *apiError) {
	t, refusal := w.redeemTrigger(c.text("trigger_id"))
	if refusal != nil {
		return nil, refusal
	}
	if refusal := w.claimed(data); refusal != nil {
		return nil, refusal
	}
	s := w.screenOf(t.user)
	for _, id := range s.stack {
		delete(w.views, id)
	}
	v := w.newView(t.user, data, t.exchange)
	s.stack = []string{v.id}
	w.shown(v)
	return v, nil
}

// pushView shows a modal on top of the one that the trigger comes from.
func (w *Workspace) pushView(c *call, data map[string]any) (*view, *apiError) {
	t, refusal := w.redeemTrigger(c.text("trigger_id"))
	if refusal != nil {
		return nil, refusal
	}
	below, ok := w.views[t.view]
	if !ok || below.str("type") != "modal" {
		return nil, &apiError{code: "invalid_trigger_id"}
	}
	if refusal := w.claimed(data); refusal != nil {
		return nil, refusal
	}
	if refusal := w.stack(below, data, t.exchange); refusal != nil {
		return nil, refusal
	}
	s := w.screenOf(t.user)
	return w.views[s.stack[len(s.stack)-1]], nil
}

// updateView gives an open modal another content.
func (w *Workspace) updateView(c *call, data map[string]any) (*view, *apiError) {
	v, ok := w.views[c.text("view_id")]
	if external := c.text("external_id"); external != "" {
		v, ok = w.externalView(external)
	}
	switch {
	case !ok:
		return nil, &apiError{code: "not_found"}
	case c.text("hash") != "" && c.text("hash") != v.hash:
		return nil, &apiError{code: "hash_conflict"}
	}
	w.setView(v, data)
	w.shown(v)
	return v, nil
}

// externalView finds an open modal by the app's own id. The caller holds w.mu.
func (w *Workspace) externalView(id string) (*view, bool) {
	for _, s := range w.screens {
		i := slices.IndexFunc(s.stack, func(v string) bool {
			return w.views[v].str("external_id") == id
		})
		if i >= 0 {
			return w.views[s.stack[i]], true
		}
	}
	return nil, false
}

// claimed refuses a modal whose external_id another open one has. The caller
// holds w.mu.
func (w *Workspace) claimed(data map[string]any) *apiError {
	id, _ := data["external_id"].(string)
	if _, taken := w.externalView(id); id != "" && taken {
		return &apiError{code: "duplicate_external_id"}
	}
	return nil
}

// publishView shows a person's Home tab.
func (w *Workspace) publishView(c *call, data map[string]any) (*view, *apiError) {
	user := c.text("user_id")
	if w.people.users[user] == nil {
		return nil, &apiError{code: "user_not_found"}
	}
	s := w.screenOf(user)
	v, ok := w.views[s.home]
	switch {
	case !ok:
		v = w.newView(user, data, nil)
		s.home = v.id
	case c.text("hash") != "" && c.text("hash") != v.hash:
		return nil, &apiError{code: "hash_conflict"}
	default:
		w.setView(v, data)
	}
	if s.opened != nil {
		v.exchange = s.opened
	}
	w.shown(v)
	return v, nil
}
