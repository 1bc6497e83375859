package commands

import "github.com/tierbot/tierbot/program"

// listed is how many partners a list has, by what it is for.
func (p *phrases) listed(kind kind, n int64) string {
	if n == 0 {
		return p.noneListed(kind)
	}
	switch kind {
	case saving:
		return p.count(n, forms{"%s to save", "%s to save"}, forms{"%s à sauver", "%s à sauver"})
	case tooLate:
		return p.count(n, forms{"%s past saving", "%s past saving"}, forms{"%s trop tard à sauver", "%s trop tard à sauver"})
	case promoting:
		return p.count(n, forms{"%s candidate", "%s candidates"}, forms{"%s candidat", "%s candidats"})
	}
	return p.count(n, forms{"%s partner", "%s partners"}, forms{"%s partenaire", "%s partenaires"})
}

func (p *phrases) noneListed(kind kind) string {
	switch kind {
	case saving:
		return p.either("Nobody to save", "Aucun partenaire à sauver")
	case tooLate:
		return p.either("Nobody past saving", "Aucun partenaire trop tard à sauver")
	case promoting:
		return p.either("No candidate", "Aucun candidat")
	}
	return p.either("No partner", "Aucun partenaire")
}

// noneFits is a list that nobody is on.
func (p *phrases) noneFits(kind kind) string {
	switch kind {
	case saving:
		return p.either("There is nobody to save among those that fit.", "Parmi ceux qui correspondent, aucun n'est à sauver.")
	case tooLate:
		return p.either("No partner that fits is past saving.", "Il n'est trop tard pour aucun partenaire correspondant.")
	case promoting:
		return p.either("No partner that fits is a candidate for a higher tier.", "Aucun partenaire correspondant n'est candidat à un niveau supérieur.")
	}
	return p.either("No partner fits.", "Aucun partenaire ne correspond.")
}

// eligibles is how many of some candidates have earned their tier already.
func (p *phrases) eligibles(n int64) string {
	return p.count(n, forms{"%s eligible", "%s eligible"}, forms{"%s éligible", "%s éligibles"})
}

// What follows are the criteria of a list as its title says them.

func (p *phrases) toTier(tier string) string { return p.either("for ", "pour ") + tier }

func (p *phrases) fallingTo(tier string) string {
	return p.format("falling to %s", "passant au niveau %s", tier)
}

func (p *phrases) missingAny(things []string) string {
	return p.either("missing ", "il manque ") + p.any(things)
}

func (p *phrases) toStartBy(day, today program.Date) string {
	if day == today {
		return p.either("to start today", "à commencer aujourd'hui")
	}
	return p.format("to start by %s", "à commencer au plus tard le %s", p.recent(day, today))
}

func (p *phrases) areEligible(n int64) string {
	return p.count(n, forms{"%.0seligible", "%.0seligible"}, forms{"%.0séligible", "%.0séligibles"})
}

func (p *phrases) yours(n int64) string {
	return p.count(n, forms{"%.0syours", "%.0syours"}, forms{"%.0sle vôtre", "%.0sles vôtres"})
}

func (p *phrases) withoutOwner() string { return p.either("without an owner", "sans référent") }

// What follows are the labels of buttons for lists without a criterion, with how many are
// on each behind them.

func (p *phrases) everyKind(kind kind) string {
	if kind == promoting {
		return p.either("Candidates or not", "Candidats ou non")
	}
	return p.either("At risk or not", "Menacés ou non")
}

func (p *phrases) everyTier() string { return p.either("Every tier", "Tous les niveaux") }

func (p *phrases) everyState() string { return p.either("Every state", "Tous les états") }

func (p *phrases) everyFall() string {
	return p.either("Wherever they fall", "Où qu'ils tombent")
}

func (p *phrases) everyLack() string { return p.either("Whatever is missing", "Quoi qu'il manque") }

func (p *phrases) everyStart() string { return p.either("Whenever they start", "Sans limite de date") }

