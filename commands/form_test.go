package commands_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// office is a stage for a manager's requests: three partners, the embedded programme,
// a day in 2009.
type office struct {
	*testing.T
	*commands.Commands
	store *transcript.Shelf
	req   commands.Request
}

func newOffice(t *testing.T) *office {
	t.Helper()
	day := func(text string) program.Date {
		d, err := program.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	store := transcript.NewShelf([]program.Partner{
		{ID: "acme", Name: "Acme", Tier: "enterprise", Certificates: []program.Holding{{Certificate: "vtsp", Holder: "A. Holder", Earned: day("2009-01-10")}}},
		{ID: "beta reseaux", Name: "Beta Réseaux SA", Tier: "professional"},
		{ID: strings.Repeat("très long ", 15) + "fin", Name: "Long", Tier: "registered"},
	})
	return &office{
		T: t, store: store, Commands: commands.New(program.Default(), store),
		req: commands.Request{
			User: "U0BOSS", Locale: "en-GB", As: commands.Manager, Forms: true,
			Now: time.Date(2009, 12, 1, 12, 0, 0, 0, time.UTC),
		},
	}
}

// do asks something as one gesture.
func (o *office) do(op, line string) commands.Reply {
	o.Helper()
	o.req.Op = op
	o.req.Command, o.req.Text, _ = strings.Cut(line, " ")
	reply, err := o.Do(o.Context(), o.req)
	if err != nil {
		o.Fatalf("%s: %v", line, err)
	}
	withinLimits(o, reply)
	return reply
}

// submit hands a form in.
func (o *office) submit(op string, form *commands.Form, v commands.Values) commands.Reply {
	o.Helper()
	filled := commands.Values{}
	for _, field := range form.Fields {
		if field.Value != "" {
			filled[field.Name] = field.Value
		}
	}
	for name, value := range v {
		if !slices.ContainsFunc(form.Fields, func(f commands.Field) bool { return f.Name == name }) {
			o.Fatalf("the form has no field %s", name)
		}
		filled[name] = value
	}
	o.req.Filled = true
	defer func() { o.req.Filled = false }()
	return o.do(op, o.Compose(form.Name, filled, form.State))
}

// redraw is the form after a field has changed.
func (o *office) redraw(form *commands.Form, v commands.Values) *commands.Form {
	o.Helper()
	form, err := o.Redraw(o.Context(), o.req, form.Name, v, form.State)
	if err != nil || form == nil {
		o.Fatalf("redraw: no form, %v", err)
	}
	return form
}

func (o *office) partner(id string) program.Partner {
	o.Helper()
	p, err := o.store.Partner(o.Context(), id)
	if err != nil {
		o.Fatal(err)
	}
	return p
}

func fields(form *commands.Form) []string {
	var names []string
	for _, f := range form.Fields {
		names = append(names, f.Name)
	}
	return names
}

// TestTheFormSaysWhatWordsSay holds that what is filled into the form and what is typed
// make the same partner, the same entry and the same answer.
func TestTheFormSaysWhatWordsSay(t *testing.T) {
	for _, tt := range []struct {
		name   string
		filled commands.Values
		typed  string
	}{
		{
			"a certificate",
			commands.Values{"what": "certificate:vtsp", "holders": "B. Holder\nC. Holder (Paris)\nD. Holder", "day": "2009-05-14"},
			`/certify acme vtsp B. Holder, C. Holder (Paris), D. Holder on 14 May 2009`,
		},
		{
			"people whose names hold what the words are made of",
			commands.Values{"what": "certificate:vtsp", "holders": "Jean \"Jo\" Dupont\nEt; Revoke\nAnne note Bien\n\n Salt and Pepper\n", "day": "2009-05-14"},
			`/certify acme vtsp "Jean ""Jo"" Dupont", "Et; Revoke", "Anne note Bien", "Salt and Pepper" on 14 May 2009`,
		},
		{
			"with the evidence and a note",
			commands.Values{
				"what": "certificate:vtsp", "holders": "B. Holder", "day": "2009-12-01",
				"evidence": "https://example.com/c?a=1;b=2", "note": "seen it; on paper\nyesterday",
			},
			`/certify acme vtsp B. Holder evidence https://example.com/c?a=1;b=2 note seen it; on paper yesterday`,
		},
		{
			"no longer valid",
			commands.Values{"what": "certificate:vtsp", "holders": "A. Holder", "status": "ended", "day": "2009-11-30"},
			`/certify acme revoke vtsp A. Holder on yesterday`,
		},
		{
			"a competency",
			commands.Values{"what": "competency:desktop", "day": "2009-11-30"},
			`/certify acme competency desktop on 2009-11-30`,
		},
		{
			"a figure",
			commands.Values{"what": "metric:revenue", "amount": "12 000,50 $", "day": "2009-12-01"},
			`/certify acme revenue 12000.50`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			byForm, byWords := newOffice(t), newOffice(t)
			form := byForm.do("open", `/certify id:"acme"`).Form
			form = byForm.redraw(form, commands.Values{"partner": "acme", "what": tt.filled["what"]})
			fromForm := byForm.submit("gesture", form, tt.filled)
			fromWords := byWords.do("gesture", tt.typed)
			if diff := cmp.Diff(fromWords, fromForm); diff != "" {
				t.Errorf("the answers differ (-words +form)\n%s", diff)
			}
			if diff := cmp.Diff(byWords.store.Entries, byForm.store.Entries); diff != "" {
				t.Errorf("the entries differ (-words +form)\n%s", diff)
			}
			if len(byForm.store.Entries) != 4 {
				t.Errorf("nothing was recorded:\n%s", fromForm)
			}
		})
	}
}

