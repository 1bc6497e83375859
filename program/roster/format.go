package roster

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A format is what a number in a cell stands for.
type format int

const (
	plainNumber format = iota
	moment             // a day, a time of day or both
	percentage
)

// An epoch is the day from which a workbook counts; true: 1904, as on old Macs.
type epoch bool

// readStyles reads the formats of numbers, by a cell's style.
func (b *workbook) readStyles() error {
	own := make(map[string]format)
	inCells := false
	return b.read("xl/styles.xml", element{
		begin: func(name string, attributes []xml.Attr) error {
			switch {
			case name == "numFmt":
				own[attribute(attributes, "numFmtId")] = formatOf(attribute(attributes, "formatCode"))
			case name == "cellXfs":
				inCells = true
			case name == "xf" && inCells:
				id := attribute(attributes, "numFmtId")
				known, ok := own[id]
				if !ok {
					known = builtin(id)
				}
				b.formats = append(b.formats, known)
			}
			if len(own) > maxFormats || len(b.formats) > maxFormats {
				return ErrInflated
			}
			return nil
		},
		end: func(name string) error {
			if name == "cellXfs" {
				return errDone
			}
			return nil
		},
	})
}

// builtin is a format that every workbook has without saying so.
func builtin(id string) format {
	number, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return plainNumber
	case number == 9, number == 10:
		return percentage
	case 14 <= number && number <= 22, 27 <= number && number <= 36,
		45 <= number && number <= 47, 50 <= number && number <= 58:
		return moment
	}
	return plainNumber
}

// Of a format's code: what is shown as it stands, and names of colours and countries,
// but for times in brackets, which count beyond a day.
var literal = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]hHmMsS][^\]]*\]`)

// formatOf tells from its code what a format is for.
func formatOf(code string) format {
	positive, _, _ := strings.Cut(literal.ReplaceAllString(code, ""), ";")
	switch {
	case strings.ContainsAny(positive, "yYmMdDhHsS"):
		return moment
	case strings.Contains(positive, "%"):
		return percentage
	}
	return plainNumber
}

// meant is what a number in a cell stands for: the number itself, without thousands
// that are only shown and without the last digits that only binary arithmetic has put
// there. But a day, a time or a percentage is written as what it is, so that the 39953
// behind a day is not taken for an amount.
func (b *workbook) meant(text, style string) string {
	number, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return text
	}
	known := plainNumber
	if i, err := strconv.Atoi(style); err == nil && 0 <= i && i < len(b.formats) {
		known = b.formats[i]
	}
	switch known {
	case moment:
		return b.since.moment(number)
	case percentage:
		return decimals(number*100) + "%"
	}
	return decimals(number)
}

// decimals writes a number, with two decimals where it has no more to say.
func decimals(number float64) string {
	if cents := math.Round(number*100) / 100; math.Abs(cents-number) < 1e-6 {
		number = cents
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// moment is the day that lies so many days after the epoch, the time of day, or both.
func (e epoch) moment(days float64) string {
	const last = 2_958_465 // the end of the year 9999
	if days < 0 || days > last {
		return decimals(days)
	}
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case bool(e):
		zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		zero = zero.AddDate(0, 0, 1) // Excel believes that 1900 had a 29 February
	}
	at := zero.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((days-math.Floor(days))*86_400)) * time.Second)
	switch {
	case days < 1:
		return at.Format(time.TimeOnly)
	case days == math.Floor(days):
		return at.Format(time.DateOnly)
	}
	return at.Format(time.DateTime)
}
