package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/slack-go/slack"
	"go.yaml.in/yaml/v3"

	"github.com/tierbot/tierbot/commands"
)

// manifest is the part of the manifest that the code decides.
type manifest struct {
	Features struct {
		SlashCommands []slashCommand `yaml:"slash_commands"`
		Shortcuts     []struct {
			Type       string
			CallbackID string `yaml:"callback_id"`
		}
	}
	OAuth struct {
		Scopes struct{ Bot []string }
	} `yaml:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `yaml:"bot_events"`
		} `yaml:"event_subscriptions"`
	}
}

type slashCommand struct {
	Command      string
	Description  string
	UsageHint    string `yaml:"usage_hint"`
	ShouldEscape bool   `yaml:"should_escape"`
}

func readManifest(t *testing.T, into any) {
	t.Helper()
	data, err := os.ReadFile("manifest.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// The manifest keeps to the rules that Slack publishes for manifests.
func TestManifestIsValid(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/manifest.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var document any
	readManifest(t, &document)
	if err := schema.Validate(document); err != nil {
		t.Error(err)
	}
}

// The slash commands are those of the command table. Mentions in their text arrive
// as ids, which is what should_escape asks for.
func TestManifestHasTheCommands(t *testing.T) {
	var want []slashCommand
	for _, c := range commands.SlashCommands() {
		want = append(want, slashCommand{c.Name, c.Description, c.Hint, true})
	}
	var m manifest
	readManifest(t, &m)
	if diff := cmp.Diff(want, m.Features.SlashCommands); diff != "" {
		t.Errorf("slash commands (-table +manifest):\n%s", diff)
	}
}

// The shortcuts of the manifest are those that the bot answers.
func TestManifestHasTheShortcuts(t *testing.T) {
	var m manifest
	readManifest(t, &m)
	handled := literalsIn(t, "../../bot")
	if len(m.Features.Shortcuts) != 1 {
		t.Errorf("%d shortcuts, want one", len(m.Features.Shortcuts))
	}
	for _, shortcut := range m.Features.Shortcuts {
		if shortcut.Type != "message" || !handled[shortcut.CallbackID] {
			t.Errorf("the bot does not answer the %s shortcut %q", shortcut.Type, shortcut.CallbackID)
		}
	}
}

// calls are the methods of slack-go that the bot may call, with the scopes that
// Slack asks for them. A call that is not here fails the test below.
var calls = map[string][]string{
	"AuthTestContext":               nil,
	"GetUserInfoContext":            {"users:read", "users:read.email"}, // owners are also known by e-mail
	"GetUserByEmailContext":         {"users:read.email"},
	"GetConversationInfoContext":    {"channels:read", "groups:read"},
	"GetUsersInConversationContext": {"channels:read", "groups:read"},
	"OpenConversationContext":       {"im:write"},
	"PostMessageContext":            {"chat:write"},
	"PostEphemeralContext":          {"chat:write"},
	"UpdateMessageContext":          {"chat:write"},
	"DeleteMessageContext":          {"chat:write"},
	"GetConversationHistoryContext": {"im:history"}, // of conversations with the bot alone
	"GetUserGroupMembersContext":    {"usergroups:read"},
	"OpenViewContext":               nil,
	"UpdateViewContext":             nil,
	"PushViewContext":               nil,
	"PublishViewContext":            nil,
	"GetFileInfoContext":            {"files:read"}, // and the download that follows
	"GetUploadURLExternalContext":   {"files:write"},
	"UploadToURL":                   {"files:write"},
	"CompleteUploadExternalContext": {"files:write"},
	"StartSocketModeContext":        nil, // with the app-level token
}

// events are the events that the bot listens to, with the scopes for receiving them.
var events = map[string][]string{
	"app_home_opened": nil,

	"app_mention": {"app_mentions:read"},
	"message.im":  {"im:history"},
	"user_change": {"users:read"},

	"subteam_members_changed": {"usergroups:read"},
	"subteam_updated":         {"usergroups:read"},
}

// The app asks for exactly the scopes that the code needs, and check looks for the same.
func TestManifestHasTheScopes(t *testing.T) {
	needed := map[string]bool{"commands": true}
	for _, name := range callsIn(t, "../../bot") {
		needs, known := calls[name]
		if !known {
			t.Errorf("the bot calls %s: say which scopes that needs", name)
		}
		for _, scope := range needs {
			needed[scope] = true
		}
	}
	var m manifest
	readManifest(t, &m)
	for _, event := range m.Settings.Events.Bot {
		needs, known := events[event]
		if !known {
			t.Errorf("the manifest subscribes to %s: say which scopes that needs", event)
		}
		for _, scope := range needs {
			needed[scope] = true
		}
	}
	want := slices.Sorted(maps.Keys(needed))
	if diff := cmp.Diff(want, m.OAuth.Scopes.Bot); diff != "" {
		t.Errorf("scopes (-needed +manifest):\n%s", diff)
	}
	if diff := cmp.Diff(want, scopes); diff != "" {
		t.Errorf("scopes (-needed +checked):\n%s", diff)
	}
}

// The events of the manifest are those that the bot handles.
func TestManifestHasTheEvents(t *testing.T) {
	var m manifest
	readManifest(t, &m)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(events)), m.Settings.Events.Bot); diff != "" {
		t.Errorf("events (-handled +manifest):\n%s", diff)
	}
	handled := literalsIn(t, "../../bot")
	for event := range events {
		if word, _, _ := strings.Cut(event, "."); !handled[word] {
			t.Errorf("the bot never mentions the event %s", word)
		}
	}
}

// callsIn finds the methods of slack-go's client that a package and those below it call.
func callsIn(t *testing.T, dir string) []string {
	client := reflect.TypeFor[*slack.Client]()
	found := make(map[string]bool)
	inspect(t, dir, func(node ast.Node) {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if _, ok := client.MethodByName(selector.Sel.Name); ok {
				found[selector.Sel.Name] = true
			}
		}
	})
	if len(found) == 0 {
		t.Fatalf("no call of slack-go in %s", dir)
	}
	return slices.Sorted(maps.Keys(found))
}

// literalsIn are the string literals of a package and those below it.
func literalsIn(t *testing.T, dir string) map[string]bool {
	found := make(map[string]bool)
	inspect(t, dir, func(node ast.Node) {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			found[strings.Trim(literal.Value, "\"`")] = true
		}
	})
	return found
}

// inspect walks the syntax of a package and those below it, but for tests and for the
// sandbox, which is no part of the service.
func inspect(t *testing.T, dir string, visit func(ast.Node)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "sandbox":
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			visit(node)
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
