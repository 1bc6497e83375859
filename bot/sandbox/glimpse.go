package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
)

// A glimpse is what an entry of the journal is about, in one line.
type glimpse struct {
	who  string // did it: a handle or an id
	says string
}

// maxGlimpse is how long a line becomes, in characters.
const maxGlimpse = 140

// glimpse looks into what was sent.
func (e Entry) glimpse() glimpse {
	var body any
	if json.Unmarshal(e.Body, &body) != nil {
		return glimpse{}
	}
	var g glimpse
	switch e.Kind {
	case "envelope":
		g = envelopeGlimpse(at(body, "payload"))
	case "call":
		g.says = callGlimpse(body)
	case "ack", "response_url":
		g.says = answerGlimpse(body)
	}
	g.says = oneLine(g.says)
	return g
}

// envelopeGlimpse is what a person did.
func envelopeGlimpse(p any) glimpse {
	who := cmp.Or(word(p, "user_name"), word(p, "user", "name"), word(p, "user", "username"), word(p, "event", "user"))
	switch kind := word(p, "type"); kind {
	case "":
		return glimpse{who, word(p, "command") + " " + word(p, "text")}
	case "event_callback":
		return glimpse{who, word(p, "event", "type") + " " + word(p, "event", "text")}
	case "block_actions":
		a := at(p, "actions", 0)
		chosen := cmp.Or(word(a, "selected_option", "text", "text"), word(a, "selected_date"), word(a, "value"))
		return glimpse{who, "pressed " + cmp.Or(word(a, "text", "text"), chosen, word(a, "action_id"))}
	case "view_submission":
		return glimpse{who, "submitted " + word(p, "view", "title", "text")}
	case "view_closed":
		return glimpse{who, "closed " + word(p, "view", "title", "text")}
	case "block_suggestion":
		return glimpse{who, fmt.Sprintf("types %q in %s", word(p, "value"), word(p, "action_id"))}
	default:
		return glimpse{who, kind + " " + word(p, "callback_id")}
	}
}

// callGlimpse is what a call of the Web API is about: where, and what.
func callGlimpse(args any) string {
	var parts []string
	for _, name := range []string{"channel", "channel_id", "user", "users", "user_id", "ts", "file", "filename", "email", "usergroup"} {
		if value := word(args, name); value != "" {
			parts = append(parts, value)
		}
	}
	what := cmp.Or(word(args, "text"), word(args, "view", "title", "text"))
	if what == "" && at(args, "blocks") != nil {
		what = firstText(at(args, "blocks"))
	}
	return strings.Join(append(parts, what), " ")
}

// answerGlimpse is what a person reads first of an answer.
func answerGlimpse(body any) string {
	if action := word(body, "response_action"); action != "" {
		complaints, _ := json.Marshal(at(body, "errors"))
		return strings.TrimSuffix(action+" "+cmp.Or(word(body, "view", "title", "text"), string(complaints)), " null")
	}
	if options, ok := at(body, "options").([]any); ok {
		return fmt.Sprintf("%d options", len(options))
	}
	return cmp.Or(word(body, "text"), firstText(at(body, "blocks")))
}

// firstText is the first text in blocks that says something.
func firstText(value any) string {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			if s := firstText(item); s != "" {
				return s
			}
		}
	case map[string]any:
		if s, ok := v["text"].(string); ok {
			return s
		}
		return cmp.Or(firstText(v["text"]), firstText(v["elements"]), firstText(v["fields"]))
	}
	return ""
}

// at is what stands at a path of names and numbers in JSON, or nil.
func at(value any, path ...any) any {
	for _, step := range path {
		switch key := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[key]
		case int:
			list, _ := value.([]any)
			if key >= len(list) {
				return nil
			}
			value = list[key]
		}
	}
	return value
}

// word is the string that stands at a path, or empty.
func word(value any, path ...any) string {
	s, _ := at(value, path...).(string)
	return s
}

// oneLine is a text on one line, which is cut where it is long. What Slack wants escaped is
// shown as it is read.
func oneLine(text string) string {
	runes := []rune(unescape.Replace(strings.Join(strings.Fields(text), " ")))
	if len(runes) > maxGlimpse {
		return string(runes[:maxGlimpse]) + "…"
	}
	return string(runes)
}
