package commands

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// missingItems is what is missing, or was when the time was over, in one line.
func (p *phrases) missingItems(items []string, over bool) string {
	lead := p.either("Missing: ", "Il manque\u00a0: ")
	if over {
		lead = p.either("Was missing: ", "Il manquait\u00a0: ")
	}
	return lead + p.items(items) + "."
}

// missingRow is [phrases.missingItems] inside a line.
func (p *phrases) missingRow(items []string) string {
	return p.either(" · missing: ", " · il manque\u00a0: ") + p.items(items)
}

// untilRow is the days left and the day itself, inside a line.
func (p *phrases) untilRow(s *program.Standing) string {
	if s.DaysLeft == 0 {
		return p.either("last day, today", "dernier jour, aujourd'hui")
	}
	return p.daysLeft(s.DaysLeft) + p.format(", until %s", ", jusqu'au %s", p.day(s.Deadline))
}

// willFallRow is [phrases.falls] inside a line, of a partner that conforms today.
func (p *phrases) willFallRow(after string, on program.Date) string {
	if after == "" {
		return p.format("conforming today, leaves the programme on %s",
			"conforme aujourd'hui, quitte le programme le %s", p.day(on))
	}
	return p.format("conforming today, falls to %s on %s",
		"conforme aujourd'hui, passe au niveau %s le %s", after, p.day(on))
}

// extended, by and because tell of a deadline that a manager moved.
func (p *phrases) extended() string { return p.either("Extended", "Délai prolongé") }

func (p *phrases) by() string { return p.either(" by ", " par ") }

func (p *phrases) because(reason string) string { return p.either(": ", "\u00a0: ") + reason }

// ownTitle is how many of the caller's partners are in each state.
func (p *phrases) ownTitle(count map[program.State]int64) string {
	var counts []string
	for _, c := range []struct {
		state  program.State
		en, fr forms
	}{
		{program.InGrace, forms{"%s in grace", "%s in grace"}, forms{"%s délai en cours", "%s délais en cours"}},
		{program.Lapsed, forms{"%s lapsed", "%s lapsed"}, forms{"%s délai dépassé", "%s délais dépassés"}},
		{program.Conforming, forms{"%s conforming", "%s conforming"}, forms{"%s conforme", "%s conformes"}},
	} {
		if n := count[c.state]; n > 0 {
			counts = append(counts, p.count(n, c.en, c.fr))
		}
	}
	return p.either("Your partners · ", "Vos partenaires · ") + strings.Join(counts, ", ")
}

// ownNone is for somebody who looks after nobody.
func (p *phrases) ownNone() string {
	return p.either(
		"No partner is in your care yet. A programme manager can put you down as its owner; meanwhile you can look up any partner: /tier acme.",
		"Aucun partenaire ne vous est encore confié. Un responsable du programme peut vous inscrire comme référent\u00a0; d'ici là, tout partenaire se consulte\u00a0: /tier acme.")
}

// fallsWaitingRow is [phrases.fallsWaiting] inside a line.
func (p *phrases) fallsWaitingRow(after string) string {
	if after == "" {
		return p.either("leaves the programme, waiting for a decision", "quitte le programme, décision en attente")
	}
	return p.format("falls to %s, waiting for a decision", "passe au niveau %s, décision en attente", after)
}

// lookedAfterBy leads to the name of an owner.
func (p *phrases) lookedAfterBy() string { return p.either("Looked after by ", "Suivis par ") }

func (p *phrases) nextPage() string { return p.either("Next page", "Page suivante") }

func (p *phrases) firstPage() string { return p.either("First page", "Première page") }
