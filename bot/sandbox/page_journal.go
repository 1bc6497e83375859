package sandbox

import (
	"encoding/json"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// journalRow is an entry as the inspector lists it: without what was sent, which it asks
// for when somebody wants to see it.
type journalRow struct {
	Serial  int64   `json:"serial"`
	At      int64   `json:"at"` // in milliseconds
	Kind    string  `json:"kind"`
	Name    string  `json:"name"`
	Type    string  `json:"type,omitempty"`
	ID      string  `json:"id,omitempty"`
	Socket  string  `json:"socket,omitempty"`
	Attempt int     `json:"attempt,omitempty"`
	Detail  string  `json:"detail,omitempty"`
	Fault   string  `json:"fault,omitempty"`
	Status  int     `json:"status,omitempty"`
	Took    float64 `json:"took"` // in milliseconds
	Who     string  `json:"who,omitempty"`
	Says    string  `json:"says,omitempty"`
	Bytes   int     `json:"bytes"` // of what can be unfolded
}

// pageJournal is what has been noted behind the entry with the serial number after, and
// how the app and the workspace stand just now. A last serial number below after means that
// everything has begun anew.
func (w *Workspace) pageJournal(rw http.ResponseWriter, r *http.Request) {
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	entries, last := w.journal.after(after)
	rows := make([]journalRow, 0, len(entries))
	for _, e := range entries {
		rows = append(rows, e.row(w.hide))
	}
	writeJSON(rw, http.StatusOK, map[string]any{"entries": rows, "last": last, "state": w.health()})
}

// pageEntry is what was sent, and what was answered.
func (w *Workspace) pageEntry(rw http.ResponseWriter, r *http.Request) {
	serial, _ := strconv.ParseInt(r.URL.Query().Get("serial"), 10, 64)
	e, ok := w.journal.entry(serial)
	if !ok {
		writeJSON(rw, http.StatusOK, map[string]any{"error": "The journal has let go of this entry."})
		return
	}
	writeJSON(rw, http.StatusOK, map[string]any{"body": w.bystander(e.Body), "answer": w.bystander(e.Answer)})
}

func (e Entry) row(hide func(string) string) journalRow {
	row := journalRow{
		Serial: e.Serial, At: e.At.UnixMilli(), Kind: e.Kind, Name: e.Name, Type: e.Type, ID: e.ID,
		Socket: e.Socket, Attempt: e.Attempt, Detail: hide(e.Detail), Fault: e.Fault, Status: e.Status,
		Took:  math.Round(1000*float64(e.Latency)/float64(time.Millisecond)) / 1000,
		Bytes: len(e.Body) + len(e.Answer),
	}
	g := e.glimpse()
	row.Who, row.Says = g.who, hide(g.says)
	return row
}

// secretive finds what opens something: the token of an envelope, the ticket of a
// connection and the address of a response URL, of which the beginning tells them apart. In
// what was shortened, quotes are escaped.
var secretive = regexp.MustCompile(`("token\\?":\\?")[^"\\]*|(/hooks/[a-z]+/[^"/\\]{4})[^"\\<>|]*|(ticket=)[^"&\\]*`)

// hide leaves out of a text whatever a bystander could use.
func (w *Workspace) hide(text string) string {
	text = secretive.ReplaceAllString(text, "$1$2$3…")
	w.mu.Lock()
	tokens := append([]string{w.opts.App.AppToken, w.opts.App.BotToken, w.tokens.valid}, w.tokens.revoked...)
	w.mu.Unlock()
	for _, token := range tokens {
		if token != "" {
			text = strings.ReplaceAll(text, token, "…")
		}
	}
	return text
}

// bystander is a frame without what opens something; nil when there is nothing to see.
func (w *Workspace) bystander(body json.RawMessage) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	hidden := json.RawMessage(w.hide(string(body)))
	if !json.Valid(hidden) {
		return nil // unreachable: what is left out stands inside of strings
	}
	return hidden
}

// health is how the app and the workspace stand just now.
func (w *Workspace) health() map[string]any {
	w.mu.Lock()
	pending := len(w.pending)
	w.mu.Unlock()
	w.journal.mu.Lock()
	broken := len(w.journal.violations)
	w.journal.mu.Unlock()
	return map[string]any{
		"sockets": w.sockets.shown(), "pending": pending, "violations": broken,
		"limits": w.limiter.spent(), "limited": w.limiter.refuses.Load(), "armed": w.armed(),
	}
}

// socketState is a connection as the inspector shows it.
type socketState struct {
	ID    string `json:"id"`
	State string `json:"state"` // open, closing or half-open
}

func (all *sockets) shown() []socketState {
	all.mu.Lock()
	defer all.mu.Unlock()
	states := []socketState{}
	for _, s := range all.open {
		state := "open"
		switch {
		case s.halfOpen.Load():
			state = "half-open"
		case s.closing:
			state = "closing"
		}
		states = append(states, socketState{s.id, state})
	}
	return states
}
