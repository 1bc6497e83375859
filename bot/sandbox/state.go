package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// state is what stands in the inputs of a message or view, by block_id and
// action_id.
type state map[string]map[string]any

// act returns the action that using an element makes. The caller holds w.mu.
func (w *Workspace) act(t *target, values []string) (map[string]any, error) {
	b, e := t.block, t.element
	action := map[string]any{
		"type": e["type"], "action_id": e["action_id"], "block_id": b["block_id"],
	}
	switch e["type"] {
	case "button", "icon_button":
		for _, key := range []string{"text", "value", "style"} {
			if e[key] != nil {
				action[key] = e[key]
			}
		}
		return action, nil
	case "feedback_buttons":
		return action, judge(action, e, values)
	}
	chosen, err := w.fill(t, values)
	maps.Copy(action, chosen)
	return action, err
}

// judge is a person pressing one of two feedback buttons, named by its value.
func judge(action, e map[string]any, values []string) error {
	for _, key := range []string{"positive_button", "negative_button"} {
		if b, _ := e[key].(map[string]any); len(values) == 1 && b["value"] == values[0] {
			action["text"], action["value"] = b["text"], b["value"]
			return nil
		}
	}
	return fmt.Errorf("no feedback button has the value %q", values)
}

// stateOf is the part of an action that stays as the element's state. Buttons
// and overflow menus keep none.
func stateOf(action map[string]any) map[string]any {
	switch action["type"] {
	case "button", "icon_button", "feedback_buttons", "overflow":
		return nil
	}
	kept := maps.Clone(action)
	for _, key := range []string{"action_id", "block_id", "action_ts"} {
		delete(kept, key)
	}
	return kept
}

// single names the key under which an element gives its one value.
var single = map[string]string{
	"users_select":         "selected_user",
	"conversations_select": "selected_conversation",
	"channels_select":      "selected_channel",
	"datepicker":           "selected_date",
	"timepicker":           "selected_time",
	"plain_text_input":     "value",
	"number_input":         "value",
	"email_text_input":     "value",
	"url_text_input":       "value",
}

var multiple = map[string]string{
	"multi_users_select":         "selected_users",
	"multi_conversations_select": "selected_conversations",
	"multi_channels_select":      "selected_channels",
	"file_input":                 "files", // ids; see fillFiles
}

// choose returns what an element holds once a person gave it these values;
// no values leave it empty.
func choose(e map[string]any, values []string) (map[string]any, error) {
	kind, _ := e["type"].(string)
	if key, ok := single[kind]; ok {
		if len(values) == 0 || values[0] == "" {
			return map[string]any{key: nil}, nil
		}
		return map[string]any{key: values[0]}, nil
	}
	if key, ok := multiple[kind]; ok {
		return map[string]any{key: append([]string{}, values...)}, nil
	}
	switch kind {
	case "external_select":
		return map[string]any{"selected_option": nil}, nil
	case "multi_external_select":
		return map[string]any{"selected_options": []any{}}, nil
	case "static_select", "overflow", "radio_buttons":
		options, err := pick(e, values)
		if err != nil || len(options) == 0 {
			return map[string]any{"selected_option": nil}, err
		}
		return map[string]any{"selected_option": options[0]}, nil
	case "checkboxes", "multi_static_select":
		options, err := pick(e, values)
		return map[string]any{"selected_options": options}, err
	case "datetimepicker":
		if len(values) == 0 {
			return map[string]any{"selected_date_time": nil}, nil
		}
		n, err := strconv.ParseInt(values[0], 10, 64)
		return map[string]any{"selected_date_time": n}, err
	}
	return nil, fmt.Errorf("nobody can choose in a %s", kind)
}

// pick returns the options with these values.
func pick(e map[string]any, values []string) ([]any, error) {
	all := optionsOf(e)
	picked := []any{}
	for _, value := range values {
		i := slices.IndexFunc(all, func(o map[string]any) bool { return o["value"] == value })
		if i < 0 {
			return nil, fmt.Errorf("no option has the value %q", value)
		}
		picked = append(picked, all[i])
	}
	return picked, nil
}

// optionsOf returns a menu's options, those in groups included.
func optionsOf(e map[string]any) []map[string]any {
	var all []map[string]any
	add := func(value any) {
		items, _ := value.([]any)
		for _, it := range items {
			if o, ok := it.(map[string]any); ok {
				all = append(all, o)
			}
		}
	}
	add(e["options"])
	groups, _ := e["option_groups"].([]any)
	for _, g := range groups {
		group, _ := g.(map[string]any)
		add(group["options"])
	}
	return all
}

// initial names the key that gives each element's first value, and the key it
// then stands under.
var initial = map[string]string{
	"initial_value": "value", "initial_option": "selected_option",
	"initial_options": "selected_options", "initial_user": "selected_user",
	"initial_users": "selected_users", "initial_date": "selected_date",
	"initial_time": "selected_time", "initial_date_time": "selected_date_time",
	"initial_channel": "selected_channel", "initial_channels": "selected_channels",
	"initial_conversation":  "selected_conversation",
	"initial_conversations": "selected_conversations",
}

// initialState is what the inputs hold before anybody touched them.
func initialState(blocks []Block) state {
	s := make(state)
	for _, b := range blocks {
		for _, e := range elementsOf(b) {
			if t := e["type"]; t == "button" || t == "overflow" || t == "image" {
				continue
			}
			held, err := choose(e, nil)
			if err != nil {
				continue
			}
			for from, to := range initial {
				if e[from] != nil {
					held[to] = e[from]
				}
			}
			held["type"] = e["type"]
			remember(s, b, e, held)
		}
	}
	return s
}

func remember(s state, b Block, e, held map[string]any) {
	blockID, _ := b["block_id"].(string)
	actionID, _ := e["action_id"].(string)
	if s[blockID] == nil {
		s[blockID] = make(map[string]any)
	}
	s[blockID][actionID] = held
}

func cloneState(s state) state {
	c := make(state, len(s))
	for id, held := range s {
		c[id] = maps.Clone(held)
	}
	return c
}
