package sandbox

import "net/http"

// pageRead marks a conversation or a thread as read.
func (w *Workspace) pageRead(rw http.ResponseWriter, r *http.Request) {
	req, ok := readRequest[pageRequest](rw, r)
	if !ok {
		return
	}
	if err := w.Read(req.User, req.Channel, req.Thread); err != nil {
		writeJSON(rw, http.StatusOK, pageError(err))
		return
	}
	writeJSON(rw, http.StatusOK, map[string]any{})
}

// mostShown is how many messages the page shows of a conversation: of a benchmark's, its
// end.
const mostShown = 200

// pageMessages is what stands in a conversation, without the replies in its threads.
func (w *Workspace) pageMessages(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	user, channel := q.Get("user"), q.Get("channel")
	top, replies := unthreaded(w.Messages(user, channel))
	top = top[max(0, len(top)-mostShown):]
	list := make([]map[string]any, 0, len(top))
	for _, m := range top {
		shown := w.pageMessage(m)
		if in := replies[m.TS]; len(in) > 0 {
			shown["replies"] = w.pageReplies(user, in)
		}
		list = append(list, shown)
	}
	writeJSON(rw, http.StatusOK, map[string]any{
		"messages": list, "read": w.readUpTo(user, channel), "now": w.opts.Now().Unix(),
	})
}

// pageThread is a thread: its first message and the replies. It is empty when the person
// does not see the first one.
func (w *Workspace) pageThread(rw http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	user, channel, root := q.Get("user"), q.Get("channel"), q.Get("thread")
	list := []map[string]any{}
	for _, m := range w.Messages(user, channel) {
		if m.TS == root || m.root() == root && len(list) > 0 {
			list = append(list, w.pageMessage(m))
		}
	}
	writeJSON(rw, http.StatusOK, map[string]any{
		"messages": list, "read": w.readUpTo(user, threadOf(channel, root)), "now": w.opts.Now().Unix(),
	})
}

// unthreaded tells messages from the replies in their threads. A reply whose first message
// is gone stands for itself.
func unthreaded(messages []Message) (top []Message, replies map[string][]Message) {
	here := make(map[string]bool)
	for _, m := range messages {
		here[m.TS] = true
	}
	replies = make(map[string][]Message)
	for _, m := range messages {
		if m.isReply() && here[m.Thread] {
			replies[m.Thread] = append(replies[m.Thread], m)
		} else {
			top = append(top, m)
		}
	}
	return top, replies
}

// pageReplies is what stands below a message that has replies: how many, of whom, when the
// last one came, and how many of them the person has not seen.
func (w *Workspace) pageReplies(user string, replies []Message) map[string]any {
	w.mu.Lock()
	defer w.mu.Unlock()
	unread := 0
	follows := w.follows(user, replies[0])
	var people []string
	seen := make(map[string]bool)
	for _, m := range replies {
		if follows && w.isNew(user, &m) {
			unread++
		}
		if !seen[m.User] {
			seen[m.User] = true
			people = append(people, m.User)
		}
	}
	return map[string]any{
		"count": len(replies), "last": replies[len(replies)-1].TS, "people": people, "unread": unread,
	}
}

// readUpTo is the newest message that a person has seen in a place, or empty.
func (w *Workspace) readUpTo(user, place string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.reads[user][place]
}
