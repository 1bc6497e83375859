package sandbox

import (
	"encoding/json"
	"slices"
)

// submitted does what the app answers to a submission.
func (w *Workspace) submitted(d *delivery, a *Ack) {
	var answer struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if a.Payload != nil && json.Unmarshal(a.Payload, &answer) != nil {
		w.violate("ack_payload", "the answer to a submission is malformed")
	}
	var data map[string]any
	if answer.Action == "update" || answer.Action == "push" {
		var refusal *apiError
		if data, refusal = w.validateView(answer.View); refusal != nil {
			w.violate(refusal.code, "the view in an ack: %s", refusal)
			d.exchange.fail(&Failure{About: d.about, Code: refusal.code})
			return
		}
	}
	if answer.Action == "errors" {
		a.Errors = answer.Errors
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	v, ok := w.views[d.view]
	if !ok || v.user != d.exchange.User { // closed by now, or submitted by a liar
		return
	}
	switch answer.Action {
	case "errors":
		w.complain(v, answer.Errors)
	case "clear":
		w.popped(v, true)
	case "update":
		w.setView(v, data)
		w.shown(v)
	case "push":
		if refusal := w.stack(v, data, d.exchange); refusal != nil {
			w.violate(refusal.code, "the view in an ack")
		}
	case "":
		w.popped(v, false)
	default:
		w.violate("ack_payload", "the answer to a submission has the unknown response_action %q", answer.Action)
	}
}

// complain checks that a modal's errors belong to its inputs. The caller holds
// w.mu.
func (w *Workspace) complain(v *view, complaints map[string]string) {
	if len(complaints) == 0 {
		w.violate("ack_payload", "a submission is refused without an error to show")
	}
	for id := range complaints {
		has := slices.ContainsFunc(v.blocks(), func(b Block) bool {
			return b["block_id"] == id && b["type"] == "input"
		})
		if !has {
			w.violate("ack_payload", "an error names %q, which is no input of the modal", id)
		}
	}
}

// stack puts a modal on top of another. The caller holds w.mu.
func (w *Workspace) stack(below *view, data map[string]any, x *Exchange) *apiError {
	s := w.screenOf(below.user)
	if len(s.stack) >= maxViewStack {
		return &apiError{code: "push_limit_reached"}
	}
	v := w.newView(below.user, data, x)
	v.root, v.previous = below.root, below.id
	s.stack = append(s.stack, v.id)
	w.shown(v)
	return nil
}
