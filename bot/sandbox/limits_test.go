package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func plainText(n int) Block { return Block{"type": "plain_text", "text": strings.Repeat("é", n)} }
func mrkdwnText(n int) Block {
	return Block{"type": "mrkdwn", "text": strings.Repeat("é", n)}
}

func textSection(n int) Block { return Block{"type": "section", "text": mrkdwnText(n)} }
func elements(t string, list any) Block {
	return Block{"type": t, "elements": list}
}

// times repeats what make returns, which gets its number.
func times(n int, make func(i int) any) []any {
	var all []any
	for i := range n {
		all = append(all, make(i))
	}
	return all
}

func aButton(i int) any {
	return Block{"type": "button", "action_id": fmt.Sprint("a", i), "text": plainText(3)}
}

func withKey(o Block, key string, value any) Block {
	o[key] = value
	return o
}

func anOption(text, value int) Block {
	return Block{"text": plainText(text), "value": strings.Repeat("v", value)}
}

func actionsOf(e Block) Block { return elements("actions", []any{e}) }

func menu(kind string, options []any) Block {
	e := Block{"type": kind, "action_id": "a", "options": options}
	if kind == "static_select" || kind == "overflow" {
		return actionsOf(e)
	}
	return Block{"type": "section", "text": mrkdwnText(1), "accessory": e}
}

func richTextOf(inner ...any) Block {
	return elements("rich_text", []any{elements("rich_text_section", inner)})
}

func inputOf(e Block) Block {
	return Block{"type": "input", "label": plainText(4), "element": e}
}

func tableOf(rows, cells, text int) Block {
	return Block{"type": "table", "rows": times(rows, func(int) any {
		return times(cells, func(int) any {
			return Block{"type": "raw_text", "text": strings.Repeat("x", text)}
		})
	})}
}

// limit is one row of Slack's limits: max is allowed and max+1 is not.
type limit struct {
	name  string
	max   int
	build func(n int) Block // a block with n of what is limited
	at    string            // where the problem is
}

func options(n int) []any {
	return times(n, func(i int) any {
		return Block{"text": plainText(1), "value": fmt.Sprint(i)}
	})
}

