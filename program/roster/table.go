package roster

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/tierbot/tierbot/program"
)

// WriteTable writes rows as CSV for a person to read, as [WritePlan] writes a plan: with
// the mark and the separator that spreadsheet programs of the language expect, and every
// cell harmless in them. Nothing reads it back.
func WriteTable(w io.Writer, rows [][]string, lang program.Lang) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma = wordsOf(lang).comma
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = guard(cell)
		}
		out.Write(cells)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
