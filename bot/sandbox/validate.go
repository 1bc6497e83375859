package sandbox

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

func blockID(v *validation, value any) {
	str(1, maxID)(v, value)
	id, _ := value.(string)
	if v.blockIDs[id] {
		v.fail("block_id %q already exists", id)
	}
	if v.blockIDs == nil {
		v.blockIDs = make(map[string]bool)
	}
	v.blockIDs[id] = true
}

func actionID(v *validation, value any) {
	str(1, maxID)(v, value)
	id, _ := value.(string)
	if v.actions[id] {
		v.fail("action_id %q already exists", id)
	}
	if v.actions == nil {
		v.actions = make(map[string]bool)
	}
	v.actions[id] = true
}

func markdown(v *validation, value any) {
	words(1, maxMarkdown)(v, value)
	s, _ := value.(string)
	v.markdown += utf8.RuneCountInString(s)
	if v.markdown > maxMarkdown {
		v.fail("markdown blocks must have less than %d characters in all", maxMarkdown+1)
	}
}

// oneBlock checks a block and the rules that a schema cannot say.
func oneBlock(v *validation, value any) {
	b, _ := value.(map[string]any)
	t, _ := b["type"].(string)
	if v.refused[t] {
		v.in("type", t, func(v *validation, _ any) { v.fail("unsupported type: %s", t) })
		return
	}
	clear(v.actions)
	before := v.text
	variants("a block", blockTypes)(v, value)
	v.placed(t)
	switch t {
	case "section":
		if b["text"] == nil && b["fields"] == nil {
			v.fail("missing required field: text or fields")
		}
		v.in("accessory", b["accessory"], sources)
	case "actions":
		if _, ok := b["elements"].([]any); ok {
			v.in("elements", b["elements"], list(0, maxBlocksText, sources))
		}
	case "input":
		v.inputs++
		v.in("element", b["element"], sources)
	case "card":
		wholeCard(v, b)
	case "table":
		v.count(&v.tables, maxTables, "table")
		v.sum(&v.cells, v.text-before, "tables")
	case "data_table":
		wholeTable(v, b)
		v.sum(&v.data, v.text-before, "data tables")
	case "data_visualization":
		wholeChart(v, b)
		v.count(&v.charts, maxCharts, "data_visualization")
	}
}

// count counts blocks of which a message takes only a few.
func (v *validation) count(n *int, most int, what string) {
	*n++
	if *n > most {
		v.fail("no more than %d %s allowed per message", most, what)
	}
}

// sum adds up the text in a message's tables.
func (v *validation) sum(n *int, more int, what string) {
	*n += more
	if *n > maxTableText {
		v.fail("%s must have less than %d characters in all", what, maxTableText+1)
	}
}

// sources checks what the parts of an element say about each other: that a menu
// takes its options from exactly one place, that what stands chosen is among
// them, that a text input's lengths make sense.
func sources(v *validation, value any) {
	e, _ := value.(map[string]any)
	if e["focus_on_load"] == true {
		v.focused++
		if v.focused > 1 {
			v.fail("only one element may have focus_on_load")
		}
	}
	t, _ := e["type"].(string)
	v.placed(t)
	switch t {
	case "static_select", "multi_static_select":
		if (e["options"] == nil) == (e["option_groups"] == nil) {
			v.fail("exactly one of options and option_groups is required")
		}
		chosenAmong(v, e)
	case "radio_buttons", "checkboxes":
		chosenAmong(v, e)
	case "file_input":
		v.files++
	case "plain_text_input":
		low, _ := e["min_length"].(float64)
		high, ok := e["max_length"].(float64)
		if ok && low > high {
			v.fail("min_length must not be more than max_length")
		}
	}
}

// chosenAmong checks that initial options are exactly options of the element.
func chosenAmong(v *validation, e map[string]any) {
	all := optionsOf(e)
	for _, o := range initialOptions(e) {
		same := func(b map[string]any) bool { return reflect.DeepEqual(b, o) }
		if !slices.ContainsFunc(all, same) {
			v.fail("initial option %v must match exactly one option", o["value"])
		}
	}
}

