package roster

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// The forms of values that are recognised by their shape alone.
var (
	errorValue = regexp.MustCompile(`^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)`)
	email      = regexp.MustCompile(`^[^\s@<>|"]+@[^\s@<>|"]+\.[^\s@<>|"]+$`)
)

// name reads a text that stands for one person, company or id: spaces are made
// single. It reports whether the text can be accepted.
func (c cell) name(text string) (string, bool) {
	trimmed := strings.TrimSpace(text)
	if reason := unfit(trimmed); reason != "" {
		c.refuseValue(trimmed, reason)
		return "", false
	}
	return strings.Join(strings.Fields(trimmed), " "), true
}

// unfit is why a text cannot be taken in; empty when it can. Whether it has to name
// somebody depends on the column: an id may be of marks alone, and a cell may be empty.
func unfit(text string) Reason {
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
		return Unreadable
	}
	switch program.CheckName(text) {
	case program.ErrNameDeceives:
		return Deceiving
	case program.ErrNameLong:
		return TooLong
	}
	if errorValue.MatchString(text) {
		return ErrorValue
	}
	return ""
}

// readAliases reads the other names a partner is found by.
func readAliases(c cell) edit {
	aliases, ok := c.texts(func(item item) (string, bool) { return c.name(item.text) })
	if !ok {
		return nil
	}
	return func(p *program.Partner, _ program.Date) { p.Aliases = keepOrder(p.Aliases, aliases) }
}

// readOwners reads the account managers. E-mail addresses are the same in any case.
func readOwners(c cell) edit {
	owners, ok := c.texts(func(item item) (string, bool) {
		owner, ok := c.name(item.text)
		switch {
		case !ok:
			return "", false
		case program.IsUserID(owner):
			return owner, true
		case email.MatchString(owner):
			return strings.ToLower(owner), true
		}
		c.refuseValue(owner, BadOwner)
		return "", false
	})
	if !ok {
		return nil
	}
	return func(p *program.Partner, _ program.Date) { p.Owners = keepOrder(p.Owners, owners) }
}

// texts reads a list of plain texts, each of them once.
func (c cell) texts(read func(item) (string, bool)) ([]string, bool) {
	items, ok := c.items()
	var texts []string
	for _, item := range items {
		if item.rest != "" {
			c.refuseValue(item.whole(), BadQuotes)
			ok = false
			continue
		}
		text, good := read(item)
		ok = ok && good
		if good && text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts, ok
}

// keepOrder is the list a field holds after an import: as it was when it holds
// the same things, else as the file says.
func keepOrder[T comparable](before, after []T) []T {
	if len(before) != len(after) {
		return after
	}
	for _, item := range after {
		if !slices.Contains(before, item) {
			return after
		}
	}
	return before
}

// blank reports whether cells hold nothing but spaces.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// maxFileName is how much of a file's name the audit log keeps.
const maxFileName = 100

// fileName is the last part of a path of any system, as the audit log can keep it.
func fileName(path string) string {
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if program.Deceives(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.Join(strings.Fields(name), " ")
	if runes := []rune(name); len(runes) > maxFileName {
		name = string(runes[:maxFileName-1]) + "…"
	}
	return cmp.Or(name, "partners")
}
