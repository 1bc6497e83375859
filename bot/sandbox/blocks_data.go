package sandbox

import "fmt"

// Blocks that show data: tables that a reader sorts and pages through, and charts.

var dataTable = block.with(schema{
	"caption": required(str(1, maxText)),
	"rows": required(list(minDataRows, maxDataRows,
		list(1, maxTableCells, variants("a data table", dataCells)))),
	"page_size":               optional(integer(1, maxPageSize)),
	"row_header_column_index": optional(integer(0, maxTableCells-1)),
})

var (
	rawText   = schema{"type": kind, "text": required(words(1, maxTableText))}
	rawNumber = schema{"type": kind, "value": required(number), "text": required(words(1, maxTableText))}
)

var dataCells = map[string]schema{
	"raw_text":   rawText,
	"raw_number": rawNumber,
	"rich_text": {
		"type":     kind,
		"elements": required(list(1, maxBlocksText, variants("rich text", richTextParts))),
	},
	"action_cell": {
		"type":    kind,
		"element": required(variants("an action cell", among(singles, "button"))),
		"fallback": optional(variants("a fallback", map[string]schema{
			"raw_text": rawText, "raw_number": rawNumber,
		})),
	},
}

// wholeTable checks what the cells of a data table say about each other: rows of one
// length under a header of plain text.
func wholeTable(v *validation, b Block) {
	rows, _ := b["rows"].([]any)
	columns := -1
	for i, r := range rows {
		row, _ := r.([]any)
		if columns >= 0 && len(row) != columns {
			v.fail("row %d has %d cells, the header %d", i, len(row), columns)
		}
		if i > 0 {
			continue
		}
		columns = len(row)
		for _, c := range row {
			if cell, _ := c.(map[string]any); cell["type"] != "raw_text" {
				v.fail("a header cell must be raw_text, not %v", cell["type"])
			}
		}
	}
	if at, ok := b["row_header_column_index"].(float64); ok && columns >= 0 && int(at) >= columns {
		v.fail("row_header_column_index must name one of %d columns", columns)
	}
}

var dataVisualization = block.with(schema{
	"title": required(words(1, maxChartTitle)),
	"chart": required(variants("a chart", charts)),
})

var chartLabel = words(1, maxChartLabel)

var charts = map[string]schema{
	"pie": {
		"type": kind,
		"segments": required(list(1, maxSegments, object(schema{
			"label": required(chartLabel), "value": required(positive),
		}))),
	},
	"bar": plotted, "area": plotted, "line": plotted,
}

var plotted = schema{
	"type": kind,
	"series": required(list(1, maxSeries, object(schema{
		"name": required(chartLabel),
		"data": required(list(1, maxChartPoints, object(schema{
			"label": required(chartLabel), "value": required(number),
		}))),
	}))),
	"axis_config": required(object(schema{
		"categories": required(list(1, maxChartPoints, chartLabel)),
		"x_label":    optional(words(1, maxAxisLabel)),
		"y_label":    optional(words(1, maxAxisLabel)),
	})),
}

// wholeChart checks that every series has exactly one point for every category, and
// that no two of either are called the same.
func wholeChart(v *validation, b Block) {
	chart, _ := b["chart"].(map[string]any)
	axis, _ := chart["axis_config"].(map[string]any)
	categories, _ := axis["categories"].([]any)
	if twice := repeated(categories); twice != "" {
		v.fail("the category %q stands there twice", twice)
	}
	var called []any
	for _, s := range asBlocks(chart["series"]) {
		called = append(called, s["name"])
		var labels []any
		for _, point := range asBlocks(s["data"]) {
			labels = append(labels, point["label"])
		}
		if repeated(labels) != "" || !sameSet(labels, categories) {
			v.fail("the series %v must have one point for every category", s["name"])
		}
	}
	if twice := repeated(called); twice != "" {
		v.fail("two series are called %q", twice)
	}
}

// repeated is the first value that a list has twice, or empty.
func repeated(list []any) string {
	seen := make(map[any]bool)
	for _, it := range list {
		if seen[fmt.Sprint(it)] {
			return fmt.Sprint(it)
		}
		seen[fmt.Sprint(it)] = true
	}
	return ""
}

// sameSet compares two lists without repetitions, whatever their order.
func sameSet(a, b []any) bool {
	in := make(map[string]bool)
	for _, it := range a {
		in[fmt.Sprint(it)] = true
	}
	for _, it := range b {
		if !in[fmt.Sprint(it)] {
			return false
		}
	}
	return len(a) == len(b)
}

func number(v *validation, value any) {
	if _, ok := value.(float64); !ok {
		v.fail("must be a number")
	}
}

func positive(v *validation, value any) {
	if n, ok := value.(float64); !ok || n <= 0 {
		v.fail("must be a number above 0")
	}
}
