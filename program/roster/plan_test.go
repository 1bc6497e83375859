package roster_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/roster"
)

func day(text string) program.Date {
	d, err := program.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// stored is the partner that the tables below change.
func stored() program.Partner {
	return program.Partner{
		ID: "acme", Version: 7, Name: "Acme", Tier: "professional",
		Aliases: []string{"ACM", "Acme France"},
		Certificates: []program.Holding{
			{Certificate: "vtsp", Holder: "A. Hölder", Earned: day("2009-05-20")},
			{Certificate: "vtsp", Holder: "Left Us", Earned: day("2009-01-05"), Ends: day("2009-04-30")},
			{Certificate: "vsp", Unnamed: 3, Earned: day("2009-03-01")},
		},
		Competencies: []program.Earned{{Competency: "infrastructure", Earned: day("2009-05-11")}},
		Readings:     []program.Reading{{Metric: "revenue", Value: 1_000_000}},
		Owners:       []string{"U0ALICE01"},
	}
}

// What a row changes of a partner that is known. An empty want is no change.
func TestUpdates(t *testing.T) {
	for _, tt := range []struct{ name, columns, row, want string }{
		{"the columns left out stay", "name", "Acme", ""},
		{"a new name", "id,name", "acme,Acme Group", `name "Acme" > "Acme Group"`},
		{"another order is no change", "name,aliases", "Acme,Acme France|ACM", ""},
		{"an empty cell empties", "name,aliases,owners", "Acme,,", `aliases "ACM|Acme France" > "" owners "U0ALICE01" > ""`},
		{"known people keep their days", "name,vtsp", "Acme,a. holder|LEFT US", ""},
		{"a day that says the same", "name,vtsp", "Acme,A. Hölder@2009-05-20|Left Us", ""},
		{
			"another day replaces", "name,vtsp", "Acme,A. Hölder@2009-05-21|Left Us",
			`vtsp "A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30" > "A. Hölder@2009-05-21|Left Us@2009-01-05..2009-04-30"`,
		},
		{
			"who is left out is taken out", "name,vtsp", "Acme,N. One",
			`vtsp "A. Hölder@2009-05-20|Left Us@2009-01-05..2009-04-30" > "N. One"`,
		},
		{"a count that agrees", "name,vsp", "Acme,3", ""},
		{"a count that does not", "name,vsp", "Acme,4", `vsp "3@2009-03-01" > "4"`},
		{"a known competency keeps its day", "name,competencies", "Acme,virtualisation des infrastructures", ""},
		{
			"one more", "name,competencies", "Acme,infra|desktop@2009-06-01",
			`competencies "infrastructure@2009-05-11" > "infrastructure@2009-05-11|desktop@2009-06-01"`,
		},
		{"the same amount", "name,revenue", `Acme,"10,000.00"`, ""},
		{"another amount begins today", "name,revenue", "Acme,12000", `revenue "10000" > "12000@2009-06-01"`},
		{"stated readings replace", "name,revenue", "Acme,11000@2009-05-01", `revenue "10000" > "11000@2009-05-01"`},
		{"two more readings", "name,revenue", "Acme,10000|11000@2009-05-01|9000@2009-06-01", `revenue "10000" > "11000@2009-05-01, 9000@2009-06-01"`},
		{"no amount", "name,revenue", "Acme,", `revenue "10000" > ""`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			partner := stored()
			plan := planOf(t, []byte(tt.columns+"\n"+tt.row+"\n"), []program.Partner{partner})
			if len(plan.Refused) > 0 {
				t.Fatalf("refused:\n%s", lines(plan.Refused))
			}
			if diff := cmp.Diff(tt.want, fields(plan)); diff != "" {
				t.Errorf("changed fields (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(stored(), partner); diff != "" {
				t.Errorf("planning changed the partner that was passed in:\n%s", diff)
			}
		})
	}
}

// What a file adds for a day after that of the import is refused, also of a new
// partner; what the partner had is not, however the file writes it.
func TestFutureDays(t *testing.T) {
	ahead := stored()
	ahead.Certificates[0].Earned = day("2999-01-01")
	ahead.Competencies[0].Earned = day("2999-01-01")
	ahead.Readings = append(ahead.Readings, program.Reading{Metric: "revenue", Value: 100, From: day("2999-01-01")})
	for _, tt := range []struct{ name, columns, row, want string }{
		{"today", "name,vtsp", "Acme,Ann@2009-06-01", ""},
		{"an end to come", "name,vtsp", "Acme,Ann@2009-05-20..2010-05-20", ""},
		{"a person", "name,vtsp", "Acme,Ann@2009-06-02", `vtsp "Ann@2009-06-02"`},
		{"a competency", "name,competencies", "Acme,desktop@2999-01-01", `competencies "desktop@2999-01-01"`},
		{"a reading", "name,revenue", "Acme,10000|5@2999-01-02", `revenue "5@2999-01-02"`},
		{"a new partner", "name,tier,vsp", "New,pro,3@2999-01-01", `vsp "3@2999-01-01"`},
		{"known already", "name,vtsp,competencies,revenue", "Acme,a. holder@2999-01-01|Bob,infra,10000|1@2999-01-01", ""},
		{"a plain amount beside a known one", "name,revenue", "Acme,12000", ""},
		{"known by another", "name,vtsp", "Acme,Bob@2999-01-01", `vtsp "Bob@2999-01-01"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan := planOf(t, []byte(tt.columns+"\n"+tt.row+"\n"), []program.Partner{ahead})
			want := ""
			if tt.want != "" {
				want = "line 2, " + tt.want + ": the day lies in the future (want 2009-06-01 at the latest)\n"
			}
			if diff := cmp.Diff(want, lines(plan.Refused)); diff != "" {
				t.Errorf("refused (-want +got):\n%s", diff)
			}
		})
	}
}

// A second amount on the day of the first replaces it, and is shown in its place.
func TestAmountsOfOneDay(t *testing.T) {
	partner := stored()
	var shown string
	for _, amount := range []string{"12000", "13000"} {
		plan := planOf(t, []byte("name,revenue\nAcme,"+amount+"\n"), []program.Partner{partner})
		partner, shown = after(plan)[0], fields(plan)
	}
	if got, want := shown, `revenue "12000@2009-06-01" > "13000@2009-06-01"`; got != want {
		t.Errorf("shown as %s, want %s", got, want)
	}
	want := []program.Reading{
		{Metric: "revenue", Value: 1_000_000},
		{Metric: "revenue", Value: 1_300_000, From: june},
	}
	if diff := cmp.Diff(want, partner.Readings); diff != "" {
		t.Errorf("readings (-want +got):\n%s", diff)
	}
}

// A changed tier was decided on the day of the import; a new partner's tier, or one
// from before the programme, has no such day.
func TestTierSince(t *testing.T) {
	for _, tt := range []struct {
		name, row string
		day, want program.Date
	}{
		{"promoted", "Acme,enterprise", june, june},
		{"the same tier", "Acme,professional", june, program.Date{}},
		{"before the programme", "Acme,enterprise", day("2009-04-14"), program.Date{}},
		{"a new partner", "Beta,enterprise", june, program.Date{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, err := roster.Read("f.csv", strings.NewReader("name,tier,owners\n"+tt.row+",U0BOB0001\n"), program.Default())
			if err != nil {
				t.Fatal(err)
			}
			plan := file.Plan([]program.Partner{stored()}, tt.day)
			if got := after(plan)[0].TierSince; got != tt.want {
				t.Errorf("TierSince = %v, want %v", got, tt.want)
			}
		})
	}
}

// A name that belongs to a partner with another id does not make a second partner.
func TestNameOfAnotherPartner(t *testing.T) {
	partner := stored()
	partner.ID = "P-001"
	plan := planOf(t, []byte("name,tier\nACME S.A.,pro\n"), []program.Partner{partner})
	want := "line 2, id \"ACME S.A.\": a partner of this name has another id: give the id to say which is meant (want P-001)\n"
	if diff := cmp.Diff(want, lines(plan.Refused)); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	plan = planOf(t, []byte("id,name,tier\nacme,ACME S.A.,pro\n"), []program.Partner{partner})
	if len(plan.Created) != 1 {
		t.Errorf("with an id given: %d created, want 1", len(plan.Created))
	}
}

// Applying what was planned and planning again finds nothing to do.
func TestSecondImportChangesNothing(t *testing.T) {
	data := read(t, "testdata/good_people.csv")
	first := planOf(t, data, nil)
	second := planOf(t, data, after(first))
	if second.Changes() != 0 || second.Unchanged != len(first.Created) {
		t.Errorf("second import: %d changes, %d unchanged", second.Changes(), second.Unchanged)
	}
}

// The operation is named by what is done to which versions, not by when or by whom.
func TestOpNamesThePlan(t *testing.T) {
	op := func(row string, version int64) string {
		partner := stored()
		partner.Version = version
		plan := planOf(t, []byte("name,owners\n"+row+"\n"), []program.Partner{partner})
		batch, err := plan.Batch("U0ADMIN01", program.Report{By: fmt.Sprint("U0", version), At: time.Unix(version, 0)})
		if err != nil {
			t.Fatal(err)
		}
		return batch.Op
	}
	first := op("Acme,U0BOB0001", 7)
	if again := op("Acme,U0BOB0001", 7); again != first {
		t.Errorf("the same plan is %s and %s", first, again)
	}
	if other := op("Acme,U0CAROL01", 7); other == first {
		t.Error("another change has the same name")
	}
	if later := op("Acme,U0BOB0001", 8); later == first {
		t.Error("the change of a later version has the same name")
	}
}

// A batch says who reported what, and holds the partners as they were planned.
func TestBatch(t *testing.T) {
	partner := stored()
	plan := planOf(t, []byte("name,tier,owners\nBeta,pro,\nAcme,pro,U0BOB0001\n"), []program.Partner{partner})
	report := program.Report{By: "partners.csv", At: time.Date(2009, 6, 1, 9, 0, 0, 0, time.UTC)}
	batch, err := plan.Batch("tierbot import", report)
	if err != nil {
		t.Fatal(err)
	}
	changed := stored()
	changed.Owners = []string{"U0BOB0001"}
	changed.Reported = report
	want := program.Batch{
		Op: batch.Op, By: "tierbot import", At: report.At, What: "import partners.csv",
		Changes: []program.Change{
			{After: program.Partner{ID: "beta", Name: "Beta", Tier: "professional", Reported: report}},
			{Before: &partner, After: changed},
		},
	}
	if diff := cmp.Diff(want, batch); diff != "" {
		t.Errorf("batch (-want +got):\n%s", diff)
	}
}

// fields writes the changed fields of a plan with one partner in one line.
func fields(plan *roster.Plan) string {
	var all []string
	for _, change := range plan.Updated {
		for _, field := range plan.Fields(&change) {
			all = append(all, fmt.Sprintf("%s %q > %q", field.Column, field.Before, field.After))
		}
	}
	return strings.Join(all, " ")
}
