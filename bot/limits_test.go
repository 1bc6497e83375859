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
		{"a\x00b\u202ec\u2066d\u2069e\u200bf\u00adg", "abcdefg"},
		{"a\tb\u2028c\u0085d", "a b c d"}, // what parts words still does
		{"non\u00a0breaking", "non\u00a0breaking"},
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
		{"list <@U0BRUNO|bruno> &amp; <@W0ALICE>", "list @U0BRUNO & @W0ALICE"},
		{"list <mailto:Owner@acme.fr|Owner@acme.fr>", "list Owner@acme.fr"},
		{"list <mailto:owner@acme.fr>", "list owner@acme.fr"},
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
		want  commandLine
		ok    bool
	}{
		{`/missing id:"acme"`, commandLine{"/missing", `id:"acme"`}, true},
		{"/tier", commandLine{"/tier", ""}, true},
		{"/tier\tlist  lapsed ", commandLine{"/tier", "list  lapsed"}, true},
		{"tier acme", commandLine{}, false},
		{"/", commandLine{}, false},
		{"", commandLine{}, false},
		{"/tier " + strings.Repeat("x", maxButtonValue), commandLine{}, false},
	}
	for _, tt := range tests {
		if got, ok := readCommandLine(tt.value); got != tt.want || ok != tt.ok {
			t.Errorf("readCommandLine(%q) = %v, %v, want %v, %v", tt.value, got, ok, tt.want, tt.ok)
		}
	}
}
