package commands

import (
	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// weekTitle is over the managers' weekly summary.
func (p *phrases) weekTitle(today program.Date) string {
	return p.either("The week of ", "La semaine du ") + p.day(today)
}

func (p *phrases) weekAlone() string {
	return p.either("The summary is of this week, and of all partners.", "Le résumé porte sur cette semaine et sur tous les partenaires.")
}

// quietWeek is said to whoever asks for a summary in which nothing stands.
func (p *phrases) quietWeek() string {
	return p.either("Nothing to tell: nobody is past the last day to start untouched, nobody waits for a decision, and everybody was reached.",
		"Rien à signaler\u00a0: aucun partenaire n'est laissé sans suite après le dernier jour pour commencer, aucun n'attend de décision, et chacun a pu être prévenu.")
}

func (p *phrases) untouched(n int64) string {
	return p.count(n,
		forms{"%s partner is past its last day to start a training, and nobody has done anything about it:", "%s partners are past their last day to start a training, and nobody has done anything about them:"},
		forms{"%s partenaire a passé le dernier jour pour commencer une formation, et personne ne s'en est occupé\u00a0:", "%s partenaires ont passé le dernier jour pour commencer une formation, et personne ne s'en est occupé\u00a0:"})
}

// lastStartWas is since when it is too late, in a line.
func (p *phrases) lastStartWas(day, today program.Date) string {
	return p.format(" · training had to start by %s", " · formation à commencer au plus tard le %s", p.soon(day, today))
}

// ownerInRow leads to an owner in a line, the first or another.
func (p *phrases) ownerInRow(i int) string {
	if i > 0 {
		return ", "
	}
	return p.either(" · looked after by ", " · suivi par ")
}

func (p *phrases) noOwner() string { return p.either(" · no owner", " · sans référent") }

func (p *phrases) andMorePartners(n int64) string {
	return p.count(n, forms{"and %s more partner", "and %s more partners"}, forms{"et %s autre partenaire", "et %s autres partenaires"})
}

func (p *phrases) andMorePeople(n int64) string {
	return p.count(n, forms{"and %s more person", "and %s more people"}, forms{"et %s autre personne", "et %s autres personnes"})
}

func (p *phrases) waitForDecision(n int64) string {
	return p.count(n,
		forms{"%s partner has lapsed and waits for a decision.", "%s partners have lapsed and wait for a decision."},
		forms{"%s partenaire au délai dépassé attend une décision.", "%s partenaires au délai dépassé attendent une décision."})
}

// nobodyOwns is how many partners lack something and an owner.
func (p *phrases) nobodyOwns(n int64) string {
	return p.count(n,
		forms{"%s partner that does not conform has no owner.", "%s partners that do not conform have no owner."},
		forms{"%s partenaire non conforme n'a pas de référent.", "%s partenaires non conformes n'ont pas de référent."})
}

func (p *phrases) unreachable(n int64) string {
	return p.count(n,
		forms{"%s person could not be told of their partners:", "%s people could not be told of their partners:"},
		forms{"%s personne n'a pas pu être prévenue pour ses partenaires\u00a0:", "%s personnes n'ont pas pu être prévenues pour leurs partenaires\u00a0:"})
}

func (p *phrases) looksAfter(n int64) string {
	return p.count(n, forms{" · %s partner", " · %s partners"}, forms{" · %s partenaire", " · %s partenaires"})
}

// turnedSince leads to what has turned in the week that is over.
func (p *phrases) turnedSince(day program.Date) string {
	return p.either("Since ", "Depuis le ") + p.nameOfDay(day) + " " + p.dayOfMonth(day) + p.either(":", "\u00a0:")
}

// turnedNames are the first partners for which something has turned, and how many more
// there are; without names it is how many.
func (p *phrases) turnedNames(kind board.TurnKind, names []string, more int64) string {
	if len(names) == 0 {
		return p.turned(more, kind)
	}
	return p.turned(int64(len(names))+more, kind) + p.colon() + p.someNames(names, more)
}

// crossed are partners whose last day to start a training was in the week that is over.
func (p *phrases) crossed(n int64, names string) string {
	return p.count(n,
		forms{"%s is newly past saving, its last day to start a training is over", "%s are newly past saving, their last day to start a training is over"},
		forms{"%s ne peut plus être sauvé depuis cette semaine, le dernier jour pour commencer une formation est passé", "%s ne peuvent plus être sauvés depuis cette semaine, le dernier jour pour commencer une formation est passé"}) +
		p.colon() + names + "."
}

// tooMuch leads to people with more to start than others.
func (p *phrases) tooMuch(n int64) string {
	return p.count(n,
		forms{"%.0sToo much for one person in the next two weeks:", "%.0sToo much for one person each in the next two weeks:"},
		forms{"%.0sTrop pour une seule personne d'ici à deux semaines\u00a0:", "%.0sTrop pour chacune de ces personnes d'ici à deux semaines\u00a0:"})
}

// mustStart is how many partners of a person must start a training, always several, and
// what that takes.
func (p *phrases) mustStart(n int64, personDays float64) string {
	text := p.format(" · %s partners must start a training", " · %s partenaires doivent commencer une formation", p.number(n))
	if personDays > 0 {
		text += " · " + p.personDays(personDays)
	}
	return text
}

// wouldLand leads to how many partners each tier would have at the end of a day.
func (p *phrases) wouldLand(end program.Date) string {
	return p.format("On %s, if nothing changes: ", "Le %s, sans changement\u00a0: ", p.day(end))
}

// landsNow is the same once all is over, and what is still to be applied.
func (p *phrases) landsNow(waiting bool) string {
	if waiting {
		return p.either("Once every fall is applied: ", "Une fois les rétrogradations appliquées\u00a0: ")
	}
	return p.either("Now: ", "Aujourd'hui\u00a0: ")
}

// landsWith is how many partners a tier would have, and how many are hoped for.
func (p *phrases) landsWith(tier string, n int64, hoped program.Target) string {
	text := p.number(n) + " " + tier
	if hoped.Max > 0 {
		text += p.format(" (target %s)", " (objectif %s)", p.hoped(hoped))
	}
	return text
}

// leavingThen is how many partners would keep no tier.
func (p *phrases) leavingThen(n int64) string {
	return p.format("%s leaving", "%s hors programme", p.number(n))
}
