package sandbox

import (
	"cmp"
	"encoding/json"
)

// A Specimen is one thing that the app can show, for the page's gallery.
type Specimen struct {
	Group   string          // what it belongs to, such as a command
	Title   string          // what it answers, as it was typed or pressed
	Lang    string          // en or fr
	Surface string          // message, modal or home
	Body    json.RawMessage // the message or the view as the app sends it

	// OnlyYou marks a message that one person alone would see.
	OnlyYou bool

	// Asks shows what the buttons of a message ask before they do anything.
	Asks bool

	// Errors are what a modal complains of beside its fields, by block_id.
	Errors map[string]string
}

// shown is a specimen as the gallery's page draws it. Refused is what Slack would say
// to it, or empty.
type shown struct {
	Group   string            `json:"group"`
	Title   string            `json:"title"`
	Lang    string            `json:"lang"`
	Surface string            `json:"surface"`
	OnlyYou bool              `json:"onlyYou,omitempty"`
	Asks    bool              `json:"asks,omitempty"`
	Errors  map[string]string `json:"errors,omitempty"`
	Refused string            `json:"refused,omitempty"`
	Drawn   map[string]any    `json:"drawn"`
}

// examine validates a specimen as if the app had sent it, and makes of it what the page
// draws. It leaves nothing behind in the workspace.
func (w *Workspace) examine(s Specimen) shown {
	out := shown{
		Group: s.Group, Title: s.Title, Lang: s.Lang, Surface: s.Surface,
		OnlyYou: s.OnlyYou, Asks: s.Asks, Errors: s.Errors,
	}
	refuse := func(e *apiError) {
		if e != nil && out.Refused == "" {
			out.Refused = cmp.Or(e.detail, e.code)
		}
	}
	if s.Surface == "message" {
		out.Drawn = w.drawMessage(s.Body, refuse)
		return out
	}
	data, err := w.validateView(s.Body)
	refuse(err)
	if data["type"] != s.Surface {
		refuse(&apiError{code: "invalid_arguments", detail: "invalid_arguments: the view is no " + s.Surface})
	}
	if data == nil {
		_ = json.Unmarshal(s.Body, &data) // refused above, and shown as far as it goes
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	out.Drawn = pageView(w.snapshot(&view{data: data}))
	return out
}

// drawMessage validates a message and makes of it what the page draws.
func (w *Workspace) drawMessage(body json.RawMessage, refuse func(*apiError)) map[string]any {
	var sent struct {
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
		Mrkdwn *bool           `json:"mrkdwn"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		refuse(&apiError{code: "invalid_json"})
		return map[string]any{}
	}
	m := &Message{Text: sent.Text, mrkdwn: sent.Mrkdwn == nil || *sent.Mrkdwn}
	if len(sent.Blocks) > 0 && string(sent.Blocks) != "null" {
		_, err := validateBlocks(sent.Blocks, w.faults.refusedBlocks())
		refuse(err)
		var value any
		_ = json.Unmarshal(sent.Blocks, &value)
		m.Blocks = asBlocks(value)
	}
	if sent.Text == "" {
		refuse(&apiError{code: "no_text", detail: "no_text: nothing for screen readers and notifications"})
	}
	w.mu.Lock()
	w.resolve(m)
	w.mu.Unlock()
	return m.drawn()
}
