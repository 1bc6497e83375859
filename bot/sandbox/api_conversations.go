package sandbox

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (w *Workspace) openConnection(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.base = c.host
	url := strings.Replace(c.host, "http", "ws", 1)
	return map[string]any{
		"url": url + "/link/?ticket=" + w.ticket() + "&app_id=" + w.opts.App.ID,
	}, nil
}

func (w *Workspace) authTest(*call) (map[string]any, *apiError) {
	app, team := w.opts.App, w.opts.Team
	answer := map[string]any{
		"url": w.home(), "team": team.Name,
		"user": app.Name, "team_id": team.ID, "user_id": app.BotUser,
		"bot_id": app.BotID, "is_enterprise_install": false,
	}
	if team.Enterprise != "" {
		answer["enterprise_id"] = team.Enterprise
	}
	return answer, nil
}

func (w *Workspace) openConversation(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	user := c.text("users")
	if strings.Contains(user, ",") {
		return nil, &apiError{code: "missing_scope", extra: map[string]any{"needed": "mpim:write"}}
	}
	if refusal := w.reachable(w.people.users[user]); refusal != nil {
		return nil, refusal
	}
	_, known := w.people.dms[user]
	r := w.openDM(user)
	answer := map[string]any{"channel": map[string]any{"id": r.ID}}
	if known {
		answer["no_op"], answer["already_open"] = true, true
	}
	return answer, nil
}

func (w *Workspace) conversationInfo(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.readable(c, "read")
	if refusal != nil {
		return nil, refusal
	}
	info := map[string]any{
		"id": r.ID, "is_channel": r.IM == "" && !r.Private, "is_group": r.Private,
		"is_im": r.IM != "", "is_mpim": false, "is_private": r.Private || r.IM != "",
		"is_archived": r.Archived, "is_ext_shared": r.Shared, "is_shared": r.Shared,
		"is_org_shared": false, "context_team_id": w.opts.Team.ID,
	}
	if r.IM != "" {
		info["user"] = r.IM
	} else {
		info["name"], info["name_normalized"] = r.Name, r.Name
		info["is_member"] = slices.Contains(r.Members, w.opts.App.BotUser)
		info["is_general"] = r.Name == "general"
	}
	if c.flag("include_num_members") {
		info["num_members"] = len(r.Members)
	}
	return map[string]any{"channel": info}, nil
}

func (w *Workspace) conversationMembers(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.readable(c, "read")
	if refusal != nil {
		return nil, refusal
	}
	page, next, refusal := paged(r.Members, c)
	if refusal != nil {
		return nil, refusal
	}
	return map[string]any{
		"members":           slices.Clone(page),
		"response_metadata": map[string]any{"next_cursor": next},
	}, nil
}

// readable returns the conversation that a call names when the bot may see it.
// The scope depends on the kind of conversation; what is read or history. The
// caller holds w.mu.
func (w *Workspace) readable(c *call, what string) (*room, *apiError) {
	r, ok := w.rooms[c.text("channel")]
	if !ok {
		return nil, &apiError{code: "channel_not_found"}
	}
	kind := "channels"
	switch {
	case r.IM != "":
		kind = "im"
	case r.Private:
		kind = "groups"
	}
	if refusal := w.need(kind + ":" + what); refusal != nil {
		return nil, refusal
	}
	if !w.canSee(w.opts.App.BotUser, r) {
		return nil, &apiError{code: "channel_not_found"}
	}
	return r, nil
}

func (w *Workspace) conversationHistory(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.readable(c, "history")
	if refusal != nil {
		return nil, refusal
	}
	if !slices.Contains(r.Members, w.opts.App.BotUser) {
		return nil, &apiError{code: "not_in_channel"}
	}
	top := w.visibleToApp(r, c, func(m *Message) bool {
		return m.Thread == "" || m.Thread == m.TS
	})
	slices.Reverse(top)
	return w.messagePage(top, c)
}

func (w *Workspace) conversationReplies(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, refusal := w.readable(c, "history")
	if refusal != nil {
		return nil, refusal
	}
	parent := c.text("ts")
	if r.byTS[parent] == nil {
		return nil, &apiError{code: "thread_not_found"}
	}
	return w.messagePage(w.visibleToApp(r, c, func(m *Message) bool {
		return m.TS == parent || m.Thread == parent
	}), c)
}

// visibleToApp returns the messages that a history call may show, oldest
// first. The caller holds w.mu.
func (w *Workspace) visibleToApp(r *room, c *call, keep func(*Message) bool) []*Message {
	oldest, latest := seconds(c.text("oldest"), 0), seconds(c.text("latest"), math.Inf(1))
	inclusive := c.flag("inclusive")
	settled := time.Now().Add(-w.lag)
	var found []*Message
	for _, m := range r.messages {
		ts := seconds(m.TS, 0)
		switch {
		case m.To != "" || !keep(m) || w.lag > 0 && m.posted.After(settled):
		case ts < oldest || ts > latest:
		case (ts == oldest || ts == latest) && !inclusive:
		default:
			found = append(found, m)
		}
	}
	return found
}

// seconds reads a timestamp; what is none is otherwise.
func seconds(ts string, otherwise float64) float64 {
	n, err := strconv.ParseFloat(ts, 64)
	if err != nil {
		return otherwise
	}
	return n
}

func (w *Workspace) messagePage(all []*Message, c *call) (map[string]any, *apiError) {
	page, next, refusal := paged(all, c)
	if refusal != nil {
		return nil, refusal
	}
	wire := make([]map[string]any, 0, len(page))
	for _, m := range page {
		wire = append(wire, m.wire(w, c.flag("include_all_metadata")))
	}
	return map[string]any{
		"messages": wire, "has_more": next != "", "pin_count": 0,
		"response_metadata": map[string]any{"next_cursor": next},
	}, nil
}

// paged cuts a list at a call's cursor and limit.
func paged[T any](all []T, c *call) (page []T, next string, refusal *apiError) {
	start := 0
	if cursor := c.text("cursor"); cursor != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(cursor, "next:"))
		if err != nil || n < 0 || n > len(all) {
			return nil, "", &apiError{code: "invalid_cursor"}
		}
		start = n
	}
	limit := c.number("limit", 100)
	if limit < 1 || limit > 1000 {
		return nil, "", &apiError{code: "invalid_limit"}
	}
	end := min(start+limit, len(all))
	if end < len(all) {
		next = "next:" + strconv.Itoa(end)
	}
	return all[start:end], next, nil
}
