package program_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// What may be a name: everything that people are called, and nothing that looks like
// something else.
func TestCheckName(t *testing.T) {
	for _, tt := range []struct {
		text string
		want error
	}{
		{"Acme", nil},
		{"7", nil},
		{"Société l'Oréal, S.A.", nil},
		{"日本", nil},
		{"עברית", nil},
		{"<!channel> & Sons", nil}, // how it is shown is not the name's business
		{strings.Repeat("é", 200), nil},

		{"", program.ErrNameEmpty},
		{" ", program.ErrNameEmpty},
		{"- . '", program.ErrNameEmpty},
		{"💻", program.ErrNameEmpty},

		{strings.Repeat("é", 201), program.ErrNameLong},
		{strings.Repeat(" ", 201), program.ErrNameLong},

		{"Acme\n", program.ErrNameDeceives},
		{"Ac\tme", program.ErrNameDeceives},
		{"Ac\x00me", program.ErrNameDeceives},
		{"Ac\u200bme", program.ErrNameDeceives},       // cannot be seen
		{"\u202eemcA", program.ErrNameDeceives},       // turned around
		{"Acme\u2028", program.ErrNameDeceives},       // another kind of line end
		{"Acme\ufeff", program.ErrNameDeceives},       // a byte order mark inside
		{"Ac\u00adme", program.ErrNameDeceives},       // a hyphen that hides
		{"Acm\xe9", program.ErrNameDeceives},          // Windows-1252, not UTF-8
		{"\U000e0041Acme", program.ErrNameDeceives},   // a tag
		{"Ac\u2066me\u2069", program.ErrNameDeceives}, // isolated
	} {
		if err := program.CheckName(tt.text); !errors.Is(err, tt.want) {
			t.Errorf("CheckName(%.40q) = %v, want %v", tt.text, err, tt.want)
		}
	}
}
