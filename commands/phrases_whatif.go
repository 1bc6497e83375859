package commands

import "github.com/tierbot/tierbot/program"

func (p *phrases) whatIf() string      { return p.either("What if", "Et si") }
func (p *phrases) whatIfLabel() string { return p.either("What if…", "Et si…") }

func (p *phrases) recordThisLabel() string { return p.either("Record this", "Enregistrer ceci") }

// supposed leads to what is supposed.
func (p *phrases) supposed() string {
	return p.either("Only supposed, nothing was recorded:", "Simple hypothèse, rien n'a été enregistré\u00a0:")
}

// nothingToSuppose is for words behind a partner's name that say nothing that could be
// supposed.
func (p *phrases) nothingToSuppose(text string, things []string) string {
	return p.format("I do not see what to suppose in %s. You can name %s.",
		"Je ne vois pas ce qu'il faut supposer dans %s. Vous pouvez nommer %s.",
		p.quoted(text), p.any(append(things, p.either("a day to come", "un jour à venir"))))
}

// supposedNothing is for a look ahead in which nothing changes.
func (p *phrases) supposedNothing(day program.Date, ahead bool) string {
	if !ahead {
		return p.either("This is how it stands today: nothing else was supposed.",
			"C'est la situation d'aujourd'hui\u00a0: rien d'autre n'a été supposé.")
	}
	return p.format("If nothing changes until %s. This is only supposed, nothing was recorded.",
		"Si rien ne change jusqu'au %s. Simple hypothèse, rien n'a été enregistré.", p.day(day))
}

// todayItIs is where the partner stands without what is supposed.
func (p *phrases) todayItIs(tier string, state program.State) string {
	return p.format("Today: %s, %s.", "Aujourd'hui\u00a0: %s, %s.", tier, p.state(state))
}

func (p *phrases) onlySupposed() string { return p.either("Only supposed", "Simple hypothèse") }

func (p *phrases) peopleMore(n int64) string {
	return p.count(n, forms{"%s more person", "%s more people"}, forms{"%s personne de plus", "%s personnes de plus"})
}

func (p *phrases) peopleFewer(n int64) string {
	return p.count(n, forms{"%s person fewer", "%s people fewer"}, forms{"%s personne de moins", "%s personnes de moins"})
}

// supposedFrom goes on from a competency, or from who holds a certificate, with the day from
// which that is so, or no longer is.
func (p *phrases) supposedFrom(day program.Date, competency, ended bool) string {
	if ended {
		return ", " + p.countsNoMore(day)
	}
	return ", " + p.earnedOn(day, competency)
}

// otherAmount is a figure in money that a whole channel does not read.
func (p *phrases) otherAmount(metric string) string {
	return p.format("%s: another amount", "%s\u00a0: un autre montant", metric)
}

// fewerHold is for more people to lose a certificate than hold it.
func (p *phrases) fewerHold(n int64, certificate string) string {
	if n == 0 {
		return p.format("Nobody holds %s on that day.", "Personne n'a %s ce jour-là.", certificate)
	}
	return p.count(n,
		forms{"Only %s person holds", "Only %s people hold"},
		forms{"Seule %s personne a", "Seules %s personnes ont"}) +
		p.format(" %s on that day.", " %s ce jour-là.", certificate)
}

// The form in which something is supposed.
func (p *phrases) whatIfSubmit() string { return p.either("Show", "Voir") }

func (p *phrases) asItIs(n string) string {
	return p.format("As it is: %s", "Comme aujourd'hui\u00a0: %s", n)
}

func (p *phrases) wouldBe(change, n string) string { return change + " → " + n }

func (p *phrases) heldCompetencies() string {
	return p.either("Competencies it would hold", "Compétences qu'il aurait")
}

func (p *phrases) pressEnter() string {
	return p.either("Press Enter to see what comes of it.", "Appuyez sur Entrée pour voir ce qu'il en résulte.")
}

func (p *phrases) whatIfDay() string { return p.either("From which day", "À partir de quel jour") }

func (p *phrases) whatIfDayHint() string {
	return p.either("Also a day ahead: the outcome is shown as of then.",
		"Un jour à venir convient aussi\u00a0: le résultat est alors celui de ce jour-là.")
}
