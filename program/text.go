package program

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// maxName is how many characters the name of a partner or a person may have.
const maxName = 200

// Why a text cannot be the name of a partner or a person.
var (
	ErrNameEmpty    = errors.New("a name needs a letter or a digit")
	ErrNameLong     = errors.New("a name has at most 200 characters")
	ErrNameDeceives = errors.New("a name has no control, direction or invisible characters")
)

// CheckName says why a text cannot be the name of a partner or a person; nil when it
// can. Every way into the store asks it, so that no name in it can pass for another,
// break a line, or be beyond finding. What is no UTF-8 deceives as well, because what
// it shows depends on who shows it.
func CheckName(name string) error {
	switch {
	case !utf8.ValidString(name), strings.ContainsFunc(name, Deceives):
		return ErrNameDeceives
	case utf8.RuneCountInString(name) > maxName:
		return ErrNameLong
	case Fold(name) == "":
		return ErrNameEmpty
	}
	return nil
}