// TestTheFormFollowsItsChoices holds which fields the form has, and that it keeps what
// is filled in.
func TestTheFormFollowsItsChoices(t *testing.T) {
	o := newOffice(t)
	form := o.do("1", "/certify").Form
	if diff := cmp.Diff([]string{"partner", "what", "day", "evidence", "note"}, fields(form)); diff != "" {
		t.Errorf("alone (-want +got)\n%s", diff)
	}
	form = o.redraw(form, commands.Values{"partner": "acme", "note": "kept"})
	if len(form.Intro) == 0 || !strings.Contains(form.Intro[0].String(), "Acme · Enterprise") {
		t.Errorf("the form does not say where the partner stands: %v", form.Intro)
	}
	for what, want := range map[string][]string{
		"certificate:vtsp":   {"partner", "what", "holders", "status", "day", "evidence", "note"},
		"competency:desktop": {"partner", "what", "status", "day", "evidence", "note"},
		"metric:revenue":     {"partner", "what", "amount", "day", "evidence", "note"},
		"of another form":    {"partner", "what", "day", "evidence", "note"},
	} {
		got := o.redraw(form, commands.Values{"partner": "acme", "what": what, "note": "kept", "day": "2009-05-14"})
		if diff := cmp.Diff(want, fields(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", what, diff)
		}
		for _, f := range got.Fields {
			if f.Name == "note" && f.Value != "kept" || f.Name == "day" && f.Value != "2009-05-14" {
				t.Errorf("%s: %s is now %q", what, f.Name, f.Value)
			}
		}
	}
}

// TestOldForms holds that a form which was drawn before somebody else's change does
// not record on top of it unseen, and that handing it in once more does.
func TestOldForms(t *testing.T) {
	o := newOffice(t)
	form := o.redraw(o.do("1", `/certify id:"acme"`).Form, commands.Values{"partner": "acme", "what": "certificate:vtsp"})
	o.do("2", "/certify acme competency desktop")

	filled := commands.Values{"holders": "B. Holder", "day": "2009-05-14"}
	refused := o.submit("3", form, filled)
	if refused.Form == nil || len(o.store.Entries) != 4 {
		t.Fatalf("recorded unseen:\n%s", refused)
	}
	if why := refused.Form.Intro[0].String(); !strings.Contains(why, "Desktop Virtualization") {
		t.Errorf("the form does not say what has changed: %s", why)
	}
	recorded := o.submit("4", refused.Form, nil)
	if len(o.store.Entries) != 5 {
		t.Errorf("not recorded:\n%s", recorded)
	}
	again := o.submit("4", refused.Form, nil)
	if diff := cmp.Diff(recorded, again); diff != "" {
		t.Errorf("the same gesture once more answers otherwise\n%s", diff)
	}
	if n := len(o.store.Entries); n != 5 {
		t.Errorf("%d entries, want 5", n)
	}
}

// TestLongIDs holds that a partner whose id has no room in a choice can be recorded
// about: from its card at once, by its name with one question back.
func TestLongIDs(t *testing.T) {
	o := newOffice(t)
	long := o.store.Partners[slices.IndexFunc(o.store.Partners, func(p program.Partner) bool { return p.Name == "Long" })].ID
	choices, err := o.Suggest(t.Context(), o.req, "long")
	if err != nil || len(choices) != 1 || len(choices[0].Value) > 75 {
		t.Fatalf("suggested %v, %v", choices, err)
	}
	form := o.do("1", `/certify id:"`+long+`"`).Form
	form = o.redraw(form, commands.Values{"partner": form.Fields[0].Value, "what": "competency:desktop"})
	o.submit("2", form, nil)
	if p := o.partner(long); len(p.Competencies) != 1 {
		t.Errorf("not recorded from the card: %v", p)
	}
	chosen := o.redraw(o.do("3", "/certify").Form, commands.Values{"partner": choices[0].Value, "what": "competency:continuity"})
	o.submit("4", chosen, nil)
	if p := o.partner(long); len(p.Competencies) != 2 {
		t.Errorf("not recorded from a choice: %v", p)
	}
}

// TestSuggestions holds what is offered while a name is typed, and to whom.
func TestSuggestions(t *testing.T) {
	o := newOffice(t)
	want := []commands.Choice{{Value: "beta reseaux", Label: "Beta Réseaux SA · Professional"}}
	for _, typed := range []string{"b", "beta", "BETA RES", "béta reseau"} {
		got, err := o.Suggest(t.Context(), o.req, typed)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got)\n%s", typed, err, diff)
		}
	}
	o.req.As = commands.Reader
	if got, err := o.Suggest(t.Context(), o.req, "b"); len(got) > 0 || err != nil {
		t.Errorf("a reader is offered %v, %v", got, err)
	}
}

