package sandbox

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

var (
	// said finds what the page's scripts and its frame ask the catalogue for.
	said = regexp.MustCompile(`\bt\(\s*"(\w+)"|data-t(?:-label)?="(\w+)"`)

	// entry finds an entry of the catalogue with its two languages.
	entry = regexp.MustCompile(`(?m)^  (\w+): \[`)
)

// The catalogue has words for all that the page says: a key that it lacks would end the
// script that asks for it.
func TestPageHasWordsForEverything(t *testing.T) {
	known := make(map[string]bool)
	for _, name := range []string{"words.js", "blockwords.js", "calendarwords.js"} {
		for _, m := range entry.FindAllStringSubmatch(staticText(t, name), -1) {
			if known[m[1]] {
				t.Errorf("%s is in the catalogue twice", m[1])
			}
			known[m[1]] = true
		}
	}
	if len(known) < 50 {
		t.Fatalf("found %d entries, want the whole catalogue", len(known))
	}
	scripts, err := fs.Glob(static, "static/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range scripts {
		name := strings.TrimPrefix(path, "static/")
		for _, m := range said.FindAllStringSubmatch(staticText(t, name), -1) {
			if key := m[1] + m[2]; !known[key] {
				t.Errorf("%s says %q, which is in no catalogue", name, key)
			}
		}
	}
}

func staticText(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(static, "static/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
