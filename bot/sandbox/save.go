package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Save writes the workspace as JSON, for [Workspace.Load]: people, groups, conversations
// with their messages, files with their content, Home tabs and what was read. What nobody
// misses after half an hour is left out: open modals, triggers, response URLs,
// connections, envelopes, uploads under way, faults and the journal.
//
// It is one moment's picture, and holds the workspace up only while it is taken.
func (w *Workspace) Save(out io.Writer) error {
	if err := json.NewEncoder(out).Encode(w.picture()); err != nil {
		return fmt.Errorf("save the workspace: %w", err)
	}
	return nil
}

// Changes counts what people may have seen change since the workspace was made, so that
// whoever saves it knows when there is something new.
func (w *Workspace) Changes() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changes
}

// picture is what Save writes. Messages, blocks and the content of files are never changed
// in place, so that they are shared with it.
func (w *Workspace) picture() *saved {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := &saved{
		Format: format, Team: w.opts.Team.ID, App: w.opts.App.BotUser,
		Serial: w.serial, LastTS: w.lastTS, Homes: w.homesTaken(),
		Reads: make(map[string]map[string]string, len(w.reads)),
	}
	for user, places := range w.reads {
		s.Reads[user] = maps.Clone(places)
	}
	for _, id := range slices.Sorted(maps.Keys(w.people.users)) {
		s.Users = append(s.Users, savedUser(*w.people.users[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(w.people.groups)) {
		s.Groups = append(s.Groups, w.people.groups[id].taken())
	}
	for _, id := range slices.Sorted(maps.Keys(w.files)) {
		s.Files = append(s.Files, w.files[id].taken())
	}
	for _, id := range slices.Sorted(maps.Keys(w.rooms)) {
		s.Rooms = append(s.Rooms, w.rooms[id].taken())
	}
	return s
}

func (g *UserGroup) taken() savedGroup {
	return savedGroup{
		ID: g.ID, Handle: g.Handle, Name: g.Name, Users: slices.Clone(g.Users),
		Disabled: g.Disabled, Created: g.created, Updated: g.updated,
	}
}

func (f *file) taken() savedFile {
	return savedFile{
		savedShare: savedShare(f.File), Data: f.data, Created: f.created, Rooms: slices.Clone(f.rooms),
		Handed: f.handed, Deleted: f.deleted, Downloads: f.downloads,
	}
}

func (r *room) taken() savedRoom {
	s := savedRoom{savedChannel: savedChannel(r.Channel)}
	s.Members = slices.Clone(r.Members)
	for _, m := range r.messages {
		s.Messages = append(s.Messages, m.taken())
	}
	return s
}

func (m *Message) taken() savedMessage {
	s := savedMessage{
		TS: m.TS, Thread: m.Thread, User: m.User, Bot: m.Bot, To: m.To, Text: m.Text,
		Parsed: m.mrkdwn, Blocks: m.Blocks, Edited: m.Edited, Metadata: m.Metadata, Names: m.names,
	}
	for _, f := range m.Files {
		s.Files = append(s.Files, savedShare(f))
	}
	return s
}

// homesTaken are the Home tabs. The caller holds w.mu.
func (w *Workspace) homesTaken() []savedHome {
	var homes []savedHome
	for _, user := range slices.Sorted(maps.Keys(w.screens)) {
		if v, ok := w.views[w.screens[user].home]; ok {
			homes = append(homes, savedHome{
				User: user, View: v.id, Hash: v.hash, Data: v.data, State: cloneState(v.state),
			})
		}
	}
	return homes
}
