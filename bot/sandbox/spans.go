package sandbox

import "strings"

// names are what the ids in a message's mentions are called, such as @alice
// for her user id. An id that nobody has is missing.
type names map[string]string

// label is what a person reads of a span.
func (n names) label(s span) string {
	switch s.Kind {
	case "user", "group", "channel":
		if name, ok := n[s.ID]; ok {
			return name
		}
		if s.Text != "" {
			return s.Text
		}
		return "@" + s.ID
	}
	return s.Text
}

// read joins spans to what a person reads. Zero-width characters, which some
// apps put between the marks of mrkdwn, are not read.
func (n names) read(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(n.label(s))
	}
	return zeroWidth.Replace(b.String())
}

var zeroWidth = strings.NewReplacer("\u200b", "", "\u2060", "", "\ufeff", "")

// textSpans reads a text object of either kind.
func textSpans(value any) []span {
	o, _ := value.(map[string]any)
	s, _ := o["text"].(string)
	if s == "" {
		return nil
	}
	if o["type"] == "mrkdwn" {
		return parseMrkdwn(s)
	}
	return []span{{Kind: "text", Text: unescape.Replace(s)}}
}

// richSpans reads the elements of a rich_text_section or the like. Nothing in
// them is parsed: only the elements made for it mention anybody.
func richSpans(elements any) []span {
	items, _ := elements.([]any)
	spans := make([]span, 0, len(items))
	for _, it := range items {
		e, _ := it.(map[string]any)
		spans = append(spans, richSpan(e))
	}
	return spans
}

func richSpan(e map[string]any) span {
	str := func(key string) string {
		s, _ := e[key].(string)
		return s
	}
	style, _ := e["style"].(map[string]any)
	s := span{Kind: "text", Text: str("text")}
	s.Bold, _ = style["bold"].(bool)
	s.Italic, _ = style["italic"].(bool)
	s.Strike, _ = style["strike"].(bool)
	s.Code, _ = style["code"].(bool)
	switch str("type") {
	case "link":
		s.Kind, s.URL = "link", str("url")
		if s.Text == "" {
			s.Text = s.URL
		}
	case "user":
		s.Kind, s.ID = "user", str("user_id")
	case "usergroup":
		s.Kind, s.ID = "group", str("usergroup_id")
	case "channel":
		s.Kind, s.ID = "channel", str("channel_id")
	case "broadcast":
		s.Kind, s.ID, s.Text = "broadcast", str("range"), "@"+str("range")
	case "emoji":
		s.Kind, s.Text = "emoji", ":"+str("name")+":"
	case "date":
		at, _ := e["timestamp"].(float64)
		s.Text, s.At, s.Format = str("fallback"), int64(at), str("format")
	case "color":
		s.Kind, s.Text = "color", str("value")
	}
	return s
}

// walk calls visit for every run of text in a tree of blocks. Values that a
// reader does not see as text, such as a button's value, are no text objects
// and so are not visited.
func walk(value any, visit func([]span)) {
	switch v := value.(type) {
	case []any:
		for _, it := range v {
			walk(it, visit)
		}
	case map[string]any:
		t, _ := v["type"].(string)
		switch t {
		case "plain_text", "mrkdwn":
			visit(textSpans(v))
		case "markdown":
			s, _ := v["text"].(string)
			visit(parseMrkdwn(s))
		case "raw_text":
			s, _ := v["text"].(string)
			visit([]span{{Kind: "text", Text: s}})
		case "rich_text_section", "rich_text_quote", "rich_text_preformatted":
			visit(richSpans(v["elements"]))
		default:
			for _, it := range v {
				walk(it, visit)
			}
		}
	}
}

// resolve fills in whom a message calls and what they are called. The caller
// holds w.mu.
func (w *Workspace) resolve(m *Message) {
	m.Mentions = Mentions{}
	if m.mrkdwn && strings.IndexByte(m.Text, '<') >= 0 {
		m.Mentions.add(parseMrkdwn(m.Text))
	}
	for _, b := range m.Blocks {
		walk(b, m.Mentions.add)
	}
	m.names = w.namesOf(m.Mentions)
}

// namesOf looks up what ids are called. The caller holds w.mu.
func (w *Workspace) namesOf(m Mentions) names {
	if len(m.Users)+len(m.Groups)+len(m.Channels) == 0 {
		return nil
	}
	found := make(names)
	for _, id := range m.Users {
		if u, ok := w.people.users[id]; ok {
			found[id] = "@" + u.Name
		}
	}
	for _, id := range m.Groups {
		if g, ok := w.people.groups[id]; ok {
			found[id] = "@" + g.Handle
		}
	}
	for _, id := range m.Channels {
		if r, ok := w.rooms[id]; ok {
			found[id] = "#" + r.Name
		}
	}
	return found
}