var blockLimits = []limit{
	{"section text", 3000, textSection, "text/text"},
	{"section fields", 10, func(n int) Block {
		return Block{"type": "section", "fields": times(n, func(int) any { return mrkdwnText(1) })}
	}, "fields"},
	{"field text", 2000, func(n int) Block {
		return Block{"type": "section", "fields": []any{mrkdwnText(n)}}
	}, "fields/0/text"},
	{"header", 150, func(n int) Block {
		return Block{"type": "header", "text": plainText(n)}
	}, "text/text"},
	{"context elements", 10, func(n int) Block {
		return elements("context", times(n, func(int) any { return mrkdwnText(1) }))
	}, "elements"},
	{"context text", 3000, func(n int) Block {
		return elements("context", []any{mrkdwnText(n)})
	}, "elements/0/text"},
	{"actions", 25, func(n int) Block { return elements("actions", times(n, aButton)) }, "elements"},
	{"button text", 75, func(n int) Block {
		return actionsOf(Block{"type": "button", "text": plainText(n)})
	}, "elements/0/text/text"},
	{"button value", 2000, func(n int) Block {
		return actionsOf(withKey(aButton(0).(Block), "value", strings.Repeat("v", n)))
	}, "elements/0/value"},
	{"button url", 3000, func(n int) Block {
		return actionsOf(withKey(aButton(0).(Block), "url", "https://"+strings.Repeat("u", n-8)))
	}, "elements/0/url"},
	{"action_id", 255, func(n int) Block {
		return actionsOf(withKey(aButton(0).(Block), "action_id", strings.Repeat("a", n)))
	}, "elements/0/action_id"},
	{"block_id", 255, func(n int) Block {
		return withKey(textSection(1), "block_id", strings.Repeat("b", n))
	}, "block_id"},
	{"image alt text", 2000, func(n int) Block {
		return Block{"type": "image", "image_url": "https://x.example/a", "alt_text": strings.Repeat("a", n)}
	}, "alt_text"},
	{"image url", 3000, func(n int) Block {
		return Block{"type": "image", "image_url": "https://" + strings.Repeat("u", n-8), "alt_text": "a"}
	}, "image_url"},
	{"image title", 2000, func(n int) Block {
		return Block{"type": "image", "image_url": "https://x.example/a", "alt_text": "a", "title": plainText(n)}
	}, "title/text"},
	{"select options", 100, func(n int) Block { return menu("static_select", options(n)) }, "elements/0/options"},
	{"overflow options", 5, func(n int) Block { return menu("overflow", options(n)) }, "elements/0/options"},
	{"radio buttons", 10, func(n int) Block { return menu("radio_buttons", options(n)) }, "accessory/options"},
	{"checkboxes", 10, func(n int) Block { return menu("checkboxes", options(n)) }, "accessory/options"},
	{"option groups", 100, func(n int) Block {
		return actionsOf(Block{"type": "static_select", "option_groups": times(n, func(int) any {
			return Block{"label": plainText(1), "options": options(1)}
		})})
	}, "elements/0/option_groups"},
	{"option text", 75, func(n int) Block {
		return menu("static_select", []any{anOption(n, 1)})
	}, "elements/0/options/0/text/text"},
	{"option value", 75, func(n int) Block {
		return menu("static_select", []any{anOption(1, n)})
	}, "elements/0/options/0/value"},
	{"option description", 75, func(n int) Block {
		return menu("static_select", []any{withKey(anOption(1, 1), "description", plainText(n))})
	}, "elements/0/options/0/description/text"},
	{"placeholder", 150, func(n int) Block {
		return actionsOf(Block{"type": "users_select", "placeholder": plainText(n)})
	}, "elements/0/placeholder/text"},
	{"confirm title", 100, func(n int) Block { return confirmed(n, 1, 1, 1) }, "elements/0/confirm/title/text"},
	{"confirm text", 300, func(n int) Block { return confirmed(1, n, 1, 1) }, "elements/0/confirm/text/text"},
	{"confirm yes", 30, func(n int) Block { return confirmed(1, 1, n, 1) }, "elements/0/confirm/confirm/text"},
	{"confirm no", 30, func(n int) Block { return confirmed(1, 1, 1, n) }, "elements/0/confirm/deny/text"},
	{"input label", 2000, func(n int) Block {
		return withKey(inputOf(Block{"type": "plain_text_input"}), "label", plainText(n))
	}, "label/text"},
	{"input hint", 2000, func(n int) Block {
		return withKey(inputOf(Block{"type": "plain_text_input"}), "hint", plainText(n))
	}, "hint/text"},
	{"input length", 3000, func(n int) Block {
		return inputOf(Block{"type": "plain_text_input", "max_length": n})
	}, "element/max_length"},
	{"markdown", 12_000, func(n int) Block {
		return Block{"type": "markdown", "text": strings.Repeat("m", n)}
	}, "text"},
	{"table rows", 100, func(n int) Block { return tableOf(n, 1, 1) }, "rows"},
	{"table cells", 20, func(n int) Block { return tableOf(1, n, 1) }, "rows/0"},
	{"table text", 10_000, func(n int) Block { return tableOf(1, 1, n) }, ""},
}

func confirmed(title, text, yes, no int) Block {
	return actionsOf(withKey(aButton(0).(Block), "confirm", Block{
		"title": plainText(title), "text": mrkdwnText(text),
		"confirm": plainText(yes), "deny": plainText(no),
	}))
}

func blocksOf(t *testing.T, blocks ...any) *apiError {
	t.Helper()
	raw, err := json.Marshal(blocks)
	if err != nil {
		t.Fatal(err)
	}
	_, refusal := validateBlocks(raw, nil)
	return refusal
}

