package commands_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestTheProgrammeCostsAFewTrips holds that the thermometer asks the store once, however
// many partners there are, and the week's summary twice more for every five hundred that are
// past their last day to start: here all of them.
func TestTheProgrammeCostsAFewTrips(t *testing.T) {
	now := time.Date(2010, time.January, 12, 12, 0, 0, 0, time.UTC)
	for partners, want := range map[int]int{1: 3, 25: 3, 500: 3, 1275: 7} {
		var stock []program.Partner
		for i := range partners {
			stock = append(stock, program.Partner{ID: fmt.Sprintf("p%04d", i), Name: fmt.Sprintf("Partner %04d", i), Tier: "enterprise", Owners: []string{"U0OWNER"}})
		}
		store := &counting{Store: transcript.NewShelf(stock)}
		c := commands.New(program.Default(), store)
		if err := c.Prepare(t.Context(), now, func(int) {}); err != nil {
			t.Fatal(err)
		}
		store.trips = 0
		reply, err := c.Do(t.Context(), commands.Request{User: "U1", As: commands.Reader, Command: "/tier", Text: "programme", Now: now})
		if err != nil || store.trips != 1 {
			t.Errorf("%d partners: %d trips, %v\n%s", partners, store.trips, err, reply)
		}
		store.trips = 0
		week, _, err := c.Week(t.Context(), commands.Week{Now: now})
		if err != nil || store.trips != want || !strings.Contains(week.String(), "nobody has done anything") {
			t.Errorf("%d partners: the week takes %d trips, want %d, %v\n%s", partners, store.trips, want, err, week)
		}
	}
}

// TestTheThermometerFitsEveryProgramme asks where a programme lands whose labels are as
// long as they get, that has no targets, or no graces either, in both languages.
func TestTheThermometerFitsEveryProgramme(t *testing.T) {
	graceless, err := program.Load("graceless.toml", []byte(`
name = { en = "Open", fr = "Ouvert" }
first_day = 2009-04-14
zone = "Europe/Paris"
[[certificate]]
id = "c"
label = { en = "C", fr = "C" }
[[tier]]
id = "low"
label = { en = "Low", fr = "Bas" }
[[tier]]
id = "top"
label = { en = "Top", fr = "Haut" }
  [[tier.requirement]]
  people = 1
  hold = "c"
`))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("../program/testdata/services-path.toml")
	if err != nil {
		t.Fatal(err)
	}
	services, err := program.Load("services-path.toml", file)
	if err != nil {
		t.Fatal(err)
	}
	for name, rules := range map[string]*program.Rules{"long": longRules(t), "graceless": graceless, "services": services} {
		stock := []program.Partner{}
		for i, tier := range rules.Tiers {
			stock = append(stock, program.Partner{ID: fmt.Sprint(i), Name: strings.Repeat("x", 200), Tier: tier.ID, Owners: []string{"U1"}})
		}
		c := commands.New(rules, transcript.NewShelf(stock))
		for _, locale := range []string{"en", "fr"} {
			for _, months := range []int{0, 5, 6, 10, 40} {
				for _, shared := range []bool{false, true} {
					req := commands.Request{
						User: "U1", As: commands.Manager, Command: "/tier", Text: "programme", Locale: locale, Shared: shared,
						Now: time.Date(2009, time.April, 20, 12, 0, 0, 0, time.UTC).AddDate(0, months, 0),
					}
					reply, err := c.Do(t.Context(), req)
					if err != nil {
						t.Fatal(err)
					}
					if n := len(stock); !strings.Contains(reply.String(), fmt.Sprint(" ", n, " part")) {
						t.Errorf("%s: the columns do not add up to %d partners:\n%s", name, n, reply)
					}
					withinLimits(t, reply)
					week, _, err := c.Week(t.Context(), commands.Week{Lang: req.Lang(), Now: req.Now})
					if err != nil {
						t.Fatal(err)
					}
					withinLimits(t, week)
				}
			}
		}
	}
}
