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

// afterFor is for words behind "for" that name no tier.
func (p *phrases) afterFor(tiers []string) string {
	return p.format("Behind “for” stands a tier: %s.", "Après «\u00a0pour\u00a0» vient un niveau\u00a0: %s.", p.any(tiers))
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
	unit := p.either("person-day", "jour-personne")
	if p.several(personDays) {
		unit = p.either("person-days", "jours-personne")
	}
	return p.format("In all: %s %s of training.", "En tout\u00a0: %s %s de formation.", p.days(personDays), unit)
}
