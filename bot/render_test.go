package bot

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

var update = flag.Bool("update", false, "write the golden files anew")

// card is an answer as the design draws it.
var card = commands.Reply{
	Title: "Acme · Enterprise · in grace",
	Parts: []commands.Part{
		commands.Paragraph{Text: commands.Text{{Text: "44 days left", Strong: true}, {Text: " - until Thursday 14 January 2010, end of day in Paris"}}},
		commands.Checklist{
			{Mark: commands.Missing, Label: "VTSP", Amount: "1 of 2", Note: "1 person, half a day online, free"},
			{Mark: commands.Missing, Label: "Infrastructure Virtualization", Amount: "missing", Note: "a week's training - start by Friday 8 January"},
			{Mark: commands.Met, Label: "Revenue", Amount: "$12,000 of $10,000"},
		},
		commands.Paragraph{Text: commands.Text{{Text: "If nothing changes: falls to Professional on 15 January."}}},
	},
	Actions: []commands.Action{
		{Label: "Missing", Command: `/missing id:"acme"`, Primary: true},
		{Label: "Refresh", Command: `/tier id:"acme"`, Effect: commands.Replace},
		{Label: "Share in channel", Command: `/tier id:"acme"`, Effect: commands.Share},
	},
	Foot: []commands.Text{
		{{Text: "As of 1 December 2009"}},
		{{Text: "VTSP reported by "}, {Person: "U0OWNER"}, {Text: " on 12 November"}},
	},
}

// choice is an answer to a name that several partners have.
var choice = commands.Reply{
	Title: "3 partners begin with “R&D <”",
	Parts: []commands.Part{commands.Rows{
		{Text: commands.Text{{Text: "R&D <Lab>", Strong: true}, {Text: " · Premier"}}, Action: commands.Action{Label: "Open", Command: `/tier id:"rd lab"`}},
		{Text: commands.Text{{Text: "R&D <Ltd>"}}, Action: commands.Action{Label: "Open", Command: `/tier id:"rd ltd"`}},
		{Text: commands.Text{{Text: "one that cannot be opened"}}},
	}},
}

// digestRows is rows of which each can be dealt with in several ways.
var digestRows = commands.Reply{
	Title: "30 days to 14 October: 2 of your 46 partners would fall",
	Parts: []commands.Part{commands.Rows{
		{
			Text:    commands.Text{{Text: "R&D <Lab>", Strong: true}, {Text: " · Professional"}},
			Action:  commands.Action{Label: "Open", Command: `/tier id:"rd lab"`},
			Actions: []commands.Action{{Label: "Taken care of", Command: `/tier care id:"rd lab"`}},
			Menu: commands.Menu{Label: "Snooze…", Actions: []commands.Action{
				{Label: "A day – until Tuesday <15> September", Command: `/tier snooze id:"rd lab" 2009-09-15`},
				{Label: "A week", Command: `/tier snooze id:"rd lab" 2009-09-21`},
				{Label: "A week", Command: `/tier snooze id:"rd lab" 2009-09-21`},
				{Label: "no room", Command: `/tier snooze id:"` + strings.Repeat("x", 75) + `" 2009-09-21`},
			}},
		},
		{Text: commands.Text{{Text: "Omega"}}, Menu: commands.Menu{Label: "Snooze…"}},
	}},
}

func TestRender(t *testing.T) {
	tests := []struct {
		name  string
		view  view
		reply commands.Reply
	}{
		{"card", view{lang: program.English}, card},
		{"card_direct", view{lang: program.French, direct: true}, card},
		{"card_shared", view{public: true}, card},
		{"card_plain", view{form: plain, lang: program.French}, card},
		{"choice", view{}, choice},
		{"choice_plain", view{form: plain}, choice},
		{"menu", view{direct: true}, digestRows},
		{"menu_plain", view{form: plain}, digestRows},
		{"menu_shared", view{public: true}, digestRows},
		{"table", view{lang: program.English}, saves},
		{"table_plain", view{form: plain, lang: program.French}, saves},
		{"table_sober", view{sober: true}, saves},
		{"table_home", view{where: onHome}, saves},
		{"table_shared", view{public: true}, saves},
		{"table_text", view{form: bare}, saves},
		{"sentence", view{}, say(phrases{program.English}.stranger())},
		{"text_alone", view{form: bare}, card},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := encode(t, tt.view.draw(tt.reply))
			golden := filepath.Join("testdata", tt.name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

func encode(t interface{ Fatal(...any) }, m message) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnyReplyIsWithinSlacksLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := view{
			form: form(rapid.IntRange(0, 2).Draw(t, "form")), lang: program.French,
			public: rapid.Bool().Draw(t, "public"), direct: rapid.Bool().Draw(t, "direct"),
			sober: rapid.Bool().Draw(t, "sober"), where: surface(rapid.IntRange(0, 2).Draw(t, "where")),
		}
		raw := encode(t, v.draw(replies().Draw(t, "reply")))
		var m map[string]any
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		c := checker{t: t, actions: make(map[string]bool), novel: v.form == rich && v.where == onMessage && !v.sober}
		c.message(m)
	})
}

