package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
)

// charts draws charts of any size and content.
func charts(word *rapid.Generator[string]) *rapid.Generator[commands.Part] {
	return rapid.Custom(func(t *rapid.T) commands.Part {
		c := commands.Chart{
			Title: word.Draw(t, "title"), Trend: rapid.Bool().Draw(t, "trend"), Words: commands.Text{{Text: word.Draw(t, "words")}},
			Categories: rapid.SliceOfN(word, 0, 22).Draw(t, "categories"),
		}
		for range rapid.IntRange(0, 7).Draw(t, "series") {
			n := max(0, len(c.Categories)-rapid.SampledFrom([]int{0, 0, 0, 0, 0, 1}).Draw(t, "fewer"))
			c.Series = append(c.Series, commands.Series{Label: word.Draw(t, "label"), Values: rapid.SliceOfN(rapid.Int64(), n, n).Draw(t, "values")})
		}
		return c
	})
}

// chart holds a chart against Slack's limits.
func (c *checker) chart(b map[string]any) {
	if c.charts++; c.charts > 2 || !c.novel {
		c.t.Fatalf("%d charts", c.charts)
	}
	c.label(b["title"], 50)
	chart := b["chart"].(map[string]any)
	if chart["type"] != "bar" && chart["type"] != "line" {
		c.t.Fatalf("a chart of type %v", chart["type"])
	}
	var categories, names []string
	for _, v := range c.list(chart["axis_config"].(map[string]any)["categories"], 20) {
		categories = append(categories, c.label(v, 20))
	}
	for _, each := range c.list(chart["series"], 6) {
		series := each.(map[string]any)
		names = append(names, c.label(series["name"], 20))
		var points []string
		for _, p := range c.list(series["data"], 20) {
			point := p.(map[string]any)
			_ = point["value"].(float64)
			points = append(points, c.label(point["label"], 20))
		}
		if !slices.Equal(points, categories) {
			c.t.Fatalf("points at %q for %q", points, categories)
		}
	}
	for _, labels := range [][]string{categories, names} {
		slices.Sort(labels)
		if len(slices.Compact(slices.Clone(labels))) != len(labels) {
			c.t.Fatalf("twice the same among %q", labels)
		}
	}
}

func (c *checker) label(v any, most int) string {
	text := v.(string)
	if n := utf8.RuneCountInString(text); n == 0 || n > most || strings.TrimSpace(text) == "" {
		c.t.Fatalf("a label of %d characters: %q", n, text)
	}
	c.text += utf8.RuneCountInString(text)
	return text
}

func TestLabelsStayApartWhenTheyAreCut(t *testing.T) {
	long := strings.Repeat("Infrastructure ", 3)
	got := distinct([]string{long + "a", long + "b", "", " ", "Premier", "Premier"})
	want := []string{"Infrastructure Infr…", "Infrastructure In… 2", "…", "… 2", "Premier", "Premier 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}

// A chart that Slack would not take as it is stands in words, and so does the third.
func TestAChartStandsInWordsWhereItCannotBeDrawn(t *testing.T) {
	drawn := func(categories, series int) commands.Chart {
		c := commands.Chart{Title: "Tiers", Words: commands.Text{{Text: "in words"}}}
		for i := range categories {
			c.Categories = append(c.Categories, fmt.Sprint(i))
		}
		for i := range series {
			c.Series = append(c.Series, commands.Series{Label: fmt.Sprint(i), Values: make([]int64, categories)})
		}
		return c
	}
	uneven := drawn(3, 2)
	uneven.Series[1].Values = uneven.Series[1].Values[1:]
	tests := []struct {
		name   string
		view   view
		charts []commands.Part
		want   string
	}{
		{"bars", view{}, []commands.Part{drawn(20, 1)}, "data_visualization"},
		{"for a channel", view{public: true}, []commands.Part{drawn(3, 6)}, "data_visualization"},
		{"too many categories", view{}, []commands.Part{drawn(21, 1)}, "rich_text"},
		{"too many series", view{}, []commands.Part{drawn(3, 7)}, "rich_text"},
		{"nothing", view{}, []commands.Part{drawn(0, 0)}, "rich_text"},
		{"a number is missing", view{}, []commands.Part{uneven}, "rich_text"},
		{"the third", view{}, []commands.Part{drawn(2, 2), drawn(2, 2), drawn(2, 2)}, "data_visualization data_visualization rich_text"},
		{"plain", view{form: plain}, []commands.Part{drawn(3, 2)}, "section"},
		{"refused", view{sober: true}, []commands.Part{drawn(3, 2)}, "rich_text"},
		{"in a Home tab", view{where: onHome}, []commands.Part{drawn(3, 2)}, "rich_text"},
		{"in a modal", view{where: onModal}, []commands.Part{drawn(3, 2)}, "rich_text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range tt.view.render(commands.Reply{Parts: tt.charts}) {
				got = append(got, string(b.BlockType()))
			}
			if kinds := strings.Join(got, " "); kinds != tt.want {
				t.Errorf("blocks are %q, want %q", kinds, tt.want)
			}
		})
	}
}
