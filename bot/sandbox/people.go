package sandbox

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// User is a person, or the bot. A field left empty is as Slack leaves it for
// a person who never touched their profile.
type User struct {
	ID       string
	Name     string // the handle, such as alice
	RealName string
	Title    string // what they do, in their own words
	Email    string
	Locale   string // such as fr-FR; en-US when empty
	Zone     string // an IANA zone; Europe/Paris when empty
	Team     string // the home workspace, when it is another than this one

	Admin           bool
	Deleted         bool // deactivated
	Bot             bool
	Restricted      bool // a guest
	UltraRestricted bool // a guest of one channel
}

// Channel is a conversation. Exactly the members can read a private one;
// everybody but guests and strangers can read a public one.
type Channel struct {
	ID       string
	Name     string
	Private  bool
	Shared   bool // shared with another organisation (Slack Connect)
	Archived bool
	IM       string   // for a direct message with the bot: the other person
	Members  []string // user ids
}

// directory is who exists. Workspace.mu guards it.
type directory struct {
	users  map[string]*User
	groups map[string]*UserGroup
	dms    map[string]string // user id to the id of the DM with the bot
}

func newDirectory() directory {
	return directory{
		users:  make(map[string]*User),
		groups: make(map[string]*UserGroup),
		dms:    make(map[string]string),
	}
}

// AddUser adds or replaces a person and returns them with every default
// filled in. An empty id becomes a fresh one.
func (w *Workspace) AddUser(u User) User {
	w.mu.Lock()
	defer w.mu.Unlock()
	if u.ID == "" {
		u.ID = w.nextID("U")
	}
	u.Name = cmp.Or(u.Name, strings.ToLower(u.ID))
	u.RealName = cmp.Or(u.RealName, u.Name)
	u.Locale = cmp.Or(u.Locale, "en-US")
	u.Zone = cmp.Or(u.Zone, "Europe/Paris")
	u.Team = cmp.Or(u.Team, w.opts.Team.ID)
	w.people.users[u.ID] = &u
	w.tell(change{kind: changePeople})
	return u
}

// User returns a person by id.
func (w *Workspace) User(id string) (User, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	u, ok := w.people.users[id]
	if !ok {
		return User{}, false
	}
	return *u, true
}

// Users returns everybody, the bot included, in the order of their ids.
func (w *Workspace) Users() []User {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []User
	for _, id := range slices.Sorted(maps.Keys(w.people.users)) {
		all = append(all, *w.people.users[id])
	}
	return all
}

// AddChannel adds or replaces a channel, keeping the messages of one that
// exists. An empty id becomes a fresh one.
func (w *Workspace) AddChannel(c Channel) Channel {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c.ID == "" {
		c.ID = w.nextID("C")
	}
	c.Name = cmp.Or(c.Name, strings.ToLower(c.ID))
	c.Members = slices.Clone(c.Members)
	if r, ok := w.rooms[c.ID]; ok {
		r.Channel = c
	} else {
		w.rooms[c.ID] = newRoom(c)
	}
	w.tell(change{kind: changePeople})
	return c
}

// Channel returns a conversation by id.
func (w *Workspace) Channel(id string) (Channel, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[id]
	if !ok {
		return Channel{}, false
	}
	c := r.Channel
	c.Members = slices.Clone(c.Members)
	return c, true
}

// Join makes people members of a channel; whoever is one already stays one.
func (w *Workspace) Join(channel string, users ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[channel]
	if !ok {
		return
	}
	for _, u := range users {
		if !slices.Contains(r.Members, u) {
			r.Members = append(r.Members, u)
		}
	}
	w.tell(change{kind: changePeople})
}

// Leave ends memberships; removing the bot is how it loses a channel.
func (w *Workspace) Leave(channel string, users ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.rooms[channel]
	if !ok {
		return
	}
	r.Members = slices.DeleteFunc(r.Members, func(u string) bool {
		return slices.Contains(users, u)
	})
	w.tell(change{kind: changePeople})
}

// DM returns the id of the direct conversation between a person and the bot,
// which exists from the first time that it is asked for.
func (w *Workspace) DM(user string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.openDM(user).ID
}

// openDM is DM for a caller that holds w.mu.
func (w *Workspace) openDM(user string) *room {
	if id, ok := w.people.dms[user]; ok {
		return w.rooms[id]
	}
	r := newRoom(Channel{
		ID: w.nextID("D"), IM: user,
		Members: []string{user, w.opts.App.BotUser},
	})
	w.people.dms[user] = r.ID
	w.rooms[r.ID] = r
	w.tell(change{kind: changePeople})
	return r
}

// canSee reports whether a person can read a conversation. The caller holds w.mu.
func (w *Workspace) canSee(user string, r *room) bool {
	if slices.Contains(r.Members, user) {
		return true
	}
	if r.Private || r.IM != "" {
		return false
	}
	u, ok := w.people.users[user]
	return ok && !u.Restricted && !u.UltraRestricted && u.Team == w.opts.Team.ID
}
