package gallery

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// catalogues are the files in which all sentences stand, in both languages side by side.
var catalogues = []string{"../../../commands/phrases*.go", "../../../bot/phrases*.go"}

// A wording is what a catalogue says, in pieces between what is filled in.
type wording struct {
	at     token.Position
	lang   string
	pieces []string
}

// unread are the pieces of sentences that nobody reads in Slack, and why.
var unread = map[string]string{
	"You may not run": "package bot answers whoever may run nothing",
	": it is for other people of this workspace.":                                  "as above",
	"Vous ne pouvez pas utiliser":                                                  "as above",
	": cette commande est réservée à d'autres personnes de cet espace de travail.": "as above",

	"keeps its tier, since what is on record counts by then":        "what begins to count later cannot be recorded",
	"garde son niveau, car ce qui est enregistré comptera d'ici là": "as above",

	"asks for is met today.":                   "what was met again was so on some day",
	"est rempli aujourd'hui.":                  "as above",
	"Changed:":                                 "every verb of the audit log has a heading of its own",
	"Modifié\u00a0:":                           "as above",
	"as it was before":                         "what changes nothing is not written",
	"comme auparavant":                         "as above",
	"partner has lapsed: a decision is needed": "the time of one partner was over on one day",
	"partenaire au délai dépassé\u00a0: une décision est attendue": "as above",
	", to start today:":                                  "of what must start today that is said first",
	", à commencer aujourd'hui\u00a0:":                   "as above",
	"cannot be read as a CSV or XLSX file.":              "package roster gives a reason of its own",
	"ne se lit pas comme un fichier CSV ou XLSX.":        "as above",
	"No column of a partner that was there changes.":     "a column that a file touches changes some partner",
	"Aucune colonne d'un partenaire existant ne change.": "as above",

	"par formation":  "it stands in the attached file",
	"by figures":     "as above",
	"par un chiffre": "as above",
	"rehearsal-":     "it is the name of that file",
	"simulation-":    "as above",
}

// TestEverySentenceIsShown holds that whatever stands in the catalogues of the commands and
// of the bot is in some specimen of its language, so that it has been looked at. A sentence
// that is missing wants a line in a script of package transcript.
func TestEverySentenceIsShown(t *testing.T) {
	all := specimens(t)
	said := map[string]string{"en": readable(t, all, "en"), "fr": readable(t, all, "fr")}
	wordings := wordingsOf(t)
	if len(wordings) < 500 {
		t.Errorf("the catalogues hold %d wordings only: are they elsewhere now?", len(wordings))
	}
	left := maps.Clone(unread)
	for _, w := range wordings {
		for _, piece := range w.pieces {
			_, excused := unread[piece]
			switch found := strings.Contains(said[w.lang], piece); {
			case excused && found:
				t.Errorf("%s:%d: %q is read after all", filepath.Base(w.at.Filename), w.at.Line, piece)
			case !excused && !found:
				t.Errorf("%s:%d: nobody reads %q", filepath.Base(w.at.Filename), w.at.Line, piece)
			}
			delete(left, piece)
		}
	}
	for piece := range left {
		t.Errorf("no catalogue says %q any more", piece)
	}
}

// TestFrenchIsFrench holds that no sentence of the English catalogue is in a French
// specimen.
func TestFrenchIsFrench(t *testing.T) {
	all := specimens(t)
	french := readable(t, all, "fr")
	inFrench := map[string]bool{}
	wordings := wordingsOf(t)
	for _, w := range wordings {
		for _, piece := range w.pieces {
			inFrench[piece] = inFrench[piece] || w.lang == "fr"
		}
	}
	for _, w := range wordings {
		for _, piece := range w.pieces {
			if strings.Count(piece, " ") >= 2 && !inFrench[piece] && strings.Contains(french, piece) {
				t.Errorf("%s:%d: a French reader reads %q", filepath.Base(w.at.Filename), w.at.Line, piece)
			}
		}
	}
}

// readable is all text of the specimens in a language.
func readable(t *testing.T, all []sandbox.Specimen, lang string) string {
	var b strings.Builder
	for _, s := range all {
		if s.Lang != lang {
			continue
		}
		var body any
		if err := json.Unmarshal(s.Body, &body); err != nil {
			t.Fatal(err)
		}
		read(&b, body)
		for _, text := range s.Errors {
			b.WriteString(text + "\n")
		}
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(b.String())
}

// read writes every text below a value on lines of its own, but those of one line of rich
// text behind each other.
func read(b *strings.Builder, v any) {
	switch v := v.(type) {
	case []any:
		for _, inner := range v {
			read(b, inner)
		}
	case map[string]any:
		for _, inner := range v {
			read(b, inner)
		}
	case string:
		b.WriteString(v + "\n")
	}
}

// wordingsOf reads the catalogues.
func wordingsOf(t *testing.T) []wording {
	t.Helper()
	var wordings []wording
	for _, pattern := range catalogues {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no catalogue %s: %v", pattern, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			parsed, err := parser.ParseFile(set, file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				for i, lang := range []string{"en", "fr"} {
					if arg := inLanguage(call, i); arg != nil {
						wordings = append(wordings, wording{set.Position(call.Pos()), lang, literals(arg)})
					}
				}
				return true
			})
		}
	}
	return wordings
}

// inLanguage is the argument of a call that says something in a language, the first or the
// second; nil when it is another call.
func inLanguage(call *ast.CallExpr, which int) ast.Expr {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	first := map[string]int{"either": 0, "format": 0, "count": 1}
	at, ok := first[method.Sel.Name]
	if !ok || len(call.Args) <= at+which {
		return nil
	}
	return call.Args[at+which]
}

// filledIn is a place in a wording for something else.
var filledIn = regexp.MustCompile(`%[-+#0-9.\[\]]*[a-z]|\n`)

// literals are the pieces of what an expression says for certain that hold a word.
func literals(e ast.Expr) []string {
	var pieces []string
	ast.Inspect(e, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			return true
		}
		for _, piece := range filledIn.Split(text, -1) {
			if strings.ContainsFunc(piece, unicode.IsLetter) {
				pieces = append(pieces, strings.TrimSpace(piece))
			}
		}
		return true
	})
	return pieces
}
