package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	tests := []struct {
		in   string
		most int
		want string
	}{
		{"plain", 5, "plain"},
		{"plain", 4, "pla…"},
		{"a&b", 7, "a&amp;b"},
		{"a&b", 6, "a…"}, // an escape is never cut in two
		{"<!channel>", 16, "&lt;!channel&gt;"},
		{"&amp;", 20, "&amp;amp;"}, // once, and once more for what was escaped before
		{"été", 3, "été"},
		{"🎉🎉", 4, "🎉🎉"}, // two characters each, as Slack counts
		{"🎉🎉", 3, "🎉…"},
		{"ab", 1, "…"},
	}
	for _, tt := range tests {
		if got := escape(tt.in, tt.most); got != tt.want {
			t.Errorf("escape(%q, %d) = %q, want %q", tt.in, tt.most, got, tt.want)
		}
	}
}

func TestEscapingAndReadingGivesTheSameText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := clean(rapid.String().Draw(t, "text"))
		if got := unescaper.Replace(escape(s, 1<<20)); got != s {
			t.Fatalf("%q came back as %q", s, got)
		}
		most := rapid.IntRange(1, 50).Draw(t, "most")
		if got := escape(s, most); length(got) > most || !utf8.ValidString(got) {
			t.Fatalf("%q has %d characters, want at most %d", got, length(got), most)
		}
	})
}

func TestClean(t *testing.T) {
	tests := []struct{ in, want string }{
		{"Société Générale", "Société Générale"},
		{"two\nlines", "two\nlines"},
		{"a\x00b\tc\u202ed\u2066e\u2069f", "abcdef"},
		{"bad \xff byte", "bad \uFFFD byte"},
	}
	for _, tt := range tests {
		if got := clean(tt.in); got != tt.want {
			t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTypedIsWhatThePersonTyped(t *testing.T) {
	tests := []struct{ in, want string }{
		{"acme", "acme"},
		{" R&amp;D &lt;Lab&gt; ", "R&D <Lab>"},
		{"&amp;lt;", "&lt;"}, // unescaped once
		{"<http://acme.fr|acme.fr>", "acme.fr"},
		{"<https://acme.fr>", "https://acme.fr"},
		{"<mailto:a@acme.fr|a@acme.fr> &amp; <tel:12|12>", "a@acme.fr & 12"},
		{"assign acme <@U0BRUNO|bruno>", "assign acme <@U0BRUNO|bruno>"},
		{"<#C0GENERAL|general>", "<#C0GENERAL|general>"},
	}
	for _, tt := range tests {
		if got := typed(tt.in); got != tt.want {
			t.Errorf("typed(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestCommandLine(t *testing.T) {
	tests := []struct {
		value string
		want  line
		ok    bool
	}{
		{`/missing id:"acme"`, line{"/missing", `id:"acme"`}, true},
		{"/tier", line{"/tier", ""}, true},
		{"/tier\tlist  lapsed ", line{"/tier", "list  lapsed"}, true},
		{"tier acme", line{}, false},
		{"/", line{}, false},
		{"", line{}, false},
		{"/tier " + strings.Repeat("x", maxButtonValue), line{}, false},
	}
	for _, tt := range tests {
		if got, ok := commandLine(tt.value); got != tt.want || ok != tt.ok {
			t.Errorf("commandLine(%q) = %v, %v, want %v, %v", tt.value, got, ok, tt.want, tt.ok)
		}
	}
}

func TestEveryPhraseIsSaidInBothLanguages(t *testing.T) {
	for i, both := range [][2]string{
		{english.stranger, french.stranger},
		{english.unchecked, french.unchecked},
		{english.busy, french.busy},
		{english.silent, french.silent},
		{english.broken, french.broken},
		{english.stale, french.stale},
		{english.shareTitle, french.shareTitle},
		{english.shareText, french.shareText},
		{english.shareYes, french.shareYes},
		{english.shareNo, french.shareNo},
		{english.refusedExternal, french.refusedExternal},
		{english.refusedGuests, french.refusedGuests},
		{english.refusedCrowd, french.refusedCrowd},
		{english.refusedHidden, french.refusedHidden},
		{english.refusedDirect, french.refusedDirect},
		{english.refusedUnsure, french.refusedUnsure},
		{english.refusedPost, french.refusedPost},
	} {
		if both[0] == "" || both[1] == "" || both[0] == both[1] {
			t.Errorf("phrase %d reads %q and %q", i, both[0], both[1])
		}
	}
}
