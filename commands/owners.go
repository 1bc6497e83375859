package commands

import (
	"maps"
	"slices"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// me is how the reader writes their own partners, in every language.
const me = "me"

// ownerName is the owner that a word names: oneself, a user by their id behind an @,
// or an e-mail address.
func ownerName(word string) (string, bool) {
	switch strings.ToLower(word) {
	case me, "moi":
		return me, true
	}
	if id, ok := strings.CutPrefix(word, "@"); ok {
		return id, program.IsUserID(id)
	}
	at := strings.IndexByte(word, '@')
	return email(word), at > 0 && strings.IndexByte(word[at:], '.') > 0 && !strings.ContainsAny(word, "<|>")
}

// email is an e-mail address as owners are recorded: in lower case.
func email(address string) string { return strings.ToLower(address) }

// Owners are the people whom the text behind a slash command names, as partners'
// owners are recorded: Slack user ids, and e-mail addresses in lower case. Whoever makes
// a [Request] can find out what else they go by, for its People.
func Owners(text string) []string {
	if !strings.Contains(text, "@") {
		return nil
	}
	var owners []string
	for _, w := range parse(text) {
		if owner, ok := ownerName(w.text); ok && owner != me && !w.quoted {
			owners = append(owners, owner)
		}
	}
	return owners
}

// ownersBehind takes people off the end of words: each is all the names that they may
// be recorded by.
func (q *question) ownersBehind(ws words) (rest words, owners [][]string) {
	end := len(ws)
	for ; end > 0; end-- {
		w := ws[end-1]
		owner, ok := ownerName(w.text)
		if !ok || w.quoted {
			break
		}
		names := q.namesOf(owner)
		if owner == me {
			names = q.me()
		}
		owners = append(owners, names)
	}
	slices.Reverse(owners)
	return ws[:end], owners
}

// namesOf are the names that an owner may be recorded by: the one that was typed, and
// what is known of the same person.
func (q *question) namesOf(owner string) []string {
	names := []string{owner}
	for _, id := range slices.Sorted(maps.Keys(q.People)) {
		switch address := email(q.People[id]); {
		case address == "":
		case owner == id:
			names = append(names, address)
		case owner == address:
			names = append(names, id)
		}
	}
	return names
}
