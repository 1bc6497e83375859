package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Load puts back what [Workspace.Save] has written, in the place of all that is in the
// workspace; only what the journal says stays, and connections stand. It is meant for a
// workspace that nobody uses yet. What cannot be read, or was saved from another workspace
// or by a newer version of this program, is refused, and leaves everything as it is.
func (w *Workspace) Load(in io.Reader) error {
	var s saved
	err := json.NewDecoder(in).Decode(&s)
	switch {
	case err != nil:
		err = fmt.Errorf("it is damaged (%w); without it a new workspace begins", err)
	case s.Format != format:
		err = fmt.Errorf("it is in format %d and this program reads format %d: use the program that wrote it, or begin a new workspace without it", s.Format, format)
	case s.Team != w.opts.Team.ID || s.App != w.opts.App.BotUser:
		err = fmt.Errorf("it is of another workspace: %s with the app %s, and not %s with %s", s.Team, s.App, w.opts.Team.ID, w.opts.App.BotUser)
	default:
		err = s.check()
	}
	if err != nil {
		return fmt.Errorf("load a workspace: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.restore(&s)
	return nil
}

// check finds what no workspace could have saved and would break one.
func (s *saved) check() error {
	users, rooms := make(map[string]bool), make(map[string]bool)
	for _, u := range s.Users {
		users[u.ID] = true
	}
	for _, r := range s.Rooms {
		rooms[r.ID] = true
		last := ""
		for _, m := range r.Messages {
			if m.TS <= last {
				return damaged("the messages of %s are not in order", r.ID)
			}
			last = m.TS
		}
	}
	if !users[s.App] {
		return damaged("the app's user %s is missing", s.App)
	}
	for _, f := range s.Files {
		for _, r := range f.Rooms {
			if !rooms[r] {
				return damaged("the file %s was shared in %s, which is missing", f.ID, r)
			}
		}
	}
	return nil
}

func damaged(format string, args ...any) error {
	return errors.New("it is damaged: " + fmt.Sprintf(format, args...) + "; without it a new workspace begins")
}

// restore replaces everything. The caller holds w.mu.
func (w *Workspace) restore(s *saved) {
	w.serial, w.lastTS = max(w.serial, s.Serial), max(w.lastTS, s.LastTS)
	w.people = newDirectory()
	w.rooms, w.files, w.uploads = make(map[string]*room), make(map[string]*file), make(map[string]*upload)
	w.views, w.screens = make(map[string]*view), make(map[string]*screen)
	w.reads = make(marks)
	for user, places := range s.Reads {
		w.reads[user] = places
	}
	for _, u := range s.Users {
		user := User(u)
		w.people.users[u.ID] = &user
	}
	for _, g := range s.Groups {
		w.people.groups[g.ID] = g.again()
	}
	for i := range s.Files {
		w.files[s.Files[i].ID] = s.Files[i].again()
	}
	for i := range s.Rooms {
		w.rooms[s.Rooms[i].ID] = newRoom(Channel(s.Rooms[i].savedChannel))
		if s.Rooms[i].IM != "" {
			w.people.dms[s.Rooms[i].IM] = s.Rooms[i].ID
		}
	}
	for i := range s.Rooms {
		w.refill(w.rooms[s.Rooms[i].ID], s.Rooms[i].Messages)
	}
	for _, h := range s.Homes {
		w.views[h.View] = &view{id: h.View, user: h.User, root: h.View, hash: h.Hash, data: h.Data, state: cloneState(h.State)}
		w.screenOf(h.User).home = h.View
	}
	w.tell(change{kind: changePeople})
}

// refill puts a conversation's messages back. Whom they mention is worked out anew, and
// called as it was then. The caller holds w.mu.
func (w *Workspace) refill(r *room, messages []savedMessage) {
	for i := range messages {
		m := messages[i].again(r.ID)
		w.resolve(m)
		if m.names != nil {
			m.names = messages[i].Names
		}
		r.messages = append(r.messages, m)
		r.byTS[m.TS] = m
	}
}

func (g savedGroup) again() *UserGroup {
	return &UserGroup{
		ID: g.ID, Handle: g.Handle, Name: g.Name, Users: g.Users,
		Disabled: g.Disabled, created: g.Created, updated: g.Updated,
	}
}

func (f savedFile) again() *file {
	return &file{
		File: File(f.savedShare), data: f.Data, created: f.Created, rooms: f.Rooms,
		handed: f.Handed, deleted: f.Deleted, downloads: f.Downloads,
	}
}

func (s *savedMessage) again(channel string) *Message {
	m := &Message{
		Channel: channel, TS: s.TS, Thread: s.Thread, User: s.User, Bot: s.Bot, To: s.To, Text: s.Text,
		mrkdwn: s.Parsed, Blocks: s.Blocks, Edited: s.Edited, Metadata: s.Metadata,
	}
	for _, f := range s.Files {
		m.Files = append(m.Files, File(f))
	}
	return m
}
