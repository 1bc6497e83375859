package program_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// bench are the people and figures of a partner of the services path.
type bench struct {
	technical, otherAccredited int // accredited people
	professional, associate    int // certified people
	opportunities, monthly     int
}

// servicesPath is another programme than the embedded one.
func servicesPath(t *testing.T) *program.Rules {
	t.Helper()
	data, err := os.ReadFile("testdata/services-path.toml")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := program.Load("services-path.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// TestServicesPath runs another programme from its file: other tiers, certificates
// with kinds, two metrics. Each row is the minimum of a tier, then one short of it.
func TestServicesPath(t *testing.T) {
	rules := servicesPath(t)
	for _, c := range []struct {
		name    string
		tier    string
		bench   bench
		on      string
		state   program.State
		earned  string
		after   string
		missing string
	}{
		{"select, exactly", "select", bench{0, 2, 0, 1, 3, 0}, "2026-06-01", program.Conforming, "Select", "Select", "-"},
		{"select, one accredited short", "select", bench{0, 1, 0, 1, 3, 0}, "2026-06-01", program.InGrace, "none", "none", "1 Accredited"},
		{"select, two opportunities", "select", bench{2, 0, 1, 0, 2, 0}, "2027-01-05", program.InGrace, "none", "none", "$1"},
		{"select, a day too late", "select", bench{2, 0, 1, 0, 2, 0}, "2027-01-06", program.Lapsed, "none", "none", "$1"},
		{"advanced, exactly", "advanced", bench{4, 0, 3, 3, 20, 10_000}, "2026-06-01", program.Conforming, "Advanced", "Advanced", "-"},
		{"advanced, accredited but not technical", "advanced", bench{3, 5, 3, 3, 20, 10_000}, "2026-06-01", program.InGrace, "Select", "Select", "1 Accredited"},
		{"advanced, two professionals", "advanced", bench{4, 0, 2, 4, 20, 10_000}, "2026-06-01", program.InGrace, "Select", "Select", "1 Certified"},
		{"advanced, monthly revenue", "advanced", bench{4, 0, 3, 3, 20, 9_999}, "2026-06-01", program.InGrace, "Select", "Select", "$1"},
		{"premier, exactly", "premier", bench{4, 6, 10, 15, 50, 50_000}, "2026-06-01", program.Conforming, "Premier", "Premier", "-"},
		{
			"premier, everything else", "premier",
			bench{4, 5, 9, 16, 49, 49_999},
			"2026-06-01", program.InGrace, "Advanced", "Advanced",
			"1 Accredited; 1 Certified; $1; $1",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := rules.Evaluate(c.bench.partner(c.tier), day(t, c.on))
			got := fmt.Sprint(s.State, ", earned ", tierName(s.Earned), ", then ", tierName(s.After), ", missing ", lacks(rules, s.Requirements))
			want := fmt.Sprint(c.state, ", earned ", c.earned, ", then ", c.after, ", missing ", c.missing)
			if got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func (b bench) partner(tier string) *program.Partner {
	p := &program.Partner{ID: "acme", Name: "Acme", Tier: tier}
	for _, group := range []struct {
		certificate, kind string
		n                 int
	}{
		{"accredited", "technical", b.technical},
		{"accredited", "", b.otherAccredited},
		{"certified", "professional", b.professional},
		{"certified", "", b.associate},
	} {
		for i := range group.n {
			p.Certificates = append(p.Certificates, program.Holding{
				Certificate: group.certificate, Kind: group.kind,
				Holder: fmt.Sprintf("%s %s %d", group.certificate, group.kind, i),
			})
		}
	}
	p.Readings = []program.Reading{
		{Metric: "opportunities", Value: program.Amount(b.opportunities * 100)},
		{Metric: "monthly", Value: program.Amount(b.monthly * 100)},
	}
	return p
}
