package roster

import "github.com/tierbot/tierbot/program"

// Reason says what is wrong, in a fixed English sentence that is also its error text.
type Reason string

// Error is the reason in English.
func (r Reason) Error() string { return string(r) }

// In is the reason in a language; anything but French reads English.
func (r Reason) In(lang program.Lang) string {
	if text, ok := french[r]; ok && lang == program.French {
		return text
	}
	return string(r)
}

// What is wrong with a file as a whole. Nothing of it has been read then.
const (
	ErrTooLarge  Reason = "the file is larger than 5 MB"
	ErrTooLong   Reason = "the file has more than 20000 rows"
	ErrTooWide   Reason = "the file has more than 200 columns"
	ErrTooFull   Reason = "the lists of the file have more than 400000 items"
	ErrInflated  Reason = "the workbook unpacks to more than a partner file can hold"
	ErrNotText   Reason = "neither CSV text in UTF-8 or Windows-1252 nor an XLSX workbook"
	ErrOldExcel  Reason = "an old or password-protected Excel file: save it as .xlsx or as CSV"
	ErrWorkbook  Reason = "a damaged XLSX workbook"
	ErrNoRows    Reason = "the file is empty: the first row names the columns"
	ErrNoColumns Reason = "the first row names no column of a partner file"
)

// What is wrong with a row, a column or a cell.
const (
	UnknownColumn  Reason = "no such column"
	RepeatedColumn Reason = "this column stands twice"
	BadQuotes      Reason = "quotes that do not pair up"
	TooManyCells   Reason = "more cells than the first row has columns"
	TooFewCells    Reason = "fewer cells than the first row has columns"
	TooLong        Reason = "too long"
	TooMany        Reason = "more than 500 items"
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
	TooBad         Reason = "too many problems: the rest has not been looked at"
)
