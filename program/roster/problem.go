package roster

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What is wrong with a file as a whole. Nothing of it has been read then.
var (
	ErrTooLarge  = fmt.Errorf("the file is larger than %d MB", MaxBytes>>20)
	ErrTooLong   = fmt.Errorf("the file has more than %d rows", maxRows)
	ErrTooWide   = fmt.Errorf("the file has more than %d columns", maxWidth)
	ErrInflated  = errors.New("the workbook unpacks to more than a partner file can hold")
	ErrNotText   = errors.New("neither CSV text in UTF-8 or Windows-1252 nor an XLSX workbook")
	ErrOldExcel  = errors.New("an old or password-protected Excel file: save it as .xlsx or as CSV")
	ErrWorkbook  = errors.New("a damaged XLSX workbook")
	ErrNoRows    = errors.New("the file is empty: the first row names the columns")
	ErrNoColumns = errors.New("the first row names no column of a partner file")
)

// A Problem is one reason why a file cannot be imported, and where it stands.
type Problem struct {
	Line   int    // in the file, from 1; the first row is line 1
	Column string // name; empty: the row as a whole
	Value  string // what stands there, cut short; empty: nothing to show
	Reason Reason
	Want   string // what would do instead, such as the ids of the tiers; may be empty
	Other  int    // the other line that a [Repeated] id stands in; else 0
}

// Reason says what is wrong, in a fixed English sentence that can be translated.
type Reason string

// The reasons.
const (
	UnknownColumn  Reason = "no such column"
	RepeatedColumn Reason = "this column stands twice"
	BadQuotes      Reason = "quotes that do not pair up"
	TooManyCells   Reason = "more cells than the first row has columns"
	TooFewCells    Reason = "fewer cells than the first row has columns"
	TooLong        Reason = "too long"
	Unreadable     Reason = "characters that cannot be read"
	Deceiving      Reason = "control, direction or invisible characters"
	ErrorValue     Reason = "an error value of the spreadsheet"
	NeedsKey       Reason = "the file needs an id or a name column"
	NeedsName      Reason = "a name is needed, with a letter or a digit"
	NeedsTier      Reason = "a tier is needed"
	NeedsID        Reason = "an id is needed"
	Repeated       Reason = "this id stands in another row as well"
	OtherID        Reason = "a partner of this name has another id: give the id to say which is meant"
	UnknownTier    Reason = "no tier of the programme"
	SeveralTiers   Reason = "could be several tiers"
	UnknownKind    Reason = "no kind of this certificate"
	UnknownSkill   Reason = "no competency of the programme"
	BadDay         Reason = "not a calendar day"
	FutureDay      Reason = "the day lies in the future"
	BadPeriod      Reason = "ends before it begins"
	BadCount       Reason = "not a count of people"
	BadOwner       Reason = "neither a Slack user id nor an e-mail address"
	WrongSeparator Reason = "separate the items of a list by |, or put a name with ; in double quotes"
	NotAmount      Reason = "not an amount with at most two decimals"
	Ambiguous      Reason = "thousands or decimals? write it without separators"
	TooLarge       Reason = "too large"
)

// Error is the reason in English.
func (r Reason) Error() string { return string(r) }

// String is the problem in one line, such as
//
//	line 12, tier "gold": no tier of the programme (want registered, professional)
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d", p.Line)
	if p.Column != "" {
		b.WriteString(", " + p.Column)
	}
	if p.Value != "" {
		fmt.Fprintf(&b, " %q", p.Value)
	}
	b.WriteString(": " + string(p.Reason))
	if p.Other > 0 {
		fmt.Fprintf(&b, " (line %d)", p.Other)
	}
	if p.Want != "" {
		b.WriteString(" (want " + p.Want + ")")
	}
	return b.String()
}

// shorten cuts a value to what a line of a report can show.
func shorten(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
