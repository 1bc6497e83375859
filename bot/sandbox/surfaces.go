package sandbox

import (
	"slices"
	"strings"
)

// surfaces say where a block or an element may stand that may not stand everywhere.
// They are those of docs.slack.dev/blocks.json and of the elements' own pages, and where
// somebody found that Slack does not show what these pages promise - cards in modals,
// tables in Home tabs - what was found. The reference page of data visualizations gives
// messages alone.
var surfaces = map[string][]string{
	"alert":              {"modal"},
	"card":               {"message", "home"},
	"carousel":           {"message", "home"},
	"context_actions":    {"message"},
	"data_table":         {"message"},
	"data_visualization": {"message"},
	"markdown":           {"message"},
	"table":              {"message"},

	"datetimepicker":   {"message", "modal"},
	"email_text_input": {"modal"},
	"file_input":       {"modal"},
	"number_input":     {"modal"},
	"url_text_input":   {"modal"},
}

var surfaceNames = map[string]string{"message": "messages", "modal": "modals", "home": "Home tabs"}

// placed reports a block or element that the surface at hand does not take.
func (v *validation) placed(kind string) {
	allowed, restricted := surfaces[kind]
	if v.surface == "" || !restricted || slices.Contains(allowed, v.surface) {
		return
	}
	var where []string
	for _, s := range allowed {
		where = append(where, surfaceNames[s])
	}
	v.fail("unsupported type: %s is for %s only", kind, strings.Join(where, " and "))
}
