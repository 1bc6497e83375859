package bot

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
)

// saves is a table with a chart, as a list and the programme have them.
var saves = commands.Reply{
	Title: "2 partners to save",
	Parts: []commands.Part{
		commands.Chart{
			Title:      "Where the programme lands",
			Categories: []string{"Premier", "Enterprise"},
			Series:     []commands.Series{{Label: "Today", Values: []int64{7, 150}}, {Label: "If nothing changes", Values: []int64{3, 120}}},
			Words:      commands.Text{{Text: "Premier: 7 today, 3 if nothing changes. Enterprise: 150, 120."}},
		},
		commands.Grid{
			Caption: "The cheapest saves first",
			Columns: []commands.Column{
				{Label: "Partner", Name: true},
				{Label: "Tier", Name: true},
				{Label: "Person-days", Number: true},
				{Label: "Falls to"},
			},
			Lines: []commands.Line{
				{
					Cells:  []commands.Cell{{Text: "R&D <Lab>"}, {Text: "Enterprise"}, {Text: "5.5", Number: 5.5}, {Text: "Professional"}},
					Action: commands.Action{Label: "Open", Command: `/tier id:"rd lab"`},
				},
				{
					Cells: []commands.Cell{{Text: "<!channel> *Zoé*"}, {Text: "Premier"}, {}, {Text: "Enterprise"}},
				},
			},
		},
	},
	Actions: []commands.Action{{Label: "Programme", Command: "/tier programme"}},
}

// grids draws grids of any size and content.
func grids(word *rapid.Generator[string], action *rapid.Generator[commands.Action]) *rapid.Generator[commands.Part] {
	return rapid.Custom(func(t *rapid.T) commands.Part {
		g := commands.Grid{Caption: word.Draw(t, "caption")}
		for range rapid.IntRange(0, 22).Draw(t, "columns") {
			g.Columns = append(g.Columns, commands.Column{
				Label: word.Draw(t, "label"), Number: rapid.Bool().Draw(t, "number"), Name: rapid.Bool().Draw(t, "name"),
			})
		}
		for range rapid.IntRange(0, 30).Draw(t, "lines") {
			var line commands.Line
			for range len(g.Columns) + rapid.IntRange(-1, 1).Draw(t, "more") {
				number := rapid.SampledFrom([]float64{0, -1.5, 1e300, math.NaN(), math.Inf(1)}).Draw(t, "value")
				line.Cells = append(line.Cells, commands.Cell{Text: rapid.SampledFrom([]string{"", "Acme", "x<y", word.Draw(t, "cell")}).Draw(t, "text"), Number: number})
			}
			if rapid.Bool().Draw(t, "button") {
				line.Action = action.Draw(t, "open")
			}
			g.Lines = append(g.Lines, line)
		}
		return g
	})
}

// table holds a table against Slack's limits.
func (c *checker) table(b map[string]any) {
	if n := utf8.RuneCountInString(fmt.Sprint(b["caption"])); n == 0 || n > 3000 || !c.novel {
		c.t.Fatalf("a table with a caption of %d characters", n)
	}
	rows := c.list(b["rows"], 101)
	if n := b["page_size"].(float64); n != float64(len(rows)-1) {
		c.t.Fatalf("%v of %d lines on a page", n, len(rows)-1)
	}
	columns := len(c.list(rows[0], 20))
	for i, row := range rows {
		for _, each := range c.list(row, columns) {
			cell := each.(map[string]any)
			if i == 0 && cell["type"] != "raw_text" {
				c.t.Fatalf("a header of %v", cell["type"])
			}
			c.cell(cell)
		}
		if len(row.([]any)) != columns {
			c.t.Fatalf("a row of %d cells among those of %d", len(row.([]any)), columns)
		}
	}
	if len(rows) < 2 || c.tables > 10_000 {
		c.t.Fatalf("%d rows, %d characters in all tables", len(rows), c.tables)
	}
}

func (c *checker) cell(cell map[string]any) {
	switch cell["type"] {
	case "action_cell":
		c.button(cell["element"].(map[string]any))
		return
	case "raw_number":
		_ = cell["value"].(float64)
	case "raw_text":
	default:
		c.t.Fatalf("a cell of type %v", cell["type"])
	}
	text := cell["text"].(string)
	if strings.TrimSpace(text) == "" || strings.Contains(text, "\n") {
		c.t.Fatalf("a cell with %q", text)
	}
	c.text += utf8.RuneCountInString(text)
	c.tables += utf8.RuneCountInString(text)
}

