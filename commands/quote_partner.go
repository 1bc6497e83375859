package commands

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// findPartner looks for the partner whose whole name stands in the message, where it is
// most likely first.
func (m *prose) findPartner(ctx context.Context) error {
	var at [4][]int
	for i := range m.ws {
		if n := m.likelihood(i); n >= 0 {
			at[n] = append(at[n], i)
		}
	}
	for _, i := range slices.Concat(at[:]...) {
		if err := m.nameAt(ctx, i); err != nil || m.partner != nil {
			return err
		}
	}
	return nil
}

// The words, folded, behind which a partner's name stands, and those behind which most
// other things do as well.
var (
	beforePartners = wordsOf("from at chez")
	beforeNames    = wordsOf("of de for pour with avec")
)

// likelihood is how likely a partner's name begins with a word, from 0 on, which is
// likeliest; below, where none does.
func (m *prose) likelihood(i int) int {
	w, before := m.ws[i], m.folded(i-1)
	name, elided := unelided(w.text)
	n, _ := m.dayAt(i)
	switch _, owner := ownerName(w.text); {
	case i == 0 && m.thingAt(1) > 0 && !owner:
		return 1
	case !mayBeginName(name) || owner || isLink(w.text) || strings.HasPrefix(w.text, "@"):
		return -1
	case m.named[i] > 0, n > 0, isVague(w.text), greetings[program.Fold(name)], strings.Trim(name, "0123456789") == "":
		return 3
	case elided, beforePartners[before], strings.ContainsAny(m.gap(i), "(*"):
		return 0
	case !m.parted(i), strings.Contains(m.gap(i+1), ":"):
		return 1
	}
	return 2
}

// mayBeginName reports whether a word could be the first of a partner's name. That of
// l'Oréal may do so with its small letter.
func mayBeginName(word string) bool {
	if rest, article := strings.CutPrefix(strings.ReplaceAll(word, "’", "'"), "l'"); article {
		word = rest
	}
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// unelided is a word without what has lost its vowel before it: d'Acme, qu'Acme.
func unelided(word string) (rest string, elided bool) {
	for _, before := range [...]string{"d'", "d’", "qu'", "qu’"} {
		if rest, elided := strings.CutPrefix(word, before); elided && rest != "" {
			return rest, true
		}
	}
	return word, false
}

// unowning is a word without the ending of whom something belongs to: Acme's.
func unowning(word string) (owner string, owns bool) {
	for _, ending := range [...]string{"'s", "’s"} {
		if owner, owns := strings.CutSuffix(word, ending); owns {
			return owner, true
		}
	}
	return word, false
}

// nameAt looks up the names that begin with a word, as long as partners' names begin so,
// and takes the longest that is one.
func (m *prose) nameAt(ctx context.Context, i int) error {
	name, _ := unelided(m.ws[i].text)
	name, possessive := unowning(name)
	for end := i + 1; m.lookups < mostLookups; end++ {
		m.lookups++
		found, err := m.store.Find(ctx, visible(name))
		if err != nil || found.How < program.PrefixMatch {
			return err
		}
		if found.How == program.ExactMatch && len(found.Partners) == 1 {
			m.partner, m.at, m.end = &found.Partners[0], i, end
		}
		if end == len(m.ws) || end == i+longestName || m.parted(end) || possessive || m.partner != nil && !m.goesOn(end) {
			return nil
		}
		name += " " + m.ws[end].text
	}
	return nil
}

// goesOn reports whether what is a name up to a word is likely to be longer.
func (m *prose) goesOn(end int) bool {
	return m.named[end] == 0 && strings.TrimSpace(m.gap(end)) == "" && mayBeginName(m.ws[end].text)
}
