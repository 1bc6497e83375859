package bot

import (
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// A Sentence is what the bot itself says in place of an answer, or beside one.
type Sentence struct {
	When  string // it is said, in English
	Place Place
	Reply commands.Reply
}

// Place is where a [Sentence] stands.
type Place int

// The places.
const (
	Aside  Place = iota // for whoever asked, where they asked
	Beside              // beside the first field of a form that stays
	Office              // in the managers' channel
	Above               // in a modal above Home
)

// Sentences are all that the bot itself says in a language.
func Sentences(lang program.Lang) []Sentence {
	s := phrases{lang}
	var all []Sentence
	add := func(place Place, when, sentence string) {
		all = append(all, Sentence{when, place, say(sentence)})
	}
	add(Aside, "a guest, or somebody of another organisation, asks", s.stranger())
	add(Aside, "Slack does not say who asks", s.unchecked())
	add(Aside, "too many ask at once", s.busy())
	add(Aside, "the store has been silent for two seconds", s.silent())
	add(Aside, "a file takes longer than two seconds", s.reading())
	add(Aside, "a command has broken", s.broken("K7QX2MPA"))
	add(Aside, "a button that the bot no longer knows is pressed", s.stale())
	add(Aside, "the answer belongs in the conversation with the bot", s.seeDirect())
	add(Above, "the answer in a modal has a file", s.fileInDirect())
	add(Above, "a modal or Home is slow", s.oneMoment())
	add(Aside, "a file is dropped that is no spreadsheet", s.noSpreadsheet())
	add(Aside, "very many files are dropped at once", s.tooManyFiles())
	add(Aside, "Slack does not take a file", s.noFile())
	for _, h := range []struct {
		hindrance
		when string
	}{
		{outsiders, "sharing in a channel with another organisation"},
		{guests, "sharing in a channel with guests"},
		{crowd, "sharing in a very large channel"},
		{unseen, "sharing where the bot is not"},
		{direct, "sharing in a direct conversation"},
		{unsure, "sharing while Slack does not say who reads along"},
	} {
		add(Aside, h.when, h.sentence(s))
	}
	add(Aside, "sharing without a store", s.refusedStore())
	add(Aside, "sharing where Slack lets the bot post nothing", s.refusedPost())
	add(Beside, "a form that the bot no longer knows is handed in", s.staleForm())
	add(Beside, "too many hand something in at once", s.busy())
	add(Beside, "a guest hands something in", s.stranger())
	add(Office, "the store has lost everything", s.suspectStore(emptied))
	add(Office, "the store has gone back", s.suspectStore(older))
	return all
}
