package sandbox

import (
	"net/url"
	"path/filepath"
	"strings"
)

// maxSnippet is the size up to which Slack keeps text as a snippet.
const maxSnippet = 1 << 20

// wireFiles are a message's files as events, payloads and answers show them. A
// conversation with another organisation shows only that there is a file, and
// leaves the rest to files.info. The caller holds w.mu.
func (w *Workspace) wireFiles(m *Message) []any {
	r, ok := w.rooms[m.Channel]
	external := ok && r.Shared
	all := make([]any, 0, len(m.Files))
	for _, shared := range m.Files {
		f := w.files[shared.ID]
		switch {
		case f == nil: // a forged message
		case f.deleted:
			all = append(all, map[string]any{"id": f.ID, "mode": "tombstone"})
		case external:
			all = append(all, map[string]any{
				"id": f.ID, "created": 0, "timestamp": 0, "user": f.User,
				"mode": "file_access", "file_access": "check_file_info",
			})
		default:
			all = append(all, f.wire(w))
		}
	}
	return all
}

// wire is a file as Slack's file objects show it. The caller holds w.mu.
func (f *file) wire(w *Workspace) map[string]any {
	kind := kindOf(f.Name)
	mode := "hosted"
	if kind.text && f.Size <= maxSnippet {
		mode = "snippet"
	}
	name := url.PathEscape(filepath.Base(f.Name))
	address := w.base + "/files/" + f.ID
	home := w.home() + "files/" + f.User + "/" + f.ID + "/" + strings.ToLower(name)
	team := w.opts.Team.ID
	if u, ok := w.people.users[f.User]; ok {
		team = u.Team
	}
	return map[string]any{
		"id": f.ID, "created": f.created, "timestamp": f.created,
		"name": f.Name, "title": f.Title, "mimetype": f.Mimetype,
		"filetype": f.Filetype, "pretty_type": kind.pretty, "user": f.User,
		"user_team": team, "editable": mode == "snippet", "size": f.Size,
		"mode": mode, "is_external": false, "external_type": "",
		"is_public": false, "public_url_shared": false, "display_as_bot": false,
		"username": "", "file_access": "visible", "has_rich_preview": false,
		"url_private":          address + "/" + name,
		"url_private_download": address + "/download/" + name,
		"permalink":            home,
	}
}

// shares lists the conversations of a file by kind, as files.info does. The
// caller holds w.mu.
func (f *file) shares(w *Workspace) map[string]any {
	byKind := map[string][]string{"channels": {}, "groups": {}, "ims": {}}
	for _, id := range f.rooms {
		kind := "channels"
		switch r := w.rooms[id]; {
		case r.IM != "":
			kind = "ims"
		case r.Private:
			kind = "groups"
		}
		byKind[kind] = append(byKind[kind], id)
	}
	out := make(map[string]any, len(byKind))
	for kind, ids := range byKind {
		out[kind] = ids
	}
	return out
}
