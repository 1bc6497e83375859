package roster_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

// The day of the imports in these tests, and a day after every day in their files.
var (
	june  = program.Date{Year: 2009, Month: 6, Day: 1}
	later = program.Date{Year: 2027, Month: 1, Day: 1}
)

// Every good file is read as its .want says: the same partners in the form that the
// bot itself writes.
func TestGoodFiles(t *testing.T) {
	for _, name := range glob(t, "testdata/good_*.csv") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			plan := planOn(t, later, read(t, name), nil)
			if len(plan.Refused) > 0 {
				t.Fatalf("refused:\n%s", lines(plan.Refused))
			}
			compare(t, name, writeCSV(t, after(plan)))
		})
	}
}

// Every bad file is refused with all the reasons its .want lists, and nothing of it
// is planned.
func TestBadFiles(t *testing.T) {
	for _, name := range glob(t, "testdata/bad_*.csv") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := roster.Read(filepath.Base(name), bytes.NewReader(read(t, name)), program.Default())
			if err != nil {
				compare(t, name, err.Error()+"\n")
				return
			}
			plan := file.Plan(nil, june)
			if plan.Changes() > 0 {
				t.Errorf("%d changes planned beside refused rows", plan.Changes())
			}
			if _, err := plan.Batch("U0ADMIN01", program.Report{}); err == nil {
				t.Error("a batch was made of a refused plan")
			}
			compare(t, name, lines(plan.Refused))
		})
	}
}

// Another programme has its own columns in the same places.
func TestColumnsFollowTheRules(t *testing.T) {
	data := read(t, "../testdata/services-path.toml")
	services, err := program.Load("services-path.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		rules *program.Rules
		want  string
	}{
		{program.Default(), "id,name,aliases,tier,vsp,vtsp,competencies,revenue,owners\n"},
		{services, "id,name,aliases,tier,accredited,certified,opportunities,monthly,owners\n"},
	} {
		var got strings.Builder
		if err := roster.WriteCSV(&got, tt.rules, nil); err != nil {
			t.Fatal(err)
		}
		if got.String() != tt.want {
			t.Errorf("%s: columns %q, want %q", tt.rules.Name.EN, got.String(), tt.want)
		}
	}
}

// A column of every programme's file is no id of a certificate: such rules are refused.
func TestFixedColumnsAreNoIDs(t *testing.T) {
	bare := program.Default()
	bare.Certificates, bare.Metrics = nil, nil
	var header strings.Builder
	if err := roster.WriteCSV(&header, bare, nil); err != nil {
		t.Fatal(err)
	}
	file := string(read(t, "../default.toml"))
	for column := range strings.SplitSeq(strings.TrimSpace(header.String()), ",") {
		_, err := program.Load("rules.toml", []byte(strings.ReplaceAll(file, `"vsp"`, `"`+column+`"`)))
		if want := fmt.Sprintf("id %q is a column of the partner file", column); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("a certificate with the id %s: %v", column, err)
		}
	}
}

// Kinds of certificates stand in brackets where the programme has them.
func TestKinds(t *testing.T) {
	services, err := program.Load("services-path.toml", read(t, "../testdata/services-path.toml"))
	if err != nil {
		t.Fatal(err)
	}
	const file = "name,tier,certified\n" +
		"Acme,select,A. Holder (Niveau professionnel)@2026-02-01|B. Holder|3 (prof)\n" +
		"Beta,select,C. Holder (junior)\n"
	got, err := roster.Read("kinds.csv", strings.NewReader(file), services)
	if err != nil {
		t.Fatal(err)
	}
	want := "line 3, certified \"C. Holder (junior)\": no kind of this certificate (want professional)\n"
	if diff := cmp.Diff(want, lines(got.Plan(nil, later).Refused)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	partner := "id,name,tier,certified\nacme,Acme,select,A. Holder (professional)@2026-02-01|B. Holder|3 (professional)\n"
	first, err := roster.Read("kinds.csv", strings.NewReader(partner), services)
	if err != nil {
		t.Fatal(err)
	}
	wantHoldings := []program.Holding{
		{Certificate: "certified", Kind: "professional", Holder: "A. Holder", Earned: program.Date{Year: 2026, Month: 2, Day: 1}},
		{Certificate: "certified", Holder: "B. Holder"},
		{Certificate: "certified", Kind: "professional", Unnamed: 3},
	}
	plan := first.Plan(nil, later)
	if diff := cmp.Diff(wantHoldings, after(plan)[0].Certificates); diff != "" {
		t.Errorf("holdings (-want +got):\n%s", diff)
	}
}

func planOf(t *testing.T, data []byte, current []program.Partner) *roster.Plan {
	t.Helper()
	return planOn(t, june, data, current)
}

func planOn(t *testing.T, day program.Date, data []byte, current []program.Partner) *roster.Plan {
	t.Helper()
	file, err := roster.Read("partners.csv", bytes.NewReader(data), program.Default())
	if err != nil {
		t.Fatal(err)
	}
	return file.Plan(current, day)
}

// after is what the partners of a plan are once it has been applied.
func after(plan *roster.Plan) []program.Partner {
	var partners []program.Partner
	for _, change := range plan.Created {
		partners = append(partners, change.After)
	}
	for _, change := range plan.Updated {
		partners = append(partners, change.After)
	}
	return partners
}

func writeCSV(t *testing.T, partners []program.Partner) string {
	t.Helper()
	var out strings.Builder
	if err := roster.WriteCSV(&out, program.Default(), partners); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func lines[T fmt.Stringer](items []T) string {
	var out strings.Builder
	for _, item := range items {
		fmt.Fprintln(&out, item)
	}
	return out.String()
}

// compare holds a result against the .want file beside the named one.
func compare(t *testing.T, name, got string) {
	t.Helper()
	name = strings.TrimSuffix(name, filepath.Ext(name)) + ".want"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, name)), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files (%v)", pattern, err)
	}
	return names
}
