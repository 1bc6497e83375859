package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/tierbot/tierbot/"

// allowed is the table of the design: what each package may import from this module
// and from outside it, besides the standard library. Slack's types end in bot and
// Redis's in store; cmd wires everything and is free but for those.
var allowed = map[string][]string{
	"program":             {"github.com/pelletier/go-toml/v2", "github.com/rickar/cal/v2", "golang.org/x/text/unicode/norm"},
	"program/roster":      {module + "program", "github.com/xuri/excelize/v2", "golang.org/x/text"},
	"program/board":       {module + "program"},
	"commands":            {module + "program", module + "program/roster", module + "program/board", "golang.org/x/text"},
	"commands/transcript": {module + "program", module + "program/roster", module + "commands"},
	"store":               {module + "program", "github.com/redis/go-redis/v9", "github.com/google/uuid"},
	"store/redistest":     {},
	"bot":                 {module + "program", module + "commands", module + "bot/socketmode", "github.com/slack-go/slack", "golang.org/x/time/rate", "github.com/google/uuid"},
	"bot/socketmode":      {"github.com/slack-go/slack", "github.com/gorilla/websocket"},
	"bot/sandbox":         {"github.com/coder/websocket", "golang.org/x/time/rate"},
}

func TestImportsKeepToTheTable(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		name := strings.TrimPrefix(words[0], module)
		if strings.HasPrefix(name, "cmd/") {
			for _, path := range words[1:] {
				if within(path, "github.com/slack-go/slack") || within(path, "github.com/redis/go-redis/v9") {
					t.Errorf("%s imports %s, which is for bot or store alone", name, path)
				}
			}
			continue
		}
		may, known := allowed[name]
		if !known {
			t.Errorf("%s is not in the table: say what it may import", name)
			continue
		}
		seen[name] = true
		for _, path := range words[1:] {
			if !standard(path) && !slices.ContainsFunc(may, func(root string) bool { return within(path, root) }) {
				t.Errorf("%s imports %s, which the table does not allow", name, path)
			}
		}
	}
	for name := range allowed {
		if !seen[name] {
			t.Errorf("%s is in the table and not in the module", name)
		}
	}
}

// TestServiceHasNoSandbox: what is deployed carries none of what it is tried with.
func TestServiceHasNoSandbox(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", module+"cmd/tierbot").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for path := range strings.Lines(string(out)) {
		if strings.Contains(path, "sandbox") || strings.Contains(path, "miniredis") || strings.Contains(path, "transcript") {
			t.Errorf("tierbot imports %s", strings.TrimSpace(path))
		}
	}
}

// within reports whether a package is the root or below it. Of this module, each
// package is allowed by itself.
func within(path, root string) bool {
	return path == root || !strings.HasPrefix(root, module) && strings.HasPrefix(path, root+"/")
}

// standard reports whether a package is of the standard library, whose paths have
// no dot in their first element.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}
