package sandbox

import (
	"fmt"
	"strings"
	"testing"
)

func rawCell(text string) Block { return Block{"type": "raw_text", "text": text} }

func numberCell(value float64, text string) Block {
	return Block{"type": "raw_number", "value": value, "text": text}
}

// dataTableOf has a header and rows below it, each with as many cells.
func dataTableOf(rows, cells int) Block {
	return Block{"type": "data_table", "caption": "Partners", "rows": times(rows+1, func(i int) any {
		return times(cells, func(int) any { return rawCell(fmt.Sprint(i)) })
	})}
}

// withCell puts a cell in the place of the first one below the header.
func withCell(b Block, cell any) Block {
	rows := b["rows"].([]any)
	rows[1].([]any)[0] = cell
	return b
}

func pie(segments []any) Block {
	return Block{"type": "data_visualization", "title": "Tiers", "chart": Block{"type": "pie", "segments": segments}}
}

func segment(label int, value float64) Block {
	return Block{"label": strings.Repeat("l", label), "value": value}
}

// plot is a chart whose categories are 0, 1, 2… and in which every series has all points.
func plot(kind string, series, points int) Block {
	labels := times(points, func(i int) any { return fmt.Sprint(i) })
	return Block{"type": "data_visualization", "title": "By month", "chart": Block{
		"type": kind, "axis_config": Block{"categories": labels},
		"series": times(series, func(i int) any {
			return Block{"name": fmt.Sprint("s", i), "data": times(points, func(i int) any {
				return Block{"label": fmt.Sprint(i), "value": float64(i - 3)}
			})}
		}),
	}}
}

// chartOf reaches into a chart to change it.
func chartOf(b Block, change func(chart Block)) Block {
	change(b["chart"].(Block))
	return b
}

func named(label string) Block {
	return chartOf(plot("bar", 1, 1), func(c Block) {
		c["axis_config"] = Block{"categories": []any{label}}
		c["series"] = []any{Block{"name": "s", "data": []any{Block{"label": label, "value": 1}}}}
	})
}

func axis(key string, n int) Block {
	return chartOf(plot("line", 1, 2), func(c Block) { c["axis_config"].(Block)[key] = strings.Repeat("a", n) })
}

func aCard(key string, value any) Block {
	return withKey(Block{"type": "card", "title": mrkdwnText(4)}, key, value)
}

func cardButtons(n int) []any { return times(n, aButton) }

func feedback(text, value, label int) Block {
	one := func(n int) Block {
		return Block{
			"text": plainText(text), "value": strings.Repeat("v", value),
			"accessibility_label": strings.Repeat("a", label),
		}
	}
	return elements("context_actions", []any{Block{
		"type": "feedback_buttons", "positive_button": one(1), "negative_button": one(2),
	}})
}

func anIcon(key string, value any) Block {
	return elements("context_actions", []any{withKey(
		Block{"type": "icon_button", "icon": "trash", "text": plainText(6)}, key, value)})
}