// wantRefusal wants blocks to be refused with a code, or with "" not to be.
func wantRefusal(t *testing.T, want string, blocks []any) {
	t.Helper()
	got := ""
	if refusal := blocksOf(t, blocks...); refusal != nil {
		got = refusal.code
	}
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// wantProblem wants a block to be refused with a reason among others.
func wantProblem(t *testing.T, want string, block any) {
	t.Helper()
	refusal := blocksOf(t, block)
	if refusal == nil {
		t.Fatal("allowed")
	}
	if !slices.Contains(pointers(refusal), "[ERROR] "+want) {
		t.Errorf("problems %q, want %q", pointers(refusal), want)
	}
}

func pointers(e *apiError) []string {
	meta, _ := e.extra["response_metadata"].(map[string]any)
	messages, _ := meta["messages"].([]string)
	return messages
}

func TestBlockLimits(t *testing.T) { tryLimits(t, blockLimits) }

// tryLimits tries each limit on both sides.
func tryLimits(t *testing.T, limits []limit) {
	t.Helper()
	for _, l := range limits {
		t.Run(l.name, func(t *testing.T) {
			if refusal := blocksOf(t, l.build(l.max)); refusal != nil {
				t.Errorf("%d are refused: %v", l.max, refusal)
			}
			refusal := blocksOf(t, l.build(l.max+1))
			if refusal == nil || refusal.code != "invalid_blocks" {
				t.Fatalf("%d are allowed: %v", l.max+1, refusal)
			}
			want := "[json-pointer:" + strings.TrimSuffix("/blocks/0/"+l.at, "/") + "]"
			if !slices.ContainsFunc(pointers(refusal), func(m string) bool { return strings.HasSuffix(m, want) }) {
				t.Errorf("problems %q, want one at %s", pointers(refusal), want)
			}
		})
	}
}

func TestMessageLimits(t *testing.T) {
	divider := func(int) any { return Block{"type": "divider"} }
	for _, tt := range []struct {
		name   string
		blocks []any
		want   string
	}{
		{"fifty blocks", times(50, divider), ""},
		{"fifty-one blocks", times(51, divider), "invalid_blocks"},
		{"13,200 characters", []any{
			textSection(3000), textSection(3000), textSection(3000), textSection(3000), textSection(1200),
		}, ""},
		{"13,201 characters", []any{
			textSection(3000), textSection(3000), textSection(3000), textSection(3000), textSection(1201),
		}, "msg_blocks_too_long"},
		{"markdown in two blocks", []any{
			Block{"type": "markdown", "text": strings.Repeat("m", 6000)},
			Block{"type": "markdown", "text": strings.Repeat("m", 6001)},
		}, "invalid_blocks"},
		{"one table", []any{tableOf(1, 1, 1)}, ""},
		{"two tables", []any{tableOf(1, 1, 1), tableOf(1, 1, 1)}, "invalid_blocks"},
		{"same action_id in two blocks", []any{actionsOf(aButton(1).(Block)), actionsOf(aButton(1).(Block))}, ""},
		{"same action_id twice in a block", []any{elements("actions", []any{aButton(1), aButton(1)})}, "invalid_blocks"},
		{"same block_id twice", []any{
			withKey(textSection(1), "block_id", "b"), withKey(textSection(1), "block_id", "b"),
		}, "invalid_blocks"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantRefusal(t, tt.want, tt.blocks) })
	}
}