// replies draws replies of any size and content.
func replies() *rapid.Generator[commands.Reply] {
	word := rapid.OneOf(
		rapid.String(),
		rapid.StringN(0, 40, -1),
		rapid.SampledFrom([]string{"", " ", "\n", "<!channel>", "<@U0OTHER>", "&amp;", "*b*", "\x00", "\u202e", "\xff"}),
		rapid.Custom(func(t *rapid.T) string {
			unit := rapid.SampledFrom([]string{"a", "&", "<>", "é", "界", "🎉", "x\n"}).Draw(t, "unit")
			return strings.Repeat(unit, rapid.IntRange(0, 6000).Draw(t, "times"))
		}),
	)
	span := rapid.Custom(func(t *rapid.T) commands.Span {
		return commands.Span{
			Text: word.Draw(t, "text"), Strong: rapid.Bool().Draw(t, "strong"),
			Person: rapid.SampledFrom([]string{"", "", "U0OWNER", "<!here>", "U1> <!here"}).Draw(t, "person"),
		}
	})
	text := rapid.Custom(func(t *rapid.T) commands.Text { return rapid.SliceOfN(span, 0, 12).Draw(t, "text") })
	action := rapid.Custom(func(t *rapid.T) commands.Action {
		return commands.Action{
			Label: word.Draw(t, "label"), Command: word.Draw(t, "command"),
			Effect: commands.Effect(rapid.IntRange(-1, 4).Draw(t, "effect")), Primary: rapid.Bool().Draw(t, "primary"),
		}
	})
	part := rapid.Custom(func(t *rapid.T) commands.Part {
		switch rapid.IntRange(0, 5).Draw(t, "part") {
		case 0:
			return commands.Paragraph{Text: text.Draw(t, "paragraph")}
		case 1:
			return commands.Checklist(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) commands.Check {
				return commands.Check{Mark: commands.Met, Label: word.Draw(t, "label"), Amount: word.Draw(t, "amount"), Note: word.Draw(t, "note")}
			}), 0, 60).Draw(t, "checks"))
		case 2:
			return nil
		case 3:
			return grids(word, action).Draw(t, "grid")
		case 4:
			return charts(word).Draw(t, "chart")
		}
		return commands.Rows(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) commands.Row {
			row := commands.Row{Text: text.Draw(t, "row"), Action: action.Draw(t, "open")}
			if rapid.Bool().Draw(t, "more") {
				row.Actions = rapid.SliceOfN(action, 0, 7).Draw(t, "actions")
				row.Menu = commands.Menu{Label: word.Draw(t, "menu"), Actions: rapid.SliceOfN(action, 0, 12).Draw(t, "options")}
			}
			return row
		}), 0, 70).Draw(t, "rows"))
	})
	return rapid.Custom(func(t *rapid.T) commands.Reply {
		return commands.Reply{
			Title:   word.Draw(t, "title"),
			Parts:   rapid.SliceOfN(part, 0, 60).Draw(t, "parts"),
			Actions: rapid.SliceOfN(action, 0, 12).Draw(t, "actions"),
			Foot:    rapid.SliceOfN(text, 0, 15).Draw(t, "foot"),
		}
	})
}

// A checker holds a message against Slack's own limits, stated here a second time so
// that a mistake in limits.go does not agree with itself.
type checker struct {
	t interface {
		Fatalf(format string, args ...any)
	}
	text    int
	actions map[string]bool
	novel   bool // there may be tables and charts
	tables  int  // characters in all tables
	charts  int
}

