package sandbox

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
)

func (w *Workspace) pageWorkspace(rw http.ResponseWriter, r *http.Request) {
	u, answer := w.around(r.URL.Query().Get("user"))
	// What the options say may look at the workspace, so that none of it runs under w.mu.
	answer["armed"], answer["calendar"], answer["welcome"] = w.armed(), w.almanac(), w.pageWelcome(u)
	writeJSON(rw, http.StatusOK, answer)
}

// around is what the page has around the messages: who there is to be, and the
// conversations of the person it is now. That is the first one when nobody is asked
// for, or somebody who is not there any more; nobody where nobody is.
func (w *Workspace) around(user string) (now User, answer map[string]any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	people := []map[string]any{}
	for _, id := range slices.Sorted(maps.Keys(w.people.users)) {
		if u := w.people.users[id]; !u.Bot && !u.Deleted {
			people = append(people, map[string]any{
				"id": u.ID, "name": u.Name, "realName": u.RealName, "title": u.Title,
				"locale": u.Locale, "kind": w.standing(u),
			})
		}
	}
	here := func(p map[string]any) bool { return p["id"] == user }
	if len(people) > 0 && !slices.ContainsFunc(people, here) {
		user, _ = people[0]["id"].(string)
	}
	answer = map[string]any{
		"world": w.born, "team": w.opts.Team.Name, "app": w.opts.App.Name,
		"bot": w.opts.App.BotUser, "people": people,
		"user": user, "conversations": w.conversationsOf(user), "faces": w.faces(),
		"home": w.home(), "shortcuts": w.pageShortcuts(), "gallery": w.opts.Gallery != nil,
	}
	if u := w.people.users[user]; u != nil {
		now, answer["locale"], answer["zone"] = *u, u.Locale, u.Zone
	}
	return now, answer
}

// pageWelcome is what a person could try first; nothing for nobody.
func (w *Workspace) pageWelcome(u User) []map[string]any {
	list := []map[string]any{}
	if w.opts.App.Welcome == nil || u.ID == "" {
		return list
	}
	for _, h := range w.opts.App.Welcome(u) {
		list = append(list, map[string]any{"typed": h.Typed, "says": h.Says})
	}
	return list
}

// pageShortcuts are the app's shortcuts. The caller holds w.mu.
func (w *Workspace) pageShortcuts() []map[string]any {
	list := []map[string]any{}
	for _, s := range w.opts.App.Shortcuts {
		list = append(list, map[string]any{"name": s.Name, "callback": s.Callback, "global": s.Global})
	}
	return list
}

// faces are everybody who can stand beside a message: their names by their ids. The caller
// holds w.mu.
func (w *Workspace) faces() map[string]string {
	names := make(map[string]string, len(w.people.users))
	for id, u := range w.people.users {
		names[id] = u.RealName
	}
	return names
}

// standing is what somebody is in this workspace: a member, a guest or external.
func (w *Workspace) standing(u *User) string {
	switch {
	case u.Team != w.opts.Team.ID:
		return "external"
	case u.Restricted || u.UltraRestricted:
		return "guest"
	}
	return "member"
}

// conversationsOf lists what a person sees on the left: channels by name, then
// the app. The caller holds w.mu.
func (w *Workspace) conversationsOf(user string) []map[string]any {
	if w.people.users[user] == nil {
		return nil
	}
	var seen []*room
	for _, r := range w.rooms {
		if r.IM == "" && w.canSee(user, r) {
			seen = append(seen, r)
		}
	}
	slices.SortFunc(seen, func(a, b *room) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	seen = append(seen, w.openDM(user))
	var list []map[string]any
	for _, r := range seen {
		entry := map[string]any{
			"id": r.ID, "name": r.Name, "kind": "channel", "unread": w.unread(user, r),
		}
		switch {
		case r.IM != "":
			entry["kind"], entry["name"] = "app", w.opts.App.Name
		case r.Private:
			entry["kind"] = "private"
		case r.Shared:
			entry["kind"] = "shared"
		}
		list = append(list, entry)
	}
	return list
}

func (w *Workspace) pageMessage(m Message) map[string]any {
	author, _ := w.User(m.User)
	out := map[string]any{
		"ts": m.TS, "user": m.User, "author": author.RealName, "bot": m.Bot, "edited": m.Edited,
		"link": w.Permalink(m), "onlyYou": m.To != "", "thread": m.Thread, "files": w.pageFiles(m),
	}
	maps.Copy(out, m.drawn())
	return out
}

// drawn is what a message says as the page draws it: blocks, or spans of text.
func (m Message) drawn() map[string]any {
	if len(m.Blocks) > 0 {
		return map[string]any{"blocks": m.names.decorate(asItems(m.Blocks))}
	}
	spans := []span{{Kind: "text", Text: unescape.Replace(m.Text)}}
	if m.mrkdwn {
		spans = parseMrkdwn(m.Text)
	}
	return map[string]any{"spans": m.names.named(spans)}
}

func asItems(blocks []Block) []any {
	items := make([]any, len(blocks))
	for i, b := range blocks {
		items[i] = b
	}
	return items
}

func (w *Workspace) pageViews(rw http.ResponseWriter, r *http.Request) {
	user := r.URL.Query().Get("user")
	answer := map[string]any{"modal": nil, "home": nil}
	if v, ok := w.Modal(user); ok {
		answer["modal"] = pageView(v)
	}
	if v, ok := w.Home(user); ok {
		answer["home"] = pageView(v)
	}
	writeJSON(rw, http.StatusOK, answer)
}

func pageView(v View) map[string]any {
	return map[string]any{
		"id": v.ID, "hash": v.Hash, "title": v.Title, "submit": v.Submit, "close": v.Close,
		"blocks": v.names.decorate(asItems(v.Blocks)), "previous": v.Previous,
	}
}

// decorate copies a tree of blocks and replaces every text by its spans, so
// that the page has nothing to parse.
func (n names) decorate(value any) any {
	switch v := value.(type) {
	case []any:
		items := make([]any, len(v))
		for i, it := range v {
			items[i] = n.decorate(it)
		}
		return items
	case map[string]any:
		switch v["type"] {
		case "plain_text", "mrkdwn":
			return map[string]any{"type": v["type"], "spans": n.named(textSpans(v))}
		case "markdown": // the page reads standard Markdown itself
			return v
		case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
			return map[string]any{"type": v["type"], "spans": n.named(richSpans(v["elements"]))}
		}
		copied := make(map[string]any, len(v))
		for key, it := range v {
			copied[key] = n.decorate(it)
		}
		return copied
	}
	return value
}

// named fills in what the mentions in spans are called.
func (n names) named(spans []span) []span {
	out := slices.Clone(spans)
	for i := range out {
		out[i].Text = n.label(out[i])
	}
	return out
}