var dataLimits = []limit{
	{"data table rows", 101, func(n int) Block { return dataTableOf(n-1, 1) }, "rows"},
	{"data table columns", 20, func(n int) Block { return dataTableOf(1, n) }, "rows/0"},
	{"data table page", 100, func(n int) Block { return withKey(dataTableOf(1, 1), "page_size", n) }, "page_size"},
	{"data table text", 10_000, func(n int) Block {
		return withCell(dataTableOf(1, 1), rawCell(strings.Repeat("x", n-1)))
	}, ""},
	{"chart title", 50, func(n int) Block {
		return withKey(plot("bar", 1, 1), "title", strings.Repeat("t", n))
	}, "title"},
	{"segments", 6, func(n int) Block {
		return pie(times(n, func(int) any { return segment(5, 1) }))
	}, "chart/segments"},
	{"segment label", 20, func(n int) Block { return pie([]any{segment(n, 1)}) }, "chart/segments/0/label"},
	{"series", 6, func(n int) Block { return plot("bar", n, 2) }, "chart/series"},
	{"points", 20, func(n int) Block { return plot("line", 1, n) }, "chart/series/0/data"},
	{"categories", 20, func(n int) Block { return plot("area", 1, n) }, "chart/axis_config/categories"},
	{"category", 20, func(n int) Block { return named(strings.Repeat("c", n)) }, "chart/axis_config/categories/0"},
	{"series name", 20, func(n int) Block {
		return chartOf(plot("bar", 1, 1), func(c Block) { c["series"].([]any)[0].(Block)["name"] = strings.Repeat("n", n) })
	}, "chart/series/0/name"},
	{"x axis", 50, func(n int) Block { return axis("x_label", n) }, "chart/axis_config/x_label"},
	{"y axis", 50, func(n int) Block { return axis("y_label", n) }, "chart/axis_config/y_label"},
	{"card title", 150, func(n int) Block { return aCard("title", mrkdwnText(n)) }, "title/text"},
	{"card subtitle", 150, func(n int) Block { return aCard("subtitle", mrkdwnText(n)) }, "subtitle/text"},
	{"card body", 200, func(n int) Block { return aCard("body", mrkdwnText(n)) }, "body/text"},
	{"card subtext", 200, func(n int) Block { return aCard("subtext", mrkdwnText(n)) }, "subtext/text"},
	{"card buttons", 3, func(n int) Block { return aCard("actions", cardButtons(n)) }, "actions"},
	{"carousel", 10, func(n int) Block {
		return elements("carousel", times(n, func(int) any { return aCard("body", mrkdwnText(1)) }))
	}, "elements"},
	{"context actions", 5, func(n int) Block {
		return elements("context_actions", times(n, func(int) any {
			return Block{"type": "icon_button", "icon": "trash", "text": plainText(6)}
		}))
	}, "elements"},
	{"feedback text", 75, func(n int) Block { return feedback(n, 1, 1) }, "elements/0/positive_button/text/text"},
	{"feedback value", 2000, func(n int) Block { return feedback(1, n, 1) }, "elements/0/positive_button/value"},
	{"feedback label", 75, func(n int) Block { return feedback(1, 1, n) }, "elements/0/negative_button/accessibility_label"},
	{"icon button text", 75, func(n int) Block { return anIcon("text", plainText(n)) }, "elements/0/text/text"},
	{"icon button value", 2000, func(n int) Block {
		return anIcon("value", strings.Repeat("v", n))
	}, "elements/0/value"},
}

func TestDataAndCardLimits(t *testing.T) { tryLimits(t, dataLimits) }

// A message takes one table, tables of 10,000 characters together, and two charts.
func TestDataInOneMessage(t *testing.T) {
	text := func(n int) Block { return withCell(dataTableOf(1, 1), rawCell(strings.Repeat("x", n-1))) }
	chart := func(int) any { return plot("bar", 1, 1) }
	for _, tt := range []struct {
		name   string
		blocks []any
		want   string
	}{
		{"two charts", times(2, chart), ""},
		{"three charts", times(3, chart), "invalid_blocks"},
		{"two data tables of 10,000 characters", []any{text(6000), text(4000)}, ""},
		{"two data tables of 10,001 characters", []any{text(6000), text(4001)}, "invalid_blocks"},
		{"a table and a data table", []any{tableOf(1, 1, 6000), text(6000)}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) { wantRefusal(t, tt.want, tt.blocks) })
	}
}

