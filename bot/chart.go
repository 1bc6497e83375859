package bot

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"github.com/tierbot/tierbot/commands"
)

// chart draws numbers as bars, or as lines over time. Its words take its place where Slack
// would not take it as it is: nothing of a chart is ever left out in silence.
func (p *page) chart(c commands.Chart) {
	block := p.drawn(&c)
	if block == nil {
		p.prose(c.Words)
		return
	}
	p.charts++
	p.add(block)
}

// drawn is a chart as a block; nil: it cannot be one.
func (p *page) drawn(c *commands.Chart) slack.Block {
	if !p.novel() || p.charts == maxCharts || !whole(c) {
		return nil
	}
	axis := slack.NewDataVisualizationAxisConfig(distinct(c.Categories)...)
	names := make([]string, len(c.Series))
	for i, s := range c.Series {
		names[i] = s.Label
	}
	title := cut(orEllipsis(c.Title), maxChartTitle)
	room := p.left - tailText - length(title) - (1+len(names))*lengths(axis.Categories)
	series := make([]slack.DataVisualizationDataSeries, len(c.Series))
	for i, name := range distinct(names) {
		room -= length(name)
		series[i] = slack.NewDataVisualizationDataSeries(name)
		for j, category := range axis.Categories {
			point := slack.NewDataVisualizationDataPoint(category, float64(c.Series[i].Values[j]))
			series[i].Data = append(series[i].Data, point)
		}
	}
	if room < 0 {
		return nil
	}
	p.left = room + tailText
	block := &slack.DataVisualizationBlock{Type: slack.MBTDataVisualization, Title: title}
	block.Chart = slack.NewDataVisualizationBarChart(axis, series...)
	if c.Trend {
		block.Chart = slack.NewDataVisualizationLineChart(axis, series...)
	}
	return block
}

// whole reports whether Slack draws as many numbers, and there is one wherever one belongs.
func whole(c *commands.Chart) bool {
	n := len(c.Categories)
	if n == 0 || n > maxPoints || len(c.Series) == 0 || len(c.Series) > maxSeries {
		return false
	}
	return !slices.ContainsFunc(c.Series, func(s commands.Series) bool { return len(s.Values) != n })
}

// distinct are labels of a chart as Slack takes them: cut, and numbered where they would be
// the same.
func distinct(labels []string) []string {
	all := make([]string, 0, len(labels))
	for _, s := range labels {
		s = orEllipsis(s)
		label := cut(s, maxChartLabel)
		for n := 2; slices.Contains(all, label); n++ {
			number := " " + strconv.Itoa(n)
			label = cut(s, maxChartLabel-len(number)) + number
		}
		all = append(all, label)
	}
	return all
}

func lengths(all []string) int {
	n := 0
	for _, s := range all {
		n += length(s)
	}
	return n
}
