package sandbox

import (
	"net/http"
	"slices"
)

// pageTroubles is what can be made to go wrong, and what does.
func (w *Workspace) pageTroubles(rw http.ResponseWriter, _ *http.Request) {
	list := []map[string]any{}
	for _, m := range w.mischiefs() {
		shown := map[string]any{"name": m.name, "label": m.label, "says": m.says, "stays": m.on != nil}
		if m.on != nil {
			shown["on"] = m.on(w)
		}
		if m.choices != nil {
			shown["choices"] = m.choices(w)
		}
		list = append(list, shown)
	}
	writeJSON(rw, http.StatusOK, map[string]any{"troubles": list, "armed": w.armed()})
}

// mendName is the trouble that is the end of all others.
const mendName = "heal"

// troubleRequest is one of the buttons being pressed.
type troubleRequest struct {
	Name   string `json:"name"`
	Choice string `json:"choice"` // what it is about; empty: the first there is
	On     bool   `json:"on"`
}

// pageTrouble begins a trouble, or ends it, or ends all.
func (w *Workspace) pageTrouble(rw http.ResponseWriter, r *http.Request) {
	req, ok := readRequest[troubleRequest](rw, r)
	if !ok {
		return
	}
	if refusal := w.meddle(req.Name, req.Choice, req.On); refusal != "" {
		writeJSON(rw, http.StatusOK, map[string]any{"error": refusal})
		return
	}
	writeJSON(rw, http.StatusOK, map[string]any{"armed": w.armed()})
}

// meddle does what one of the buttons says. It returns why it does not.
func (w *Workspace) meddle(name, chosen string, on bool) (refusal string) {
	defer w.tellTrouble()
	if name == mendName {
		w.note(Entry{Kind: "trouble", Name: "Heal everything"})
		w.mend()
		return ""
	}
	all := w.mischiefs()
	i := slices.IndexFunc(all, func(m mischief) bool { return m.name == name })
	if i < 0 {
		return "There is no such trouble."
	}
	m := all[i]
	switch {
	case on:
		return w.begin(m, chosen)
	case m.end != nil:
		w.note(Entry{Kind: "trouble", Name: m.label, Detail: "ended"})
		m.end(w)
	}
	return ""
}

// begin lets a trouble begin, with what was chosen or else the first.
func (w *Workspace) begin(m mischief, chosen string) (refusal string) {
	var about choice
	if m.choices != nil {
		choices := m.choices(w)
		about = choices[0]
		i := slices.IndexFunc(choices, func(c choice) bool { return c.Value == chosen })
		switch {
		case i >= 0:
			about = choices[i]
		case chosen != "":
			return "There is no " + chosen + " to choose any more."
		}
	}
	w.note(Entry{Kind: "trouble", Name: m.label, Detail: about.Label})
	m.begin(w, about.Value)
	return ""
}

// tellTrouble tells the pages that something else goes wrong, or nothing does any more.
func (w *Workspace) tellTrouble() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell(change{kind: changeTrouble})
}
