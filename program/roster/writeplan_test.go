package roster_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

// The whole plan as a file for a person, in both languages.
func TestWritePlan(t *testing.T) {
	const changes = "id,name,tier,vtsp,revenue,owners\n" +
		"acme,Acme Group,enterprise,A. Holder|Left Us|N. One@2009-05-30,12000,\n" +
		"beta,=Beta,pro,,7@2009-05-01,bob@example.com\n"
	const problems = "name,tier,vtsp\n" +
		"=Acme,gold,Ann@2999-01-01\n" +
		"Beta,pro,Ann@2999-01-01\n" +
		"Beta,pro\n"
	for _, tt := range []struct {
		lang       program.Lang
		file, want string
	}{
		{program.English, changes, `result,line,partner,what
created,3,'=Beta,tier professional; revenue 7 from 2009-05-01; owners bob@example.com
updated,2,Acme Group,name Acme → Acme Group; tier professional → enterprise; vtsp A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30 → A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30|N. One@2009-05-30; revenue 10000 → 12000 from 2009-06-01; owners U0ALICE01 → nothing
`},
		{program.French, changes, `résultat;ligne;partenaire;quoi
créé;3;'=Beta;"tier professional; revenue 7 à partir du 2009-05-01; owners bob@example.com"
modifié;2;Acme Group;"name Acme → Acme Group; tier professional → enterprise; vtsp A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30 → A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30|N. One@2009-05-30; revenue 10000 → 12000 à partir du 2009-06-01; owners U0ALICE01 → rien"
`},
		{program.English, problems, `result,line,partner,what
refused,2,'=Acme,"tier ""gold"": no tier of the programme (want registered, professional, enterprise, premier)"
refused,3,Beta,"vtsp ""Ann@2999-01-01"": the day lies in the future (want 2009-06-01 at the latest)"
refused,4,Beta,fewer cells than the first row has columns
refused,4,Beta,"id ""beta"": this id stands in another row as well (line 3)"
`},
		{program.French, problems, `résultat;ligne;partenaire;quoi
refusé;2;'=Acme;tier « gold » : aucun niveau du programme (attendu : registered, professional, enterprise, premier)
refusé;3;Beta;vtsp « Ann@2999-01-01 » : ce jour est dans le futur (au plus tard le 2009-06-01)
refusé;4;Beta;moins de cellules que la première ligne n'a de colonnes
refusé;4;Beta;id « beta » : cet id figure aussi sur une autre ligne (ligne 3)
`},
	} {
		var got strings.Builder
		plan := planOf(t, []byte(tt.file), []program.Partner{stored()})
		if err := roster.WritePlan(&got, plan, tt.lang); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff("\ufeff"+tt.want, got.String()); diff != "" {
			t.Errorf("in %s (-want +got):\n%s", tt.lang, diff)
		}
	}
}

// What a summary says of a plan: how many partners each column touches, how many rows
// are refused, and a problem in one line.
func TestSummary(t *testing.T) {
	partners := []program.Partner{stored(), stored(), stored()}
	for i := range partners {
		partners[i].ID = fmt.Sprint("p", i)
	}
	plan := planOf(t, []byte("id,name,tier,owners\np0,Acme,ent,U0BOB0001\np1,Acme,ent,U0ALICE01\np2,Acme,pro,U0ALICE01\nnew,New,pro,\n"), partners)
	if diff := cmp.Diff([]roster.Touch{{Column: "tier", Partners: 2}, {Column: "owners", Partners: 1}}, plan.Touched); diff != "" {
		t.Errorf("touched (-want +got):\n%s", diff)
	}
	if got := fmt.Sprint(len(plan.Created), len(plan.Updated), plan.Unchanged, plan.RefusedRows()); got != "1 2 1 0" {
		t.Errorf("created, updated, unchanged and refused are %s", got)
	}

	plan = planOf(t, []byte("name,tier,vsp\nAcme,gold,Ann@never\nBeta,,\n"), nil)
	if got := plan.RefusedRows(); got != 2 {
		t.Errorf("%d rows are refused", got)
	}
	var said []string
	for _, problem := range plan.Refused {
		said = append(said, problem.In(program.French))
	}
	want := []string{
		"ligne 2, tier « gold » : aucun niveau du programme (attendu : registered, professional, enterprise, premier)",
		"ligne 2, vsp « Ann@never » : pas un jour du calendrier (attendu : 2009-05-20)",
		"ligne 3, tier : il faut un niveau",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("in French (-want +got):\n%s", diff)
	}
}

// Every reason is said in French, once.
func TestReasonsInFrench(t *testing.T) {
	said := make(map[string]roster.Reason)
	for _, reason := range reasons(t) {
		french := reason.In(program.French)
		if french == reason.In(program.English) {
			t.Errorf("%q has no French", reason)
		}
		if other, twice := said[french]; twice {
			t.Errorf("%q and %q are the same in French", reason, other)
		}
		said[french] = reason
	}
	if len(said) < 30 {
		t.Errorf("only %d reasons were found", len(said))
	}
}

// reasons are the constants of the package.
func reasons(t *testing.T) []roster.Reason {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "reason.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var all []roster.Reason
	ast.Inspect(file, func(node ast.Node) bool {
		if spec, ok := node.(*ast.ValueSpec); ok {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, roster.Reason(text))
		}
		return true
	})
	return all
}

// The name of a file, as people's systems send it, is kept in the audit log.
func TestFileNames(t *testing.T) {
	for _, tt := range []struct{ sent, want string }{
		{"partners.csv", "partners.csv"},
		{"../../etc/passwd", "passwd"},
		{`C:\Users\Ann\Partenaires été.xlsx`, "Partenaires été.xlsx"},
		{"a\nb\tc\x00.csv", "abc.csv"},
		{"partners\u202evsc.exe", "partnersvsc.exe"},
		{"bad\xff.csv", "bad.csv"},
		{"  two   spaces .csv", "two spaces .csv"},
		{strings.Repeat("é", 300) + ".csv", strings.Repeat("é", 99) + "…"},
		{"", "partners"},
		{"folder/", "partners"},
		{"\u200b", "partners"},
	} {
		file, err := roster.Read(tt.sent, strings.NewReader("name,tier\nAcme,pro\n"), program.Default())
		if err != nil {
			t.Fatal(err)
		}
		if file.Name != tt.want || utf8.RuneCountInString(file.Name) > 100 {
			t.Errorf("%q is called %q, want %q", tt.sent, file.Name, tt.want)
		}
		batch, err := file.Plan(nil, june).Batch("U0ADMIN01", program.Report{})
		if err != nil || batch.What != "import "+tt.want {
			t.Errorf("%q: the audit says %q, %v", tt.sent, batch.What, err)
		}
	}
}