// validateBlocks checks the blocks of a message and returns them decoded.
func validateBlocks(raw json.RawMessage, refused map[string]bool) ([]Block, *apiError) {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, &apiError{code: "invalid_blocks_format"}
	}
	v := &validation{refused: refused, surface: "message"}
	v.in("blocks", value, list(0, maxMessageBlocks, oneBlock))
	if len(v.problems) > 0 {
		return nil, v.refusal("invalid_blocks")
	}
	if v.text > maxBlocksText {
		return nil, &apiError{code: "msg_blocks_too_long"}
	}
	return asBlocks(value), nil
}

// validateView checks a modal or Home view and returns it decoded. An input for
// files needs the scope to read them.
func (w *Workspace) validateView(raw json.RawMessage) (map[string]any, *apiError) {
	if len(raw) > maxViewBytes {
		return nil, &apiError{code: "view_too_large"}
	}
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, &apiError{code: "invalid_arguments"}
	}
	o, _ := value.(map[string]any)
	surface, _ := o["type"].(string)
	v := &validation{refused: w.faults.refusedBlocks(), surface: surface}
	v.in("view", value, variants("a view", viewTypes))
	if o["type"] == "modal" && v.inputs > 0 && o["submit"] == nil {
		v.in("view", value, func(v *validation, _ any) {
			v.fail("missing required field: submit, because the view has an input block")
		})
	}
	if len(v.problems) > 0 {
		return nil, v.refusal("invalid_arguments")
	}
	if v.files > 0 {
		return o, w.need("files:read")
	}
	return o, nil
}

var viewKeys = schema{
	"type":             kind,
	"blocks":           required(list(0, maxViewBlocks, oneBlock)),
	"private_metadata": optional(str(0, maxPrivate)),
	"callback_id":      optional(str(0, maxID)),
	"external_id":      optional(str(0, maxID)),
}

var viewTypes = map[string]schema{
	"home": viewKeys,
	"modal": viewKeys.with(schema{
		"title":           required(plain(maxModalTitle)),
		"submit":          optional(plain(maxModalTitle)),
		"close":           optional(plain(maxModalTitle)),
		"clear_on_close":  optional(boolean),
		"notify_on_close": optional(boolean),
		"submit_disabled": optional(boolean),
	}),
}

func (v *validation) refusal(code string) *apiError {
	slices.Sort(v.problems) // the schema is a map: keep answers the same every time
	return &apiError{
		code: code,
		extra: map[string]any{
			"response_metadata": map[string]any{"messages": v.problems},
		},
		detail: fmt.Sprintf("%s: %s", code, strings.Join(v.problems, "; ")),
	}
}

// asBlocks turns a decoded and validated array into blocks.
func asBlocks(value any) []Block {
	items, _ := value.([]any)
	blocks := make([]Block, 0, len(items))
	for _, it := range items {
		if b, ok := it.(map[string]any); ok {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// elementsOf returns the interactive elements of a block, those in a table's cells and
// in a carousel's cards included.
func elementsOf(b Block) []map[string]any {
	var found []map[string]any
	add := func(value any) {
		if e, ok := value.(map[string]any); ok {
			found = append(found, e)
		}
	}
	switch b["type"] {
	case "section":
		add(b["accessory"])
	case "input":
		add(b["element"])
	case "actions", "context_actions":
		return asBlocks(b["elements"])
	case "card":
		return asBlocks(b["actions"])
	case "carousel":
		for _, card := range asBlocks(b["elements"]) {
			found = append(found, asBlocks(card["actions"])...)
		}
	case "data_table":
		rows, _ := b["rows"].([]any)
		for _, row := range rows {
			for _, cell := range asBlocks(row) {
				add(cell["element"])
			}
		}
	}
	return found
}

// identify gives every block and interactive element without an id one, as
// Slack does. The caller holds w.mu.
func (w *Workspace) identify(blocks []Block) {
	for _, b := range blocks {
		if id, _ := b["block_id"].(string); id == "" {
			b["block_id"] = w.nextID("b")
		}
		for _, e := range elementsOf(b) {
			if id, _ := e["action_id"].(string); id == "" && e["type"] != "image" {
				e["action_id"] = w.nextID("a")
			}
		}
	}
}