// A grid of the size that is promised loses no line and no cell, whatever is in it, as long
// as its names are as long as names may be.
func TestEveryFormOfAGridSaysTheSame(t *testing.T) {
	name := rapid.Custom(func(t *rapid.T) string {
		unit := rapid.SampledFrom([]string{"a", "é", "漢", "<b> ", "<!channel> ", "*b* ", "שלום ", "&amp; "}).Draw(t, "unit")
		most := rapid.SampledFrom([]int{1, 20, 60}).Draw(t, "most")
		return strings.TrimSpace(string([]rune(strings.Repeat(unit, most))[:most]))
	})
	rapid.Check(t, func(t *rapid.T) {
		g := commands.Grid{Caption: "Partners"}
		columns := rapid.IntRange(1, 6).Draw(t, "columns")
		for i := range columns {
			g.Columns = append(g.Columns, commands.Column{Label: fmt.Sprint("column ", i), Number: i%3 == 2})
		}
		for i := range rapid.IntRange(1, 20).Draw(t, "lines") {
			line := commands.Line{Action: commands.Action{Label: "Open", Command: fmt.Sprint("/tier ", i)}}
			for range columns {
				line.Cells = append(line.Cells, commands.Cell{Text: name.Draw(t, "cell")})
			}
			g.Lines = append(g.Lines, line)
		}
		for _, v := range []view{{}, {form: plain}, {sober: true}, {where: onModal}, {where: onHome}, {public: true}} {
			said := seen(t, v.draw(commands.Reply{Title: "List", Parts: []commands.Part{g}}))
			if strings.Contains(said, ellipsis+" +") { // there is no room for all, and it says so
				continue
			}
			for _, line := range g.Lines {
				for _, cell := range line.Cells {
					if !strings.Contains(said, cell.Text) {
						t.Fatalf("%+v: no %q in\n%s", v, cell.Text, said)
					}
				}
			}
			if got := strings.Count(said, "[Open]"); got != len(g.Lines) && !v.public || v.public && got > 0 {
				t.Fatalf("%+v: %d buttons for %d lines", v, got, len(g.Lines))
			}
		}
	})
}

// seen is all that a reader sees of a message's blocks, with the buttons in brackets.
func seen(t interface{ Fatal(...any) }, m message) string {
	var blocks struct{ Blocks []any }
	if err := json.Unmarshal(encode(t, m), &blocks); err != nil {
		t.Fatal(err)
	}
	var all []string
	var look func(any)
	look = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, each := range v {
				look(each)
			}
		case map[string]any:
			text, _ := v["text"].(string)
			switch {
			case v["type"] == "button":
				label := v["text"].(map[string]any)["text"].(string)
				all = append(all, "["+label+"]")
				return
			case v["type"] == "plain_text":
				text = unescaper.Replace(text)
			}
			if text != "" {
				all = append(all, text)
			}
			for _, key := range []string{"text", "caption", "rows", "elements", "accessory", "element"} {
				look(v[key])
			}
		}
	}
	look(blocks.Blocks)
	return strings.Join(all, "\n")
}

func TestALongTableSaysHowMuchIsMissing(t *testing.T) {
	g := commands.Grid{Caption: "Partners", Columns: []commands.Column{{Label: "Partner", Name: true}, {Label: "Next"}}}
	for _, size := range []int{200, 490} {
		g.Lines = nil
		long := strings.Repeat("n", size)
		for i := range 100 {
			g.Lines = append(g.Lines, commands.Line{Cells: []commands.Cell{{Text: fmt.Sprint(i)}, {Text: long}}})
		}
		for _, v := range []view{{}, {form: plain}, {sober: true}, {where: onHome}, {public: true}} {
			said := seen(t, v.draw(commands.Reply{Parts: []commands.Part{g}}))
			_, after, _ := strings.Cut(said, "… +")
			var missing int
			_, _ = fmt.Sscan(after, &missing)
			if shown := strings.Count(said, long); shown == 0 || missing == 0 || shown+missing != len(g.Lines) {
				t.Errorf("%+v: %d shown and %d said to be missing of %d", v, shown, missing, len(g.Lines))
			}
		}
	}
}
