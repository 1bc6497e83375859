package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// fill returns what an element holds once a person used it, and refuses what
// their screen does not offer: people who do not exist, options that the app
// has not named, days that are none. The caller holds w.mu.
func (w *Workspace) fill(t *target, values []string) (map[string]any, error) {
	kind, _ := t.element["type"].(string)
	if most, ok := t.element["max_selected_items"].(float64); ok && len(values) > int(most) {
		return nil, fmt.Errorf("a %s takes no more than %d", kind, int(most))
	}
	switch kind {
	case "external_select", "multi_external_select":
		return w.fillOffered(t, kind, values)
	case "file_input":
		return w.fillFiles(t.user.ID, values)
	}
	if known, ok := pickers[kind]; ok {
		for _, value := range values {
			if value != "" && !known(w, value) {
				return nil, fmt.Errorf("a %s does not offer %q", kind, value)
			}
		}
	}
	return choose(t.element, values)
}

// pickers tell whether an element that lists people, places, days or hours has
// one on its list.
var pickers = map[string]func(w *Workspace, value string) bool{
	"users_select":               hasUser,
	"multi_users_select":         hasUser,
	"conversations_select":       hasRoom,
	"multi_conversations_select": hasRoom,
	"channels_select":            hasRoom,
	"multi_channels_select":      hasRoom,
	"datepicker":                 written(time.DateOnly),
	"timepicker":                 written("15:04"),
}

func hasUser(w *Workspace, id string) bool { return w.people.users[id] != nil }
func hasRoom(w *Workspace, id string) bool { return w.rooms[id] != nil }

func written(layout string) func(*Workspace, string) bool {
	return func(_ *Workspace, value string) bool {
		_, err := time.Parse(layout, value)
		return err == nil
	}
}

// fillFiles hands files to the app, which sees them from then on. The caller
// holds w.mu.
func (w *Workspace) fillFiles(user string, ids []string) (map[string]any, error) {
	var chosen []File
	for _, id := range ids {
		chosen = append(chosen, File{ID: id})
	}
	if err := w.owned(user, chosen); err != nil {
		return nil, err
	}
	wire := []any{}
	for _, c := range chosen {
		f := w.files[c.ID]
		f.handed = true
		wire = append(wire, f.wire(w))
	}
	return map[string]any{"files": wire}, nil
}

// fillOffered chooses among the options that the app has named so far in this
// menu, for this person. The caller holds w.mu.
func (w *Workspace) fillOffered(t *target, kind string, values []string) (map[string]any, error) {
	offered := append(initialOptions(t.element), w.offers.byKey[t.offerKey()]...)
	picked := []any{}
	for _, value := range values {
		i := slices.IndexFunc(offered, func(o Block) bool { return o["value"] == value })
		if i < 0 {
			return nil, fmt.Errorf("the app has not offered %q in %v; see Suggest", value, t.element["action_id"])
		}
		picked = append(picked, offered[i])
	}
	switch {
	case kind == "multi_external_select":
		return map[string]any{"selected_options": picked}, nil
	case len(picked) == 0:
		return map[string]any{"selected_option": nil}, nil
	}
	return map[string]any{"selected_option": picked[0]}, nil
}

// initialOptions are what stands chosen in a menu before anybody touched it.
func initialOptions(e map[string]any) []Block {
	all := asBlocks(e["initial_options"])
	if o, ok := e["initial_option"].(map[string]any); ok {
		all = append(all, o)
	}
	return all
}

// offerKey names the menu that a person looks at.
func (t *target) offerKey() string {
	where := ""
	if t.view != nil {
		where = t.view.id
	} else {
		where = t.room.ID + " " + t.message.TS
	}
	return fmt.Sprintf("%s %s %v/%v", t.user.ID, where, t.block["block_id"], t.element["action_id"])
}

// offer remembers the options that the app named for a menu.
func (w *Workspace) offer(key string, options []Block) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if before, ok := w.offers.byKey[key]; ok {
		w.offers.byKey[key] = append(options, before...)
		return
	}
	w.offers.add(key, options)
}