func (p *phrases) eligibleOrNot() string { return p.either("Eligible or not", "Éligibles ou non") }

func (p *phrases) everyOwner() string { return p.either("Every owner", "Tous les référents") }

// pageOf says in which order a table stands, and which part of a list it shows when it
// does not show all.
func (p *phrases) pageOf(kind kind, first, last, all int64) string {
	order := p.either("By name", "Par nom")
	switch kind {
	case saving:
		order = p.either("The cheapest saves first", "Les moins chers à sauver d'abord")
	case tooLate:
		order = p.either("The nearest deadline first, and what has lapsed last", "L'échéance la plus proche d'abord, les délais dépassés en dernier")
	case promoting:
		order = p.either("The nearest to the tier first", "Les plus proches du niveau d'abord")
	}
	if first == 1 && last == all {
		return order
	}
	return order + p.format(" · %s to %s of %s", " · %s à %s sur %s", p.number(first), p.number(last), p.number(all))
}

// What follows are the heads of columns. Where there are no tables, some stand in front of
// what is in the column.

func (p *phrases) partnerColumn() string { return p.either("Partner", "Partenaire") }

func (p *phrases) tierColumn() string { return p.either("Tier", "Niveau") }

func (p *phrases) stateColumn() string { return p.either("State", "État") }

func (p *phrases) missingColumn() string { return p.either("Missing", "Il manque") }

func (p *phrases) savingColumn() string { return p.either("To save it", "Pour le sauver") }

func (p *phrases) needsColumn() string { return p.either("Still needs", "Il faut encore") }

func (p *phrases) startColumn() string { return p.either("Start by", "Au plus tard le") }

func (p *phrases) daysColumn() string { return p.either("Person-days", "Jours-personne") }

// startDay is the last day to begin, in a column of such days.
func (p *phrases) startDay(day, today program.Date) string {
	if day.Before(today) {
		return p.recent(day, today) + p.either(" – too late", " – trop tard")
	}
	return p.recent(day, today)
}

// fallsThough is for a partner that conforms today and loses its tier on a day.
func (p *phrases) fallsThough(leaves bool, on, today program.Date) string {
	if leaves {
		return p.format("conforming, leaves the programme on %s", "conforme, quitte le programme le %s", p.recent(on, today))
	}
	return p.format("conforming, falls on %s", "conforme, perd son niveau le %s", p.recent(on, today))
}

// eligibleState is for a partner that has earned a higher tier.
func (p *phrases) eligibleState(tier string) string {
	return p.format("conforming, eligible for %s", "conforme, éligible au niveau %s", tier)
}

// aFigure is what is missing where a figure in money may not be shown.
func (p *phrases) aFigure() string { return p.either("a figure in money", "un montant") }

// nothingNeeded is for a candidate that has earned its tier.
func (p *phrases) nothingNeeded() string {
	return p.either("nothing: a manager decides", "rien\u00a0: un responsable décide")
}

// fallAnyway is how many fall and are past saving, beside those that can be saved if there
// are any.
func (p *phrases) fallAnyway(n int64, beside bool) string {
	if !beside {
		return p.count(n,
			forms{"%s falls and can no longer be saved by training.", "%s fall and can no longer be saved by training."},
			forms{"%s perd son niveau et ne peut plus être sauvé par une formation.", "%s perdent leur niveau et ne peuvent plus être sauvés par une formation."})
	}
	return p.count(n,
		forms{"%s more falls and can no longer be saved by training.", "%s more fall and can no longer be saved by training."},
		forms{"%s autre perd son niveau et ne peut plus être sauvé par une formation.", "%s autres perdent leur niveau et ne peuvent plus être sauvés par une formation."})
}

