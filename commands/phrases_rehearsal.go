package commands

import "github.com/tierbot/tierbot/program"

// rehearsalTitle is how many would fall at the end of a day.
func (p *phrases) rehearsalTitle(end program.Date, n int64) string {
	title := p.format("Rehearsal of %s · ", "Simulation du %s · ", p.day(end))
	if n == 0 {
		return title + p.either("nobody would fall", "personne ne serait rétrogradé")
	}
	return title + p.count(n,
		forms{"%s partner would fall", "%s partners would fall"},
		forms{"%s partenaire serait rétrogradé", "%s partenaires seraient rétrogradés"})
}

func (p *phrases) ifNothingChanges() string {
	return p.either("If nothing changes:", "Sans changement\u00a0:")
}

func (p *phrases) tiersThen() string {
	return p.either("The programme then:", "Le programme ensuite\u00a0:")
}

// tierThen is how many partners a tier has, would have, and should have.
func (p *phrases) tierThen(tier string, now, then int64, hoped program.Target) string {
	line := tier + p.colon() + p.number(now)
	if then != now {
		line += " → " + p.number(then)
	}
	switch {
	case hoped == program.Target{}:
		return line
	case hoped.Min == hoped.Max:
		return line + p.format(" (hoped for: %s)", " (objectif\u00a0: %s)", p.number(int64(hoped.Min)))
	}
	return line + p.format(" (hoped for: %s to %s)", " (objectif\u00a0: %s à %s)", p.number(int64(hoped.Min)), p.number(int64(hoped.Max)))
}

func (p *phrases) cheapestFirst(n int64) string {
	return p.count(n,
		forms{"%s can still be saved:", "%s can still be saved, the cheapest first:"},
		forms{"%s peut encore être sauvé\u00a0:", "%s peuvent encore être sauvés, les moins coûteux d'abord\u00a0:"})
}

func (p *phrases) atTheEndOf(deadline program.Date) string {
	return p.either(" after ", " après le ") + p.day(deadline)
}

func (p *phrases) tooLateToSave(n int64, names string) string {
	return p.count(n,
		forms{"%s can no longer be saved, its last day to start a training is over", "%s can no longer be saved, their last day to start a training is over"},
		forms{"%s ne peut plus être sauvé, le dernier jour pour commencer une formation est passé", "%s ne peuvent plus être sauvés, le dernier jour pour commencer une formation est passé"}) +
		p.colon() + names
}

func (p *phrases) lapsedBefore(n int64, names string) string {
	return p.count(n,
		forms{"%s has lapsed already and waits for a decision", "%s have lapsed already and wait for a decision"},
		forms{"%s a déjà dépassé son délai et attend une décision", "%s ont déjà dépassé leur délai et attendent une décision"}) +
		p.colon() + names
}

func (p *phrases) wholeRehearsal() string { return p.either("Show all", "Tout afficher") }

func (p *phrases) noDayToRehearse(text string) string {
	return p.format("%s is no day. Which one is to be rehearsed? Without a day it is the next deadline.",
		"%s n'est pas un jour. Lequel simuler\u00a0? Sans date, c'est la prochaine échéance.", p.quoted(text))
}

func (p *phrases) pastRehearsal(day program.Date) string {
	return p.format("%s is past: what can be rehearsed is today or later.",
		"Le %s est passé\u00a0: on ne simule qu'aujourd'hui ou plus tard.", p.day(day))
}

func (p *phrases) noDeadlineAhead() string {
	return p.either("The programme has no deadline ahead. Name a day to rehearse, or look at who waits for a decision.",
		"Le programme n'a plus d'échéance à venir. Indiquez un jour à simuler, ou voyez qui attend une décision.")
}

// rehearsalFile is what the file is called.
func (p *phrases) rehearsalFile(end program.Date) string {
	return p.either("rehearsal-", "simulation-") + end.String() + ".csv"
}

// rehearsalHeader names the cells of the file.
func (p *phrases) rehearsalHeader() []string {
	if p.lang == program.French {
		return []string{"id", "partenaire", "niveau", "passe à", "échéance", "chance", "jours-personne", "commencer au plus tard", "il manque", "référents"}
	}
	return []string{"id", "partner", "tier", "falls to", "deadline", "chance", "person-days", "start by", "missing", "owners"}
}

// chance is how a partner can still be saved, in a word or two.
func (p *phrases) chance(way program.Saving) string {
	switch way {
	case program.ByTraining:
		return p.either("by training", "par formation")
	case program.ByFigures:
		return p.either("by figures", "par un chiffre")
	}
	return p.either("too late", "trop tard")
}
