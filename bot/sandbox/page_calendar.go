package sandbox

import (
	"context"
	"net/http"
)

// calendarRequest is how somebody moves the time.
type calendarRequest struct {
	Move string `json:"move"` // live, jump, reset, play or pause
	Day  string `json:"day"`
}

// pageCalendar moves the time, and answers how it stands when it has been moved. A page
// that is left meanwhile does not stop it.
func (w *Workspace) pageCalendar(rw http.ResponseWriter, r *http.Request) {
	req, ok := readRequest[calendarRequest](rw, r)
	if !ok {
		return
	}
	c := w.opts.Calendar
	if c == nil {
		writeJSON(rw, http.StatusOK, map[string]any{"error": "There is no calendar here."})
		return
	}
	ctx := context.WithoutCancel(r.Context())
	var err error
	switch req.Move {
	case "live":
		err = c.Live(ctx, req.Day)
	case "jump":
		err = c.Jump(ctx, req.Day)
	case "reset":
		err = c.Reset(ctx)
	case "play", "pause":
		c.Play(req.Move == "play")
	default:
		writeJSON(rw, http.StatusOK, map[string]any{"error": "There is no such move."})
		return
	}
	if err != nil {
		writeJSON(rw, http.StatusOK, map[string]any{"error": err.Error()})
		return
	}
	writeJSON(rw, http.StatusOK, map[string]any{"calendar": c.Almanac()})
}

// almanac is what the page shows of the time; nil without a calendar.
func (w *Workspace) almanac() *Almanac {
	if w.opts.Calendar == nil {
		return nil
	}
	a := w.opts.Calendar.Almanac()
	return &a
}
