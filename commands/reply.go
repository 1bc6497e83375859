package commands

import "github.com/tierbot/tierbot/program"

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

	// Direct says that the reply belongs in the asker's own conversation with the bot,
	// where it stays, wherever they asked. Elsewhere they are told where to look.
	Direct bool

	// Settled takes the place of what stood below the row with which it was asked, where
	// the message with that row stays; nil: nothing does. It says the same in brief.
	Settled *Row

	// Form is to be shown instead of the reply, where forms can be. The rest of the
	// reply says the same where they cannot.
	Form *Form

	// Problems are why nothing was done with a form, each beside its field. The parts
	// say the same.
	Problems []Problem

	// Notices go to other people, each in their own language.
	Notices []Notice

	// Instead takes the place of the message with the button, for everybody who reads it;
	// nil: that stays as it is. It goes with an answer to a [Request.Public] question only.
	Instead *Notice

	// File goes to the asker's own conversation with the bot; nil: none.
	File *File
}

// A Notice tells somebody what was done without their asking.
type Notice struct {
	To     string // a Slack user id, or an e-mail address in lower case; empty: who reads the message
	EN, FR Reply  // the same in both languages
}

// In is the notice in a language; anything but French reads English.
func (n *Notice) In(lang program.Lang) Reply {
	if lang == program.French {
		return n.FR
	}
	return n.EN
}

// Part is one block of an answer: a [Paragraph], a [Checklist], [Rows], a [Grid] or a
// [Chart].
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
	Text    Text
	Action  Action   // zero: nothing to open
	Actions []Action // what else can be done about it
	Menu    Menu     // what of several can be done about it; zero: nothing
}

// Menu offers actions of which one is chosen. Their answers go where the chooser alone
// reads them, whatever their Effect is, and none asks whether one is sure.
type Menu struct {
	Label   string   // what it shows before anything is chosen
	Actions []Action // at most 100, the label and the command line of each at most 75 characters
}

// Grid is things in columns, which a reader can sort: the first column says which thing a
// line is of. Where there are no tables, each line is a row of its own that says the same.
type Grid struct {
	Caption string   // what it lists, in one line
	Columns []Column // at least one, at most eight
	Lines   []Line   // at most 20; none: the grid is not shown
}

// Column is one column of a grid.
type Column struct {
	Label  string
	Number bool // its cells are sorted by their Number
	Name   bool // what its cells say is plain without the label, such as a tier
}

// Line is one thing of a grid.
type Line struct {
	Cells  []Cell // one for each column
	Action Action // opens the thing; zero: nothing does
}

// Cell is one fact about a thing.
type Cell struct {
	Text   string  // empty: there is nothing to say
	Number float64 // of a Number column
}

// Chart is numbers drawn as bars, or as lines over time. It adds nothing: what it shows
// also stands in words, in the parts beside it or in Words, so that where there are no charts
// the words are enough.
type Chart struct {
	Title      string   // at most 50 characters
	Categories []string // what is counted: at most 20, of at most 20 characters, no two the same
	Series     []Series // at most 6
	Trend      bool     // the categories follow each other in time

	// Words take its place where there are no charts; empty: nothing does.
	Words Text
}

// Series is one number for each category.
type Series struct {
	Label  string // at most 20 characters, no two the same
	Values []int64
}

func (Paragraph) part() {}
func (Checklist) part() {}
func (Rows) part()      {}
func (Grid) part()      {}
func (Chart) part()     {}

// Text is a run of words, some of which matter more.
type Text []Span

// Span is words in one style, or one person. Its text is data: whatever it holds, it
// is shown as those characters.
type Span struct {
	Text   string
	Strong bool
	Person string // a Slack user id to name instead of Text; empty: none
	Link   string // an http or https address to show, in full, instead of Text; empty: none
}

// Action is a next step offered as a button. Pressing it asks Command on behalf of
// whoever presses, whose rights are checked then.
type Action struct {
	Label   string // at most 30 characters stay visible on a button
	Command string // a command line, such as `/missing id:"acme"`
	Effect  Effect
	Primary bool   // the likeliest next step
	Sure    string // a question to be answered first, for what is not easily undone; empty: none
}

// Effect is where the answer to an action goes.
type Effect int

// The effects.
const (
	Answer  Effect = iota // below, for the person who pressed
	Replace               // in place of the message with the button
	Share                 // to the whole channel, without what is not for everybody
)
