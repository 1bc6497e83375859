package roster

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A column is one field of a partner: how its cell is read and written.
type column struct {
	name  string
	read  func(cell) edit // nil after it has reported why the cell cannot be read
	write func(*program.Partner) string

	amount bool // a plain cell of it is a number
}

// layout is the columns of a programme's partner file, in the order they are
// written. What it calls its own columns, [program.Load] keeps from being an id.
func layout(rules *program.Rules) []column {
	columns := []column{
		{name: "id", read: readID, write: func(p *program.Partner) string { return p.ID }},
		{name: "name", read: readName, write: func(p *program.Partner) string { return p.Name }},
		{name: "aliases", read: readAliases, write: func(p *program.Partner) string { return writeList(p.Aliases) }},
		{name: "tier", read: readTier, write: func(p *program.Partner) string { return p.Tier }},
	}
	for i := range rules.Certificates {
		columns = append(columns, certificateColumn(&rules.Certificates[i]))
	}
	if len(rules.Competencies) > 0 {
		columns = append(columns, competencyColumn(rules))
	}
	for i := range rules.Metrics {
		columns = append(columns, metricColumn(&rules.Metrics[i]))
	}
	return append(columns, column{
		name: "owners", read: readOwners, write: func(p *program.Partner) string { return writeList(p.Owners) },
	})
}

// find is the column that a cell of the header names, whatever its case and spaces;
// nil when there is none.
func find(columns []column, head string) *column {
	for i := range columns {
		if plain(columns[i].name) == plain(head) {
			return &columns[i]
		}
	}
	return nil
}

func plain(head string) string {
	return strings.ToLower(strings.Join(strings.Fields(head), ""))
}

func columnID(c *column) string { return c.name }

// ids lists what would do, for a message.
func ids[T any](items []T, id func(*T) string) string {
	list := make([]string, len(items))
	for i := range items {
		list[i] = id(&items[i])
	}
	return strings.Join(list, ", ")
}
