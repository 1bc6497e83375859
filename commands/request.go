package commands

import (
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

	// As is what the asker may run, as whoever asks on their behalf has found out.
	// The zero value may run nothing.
	As Access

	// Shared asks for an answer that a whole channel may read: no revenue and
	// nothing about who reported what.
	Shared bool
}

// Lang is the language of the answer.
func (r Request) Lang() program.Lang {
	if len(r.Locale) >= 2 && (r.Locale[:2] == "fr" || r.Locale[:2] == "FR") {
		return program.French
	}
	return program.English
}
