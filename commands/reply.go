package commands

// Reply is an answer in the reader's language: a title, parts in reading order,
// and what can be done next. The zero Part, Span and Action say nothing.
type Reply struct {
	Title   string   // one line, at most 150 characters; empty: none
	Parts   []Part   // from top to bottom
	Actions []Action // the next steps, the likeliest first; at most 5
	Foot    []Text   // small print: as of when, reported by whom

	// Private says that the reply concerns the asker alone, even where they asked to
	// share it: there is no answer in it, only why there is none.
	Private bool
}

// Part is one block of an answer: a [Paragraph], a [Checklist] or [Rows].
type Part interface{ part() }

// Paragraph is a piece of prose.
type Paragraph struct{ Text Text }

// Checklist is one line per requirement.
type Checklist []Check

// Check is one line of a checklist.
type Check struct {
	Mark   Mark
	Label  string // the requirement, such as "VTSP"
	Amount string // held of needed, such as "1 of 2"
	Note   string // what meeting it takes; empty: nothing to say
}

// Mark says how a check came out.
type Mark int

// The marks.
const (
	Missing Mark = iota
	Met
)

// Rows are partners or other things listed, each with the action that opens it.
type Rows []Row

// Row is one thing of a list.
type Row struct {
	Text   Text
	Action Action // zero: nothing to open
}

func (Paragraph) part() {}
func (Checklist) part() {}
func (Rows) part()      {}

// Text is a run of words, some of which matter more.
type Text []Span

// Span is words in one style, or one person. Its text is data: whatever it holds, it
// is shown as those characters.
type Span struct {
	Text   string
	Strong bool
	Person string // a Slack user id to name instead of Text; empty: none
}

// Action is a next step offered as a button. Pressing it asks Command on behalf of
// whoever presses, whose rights are checked then.
type Action struct {
	Label   string // at most 30 characters stay visible on a button
	Command string // a command line, such as `/missing id:"acme"`
	Effect  Effect
	Primary bool // the likeliest next step
}

// Effect is where the answer to an action goes.
type Effect int

// The effects.
const (
	Answer  Effect = iota // below, for the person who pressed
	Replace               // in place of the message with the button
	Share                 // to the whole channel, without what is not for everybody
)