// onlyMoreTime is what still helps those that are past saving, for a manager or for
// somebody else.
func (p *phrases) onlyMoreTime(manager bool) string {
	if manager {
		return p.either("What was earned in time and not recorded yet still counts. Otherwise only more time helps: /tier extend.",
			"Ce qui a été obtenu à temps sans être enregistré compte encore. Sinon, seul un délai y change quelque chose\u00a0: /tier prolonger.")
	}
	return p.either("What was earned in time and not recorded yet still counts: tell a manager. Otherwise only a manager can give more time.",
		"Ce qui a été obtenu à temps sans être enregistré compte encore\u00a0: prévenez un responsable. Sinon, seul un responsable peut prolonger le délai.")
}

// toSaveFirst is how many are no candidates because they fall themselves, of whom some can
// still be saved.
func (p *phrases) toSaveFirst(n, savable int64) string {
	switch savable {
	case n:
		return p.allToSaveFirst(n)
	case 0:
		return p.leftOut(n) + "."
	}
	return p.leftOut(n) + p.format("; %s of them to be saved first.", ", dont %s à sauver d'abord.", p.number(savable))
}

func (p *phrases) leftOut(n int64) string {
	return p.count(n,
		forms{"%s more would fall itself and is left out", "%s more would fall themselves and are left out"},
		forms{"%s autre perdrait lui-même son niveau et n'est pas compté", "%s autres perdraient eux-mêmes leur niveau et ne sont pas comptés"})
}

func (p *phrases) allToSaveFirst(n int64) string {
	return p.leftOut(n) + p.count(n,
		forms{"%.0s: it has to be saved first.", "%.0s: they have to be saved first."},
		forms{"%.0s\u00a0: il faut d'abord le sauver.", "%.0s\u00a0: il faut d'abord les sauver."})
}

// only leads to buttons that show one tier each.
func (p *phrases) only() string { return p.either("Of one tier:", "D'un seul niveau\u00a0:") }

func (p *phrases) yoursLabel() string { return p.either("Yours", "Les vôtres") }

func (p *phrases) toSaveLabel() string { return p.either("To save", "À sauver") }

func (p *phrases) tooLateLabel() string { return p.either("Past saving", "Trop tard") }

func (p *phrases) eligibleLabel() string { return p.either("Eligible", "Éligibles") }

// listWords is what a list understands.
func (p *phrases) listWords() string {
	return p.either("A tier, a state (conforming, in grace, lapsed), an owner (@somebody, an e-mail address, me, nobody), “falls to enterprise”, “missing vtsp”, “within 30 days”, “this week”, “eligible”, in any order; and before or behind them “risk”, “late” or “promote”.",
		"Un niveau, un état (conforme, délai en cours, délai dépassé), un référent (@quelqu'un, une adresse e-mail, moi, personne), «\u00a0tombe à enterprise\u00a0», «\u00a0manque vtsp\u00a0», «\u00a0sous 30 jours\u00a0», «\u00a0cette semaine\u00a0», «\u00a0éligibles\u00a0», dans n'importe quel ordre\u00a0; et avant ou après, «\u00a0risque\u00a0», «\u00a0trop tard\u00a0» ou «\u00a0promotion\u00a0».")
}

// notUnderstood leads to the help of the list.
func (p *phrases) notUnderstood(text string, tiers []string) string {
	return p.format("I do not know what %s would narrow the list to. The tiers are %s.",
		"Je ne sais pas à quoi %s limiterait la liste. Les niveaux sont %s.", p.quoted(text), p.all(tiers))
}

// oneOfEach is for a second tier, state or owner.
func (p *phrases) oneOfEach(text string) string {
	return p.format("A list is of one tier, one state, one owner and so on: %s is too much.",
		"Une liste porte sur un niveau, un état, un référent, etc.\u00a0: %s est de trop.", p.quoted(text))
}

// notByMissing is for a list of candidates that miss something.
func (p *phrases) notByMissing() string {
	return p.either("Candidates can be narrowed by tier, state and owner, and not by what they still need.",
		"Les candidats se filtrent par niveau, état et référent, et non par ce qu'il leur faut encore.")
}
