package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/program"
)

// fileOf is a file of a test, and its path.
func fileOf(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// said is what -say prints, and the error.
func said(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err := run(t.Context(), args, &stdout, &stderr)
	if stderr.Len() > 0 {
		t.Errorf("the log says: %s", stderr.String())
	}
	return plainSpaces(stdout.String()), err
}

const ours = "name,tier,vsp,vtsp,competencies,revenue,owners\n" +
	"Lumen Conseil,enterprise,3,Inès Morel@2009-05-20,,12000,alex@vendor.example\n" +
	"Véga Réseaux,professional,2,,,,U0CAMILLE\n"

// Partners of one's own stand in the place of the invented ones, and belong to whom the
// file says, by address or by id.
func TestImport(t *testing.T) {
	file := fileOf(t, "ours.csv", ours)
	for _, c := range []struct{ as, say, want string }{
		{"alex", "/tier lumen", "Imported from ours.csv on 31 May"},
		{"alex", "/grace", "Lumen Conseil"},
		{"camille", "/grace", "Véga Réseaux"},
		{"alex", "/tier acme", "No partner"},
	} {
		answer, err := said(t, "-import", file, "-as", c.as, "-say", c.say)
		if err != nil || !strings.Contains(answer, c.want) {
			t.Errorf("%s asks %s and reads %q, %v; want %q", c.as, c.say, answer, err, c.want)
		}
	}
}

// Rows that cannot be taken are listed, and nothing begins.
func TestImportRefused(t *testing.T) {
	file := fileOf(t, "ours.csv", ours+"Orion SA,gold,,,,,\nRavel SA,professional,,Zoé Weber@2012-01-01,,,\n")
	answer, err := said(t, "-import", file, "-say", "/tier lumen")
	if err == nil || answer != "" {
		t.Fatalf("no error, and %q", answer)
	}
	for _, want := range []string{"ours.csv", "line 4", "gold", "line 5", "the day lies in the future"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

const another = `
name      = { en = "Sailing Circle", fr = "Cercle de voile" }
first_day = 2020-01-15
zone      = "Europe/Paris"
holidays  = "fr"

[[certificate]]
id       = "knots"
label    = { en = "Knots", fr = "Nœuds" }
training = { days = 1 }

[[tier]]
id    = "crew"
label = { en = "Crew", fr = "Équipage" }

[[tier]]
id           = "skipper"
label        = { en = "Skipper", fr = "Skipper" }
grace_months = 6

  [[tier.requirement]]
  people = 2
  hold   = "knots"
`

// Another programme stands in its eighth week. The invented partners have no place in it,
// so that it wants others.
func TestAnotherProgramme(t *testing.T) {
	rules := fileOf(t, "sailing.toml", another)
	_, err := said(t, "-rules", rules, "-say", "/tier acme")
	if err == nil || !strings.Contains(err.Error(), `no tier "enterprise"`) || !strings.Contains(err.Error(), "-import") {
		t.Errorf("invented partners in another programme: %v", err)
	}
	fleet := fileOf(t, "fleet.csv", "name,tier,knots,owners\nAlbatros,skipper,Ann Lee@2020-02-01,alex@vendor.example\n")
	answer, err := said(t, "-rules", rules, "-import", fleet, "-say", "/tier albatros")
	if err != nil || !strings.Contains(answer, "Albatros · Skipper · in grace") || !strings.Contains(answer, "As of 3 March 2020") {
		t.Errorf("%s, %v", answer, err)
	}
}

// The same programme a year later has the same partners, a year later.
func TestLaterProgramme(t *testing.T) {
	rules := *program.Default()
	rules.FirstDay = rules.FirstDay.AddMonths(12)
	if err := fits(&rules); err != nil {
		t.Error(err)
	}
	was, is := invented(program.Default().FirstDay.AddDays(headway)), invented(rules.FirstDay.AddDays(headway))
	for i := range was {
		if is[i].Name != was[i].Name || len(is[i].Certificates) != len(was[i].Certificates) {
			t.Fatalf("%s has become %s", was[i].Name, is[i].Name)
		}
	}
}

// What is shared in a channel is in the channel's language, whoever shares it.
func TestLang(t *testing.T) {
	s, _ := staged(t, flags{lang: program.French, few: 40})
	slack := s.world.Load().slack
	card, err := slack.Command(alex, partners, "/tier acme").Answer(t.Context())
	if err != nil || !strings.Contains(card.Plain(), "in grace") {
		t.Fatalf("alex reads %q, %v", card.Plain(), err)
	}
	slack.Press(alex, card, "Share in channel")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := slack.Await(ctx, func(m sandbox.Message) bool {
		return m.Channel == partners && m.To == "" && strings.Contains(m.Plain(), "délai en cours")
	}); err != nil {
		t.Error(err)
	}
}
