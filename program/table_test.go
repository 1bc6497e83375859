package program_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/tierbot/tierbot/program"
)

// letters are the competencies as the programme's table of cases writes them.
var letters = map[string]string{"I": "infrastructure", "B": "continuity", "D": "desktop", "M": "management"}

// partner builds one from the columns of the table of cases.
func partner(t *testing.T, rules *program.Rules, tier, holders, competencies, revenue string) *program.Partner {
	t.Helper()
	p := &program.Partner{ID: "acme", Name: "Acme", Tier: rules.FindTier(tier).ID}
	count, earned, _ := strings.Cut(holders, "@")
	n, err := strconv.Atoi(count)
	if err != nil {
		t.Fatalf("holders %q: %v", holders, err)
	}
	for i := range n {
		holding := program.Holding{Certificate: "vtsp", Holder: fmt.Sprintf("Holder %d", i+1)}
		if earned != "" {
			holding.Earned = day(t, earned)
		}
		p.Certificates = append(p.Certificates, holding)
	}
	for _, letter := range strings.Fields(strings.Trim(competencies, "-")) {
		p.Competencies = append(p.Competencies, program.Earned{Competency: letters[letter]})
	}
	dollars, err := strconv.ParseFloat(revenue, 64)
	if err != nil {
		t.Fatalf("revenue %q: %v", revenue, err)
	}
	p.Readings = []program.Reading{{Metric: "revenue", Value: program.Amount(dollars*100 + 0.5)}}
	return p
}

// row is a standing in the last five columns of the table of cases.
func row(rules *program.Rules, s program.Standing) []string {
	left := "-"
	if s.HasGrace {
		left = strconv.Itoa(s.DaysLeft)
	}
	return []string{string(s.State), lacks(rules, s.Requirements), left, tierName(s.After), tierName(s.Earned)}
}

// lacks is what results miss, as the table of cases writes it.
func lacks(rules *program.Rules, results []program.Result) string {
	var missing []string
	for i := range results {
		result := &results[i]
		if result.Met() {
			continue
		}
		words := lack(rules, result)
		if !result.Late.IsZero() {
			words += fmt.Sprintf(" (earned %s)", result.Late)
		}
		missing = append(missing, words)
	}
	if len(missing) == 0 {
		return "-"
	}
	return strings.Join(missing, "; ")
}

func lack(rules *program.Rules, result *program.Result) string {
	switch result.Form() {
	case program.People:
		return fmt.Sprintf("%d %s", result.Missing, rules.Certificate(result.Certificate).Label.EN)
	case program.Minimum:
		return strings.TrimSuffix(fmt.Sprintf("$%d.%02d", result.Missing/100, result.Missing%100), ".00")
	}
	var open []string
	for _, id := range result.Of {
		for _, c := range result.Lacks {
			if c.ID == id {
				open = append(open, initial(id))
			}
		}
	}
	if len(result.Of) == result.Count {
		return strings.Join(open, " ")
	}
	return fmt.Sprintf("%d of %s", result.Missing, strings.Join(open, " "))
}

func initial(competency string) string {
	for letter, id := range letters {
		if id == competency {
			return letter
		}
	}
	return competency
}

func tierName(tier *program.Tier) string {
	if tier == nil {
		return "none"
	}
	return tier.Label.EN
}

func day(t *testing.T, s string) program.Date {
	t.Helper()
	d, err := program.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
