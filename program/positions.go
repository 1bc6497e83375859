package program

import (
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"
)

// position is a place in a rules file, both counted from 1.
type position struct{ line, column int }

// positions finds where each key of a TOML document stands, under paths such as
// "tier[1].requirement[0].hold". The TOML reader keeps places only for what it
// refuses itself; the programme's own checks need them too.
func positions(document []byte) map[string]position {
	at := map[string]position{}
	tables := map[string]int{} // how many elements each array of tables has so far
	table := ""

	var parser unstable.Parser
	parser.Reset(document)
	for parser.NextExpression() {
		node := parser.Expression()
		path := ""
		if node.Kind == unstable.KeyValue {
			path = table
		}
		var start position
		keys := node.Key()
		for keys.Next() {
			key := keys.Node()
			if start == (position{}) {
				begin := parser.Shape(parser.Range(key.Data)).Start
				start = position{begin.Line, begin.Column}
			}
			if path != "" {
				path += "."
			}
			path += string(key.Data)
			if node.Kind == unstable.ArrayTable && keys.IsLast() {
				tables[path]++
			}
			if n := tables[path]; n > 0 && node.Kind != unstable.KeyValue {
				path = fmt.Sprintf("%s[%d]", path, n-1)
			}
		}
		if node.Kind == unstable.ArrayTable {
			// A new element begins its own arrays of tables.
			for nested := range tables {
				if len(nested) > len(path) && nested[:len(path)] == path {
					delete(tables, nested)
				}
			}
		}
		if node.Kind != unstable.KeyValue {
			table = path
		}
		at[path] = start
	}
	return at
}
