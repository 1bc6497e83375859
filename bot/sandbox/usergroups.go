package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// UserGroup is a handle that stands for several people.
type UserGroup struct {
	ID       string
	Handle   string
	Name     string
	Users    []string
	Disabled bool // the methods do not show it unless asked to

	created, updated int64
}

// AddUserGroup adds or replaces a user group, without telling the app.
func (w *Workspace) AddUserGroup(g UserGroup) UserGroup {
	w.mu.Lock()
	defer w.mu.Unlock()
	if g.ID == "" {
		g.ID = w.nextID("S")
	}
	g.Handle = cmp.Or(g.Handle, strings.ToLower(g.ID))
	g.Name = cmp.Or(g.Name, g.Handle)
	g.Users = slices.Clone(g.Users)
	g.created = w.opts.Now().Unix()
	g.updated = g.created
	w.people.groups[g.ID] = &g
	return g
}

// SetGroupMembers is an administrator changing who is in a user group. The app
// gets subteam_members_changed and subteam_updated, as far as it has subscribed
// to them. Nothing happens when nothing changes.
func (w *Workspace) SetGroupMembers(id string, users ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before, ok := w.people.groups[id]
	if !ok {
		return
	}
	added, removed := without(users, before.Users), without(before.Users, users)
	if len(added)+len(removed) == 0 {
		return
	}
	after := *before
	after.Users, after.updated = slices.Clone(users), w.opts.Now().Unix()
	w.people.groups[id] = &after
	w.announce("subteam_members_changed", "usergroups:read", map[string]any{
		"type": "subteam_members_changed", "subteam_id": id, "team_id": w.opts.Team.ID,
		"date_previous_update": before.updated, "date_update": after.updated,
		"added_users": added, "added_users_count": len(added),
		"removed_users": removed, "removed_users_count": len(removed),
		"event_ts": w.timestamp(),
	})
	w.announce("subteam_updated", "usergroups:read", map[string]any{
		"type": "subteam_updated", "subteam": after.wire(w, true), "event_ts": w.timestamp(),
	})
}

// without returns what is in a and not in b.
func without(a, b []string) []string {
	left := []string{}
	for _, s := range a {
		if !slices.Contains(b, s) {
			left = append(left, s)
		}
	}
	return left
}

// wire is a user group as Slack shows it. The caller holds w.mu.
func (g *UserGroup) wire(w *Workspace, users bool) map[string]any {
	out := map[string]any{
		"id": g.ID, "team_id": w.opts.Team.ID, "is_usergroup": true, "is_subteam": true,
		"name": g.Name, "handle": g.Handle, "description": "", "is_external": false,
		"date_create": g.created, "date_update": g.updated, "date_delete": 0,
	}
	if g.Disabled {
		out["date_delete"] = g.updated
	}
	if users {
		out["users"], out["user_count"] = slices.Clone(g.Users), len(g.Users)
	}
	return out
}

func (w *Workspace) groupList(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	groups := make([]map[string]any, 0, len(w.people.groups))
	for _, id := range slices.Sorted(maps.Keys(w.people.groups)) {
		g := w.people.groups[id]
		if g.Disabled && !c.flag("include_disabled") {
			continue
		}
		entry := g.wire(w, c.flag("include_users"))
		if c.flag("include_count") {
			entry["user_count"] = len(g.Users)
		}
		groups = append(groups, entry)
	}
	return map[string]any{"usergroups": groups}, nil
}

func (w *Workspace) groupMembers(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	g, ok := w.people.groups[c.text("usergroup")]
	if !ok || g.Disabled && !c.flag("include_disabled") {
		return nil, &apiError{code: "no_such_subteam"}
	}
	return map[string]any{"users": append([]string{}, g.Users...)}, nil
}
