package sandbox

import (
	"net/url"
	"strings"
)

// home is the workspace's own address in a browser, as auth.test gives it.
func (w *Workspace) home() string { return "https://" + w.opts.Team.Domain + ".slack.com/" }

// Permalink is the address of a message, which a person copies from its menu
// and chat.getPermalink returns.
func (w *Workspace) Permalink(m Message) string {
	link := w.home() + "archives/" + m.Channel + "/p" + strings.Replace(m.TS, ".", "", 1)
	if m.Thread != "" && m.Thread != m.TS {
		link += "?" + url.Values{"thread_ts": {m.Thread}, "cid": {m.Channel}}.Encode()
	}
	return link
}

// ByPermalink returns the message that a permalink leads to.
func (w *Workspace) ByPermalink(link string) (Message, bool) {
	rest, ours := strings.CutPrefix(link, w.home()+"archives/")
	rest, _, _ = strings.Cut(rest, "?")
	channel, digits, ok := strings.Cut(rest, "/p")
	if !ours || !ok || len(digits) <= 6 {
		return Message{}, false
	}
	ts := digits[:len(digits)-6] + "." + digits[len(digits)-6:]
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[channel]
	if !ok || r.byTS[ts] == nil {
		return Message{}, false
	}
	return *r.byTS[ts], true
}

// permalink answers for every message that the bot can see; an ephemeral one
// has no address.
func (w *Workspace) permalink(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[c.text("channel")]
	if !ok || !w.canSee(w.opts.App.BotUser, r) {
		return nil, &apiError{code: "channel_not_found"}
	}
	m, ok := r.byTS[c.text("message_ts")]
	if !ok || m.To != "" {
		return nil, &apiError{code: "message_not_found"}
	}
	return map[string]any{"channel": r.ID, "permalink": w.Permalink(*m)}, nil
}
