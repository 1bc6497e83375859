package commands

// A Form asks somebody for several things at once. It is drawn by whoever knows where;
// what was filled in comes back through [Commands.Compose] as a command line, so that a
// form can do nothing that words cannot.
type Form struct {
	Name   string // which form it is, for Compose and Redraw
	Title  string // at most 24 characters
	Submit string // the label of its button, at most 24 characters
	Intro  []Text // lines above the fields
	Fields []Field

	// State comes back with the values unchanged, at most 2,000 bytes: what the form was
	// drawn on. It travels through other people's hands and decides no right.
	State string
}

// Field is one thing that a form asks for.
type Field struct {
	Name        string // unique in its form
	Label       string // at most 48 characters
	Hint        string // small print below; empty: none
	Placeholder string // what an empty field shows; empty: nothing
	Kind        FieldKind
	Choices     []Choice // of a [ChoiceField] or a [SeveralField], at most 100
	Value       string   // what it holds at first: text, a day as 2009-12-31, or a choice's value
	Shown       string   // what a [PartnerField] shows for Value
	Optional    bool
	Redraws     bool // a change brings the form back through [Commands.Redraw]
}

// FieldKind is how a field is filled in.
type FieldKind int

// The kinds of fields.
const (
	TextField    FieldKind = iota // one line
	LinesField                    // several lines
	ChoiceField                   // one of Choices
	PartnerField                  // a partner, found as its name is typed
	DayField                      // a day of the calendar
	LinkField                     // an address
	FileField                     // one CSV or XLSX file, by its id
	SeveralField                  // any number of Choices; their values a line each
	PersonField                   // a member of the workspace, by their Slack user id
)

// Choice is one of several.
type Choice struct {
	Value string // at most 75 characters
	Label string // at most 75 characters
	Group string // the heading it stands under; empty: none. Equal ones stand together
}

// Values are what was filled in, by field. An empty field is absent.
type Values map[string]string

// A Problem is what is wrong with one field of a form, in the reader's language.
type Problem struct {
	Field string
	Text  string
}
