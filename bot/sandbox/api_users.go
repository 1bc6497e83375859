package sandbox

import (
	"maps"
	"slices"
	"strings"
	"time"
)

func (w *Workspace) userInfo(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	u, ok := w.people.users[c.text("user")]
	if !ok {
		return nil, &apiError{code: "user_not_found"}
	}
	return map[string]any{"user": w.profile(u, c.flag("include_locale"))}, nil
}

func (w *Workspace) userList(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	page, next, refusal := paged(slices.Sorted(maps.Keys(w.people.users)), c)
	if refusal != nil {
		return nil, refusal
	}
	members := make([]map[string]any, 0, len(page))
	for _, id := range page {
		members = append(members, w.profile(w.people.users[id], c.flag("include_locale")))
	}
	return map[string]any{
		"members": members, "cache_ts": w.opts.Now().Unix(),
		"response_metadata": map[string]any{"next_cursor": next},
	}, nil
}

func (w *Workspace) userByEmail(c *call) (map[string]any, *apiError) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, u := range w.people.users {
		if u.Email != "" && strings.EqualFold(u.Email, c.text("email")) {
			return map[string]any{"user": w.profile(u, false)}, nil
		}
	}
	return nil, &apiError{code: "users_not_found"}
}

// profile is a user as the Web API shows them. The caller holds w.mu.
func (w *Workspace) profile(u *User, locale bool) map[string]any {
	profile := map[string]any{
		"real_name": u.RealName, "real_name_normalized": u.RealName,
		"display_name": u.Name, "display_name_normalized": u.Name, "team": u.Team,
		"title": u.Title,
	}
	if u.Email != "" && w.need("users:read.email") == nil {
		profile["email"] = u.Email
	}
	out := map[string]any{
		"id": u.ID, "team_id": u.Team, "name": u.Name, "real_name": u.RealName,
		"deleted": u.Deleted, "is_bot": u.Bot, "is_app_user": false, "profile": profile,
		"is_admin": u.Admin, "is_owner": false, "is_primary_owner": false,
		"is_restricted":       u.Restricted || u.UltraRestricted,
		"is_ultra_restricted": u.UltraRestricted,
		"is_stranger":         u.Team != w.opts.Team.ID,
	}
	if zone, err := time.LoadLocation(u.Zone); err == nil {
		abbreviation, offset := w.opts.Now().In(zone).Zone()
		out["tz"], out["tz_label"], out["tz_offset"] = u.Zone, abbreviation, offset
	}
	if locale {
		out["locale"] = u.Locale
	}
	if e := w.opts.Team.Enterprise; e != "" && u.Team == w.opts.Team.ID {
		out["enterprise_user"] = map[string]any{
			"id": u.ID, "enterprise_id": e, "teams": []string{u.Team},
		}
	}
	return out
}
