package commands

import (
	"slices"
	"testing"
)

func TestOwners(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                  nil,
		"list enterprise me":                nil,
		"list @U0OTHER lapsed":              {"U0OTHER"},
		"list @U0OTHER, Paul@Example.com!":  {"U0OTHER", "paul@example.com"},
		"list @somebody a@b @ @U paul@":     nil,
		`"@U0OTHER" id:"paul@example.com"`:  nil,
		"@U0OTHER @W0OTHER paul@example.fr": {"U0OTHER", "W0OTHER", "paul@example.fr"},
	} {
		if got := Owners(text); !slices.Equal(got, want) {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}
