package commands

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParse(t *testing.T) {
	typed := func(texts ...string) words {
		var ws words
		for _, text := range texts {
			ws = append(ws, word{text: text})
		}
		return ws
	}
	name := func(text string) words { return words{{text: text, quoted: true}} }
	for line, want := range map[string]words{
		"":                   nil,
		" \u00a0\t ":         nil,
		"acme":               typed("acme"),
		"  acme   corp ":     typed("acme", "corp"),
		"acme\u00a0corp":     typed("acme", "corp"),
		"acme\u202fcorp\n":   typed("acme", "corp"),
		"AT&T <b> &amp;c":    typed("AT&T", "<b>", "&amp;c"),
		"acme?":              typed("acme"),
		"Hi, acme\u00a0!":    typed("Hi", "acme"),
		"J. P. Martin...":    typed("J", "P", "Martin"),
		"\"Yahoo!\" for …":   {{text: "Yahoo!", quoted: true}, {text: "for"}},
		"@U0OWNER o@x.fr":    typed("@U0OWNER", "o@x.fr"),
		"key:value":          typed("key:value"),
		"idea":               typed("idea"),
		"id":                 typed("id"),
		"l'Oréal":            typed("l'Oréal"),
		"l’Oréal O’Reilly":   typed("l’Oréal", "O’Reilly"),
		"'t Hof":             typed("'t", "Hof"),
		"rock 'n' roll":      {{text: "rock"}, {text: "n", quoted: true}, {text: "roll"}},
		"12\" Records":       typed("12\"", "Records"),
		"\"acme":             typed("\"acme"),
		"acme\"":             typed("acme\""),
		"\"":                 typed("\""),
		"\"acme\"corp":       typed("\"acme\"corp"),
		"\"acme corp\"":      name("acme corp"),
		"“acme corp”":        name("acme corp"),
		"”acme corp“":        name("acme corp"),
		"„acme corp“":        name("acme corp"),
		"\"acme corp”":       name("acme corp"),
		"«acme corp»":        name("acme corp"),
		"« acme corp »":      name("acme corp"),
		"«\u00a0acme\u00a0»": name("acme"),
		"«\u202facme\u202f»": name("acme"),
		"»acme«":             name("acme"),
		"‹acme›":             name("acme"),
		"'acme corp'":        name("acme corp"),
		"‘acme corp’":        name("acme corp"),
		"'l'Oréal'":          name("l'Oréal"),
		"‘O’Reilly’":         name("O’Reilly"),
		"\"it's 'so'\"":      name("it's 'so'"),
		"\"\" « »":           nil,
		"\"help\" me":        {{text: "help", quoted: true}, {text: "me"}},
		"id:\"acme\"":        {{text: "acme", key: keyID, quoted: true}},
		"id:acme":            {{text: "acme", key: keyID, quoted: true}},
		"id:\"a \"\"b\"\" c\"": {
			{text: "a \"b\" c", key: keyID, quoted: true},
		},
		"id:\"a\" for \"x\" from:\"3.b\"": {
			{text: "a", key: keyID, quoted: true},
			{text: "for"},
			{text: "x", quoted: true},
			{text: "3.b", key: keyFrom, quoted: true},
		},
		"id:\"open": {{text: "\"open", key: keyID, quoted: true}},
	} {
		got := parse(line)
		if len(got) == 0 {
			got = nil
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(word{}), cmpopts.IgnoreFields(word{}, "at", "end")); diff != "" {
			t.Errorf("%q (-want +got)\n%s", line, diff)
		}
	}
}

func TestNameLeavesOutWhatHasNoWidth(t *testing.T) {
	for line, want := range map[string]string{
		"ac\u200bme\u200e corp":   "acme corp",
		"\ufeffacme":              "acme",
		"\u202eacme\u202c":        "acme",
		"« Société \u00ad Noire»": "Société  Noire",
	} {
		if got := parse(line).String(); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// FuzzParse holds that every character that is neither a space nor a quote nor ends a
// sentence comes back, in order; and that a quoted text is read as it was written.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "acme", `"acme corp" for premier`, "« Société\u00a0Générale »", "l’Oréal 'x'",
		`id:"a""b" from:"12.abc"`, "id:", `id:"`, `"`, "'", "«", "\xff\xfe", "“\xc2”", "\u200b\"\u200b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		var kept strings.Builder
		for _, w := range parse(line) {
			if w.text == "" {
				t.Errorf("an empty word in %q", line)
			}
			if w.key != "" {
				kept.WriteString(w.key + ":")
			}
			kept.WriteString(w.text + " ")
		}
		if got, want := letters(kept.String()), letters(line); got != want && !strings.Contains(line, ":") {
			t.Errorf("%q came back as %q", line, kept.String())
		}
		if line == "" {
			return
		}
		back := parse("first " + keyID + ":" + quote(line) + " last")
		if len(back) != 3 || back[1].text != line {
			t.Errorf("quote(%q) was read as %v", line, back)
		}
	})
}

// letters is a text without spaces, quotes and the marks of sentences.
func letters(text string) string {
	var b strings.Builder
	for i, r := range text {
		if !unicode.IsSpace(r) && !strings.ContainsRune(doubleQuotes+singleQuotes+sentenceMarks, r) {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}
