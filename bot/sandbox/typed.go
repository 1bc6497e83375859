package sandbox

import (
	"regexp"
	"slices"
	"strings"
)

// typed is what the bot gets of what a person typed: ids for the names that
// exist, addresses as links, and the rest escaped.
func (w *Workspace) typed(s string) string {
	if !strings.ContainsAny(s, "@#&<>.") {
		return s
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return recognised.ReplaceAllStringFunc(escape.Replace(s), func(word string) string {
		switch {
		case word[0] == '#':
			return w.channelTyped(word)
		case word[0] == '@':
			return w.nameTyped(word)
		}
		return linkTyped(word)
	})
}

// recognised finds, in this order: a web address, an e-mail address, a bare
// domain, and the name of somebody or of a channel. It works on escaped text.
var recognised = regexp.MustCompile(`https?://(?:[^\s&<>|]|&amp;)+` +
	`|[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+` +
	`|[\pL\pN-]+(?:\.[\pL\pN-]+)*\.(?:com|eu|fr|io|net|org)\b(?:/(?:[^\s&<>|]|&amp;)*)?` +
	`|[@#][\pL\pN._-]*[\pL\pN]`)

// linkTyped is an address as Slack links it. What ends a sentence is no part of it.
func linkTyped(word string) string {
	address := strings.TrimRight(word, ".,;:!?)'\"")
	rest := word[len(address):]
	switch {
	case strings.HasPrefix(address, "http://"), strings.HasPrefix(address, "https://"):
		return "<" + address + ">" + rest
	case strings.Contains(address, "@"):
		return "<mailto:" + address + "|" + address + ">" + rest
	}
	return "<http://" + address + "|" + address + ">" + rest
}

func (w *Workspace) channelTyped(word string) string {
	name := word[1:]
	for _, r := range w.rooms {
		if r.Name == name && !r.Private && r.IM == "" {
			return "<#" + r.ID + "|" + name + ">"
		}
	}
	return word
}

func (w *Workspace) nameTyped(word string) string {
	name := word[1:]
	if slices.Contains([]string{"here", "channel", "everyone"}, name) {
		return "<!" + name + ">"
	}
	for _, u := range w.people.users {
		if u.Name == name {
			return "<@" + u.ID + "|" + name + ">"
		}
	}
	for _, g := range w.people.groups {
		if g.Handle == name {
			return "<!subteam^" + g.ID + "|@" + name + ">"
		}
	}
	return word
}
