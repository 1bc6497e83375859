package commands

import "github.com/tierbot/tierbot/program"

// missingFor ends the title of what a partner lacks for a tier.
func (p *phrases) missingFor(tier string, met bool) string {
	if met {
		return p.format(" · nothing missing for %s", " · rien ne manque pour %s", tier)
	}
	return p.format(" · missing for %s", " · ce qui manque pour %s", tier)
}

// nowAt is where a partner stands that is asked about another tier.
func (p *phrases) nowAt(tier string, s *program.Standing) string {
	now := p.format("Now %s, %s", "Aujourd'hui %s, %s", tier, p.state(s.State))
	if s.State != program.InGrace {
		return now + "."
	}
	return now + p.format(" until %s (%s).", " jusqu'au %s (%s).", p.weekday(s.Deadline), p.daysLeft(s.DaysLeft))
}

// allMet is for a tier below.
func (p *phrases) allMet(tier string) string {
	return p.format("Everything %s asks for is met.", "Tout ce que demande le niveau %s est rempli.", tier)
}

// couldBe is for a word that begins several tiers.
func (p *phrases) couldBe(word string, tiers []string) string {
	return p.format("%s could be %s. Which one?", "%s peut être %s. Lequel\u00a0?", p.quoted(word), p.any(tiers))
}

// whichTier asks for a tier in place of a word that names none; empty: nothing was said.
func (p *phrases) whichTier(word string, tiers []string) string {
	if word == "" {
		return p.format("Missing for which tier: %s?", "Ce qui manque pour quel niveau\u00a0: %s\u00a0?", p.any(tiers))
	}
	return p.format("There is no tier %s. Missing for which one: %s?",
		"Il n'y a pas de niveau %s. Ce qui manque pour lequel\u00a0: %s\u00a0?", p.quoted(word), p.any(tiers))
}

// onceMet is for a tier that a lapsed partner is to lose.
func (p *phrases) onceMet() string {
	return p.either("Once all of it is met, a manager decides.",
		"Une fois tout rempli, la décision revient à un responsable.")
}

// noDeadline is for a tier above.
func (p *phrases) noDeadline(tier string) string {
	return p.format("%s has no deadline: once all of it is met, a manager decides.",
		"Le niveau %s n'a pas d'échéance\u00a0: une fois tout rempli, la décision revient à un responsable.", tier)
}

// countsAlready is what a partner has towards a tier.
func (p *phrases) countsAlready(have []string) string {
	return p.either("Counts already: ", "Déjà acquis\u00a0: ") + p.items(have) + "."
}

// detail is a requirement and what there is of it.
func (p *phrases) detail(requirement, what string) string {
	return requirement + " – " + what
}

// people is a number of people without names, or besides those named.
func (p *phrases) people(n int64, besides bool) string {
	if besides {
		return p.count(n, forms{"%s other", "%s others"}, forms{"%s autre", "%s autres"})
	}
	return p.count(n, forms{"%s person", "%s people"}, forms{"%s personne", "%s personnes"})
}

// cost is what trainings take together.
func (p *phrases) cost(personDays float64) string {
	return p.format("In all: %s of training.", "En tout\u00a0: %s de formation.", p.personDays(personDays))
}
