package program_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/program"
)

func TestFoldCompany(t *testing.T) {
	for name, want := range map[string]string{
		"Société Générale":       "societe generale",
		"SOCIETE  GENERALE SA":   "societe generale",
		"Société Générale, S.A.": "societe generale",
		"société générale sas":   "societe generale",
		"l'Oréal":                "loreal",
		"L’ORÉAL SA":             "loreal",
		"Œuvres & Cie":           "oeuvres cie",
		"Data-Center Lyon SARL":  "data center lyon",
		"Straße GmbH":            "strasse",
		"SAS":                    "sas",
		"Acme SA SAS":            "acme",
		"Cafe\u0301 Noir":        "cafe noir",
		"  ":                     "",
		"!?":                     "",
		"株式会社":                   "株式会社",
	} {
		if got := program.FoldCompany(name); got != want {
			t.Errorf("FoldCompany(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Zoë Élan", "ZOE  ELAN", true},
		{"Jean-Luc Œuvre", "jean luc oeuvre", true},
		{"O'Reilly", "O’Reilly", true},
		{"Élan Zoë", "Elan Zoe", true},
		{"Ana Ruiz", "Ana Ruis", false},
		{"Ana", "Bo", false},
		{"", "Ana", false},
	} {
		if got := program.SamePerson(c.a, c.b); got != c.same {
			t.Errorf("SamePerson(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// TestFoldIsStable: folding what is folded changes nothing, and SamePerson is the
// comparison of folds, for any text at all.
func TestFoldIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		if once := program.Fold(a); program.Fold(once) != once {
			t.Errorf("Fold(%q) = %q, folded again %q", a, once, program.Fold(once))
		}
		if got, want := program.SamePerson(a, b), a == b || program.Fold(a) == program.Fold(b); got != want {
			t.Errorf("SamePerson(%q, %q) = %v, folds say %v", a, b, got, want)
		}
	})
}

func TestDeceives(t *testing.T) {
	for _, r := range "\x00\n\t\u007f\u061c\u200b\u200e\u2028\u202e\u2066\ufeff" {
		if !program.Deceives(r) {
			t.Errorf("%U is taken for a letter", r)
		}
	}
	for _, r := range "aé œ'’-–…&<株\u0301\u00a0\u202f" {
		if program.Deceives(r) {
			t.Errorf("%U is refused", r)
		}
	}
}
