package commands

import (
	"strings"
	"unicode"

	"github.com/tierbot/tierbot/program"
)

// notInNames are characters of no person's name. Whoever has one in theirs writes it in
// quotes.
const notInNames = "0123456789@<>|:/\\=+*#_~;{}[]!?" + doubleQuotes

// strays are words, folded, that stand behind a certificate and are nobody's name, when
// they are written in lower case: what people say of a day, of passing, and to be polite.
var strays = wordsOf(`
	on in at by for with since until dated who is was has have had just also
	today tomorrow yesterday last next
	passed obtained earned got holds evidence
	people person persons others other two three four five six seven eight nine ten
	depuis pour avec chez par est ont jusque jusquau
	aujourdhui demain hier dernier derniere prochain prochaine
	passe reussi obtenu obtient preuve justificatif
	personne personnes autre autres deux trois quatre cinq six sept huit neuf dix
`)

// anyStrays are such words however they are written: a Monday may be somebody, who is then
// asked for in quotes.
var anyStrays = wordsOf(`
	monday tuesday wednesday thursday friday saturday sunday please thanks
	lundi mardi mercredi jeudi vendredi samedi dimanche svp merci
`)

// lastStrays are more such words, which do stand inside names, but at the end of none.
var lastStrays = wordsOf("le du des au from of")

func wordsOf(list string) map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields(list) {
		words[word] = true
	}
	return words
}

// doubtful reports whether words in the place of a person's name are more likely
// something that was not understood: it is asked back then, because whoever is recorded
// by mistake counts as somebody who has passed.
func (q *question) doubtful(name string) bool {
	if strings.ContainsAny(name, notInNames) || strings.HasPrefix(name, "(") {
		return true
	}
	ws := parse(name)
	for i, w := range ws {
		word := program.Fold(w.text)
		lower := strings.IndexFunc(w.text, unicode.IsUpper) < 0
		switch {
		case revokeWords[word], competencyWords[word], anyStrays[word]:
			return true
		case lower && strays[word], lower && i > 0 && i == len(ws)-1 && lastStrays[word]:
			return true
		}
		if _, n := leadingInFull(q.things(), ws[i:]); n > 0 {
			return true
		}
	}
	return false
}
