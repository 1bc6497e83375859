package commands

import (
	"context"
	"errors"
	"time"

	"github.com/tierbot/tierbot/program"
)

// Request is one question, as somebody put it.
type Request struct {
	User    string // who asks; compared with partners' owners, never shown
	Email   string // the same person as an owner written by e-mail; empty: not known
	Channel string // where the question was asked; empty: not known. No answer depends on it
	Command string // the slash command, such as /tier
	Text    string // what stands behind it, as typed: an ampersand is &, not &amp;
	Locale  string // the reader's locale, such as fr-FR; anything but French reads English
	Now     time.Time

	// People is who the words are known to name: e-mail addresses by Slack user id.
	// Partners are recorded with either. Who is not in it goes by what was typed.
	People map[string]string

	// Outside is whom the words name and who is no full member of the workspace, as far as
	// that is known: guests, bots, people of other organisations, addresses that are
	// nobody's. Nobody of them looks after a partner.
	Outside []string

	// As is what the asker may run, as whoever asks on their behalf has found out.
	// The zero value may run nothing.
	As Access

	// Unsure says that it could not be found out just now whether the asker is a
	// manager, so that As is no higher than Reader.
	Unsure bool

	// Op names the gesture behind the request. What changes something because of it
	// changes it once, however often the request comes. Empty: nothing is changed.
	Op string

	// Shared asks for an answer that a whole channel may read: no revenue and
	// nothing about who reported what.
	Shared bool

	// Public says that the question is a button below a message of the bot's that a whole
	// channel reads, and that can be replaced.
	Public bool

	// Forms says that a form can be shown in answer, at once.
	Forms bool

	// Filled says that the words were composed from a form, beside whose fields
	// [Reply.Problems] can be shown.
	Filled bool

	// Files reads what people have attached; nil: nothing can be.
	Files Files

	// Interim shows a reply that the answer will take the place of, such as how far
	// an import has come; nil: nobody watches. It does not wait.
	Interim func(Reply)
}

// Files reads what people have attached.
type Files interface {
	// Read reads the file with an id, if it has at most so many bytes. The error is
	// [ErrFileTooLarge], decided by the size that is known before a byte is read,
	// [ErrFileGone], or says that the file could not be read just now.
	Read(ctx context.Context, id string, most int) (File, error)
}

// File is a file as it comes or goes.
type File struct {
	Name string // such as partners.csv; said by whoever made it
	Data []byte
}

// Why a file cannot be read.
var (
	ErrFileTooLarge = errors.New("the file is too large")
	ErrFileGone     = errors.New("the file is no longer there")
)

// Lang is the language of the answer.
func (r Request) Lang() program.Lang {
	if len(r.Locale) >= 2 && (r.Locale[:2] == "fr" || r.Locale[:2] == "FR") {
		return program.French
	}
	return program.English
}