func TestWhatIsNoDataAndNoCard(t *testing.T) {
	long := dataTableOf(1, 2)
	long["rows"].([]any)[1] = []any{rawCell("a")}
	head := dataTableOf(1, 1)
	head["rows"].([]any)[0] = []any{numberCell(1, "1")}
	for _, tt := range []struct {
		name    string
		block   any
		problem string
	}{
		{"a table that is only a header", dataTableOf(0, 1), "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]"},
		{"a table without a caption", Block{"type": "data_table", "rows": dataTableOf(1, 1)["rows"]}, "missing required field: caption [json-pointer:/blocks/0]"},
		{"rows of different lengths", long, "row 1 has 1 cells, the header 2 [json-pointer:/blocks/0]"},
		{"a number in the header", head, "a header cell must be raw_text, not raw_number [json-pointer:/blocks/0]"},
		{"a row header that is no column", withKey(dataTableOf(1, 2), "row_header_column_index", 2), "row_header_column_index must name one of 2 columns [json-pointer:/blocks/0]"},
		{"a number without its text", withCell(dataTableOf(1, 1), Block{"type": "raw_number", "value": 1}), "missing required field: text [json-pointer:/blocks/0/rows/1/0]"},
		{"a number that is a word", withCell(dataTableOf(1, 1), Block{"type": "raw_number", "value": "1", "text": "1"}), "must be a number [json-pointer:/blocks/0/rows/1/0/value]"},
		{"a menu in a cell", withCell(dataTableOf(1, 1), Block{"type": "action_cell", "element": Block{"type": "overflow"}}), "unsupported type: overflow for an action cell [json-pointer:/blocks/0/rows/1/0/element/type]"},
		{"a number in a plain table", Block{"type": "table", "rows": []any{[]any{numberCell(1, "1")}}}, "unsupported type: raw_number for a table [json-pointer:/blocks/0/rows/0/0/type]"},
		{"a chart of an unknown kind", withKey(pie(nil), "chart", Block{"type": "radar"}), "unsupported type: radar for a chart [json-pointer:/blocks/0/chart/type]"},
		{"a segment of nothing", pie([]any{segment(3, 0)}), "must be a number above 0 [json-pointer:/blocks/0/chart/segments/0/value]"},
		{"a chart without axes", withKey(pie(nil), "chart", Block{"type": "bar", "series": []any{}}), "missing required field: axis_config [json-pointer:/blocks/0/chart]"},
		{"a point too few", chartOf(plot("bar", 1, 2), func(c Block) {
			s := c["series"].([]any)[0].(Block)
			s["data"] = s["data"].([]any)[:1]
		}), `the series s0 must have one point for every category [json-pointer:/blocks/0]`},
		{"a point elsewhere", chartOf(plot("bar", 1, 1), func(c Block) {
			c["series"].([]any)[0].(Block)["data"] = []any{Block{"label": "July", "value": 1}}
		}), `the series s0 must have one point for every category [json-pointer:/blocks/0]`},
		{"a category twice", chartOf(plot("bar", 1, 1), func(c Block) {
			c["axis_config"] = Block{"categories": []any{"0", "0"}}
		}), `the category "0" stands there twice [json-pointer:/blocks/0]`},
		{"a series twice", chartOf(plot("bar", 1, 1), func(c Block) {
			c["series"] = append(c["series"].([]any), c["series"].([]any)...)
		}), `two series are called "s0" [json-pointer:/blocks/0]`},
		{"an empty card", Block{"type": "card", "subtitle": mrkdwnText(3)}, "missing required field: hero_image, title, actions or body [json-pointer:/blocks/0]"},
		{"an empty card in a carousel", elements("carousel", []any{Block{"type": "card"}}), "missing required field: hero_image, title, actions or body [json-pointer:/blocks/0/elements/0]"},
		{"plain text in a card", aCard("title", plainText(3)), "unsupported type: plain_text for text [json-pointer:/blocks/0/title/type]"},
		{"two icons", withKey(aCard("slack_icon", Block{"type": "icon", "name": "book"}), "icon", Block{
			"type": "image", "image_url": "https://x.example/a", "alt_text": "a",
		}), "icon and slack_icon exclude each other [json-pointer:/blocks/0]"},
		{"an icon that Slack does not have", aCard("slack_icon", Block{"type": "icon", "name": "unicorn"}), "must be one of " + strings.Join(slackIcons, ", ") + " [json-pointer:/blocks/0/slack_icon/name]"},
		{"a section in a carousel", elements("carousel", []any{textSection(1)}), "unsupported type: section for a carousel [json-pointer:/blocks/0/elements/0/type]"},
		{"an icon button with another icon", anIcon("icon", "star"), "must be one of trash [json-pointer:/blocks/0/elements/0/icon]"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantProblem(t, tt.problem, tt.block) })
	}
}
