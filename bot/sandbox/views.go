package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// View is a modal or a Home tab as one person sees it. It is a value: an
// update gives a new View with the same ID and another Hash.
type View struct {
	ID              string
	Type            string // modal or home
	User            string
	Title           string
	Submit          string // the buttons' labels, empty for none
	Close           string
	CallbackID      string
	PrivateMetadata string
	Hash            string
	Previous        string // the modal below it, or empty
	Blocks          []Block

	names names
}

// Plain returns the view as a person reads it.
func (v View) Plain() string {
	var lines []string
	if v.Title != "" {
		lines = append(lines, v.Title, strings.Repeat("═", len([]rune(v.Title))))
	}
	lines = append(lines, v.names.readBlocks(v.Blocks))
	var buttons []string
	for _, label := range []string{v.Close, v.Submit} {
		if label != "" {
			buttons = append(buttons, "["+label+"]")
		}
	}
	if len(buttons) > 0 {
		lines = append(lines, strings.Join(buttons, "  "))
	}
	return strings.Join(lines, "\n")
}

// Values are what a person fills into a modal, by block_id or action_id, in
// the forms that Choose takes.
type Values map[string][]string

// view is a View with what the workspace knows besides.
type view struct {
	id       string
	user     string
	data     map[string]any // as the app sent it
	hash     string
	root     string
	previous string
	state    state
	exchange *Exchange // the gesture that shows what comes next
}

// screen is what one person has open.
type screen struct {
	stack  []string // modals, the top one last
	home   string
	opened *Exchange // the last time that they opened Home
}

func (v *view) str(key string) string {
	s, _ := v.data[key].(string)
	return s
}

func (v *view) flag(key string) bool {
	f, _ := v.data[key].(bool)
	return f
}

func (v *view) blocks() []Block { return asBlocks(v.data["blocks"]) }

// snapshot is the view as a person sees it. The caller holds w.mu.
func (w *Workspace) snapshot(v *view) View {
	label := func(key string) string { return names(nil).read(textSpans(v.data[key])) }
	var m Mentions
	walk(v.data["blocks"], m.add)
	s := View{
		ID: v.id, Type: v.str("type"), User: v.user, Title: label("title"),
		Submit: label("submit"), Close: label("close"),
		CallbackID: v.str("callback_id"), PrivateMetadata: v.str("private_metadata"),
		Hash: v.hash, Previous: v.previous, Blocks: v.blocks(), names: w.namesOf(m),
	}
	if s.Type == "modal" {
		s.Close = cmp.Or(s.Close, "Cancel")
	}
	return s
}

// wire is the view as payloads and answers show it. The caller holds w.mu.
func (v *view) wire(w *Workspace) map[string]any {
	out := map[string]any{
		"id": v.id, "team_id": w.opts.Team.ID, "type": v.str("type"),
		"blocks": v.data["blocks"], "private_metadata": v.str("private_metadata"),
		"callback_id": v.str("callback_id"), "external_id": v.str("external_id"),
		"state": map[string]any{"values": cloneState(v.state)}, "hash": v.hash,
		"title": v.data["title"], "submit": v.data["submit"], "close": v.data["close"],
		"clear_on_close": v.flag("clear_on_close"), "notify_on_close": v.flag("notify_on_close"),
		"previous_view_id": nil, "root_view_id": v.root, "app_id": w.opts.App.ID,
		"app_installed_team_id": w.opts.Team.ID, "bot_id": w.opts.App.BotID,
	}
	if v.previous != "" {
		out["previous_view_id"] = v.previous
	}
	return out
}

// newView makes a view of validated data. The caller holds w.mu.
func (w *Workspace) newView(user string, data map[string]any, x *Exchange) *view {
	v := &view{id: w.nextID("V"), user: user, exchange: x}
	v.root = v.id
	w.views[v.id] = v
	w.setView(v, data)
	return v
}

// setView gives a view its content, keeping what a person typed into inputs
// that are still there, and shows it. The caller holds w.mu.
func (w *Workspace) setView(v *view, data map[string]any) {
	w.identify(asBlocks(data["blocks"]))
	v.data = data
	w.serial++
	v.hash = fmt.Sprintf("%d.%s", w.serial, token()[:8])
	kept := initialState(v.blocks())
	for blockID, held := range v.state {
		for actionID, h := range held {
			if _, ok := kept[blockID][actionID]; ok {
				kept[blockID][actionID] = h
			}
		}
	}
	v.state = kept
}

// shown tells the person and the exchange about a view. The caller holds w.mu.
func (w *Workspace) shown(v *view) {
	v.exchange.show(w.snapshot(v))
	w.tell(change{kind: changeView, user: v.user})
}

func (w *Workspace) screenOf(user string) *screen {
	if w.screens[user] == nil {
		w.screens[user] = new(screen)
	}
	return w.screens[user]
}

// Modal returns the modal that a person has on top, if any.
func (w *Workspace) Modal(user string) (View, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.screenOf(user)
	if len(s.stack) == 0 {
		return View{}, false
	}
	return w.snapshot(w.views[s.stack[len(s.stack)-1]]), true
}

// Home returns the app's Home tab for a person, once the app has published one.
func (w *Workspace) Home(user string) (View, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v, ok := w.views[w.screenOf(user).home]
	if !ok {
		return View{}, false
	}
	return w.snapshot(v), true
}

// OpenHome is a person opening the app's Home tab.
func (w *Workspace) OpenHome(user string) *Exchange {
	x := &Exchange{User: user}
	w.mu.Lock()
	if w.people.users[user] == nil || !slices.Contains(w.opts.App.Events, "app_home_opened") {
		w.mu.Unlock()
		x.fail(ErrUnheard)
		return x
	}
	inner := map[string]any{
		"type": "app_home_opened", "user": user, "tab": "home",
		"channel": w.openDM(user).ID, "event_ts": w.timestamp(),
	}
	if v, ok := w.views[w.screenOf(user).home]; ok {
		inner["view"] = v.wire(w)
	}
	w.screenOf(user).opened = x
	w.mu.Unlock()
	w.happen("app_home_opened", inner, x)
	return x
}

// popped removes a view, and those above it, from a person's screen. The
// caller holds w.mu.
func (w *Workspace) popped(v *view, all bool) {
	s := w.screenOf(v.user)
	i := slices.Index(s.stack, v.id)
	if all {
		i = 0
	}
	if i < 0 {
		return
	}
	for _, id := range s.stack[i:] {
		delete(w.views, id)
	}
	s.stack = s.stack[:i]
	w.tell(change{kind: changeView, user: v.user})
}