func (c *checker) message(m map[string]any) {
	if text := m["text"].(string); text == "" || utf8.RuneCountInString(text) > 4000 || strings.ContainsAny(text, "<>") {
		c.t.Fatalf("text is %q", text)
	}
	blocks, _ := m["blocks"].([]any)
	if len(blocks) > 50 {
		c.t.Fatalf("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		c.block(b.(map[string]any))
	}
	if c.text > 12_000 {
		c.t.Fatalf("%d characters in all blocks", c.text)
	}
}

func (c *checker) block(b map[string]any) {
	switch b["type"] {
	case "header":
		c.plainText(b["text"], 150)
	case "section":
		c.plainText(b["text"], 3000)
		if b["accessory"] != nil {
			c.element(b["accessory"])
		}
	case "context":
		for _, e := range c.list(b["elements"], 10) {
			e := e.(map[string]any)
			if e["type"] == "mrkdwn" {
				c.markup(e, 3000)
				continue
			}
			c.plainText(e, 3000)
		}
	case "actions":
		for _, e := range c.list(b["elements"], 25) {
			c.element(e)
		}
	case "rich_text":
		for _, s := range c.list(b["elements"], 1000) {
			for _, e := range c.list(s.(map[string]any)["elements"], 1000) {
				c.span(e.(map[string]any))
			}
		}
	case "data_table":
		c.table(b)
	case "data_visualization":
		c.chart(b)
	default:
		c.t.Fatalf("block of type %v", b["type"])
	}
}

func (c *checker) list(v any, most int) []any {
	all, _ := v.([]any)
	if len(all) == 0 || len(all) > most {
		c.t.Fatalf("list of %d", len(all))
	}
	return all
}

func (c *checker) span(e map[string]any) {
	if e["type"] == "user" && e["user_id"] == "U0OWNER" {
		return
	}
	text, _ := e["text"].(string)
	if e["type"] != "text" || text == "" {
		c.t.Fatalf("element %v", e)
	}
	c.text += utf8.RuneCountInString(text)
}

func (c *checker) element(v any) {
	e := v.(map[string]any)
	if e["type"] == "static_select" {
		c.menu(e)
		return
	}
	c.button(e)
}

func (c *checker) button(e map[string]any) {
	c.plainText(e["text"], 75)
	id, value := fmt.Sprint(e["action_id"]), fmt.Sprint(e["value"])
	if e["type"] != "button" || c.actions[id] || len(value) == 0 || len(value) > 2000 {
		c.t.Fatalf("button %v", e)
	}
	c.actions[id] = true
	if confirm, ok := e["confirm"].(map[string]any); ok {
		c.plainText(confirm["title"], 100)
		c.plainText(confirm["text"], 300)
		c.plainText(confirm["confirm"], 30)
		c.plainText(confirm["deny"], 30)
	}
}

func (c *checker) menu(e map[string]any) {
	c.plainText(e["placeholder"], 150)
	id := fmt.Sprint(e["action_id"])
	if c.actions[id] {
		c.t.Fatalf("menu %v", e)
	}
	c.actions[id] = true
	values := make(map[string]bool)
	for _, o := range c.list(e["options"], 100) {
		o := o.(map[string]any)
		c.plainText(o["text"], 75)
		value := fmt.Sprint(o["value"])
		if n := utf8.RuneCountInString(value); n == 0 || n > 75 || values[value] {
			c.t.Fatalf("option %v", o)
		}
		values[value] = true
	}
}

// markup holds that people are named, and that nothing else in it means anything to Slack.
func (c *checker) markup(o map[string]any, most int) {
	text, _ := o["text"].(string)
	said := strings.ReplaceAll(text, "<@U0OWNER>", "")
	n := utf8.RuneCountInString(text)
	if said == text || n > most || strings.ContainsAny(said, "<>&*_~`@#/\\") || o["verbatim"] != true {
		c.t.Fatalf("%d characters of markup, at most %d: %v", n, most, o)
	}
	c.text += n
}

func (c *checker) plainText(v any, most int) {
	o, _ := v.(map[string]any)
	text, _ := o["text"].(string)
	n := utf8.RuneCountInString(text)
	if o["type"] != "plain_text" || strings.TrimSpace(text) == "" || n > most || strings.ContainsAny(text, "<>") {
		c.t.Fatalf("%d characters of text, at most %d: %v", n, most, o)
	}
	c.text += n
}
