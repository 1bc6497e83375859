package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// hook is a response_url: for thirty minutes and five uses the app may answer
// a gesture through it, and with it alone change an ephemeral message.
type hook struct {
	kind     string // commands or actions
	user     string
	channel  string
	source   string // the ts of the message whose button was pressed
	thread   string
	exchange *Exchange
	uses     int
	expires  time.Time
}

// newHook makes a response URL and the address by which the app reaches it.
// The caller holds w.mu.
func (w *Workspace) newHook(h *hook) (*hook, string) {
	h.expires = time.Now().Add(w.opts.Timing.ResponseURL)
	id := token()
	w.hooks.add(id, h)
	// Old hooks work but are not followed any more, so that the messages of
	// old exchanges can be forgotten.
	if old := w.linked.add(id, h); old != nil {
		old.exchange = nil
	}
	return h, w.base + "/hooks/" + h.kind + "/" + id
}

func (w *Workspace) serveHook(rw http.ResponseWriter, r *http.Request) {
	began, id := time.Now(), r.PathValue("id")
	f := w.struck("response_url", r)
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return
	}
	e := Entry{Kind: "response_url", Name: r.PathValue("kind"), Fault: f.String()}
	if json.Valid(body) {
		e.Body = body
	}
	o, struck := f.before(r)
	if !struck {
		refusal := w.useHook(id, body)
		if refusal != nil {
			e.Detail = refusal.code
			w.violate(refusal.code, "response_url: %s", refusal)
		}
		o = f.after(r, hooked(refusal))
	}
	e.Latency = time.Since(began)
	w.note(o.noted(e))
	o.send(rw)
}

// hooked is how a response URL answers.
func hooked(refusal *apiError) outcome {
	switch {
	case refusal == nil:
		return answered(http.StatusOK, map[string]any{"ok": true})
	case refusal.code == "expired_url", refusal.code == "used_url":
		return answered(http.StatusNotFound, refusal.body())
	}
	return answered(http.StatusBadRequest, refusal.body())
}

func (w *Workspace) useHook(id string, body []byte) *apiError {
	w.mu.Lock()
	h, ok := w.hooks.byKey[id]
	switch {
	case !ok || time.Now().After(h.expires):
		w.mu.Unlock()
		return &apiError{code: "expired_url"}
	case h.uses >= responseURLUses:
		w.mu.Unlock()
		return &apiError{code: "used_url"}
	}
	h.uses++
	w.mu.Unlock()
	return w.respond(h, body)
}

// respond shows the person what the app answers, in an ack or by response URL.
func (w *Workspace) respond(h *hook, body json.RawMessage) *apiError {
	a, err := jsonArguments(body)
	if err != nil {
		return &apiError{code: "invalid_payload"}
	}
	if a.flag("delete_original") {
		return w.deleteSource(h)
	}
	c, refusal := w.readContent(a)
	if refusal != nil {
		return refusal
	}

	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[h.channel]
	if !ok {
		return &apiError{code: "channel_not_found"}
	}
	w.identify(c.blocks)
	if source := r.byTS[h.source]; source != nil && a.flag("replace_original") {
		next := *source
		c.fill(&next)
		next.Edited = true
		w.replace(r, &next)
		h.exchange.answer(next)
		return nil
	}
	m := &Message{User: w.opts.App.BotUser, Bot: true, Thread: h.thread}
	c.fill(m)
	if a.text("thread_ts") != "" {
		m.Thread = a.text("thread_ts")
	}
	if a.text("response_type") != "in_channel" {
		m.To = h.user
	}
	w.post(r, m)
	h.exchange.answer(*m)
	return nil
}

func (w *Workspace) deleteSource(h *hook) *apiError {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[h.channel]
	if !ok || r.byTS[h.source] == nil {
		return &apiError{code: "message_not_found"}
	}
	gone := *r.byTS[h.source]
	gone.Deleted = true
	w.replace(r, &gone)
	h.exchange.answer(gone)
	return nil
}
