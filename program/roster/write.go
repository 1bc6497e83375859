package roster

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/tierbot/tierbot/program"
)

// WriteCSV writes partners as CSV in UTF-8 with commas.
func WriteCSV(w io.Writer, rules *program.Rules, partners []program.Partner) error {
	columns := layout(rules)
	out := csv.NewWriter(w)
	row := make([]string, len(columns))
	for i, column := range columns {
		row[i] = column.name
	}
	out.Write(row)
	for i := range partners {
		for j, column := range columns {
			row[j] = guard(column.write(&partners[i]))
		}
		out.Write(row)
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write partners: %w", err)
	}
	return nil
}

// maxExcelCell is how many UTF-16 units Excel keeps of one cell.
const maxExcelCell = 32_767

// WriteXLSX writes partners as a workbook with one sheet, the header in view. It
// refuses a partner of whom Excel would cut a cell.
func WriteXLSX(w io.Writer, rules *program.Rules, partners []program.Partner) error {
	book := excelize.NewFile()
	defer book.Close()
	sheet, err := book.NewStreamWriter(book.GetSheetName(0))
	if err != nil {
		return fmt.Errorf("write partners: %w", err)
	}
	if err := writeSheet(sheet, layout(rules), partners); err != nil {
		return fmt.Errorf("write partners: %w", err)
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("write partners: %w", err)
	}
	return nil
}

func writeSheet(sheet *excelize.StreamWriter, columns []column, partners []program.Partner) error {
	view := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if err := sheet.SetPanes(view); err != nil {
		return err
	}
	if err := sheet.SetColWidth(1, len(columns), 24); err != nil {
		return err
	}
	row := make([]any, len(columns))
	for i, column := range columns {
		row[i] = column.name
	}
	if err := sheet.SetRow("A1", row); err != nil {
		return err
	}
	for i := range partners {
		for j, column := range columns {
			text := guard(column.write(&partners[i]))
			if len(utf16.Encode([]rune(text))) > maxExcelCell {
				return fmt.Errorf("partner %s: %s has more than %d characters: export CSV instead", partners[i].ID, column.name, maxExcelCell)
			}
			row[j] = excelValue(column, text)
		}
		if err := sheet.SetRow("A"+strconv.Itoa(i+2), row); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// excelValue is a plain amount as a number that can be added up, everything else
// as text.
func excelValue(column column, text string) any {
	if !column.amount {
		return text
	}
	const exact = 1e13 // below it, two decimals survive a float64
	if number, err := strconv.ParseFloat(text, 64); err == nil && number < exact {
		return number
	}
	return text
}
