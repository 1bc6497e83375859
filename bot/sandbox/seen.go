package sandbox

import (
	"slices"
	"strings"
)

// Everything returns every message that somebody sees, wherever it stands, in the
// order in which they were posted. For whom an ephemeral one is, its To says.
func (w *Workspace) Everything() []Message {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.everything()
}

// everything is Everything for a caller that holds w.mu.
func (w *Workspace) everything() []Message {
	var all []Message
	for _, r := range w.rooms {
		for _, m := range r.messages {
			all = append(all, *m)
		}
	}
	slices.SortFunc(all, func(a, b Message) int { return strings.Compare(a.TS, b.TS) })
	return all
}
