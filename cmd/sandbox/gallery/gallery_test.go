package gallery

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/tierbot/tierbot/bot"
	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// made are all specimens, made once for all tests.
var made = sync.OnceValues(Specimens)

func specimens(t *testing.T) []sandbox.Specimen {
	t.Helper()
	all, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestSlackTakesEverySpecimen holds each against the rules of the strict local Slack.
func TestSlackTakesEverySpecimen(t *testing.T) {
	workspace := sandbox.New(sandbox.Options{Gallery: made})
	defer workspace.Close()
	answer := httptest.NewRecorder()
	workspace.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://127.0.0.1/sandbox/gallery", nil))
	var page struct {
		Specimens []struct{ Group, Title, Lang, Surface, Refused string }
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
		t.Fatalf("the page: %d %v", answer.Code, err)
	}
	if want := len(specimens(t)); len(page.Specimens) != want {
		t.Errorf("%d specimens on the page, want %d", len(page.Specimens), want)
	}
	for _, s := range page.Specimens {
		if s.Refused != "" {
			t.Errorf("%s: %s (%s %s): %s", s.Group, s.Title, s.Lang, s.Surface, s.Refused)
		}
	}
}

// TestEverythingIsThereInBothLanguages holds that whoever reads one language misses nothing
// that is shown in the other.
func TestEverythingIsThereInBothLanguages(t *testing.T) {
	shown := map[[3]string]map[string]int{}
	for _, s := range specimens(t) {
		key := [3]string{s.Group, s.Title, s.Surface}
		if shown[key] == nil {
			shown[key] = map[string]int{}
		}
		shown[key][s.Lang]++
	}
	for key, n := range shown {
		if n["en"] == 0 || n["fr"] == 0 {
			t.Errorf("%s: %s (%s) is there %d times in English and %d times in French", key[0], key[1], key[2], n["en"], n["fr"])
		}
	}
}

// TestEveryCommandIsShown holds that each command of the table is asked in a script.
func TestEveryCommandIsShown(t *testing.T) {
	all := specimens(t)
	for _, command := range commands.Table() {
		for _, lang := range []string{"en", "fr"} {
			if !has(all, lang, func(s sandbox.Specimen) bool {
				return strings.HasPrefix(s.Title, command.Line(program.English)+" ") || strings.HasPrefix(s.Title, command.Line(program.French)+" ")
			}) {
				t.Errorf("%s is not shown in %s", command.Line(program.English), lang)
			}
		}
	}
}

// TestWhatIsSaidUnaskedIsShown holds that for each thing which the bot says first there is
// a line in a script.
func TestWhatIsSaidUnaskedIsShown(t *testing.T) {
	all := specimens(t)
	texts := reflect.TypeFor[bot.Texts]()
	for i := range texts.NumMethod() {
		line := strings.ToLower(texts.Method(i).Name)
		for _, lang := range []string{"en", "fr"} {
			if !has(all, lang, func(s sandbox.Specimen) bool { return strings.HasPrefix(s.Title, line+" ") }) {
				t.Errorf("no %s is shown in %s", line, lang)
			}
		}
	}
}

// TestEveryFormIsShown holds that each form of the commands is there, and each with
// something wrong, unless nothing can be.
func TestEveryFormIsShown(t *testing.T) {
	const neverWrong = "import" // a file that is wrong is answered in words
	all := specimens(t)
	for _, form := range formNames(t) {
		for _, lang := range []string{"en", "fr"} {
			shown := func(errors bool) bool {
				return has(all, lang, func(s sandbox.Specimen) bool {
					var view struct {
						Form string `json:"callback_id"`
					}
					return s.Surface == "modal" && json.Unmarshal(s.Body, &view) == nil && view.Form == form && len(s.Errors) > 0 == errors
				})
			}
			if !shown(false) || form != neverWrong && !shown(true) {
				t.Errorf("the form %s is not shown in %s, or not with something wrong", form, lang)
			}
		}
	}
}

// TestEveryQuestionIsShown holds that what a button asks before it does anything is beside
// some message with that button.
func TestEveryQuestionIsShown(t *testing.T) {
	shown, asked := map[string]bool{}, map[string]string{}
	for _, s := range specimens(t) {
		for _, q := range question.FindAllString(string(s.Body), -1) {
			asked[s.Lang+q] = s.Title
			shown[s.Lang+q] = shown[s.Lang+q] || s.Asks
		}
	}
	if len(asked) < 20 {
		t.Errorf("only %d questions: does Slack's JSON look otherwise now?", len(asked))
	}
	for q, title := range asked {
		if !shown[q] {
			t.Errorf("%s: nobody sees %s", title, q)
		}
	}
}

func has(all []sandbox.Specimen, lang string, is func(sandbox.Specimen) bool) bool {
	for _, s := range all {
		if s.Lang == lang && is(s) {
			return true
		}
	}
	return false
}

// formNames are the forms that package commands has a name for.
func formNames(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../../commands/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, name := range spec.Names {
				if len(spec.Values) <= i || !strings.HasPrefix(name.Name, "form") {
					continue
				}
				if literal, ok := spec.Values[i].(*ast.BasicLit); ok && literal.Kind == token.STRING {
					text, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					names = append(names, text)
				}
			}
			return true
		})
	}
	if len(names) < 4 {
		t.Fatalf("only the forms %q have a name: is it elsewhere now?", names)
	}
	return names
}
