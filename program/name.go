package program

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// legalForms are the endings that say how a company is incorporated. People leave
// them out or write them differently, so they do not tell two partners apart.
var legalForms = map[string]bool{
	"sa": true, "sas": true, "sasu": true, "sarl": true, "eurl": true, "snc": true,
	"sca": true, "scop": true, "se": true, "gie": true,
	"gmbh": true, "ag": true, "bv": true, "nv": true, "srl": true, "spa": true,
	"ltd": true, "limited": true, "llc": true, "plc": true, "inc": true, "corp": true,
}

// Fold writes a name the way people compare names: lower case, no accents, no
// punctuation, single spaces. "Société  Générale, S.A." becomes
// "societe generale sa". A name of punctuation alone folds to nothing.
func Fold(name string) string {
	return string(appendFold(make([]byte, 0, len(name)), name))
}

// FoldCompany is [Fold] without the legal forms at the end: "Société Générale SA"
// becomes "societe generale". A name that is nothing but a legal form keeps it.
func FoldCompany(name string) string {
	folded := Fold(name)
	for {
		cut := strings.LastIndexByte(folded, ' ')
		if cut < 0 || !legalForms[folded[cut+1:]] {
			return folded
		}
		folded = folded[:cut]
	}
}

// SamePerson reports whether two names are one person's: rule 8 of the programme
// counts a holder once whatever the case, accents and spaces. It allocates nothing
// for names of ordinary length, because every evaluation asks it.
func SamePerson(a, b string) bool {
	if a == b {
		return true
	}
	if startsDiffer(a, b) {
		return false
	}
	var bufA, bufB [96]byte
	return string(appendFold(bufA[:0], a)) == string(appendFold(bufB[:0], b))
}

// startsDiffer reports whether two names begin with different plain letters, which
// settles most comparisons without folding.
func startsDiffer(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, y := a[0]|0x20, b[0]|0x20
	return x != y && 'a' <= x && x <= 'z' && 'a' <= y && y <= 'z'
}

// Deceives reports whether a character could make a text look like another one:
// what controls, what turns the direction of writing, and what cannot be seen. Names
// with one are refused where they come in and stripped where they are shown.
func Deceives(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// special are the letters that Unicode does not take apart, as French, German and
// Nordic keyboards write them without an accent.
var special = map[rune]string{
	'œ': "oe", 'æ': "ae", 'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
}

// appendFold appends the folded name to dst. Apostrophes and dots join what they
// stand between (l'Oréal, S.A.); every other mark separates words.
func appendFold(dst []byte, name string) []byte {
	start, gap := len(dst), false
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		character := name[i : i+size]
		i += size
		if joins(r) {
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		end := len(dst)
		if gap && end > start {
			dst = append(dst, ' ')
		}
		word := len(dst)
		if dst = appendBase(dst, character); len(dst) == word {
			dst = dst[:end] // it was an accent in a letter's disguise
			continue
		}
		gap = false
	}
	return dst
}

// joins reports whether a character disappears between the letters around it: an
// apostrophe, a dot, or an accent that stands by itself.
func joins(r rune) bool {
	switch r {
	case '\'', '.', '’', '‘', 'ʼ':
		return true
	}
	return r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r)
}

// appendBase appends one character's letters without their accents.
func appendBase(dst []byte, character string) []byte {
	if character[0] < utf8.RuneSelf {
		return append(dst, byte(unicode.ToLower(rune(character[0]))))
	}
	decomposed := norm.NFKD.PropertiesString(character).Decomposition()
	if decomposed == nil {
		r, _ := utf8.DecodeRuneInString(character)
		return appendLetter(dst, r)
	}
	for len(decomposed) > 0 {
		r, size := utf8.DecodeRune(decomposed)
		decomposed = decomposed[size:]
		if !joins(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			dst = appendLetter(dst, r)
		}
	}
	return dst
}

// appendLetter appends one letter in lower case, in plain letters where it has them.
func appendLetter(dst []byte, r rune) []byte {
	r = unicode.ToLower(r)
	if plain, ok := special[r]; ok {
		return append(dst, plain...)
	}
	return utf8.AppendRune(dst, r)
}