func TestWhatIsNoBlock(t *testing.T) {
	for _, tt := range []struct {
		name    string
		block   any
		problem string
	}{
		{"not an object", "divider", "must be an object [json-pointer:/blocks/0]"},
		{"no type", Block{}, "unsupported type:  for a block [json-pointer:/blocks/0/type]"},
		{"unknown type", Block{"type": "hologram"}, "unsupported type: hologram for a block [json-pointer:/blocks/0/type]"},
		{"unknown key", withKey(textSection(1), "colour", "red"), "invalid additional property: colour [json-pointer:/blocks/0]"},
		{"section without text", Block{"type": "section"}, "missing required field: text or fields [json-pointer:/blocks/0]"},
		{"empty text", textSection(0), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"},
		{"mrkdwn in a header", Block{"type": "header", "text": mrkdwnText(1)}, "unsupported type: mrkdwn for text [json-pointer:/blocks/0/text/type]"},
		{"mrkdwn on a button", actionsOf(Block{"type": "button", "text": mrkdwnText(1)}), "unsupported type: mrkdwn for text [json-pointer:/blocks/0/elements/0/text/type]"},
		{"emoji in mrkdwn", Block{"type": "section", "text": Block{"type": "mrkdwn", "text": "x", "emoji": true}}, "invalid additional property: emoji [json-pointer:/blocks/0/text]"},
		{"button without text", actionsOf(Block{"type": "button"}), "missing required field: text [json-pointer:/blocks/0/elements/0]"},
		{"button style", actionsOf(withKey(aButton(0).(Block), "style", "green")), "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"},
		{"relative link", actionsOf(withKey(aButton(0).(Block), "url", "/x")), "invalid url [json-pointer:/blocks/0/elements/0/url]"},
		{"empty actions", elements("actions", []any{}), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"},
		{"text input in actions", actionsOf(Block{"type": "plain_text_input"}), "unsupported type: plain_text_input for an actions block [json-pointer:/blocks/0/elements/0/type]"},
		{"button as input", inputOf(aButton(0).(Block)), "unsupported type: button for an input block [json-pointer:/blocks/0/element/type]"},
		{"select without options", actionsOf(Block{"type": "static_select"}), "exactly one of options and option_groups is required [json-pointer:/blocks/0/elements/0]"},
		{"image without alt text", Block{"type": "image", "image_url": "https://x.example/"}, "missing required field: alt_text [json-pointer:/blocks/0]"},
		{"date", actionsOf(Block{"type": "datepicker", "initial_date": "1/2/2009"}), "must be written as 0000-00-00 [json-pointer:/blocks/0/elements/0/initial_date]"},
		{"emphasis in rich text", richTextOf(Block{"type": "text", "text": "x", "style": Block{"loud": true}}), "invalid additional property: loud [json-pointer:/blocks/0/elements/0/elements/0/style]"},
		{"broadcast to all", richTextOf(Block{"type": "broadcast", "range": "all"}), "must be one of here, channel, everyone [json-pointer:/blocks/0/elements/0/elements/0/range]"},
		{"list without style", elements("rich_text", []any{elements("rich_text_list", []any{elements("rich_text_section", []any{})})}), "missing required field: style [json-pointer:/blocks/0/elements/0]"},
		{"chosen beforehand, not on offer", actionsOf(Block{
			"type": "static_select", "options": []any{anOption(3, 1)}, "initial_option": anOption(4, 1),
		}), "initial option v must match exactly one option [json-pointer:/blocks/0/elements/0]"},
		{"checked beforehand, not on offer", actionsOf(Block{
			"type": "checkboxes", "options": []any{anOption(3, 1)}, "initial_options": []any{anOption(3, 1), anOption(3, 2)},
		}), "initial option vv must match exactly one option [json-pointer:/blocks/0/elements/0]"},
		{"a day that is none", actionsOf(Block{"type": "datepicker", "initial_date": "2009-02-30"}), "must be a day [json-pointer:/blocks/0/elements/0/initial_date]"},
		{"a file in a message", inputOf(Block{"type": "file_input"}), "unsupported type: file_input is for modals only [json-pointer:/blocks/0/element]"},
		{"lengths the wrong way round", inputOf(Block{"type": "plain_text_input", "min_length": 5, "max_length": 4}), "min_length must not be more than max_length [json-pointer:/blocks/0/element]"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantProblem(t, tt.problem, tt.block) })
	}
}

func TestViewLimits(t *testing.T) {
	modal := func(change func(Block)) Block {
		v := Block{"type": "modal", "title": plainText(5), "blocks": []any{textSection(1)}}
		change(v)
		return v
	}
	set := func(key string, value any) Block { return modal(func(v Block) { v[key] = value }) }
	field := inputOf(Block{"type": "plain_text_input"})
	focused := actionsOf(Block{"type": "users_select", "focus_on_load": true})
	w := New(Options{})
	defer w.Close()
	for _, tt := range []struct {
		name string
		view Block
		want string
	}{
		{"title of 24", set("title", plainText(24)), ""},
		{"title of 25", set("title", plainText(25)), "invalid_arguments"},
		{"submit of 25", set("submit", plainText(25)), "invalid_arguments"},
		{"close of 25", set("close", plainText(25)), "invalid_arguments"},
		{"private_metadata of 3000", set("private_metadata", strings.Repeat("p", 3000)), ""},
		{"private_metadata of 3001", set("private_metadata", strings.Repeat("p", 3001)), "invalid_arguments"},
		{"callback_id of 256", set("callback_id", strings.Repeat("c", 256)), "invalid_arguments"},
		{"external_id of 256", set("external_id", strings.Repeat("c", 256)), "invalid_arguments"},
		{"a file", modal(func(v Block) { v["submit"], v["blocks"] = plainText(4), []any{inputOf(Block{"type": "file_input"})} }), ""},
		{"a file on Home", Block{"type": "home", "blocks": []any{inputOf(Block{"type": "file_input"})}}, "invalid_arguments"},
		{"one focus", set("blocks", []any{focused, textSection(1)}), ""},
		{"two", set("blocks", []any{focused, focused}), "invalid_arguments"},
		{"hundred blocks", set("blocks", times(100, func(int) any { return textSection(1) })), ""},
		{"hundred and one", set("blocks", times(101, func(int) any { return textSection(1) })), "invalid_arguments"},
		{"input without submit", set("blocks", []any{field}), "invalid_arguments"},
		{"input with submit", modal(func(v Block) { v["blocks"], v["submit"] = []any{field}, plainText(4) }), ""},
		{"no title", modal(func(v Block) { delete(v, "title") }), "invalid_arguments"},
		{"unknown key", set("colour", "red"), "invalid_arguments"},
		{"home with a title", modal(func(v Block) { v["type"] = "home" }), "invalid_arguments"},
		{"250 KB", modal(func(v Block) { v["private_metadata"] = strings.Repeat("p", 250<<10) }), "view_too_large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			raw, err := json.Marshal(tt.view)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if _, refusal := w.validateView(raw); refusal != nil {
				got = refusal.code
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
