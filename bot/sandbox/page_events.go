package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// pageEvents tells the page what to fetch again, as server-sent events.
func (w *Workspace) pageEvents(rw http.ResponseWriter, r *http.Request) {
	user := r.URL.Query().Get("user")
	rw.Header().Set("Content-Type", "text/event-stream")
	w.mu.Lock()
	wa := w.watch()
	w.mu.Unlock()
	defer w.unwatch(wa)
	out := http.NewResponseController(rw)
	// A workspace that starts over is there again in a moment.
	_, _ = fmt.Fprint(rw, ": hello\nretry: 500\n\n")
	_ = out.Flush()
	alive := time.NewTicker(15 * time.Second)
	defer alive.Stop()
	for {
		select {
		case <-wa.wake:
			for _, line := range w.pageNews(wa.take(), user) {
				_, _ = fmt.Fprintf(rw, "data: %s\n\n", line)
			}
		case <-alive.C:
			_, _ = fmt.Fprint(rw, ": alive\n\n")
		case <-r.Context().Done():
			return
		case <-w.life.over:
			return
		}
		if out.Flush() != nil {
			return
		}
	}
}

// pageNews says each thing once, however often it changed, and only what the
// person may know of.
func (w *Workspace) pageNews(changes []change, user string) [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	var news [][]byte
	told := make(map[string]bool)
	for _, c := range changes {
		item := map[string]any{"kind": c.kind}
		if m := c.message; m != nil {
			r, ok := w.rooms[m.Channel]
			if !ok || !w.canSee(user, r) || m.To != "" && m.To != user {
				continue
			}
			item["kind"], item["channel"], item["mine"] = "message", m.Channel, m.User == user
		} else if c.user != "" && c.user != user {
			continue
		} else if c.channel != "" {
			r, ok := w.rooms[c.channel]
			if !ok || !w.canSee(user, r) {
				continue
			}
			item["kind"], item["channel"], item["mine"] = "message", c.channel, true
		}
		line, _ := json.Marshal(item)
		if !told[string(line)] {
			told[string(line)] = true
			news = append(news, line)
		}
	}
	return news
}