// TestProblemsStandBesideTheirFields holds where a form says what is wrong with it.
func TestProblemsStandBesideTheirFields(t *testing.T) {
	o := newOffice(t)
	form := o.do("1", `/certify id:"acme"`).Form
	for what, tt := range map[string]struct {
		filled commands.Values
		field  string
	}{
		"certificate:vtsp":   {commands.Values{"holders": "B\u202eHolder"}, "holders"},
		"certificate:vsp":    {commands.Values{"holders": "3"}, "holders"},
		"competency:desktop": {commands.Values{"day": "2009-12-02"}, "day"},
		"metric:revenue":     {commands.Values{"amount": "lots"}, "amount"},
	} {
		drawn := o.redraw(form, commands.Values{"partner": "acme", "what": what, "day": "2009-12-01"})
		reply := o.submit(what, drawn, tt.filled)
		if len(reply.Problems) != 1 || reply.Problems[0].Field != tt.field {
			t.Errorf("%s: problems %v, want one with %s", what, reply.Problems, tt.field)
		}
	}
	if n := len(o.store.Entries); n != 3 {
		t.Errorf("%d entries, want those of the beginning", n)
	}
}

// TestFormsHoldTheirOwnChoices holds that a form of a programme with kinds begins with a
// value that it offers, and offers the certificate without a kind as well.
func TestFormsHoldTheirOwnChoices(t *testing.T) {
	scripts := transcript.Scripts()
	script := scripts[slices.IndexFunc(scripts, func(s transcript.Script) bool { return s.Name == "kinds" })]
	for tier, want := range map[string]string{"silver": "certificate:certified", "gold": "certificate:certified:expert"} {
		rules, store, err := script.Stage()
		if err != nil {
			t.Fatal(err)
		}
		store.Partners[store.Index("nimbus")].Tier = tier
		o := &office{T: t, store: store, Commands: commands.New(rules, store), req: commands.Request{
			User: "U0BOSS", Locale: "en", As: commands.Manager, Forms: true, Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC),
		}}
		form := o.do("1", `/certify id:"nimbus"`).Form
		i := slices.IndexFunc(form.Fields, func(f commands.Field) bool { return f.Name == "what" })
		what := form.Fields[i]
		if what.Value != want || !slices.ContainsFunc(what.Choices, func(c commands.Choice) bool { return c.Value == want }) {
			t.Errorf("%s: the form holds %q of %v", tier, what.Value, what.Choices)
		}
	}
}

// TestRivals holds that two who change one partner at once both get what they asked.
func TestRivals(t *testing.T) {
	o := newOffice(t)
	rival := func(s *transcript.Shelf) {
		p := o.partner("acme")
		after := p.Clone()
		after.Competencies = append(after.Competencies, program.Earned{Competency: "desktop"})
		s.Write(program.Change{Before: &p, After: after}, program.Act{First: int64(len(s.Entries) + 1), Count: 1, By: "U0RIVAL", What: "certify"})
	}
	o.store.Rivals = []func(*transcript.Shelf){rival}
	o.do("1", "/certify acme vtsp B. Holder")
	if p := o.partner("acme"); len(p.Competencies) != 1 || len(p.Certificates) != 2 || p.Version != 3 {
		t.Errorf("one of two changes is lost: %+v", p)
	}
}
