package commands_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/commands/transcript"
	"github.com/tierbot/tierbot/program"
)

// TestListsReadBothLanguages holds that a filter is understood in any order and in either
// language, and that it is written as a button that asks for the same.
func TestListsReadBothLanguages(t *testing.T) {
	c := commands.New(program.Default(), transcript.NewShelf(someOf(50, 1)))
	for _, test := range []struct{ line, want string }{
		{"", ""},
		{"professional in grace me", `"professional" "in grace" me`},
		{"moi délai en cours PROFESSIONAL", `"professional" "in grace" me`},
		{"falls to registered", `falls to "registered"`},
		{"tombent à registered moi", `falls to "registered" me`},
		{"passe au niveau registered", `falls to "registered"`},
		{"missing vtsp", `missing "vtsp"`},
		{"il manque VTSP", `missing "vtsp"`},
		{"within 200 days", "within 200 days"},
		{"à commencer sous 200 jours", "within 200 days"},
		{"sous 30 semaines", "within 210 days"},
		{"starting within the 200 days", ""}, // which says nothing
		{"in the next 7 months", "within 210 days"},
		{"dans 200 j", "within 200 days"},
		{"200 days", "within 200 days"},
		{"risk me", "risk me"},
		{"moi à sauver", "risk me"},
		{"at risk professional", `risk "professional"`},
		{"risque missing vtsp within 200 days moi falls to registered", `risk falls to "registered" missing "vtsp" within 200 days me`},
	} {
		reply := ask(t, c, "/tier list "+test.line)
		next := ""
		for _, action := range reply.Actions {
			if action.Label == "Next page" {
				next = strings.TrimSuffix(strings.TrimPrefix(action.Command, "/tier list"), ` from:"20"`)
			}
		}
		if test.want == "" && test.line != "" {
			if next != "" {
				t.Errorf("%q is understood as %q", test.line, next)
			}
			continue
		}
		if got := strings.TrimSpace(next); got != test.want {
			t.Errorf("%q is understood as %q, want %q", test.line, got, test.want)
		}
	}
}

// TestTheListOfSavesIsTheCheapestFirst holds the list to the rules: whoever they say falls
// and can be saved is on it, in the order of what that takes, and nobody else is.
func TestTheListOfSavesIsTheCheapestFirst(t *testing.T) {
	rules := longRules(t)
	rapid.Check(t, func(rt *rapid.T) {
		stock := longStock(rt, rules, 30)
		c := commands.New(rules, transcript.NewShelf(stock))
		if got, want := listed(t, c, "/tier list risk"), saves(rules, stock); !slices.Equal(got, want) {
			rt.Fatalf("listed are %v, want %v", got, want)
		}
	})
}

// listed are the partners on the pages of a list, in its order.
func listed(t *testing.T, c *commands.Commands, line string) []string {
	t.Helper()
	var ids []string
	for line != "" {
		reply := ask(t, c, line)
		line = ""
		for _, action := range transcript.Buttons(reply) {
			if id, ok := strings.CutPrefix(action.Command, "/tier id:"); ok {
				ids = append(ids, unquoted(id))
			}
			if action.Label == "Next page" {
				line = action.Command
			}
		}
	}
	return ids
}

// unquoted is a word of a command line as it was before it was quoted.
func unquoted(word string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(word, `"`), `"`), `""`, `"`)
}

// A save is what keeps one partner its tier.
type save struct {
	partner *program.Partner
	fall    program.Standing
	short   int64
	start   program.Date
}

// saves are the partners that fall and can be saved, the cheapest first.
func saves(rules *program.Rules, stock []program.Partner) []string {
	today := rules.Today(firstDay)
	var all []save
	for i := range stock {
		p := &stock[i]
		end := rules.Evaluate(p, today).Deadline
		for j := range rules.Tiers {
			if d := rules.Deadline(&rules.Tiers[j]); d.After(end) {
				end = d
			}
		}
		if fall, lapsed := rules.Falls(p, end); lapsed && fall.Saving(today) != program.TooLate {
			all = append(all, taking(p, fall))
		}
	}
	slices.SortFunc(all, func(a, b save) int {
		return cmp.Or(
			cmp.Compare(a.fall.PersonDays, b.fall.PersonDays), cmp.Compare(a.short, b.short), a.start.Compare(b.start),
			cmp.Compare(b.fall.Tier.Rank, a.fall.Tier.Rank),
			cmp.Compare(program.Fold(a.partner.Name), program.Fold(b.partner.Name)), cmp.Compare(a.partner.ID, b.partner.ID),
		)
	})
	var ids []string
	for i := range all {
		ids = append(ids, all[i].partner.ID)
	}
	return ids
}

// taking is what saves a partner from a fall.
func taking(p *program.Partner, fall program.Standing) save {
	s := save{partner: p, fall: fall, start: fall.LatestStart}
	if s.start.IsZero() {
		s.start = fall.Deadline
	}
	for _, r := range fall.Requirements {
		if r.Form() == program.Minimum {
			s.short += r.Missing
		}
	}
	return s
}

// TestListsKeepTheirLimits asks for lists of partners with names and labels as long as they
// get, in both languages, alone and for a channel, and presses every button.
func TestListsKeepTheirLimits(t *testing.T) {
	rules := longRules(t)
	rapid.Check(t, func(rt *rapid.T) {
		stock := rapid.SliceOfN(partner(rules), 1, 25).Draw(rt, "partners")
		for i := range stock {
			stock[i].ID = fmt.Sprintf("%d \"%s\"", i, strings.Repeat("é", 80))
		}
		c := commands.New(rules, transcript.NewShelf(stock))
		words := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"risk", "late", "promote", "low", "mid", "top", "in grace", "conforming", "lapsed", "falls to low", "falls to mid",
			"missing alpha", "missing metric", "missing c", "within 100 days", "this week", "eligible", "nobody", "me", "@U0OTHER",
		}), 0, 4, rapid.ID).Draw(rt, "words")
		req := commands.Request{
			User: "U1", Command: "/tier", Text: "list " + strings.Join(words, " "), Op: "gesture",
			As:     rapid.SampledFrom([]commands.Access{commands.Reader, commands.Manager}).Draw(rt, "as"),
			Locale: rapid.SampledFrom([]string{"en-GB", "fr-FR"}).Draw(rt, "locale"),
			Shared: rapid.Bool().Draw(rt, "shared"),
			Now:    firstDay.AddDate(0, 0, rapid.IntRange(0, 300).Draw(rt, "day")),
		}
		reply, err := c.Do(t.Context(), req)
		if err != nil {
			rt.Fatalf("%s: %v", req.Text, err)
		}
		withinLimits(rt, reply)
		withoutMoney(rt, req, reply)
		follow(rt, c, req, reply)
	})
}
