package commands

import "github.com/tierbot/tierbot/program"

// planTitle ends the title of a plan.
func (p *phrases) planTitle(tier string) string {
	return p.format(" · plan for %s", " · plan pour %s", tier)
}

func (p *phrases) planLabel() string { return p.either("Plan", "Plan") }

func (p *phrases) planForLabel(tier string) string { return p.either("Plan for ", "Plan pour ") + tier }

// planForWhich asks for a tier in place of a word that names none; empty: nothing was said.
func (p *phrases) planForWhich(word string, tiers []string) string {
	if word == "" {
		return p.format("A plan for which tier: %s?", "Un plan pour quel niveau\u00a0: %s\u00a0?", p.any(tiers))
	}
	return p.format("There is no tier %s. A plan for which one: %s?",
		"Il n'y a pas de niveau %s. Un plan pour lequel\u00a0: %s\u00a0?", p.quoted(word), p.any(tiers))
}

// startPlan is by when to begin, and overBy goes on with when it is over.
func (p *phrases) startPlan(plan *program.Plan) string {
	switch {
	case plan.LatestStart.IsZero() || plan.LatestStart == plan.Deadline && plan.LatestStart != plan.Day:
		return p.format("Within reach until %s", "À portée jusqu'au %s", p.soon(plan.Deadline, plan.Day))
	case plan.LatestStart == plan.Day:
		return p.either("Within reach, if it starts today", "À portée, en commençant aujourd'hui")
	}
	return p.format("Within reach: start by %s", "À portée\u00a0: commencer au plus tard le %s", p.soon(plan.LatestStart, plan.Day))
}

func (p *phrases) overBy(plan *program.Plan) string {
	left := p.daysLeft(plan.Deadline.Since(plan.Day))
	switch {
	case plan.LatestStart.IsZero() || plan.LatestStart == plan.Deadline:
		return " (" + left + ")."
	case plan.LatestStart == plan.Day:
		return p.format(", to be over by %s (%s).", ", pour finir d'ici au %s (%s).", p.soon(plan.Deadline, plan.Day), left)
	}
	return p.format(", to be over by %s (%s).", ", pour finir d'ici au %s (%s).", p.soon(plan.Deadline, plan.Day), left) + p.earliest(plan)
}

// notAlone goes on with the figures that fall short as well.
func (p *phrases) notAlone(figures []string) string {
	return p.format(" Training alone is not enough: %s is short as well.",
		" La formation ne suffit pas\u00a0: il manque aussi %s.", p.all(figures))
}

// earliest is when all trainings can be over.
func (p *phrases) earliest(plan *program.Plan) string {
	if plan.Earliest == plan.Day {
		return p.either(" Begun now, it is over today.", " En commençant maintenant, c'est fini aujourd'hui.")
	}
	return p.format(" Begun now, it is over on %s.", " En commençant maintenant, c'est fini le %s.", p.soon(plan.Earliest, plan.Day))
}

// tooLate is for a plan that can no longer end by the deadline, and needsTime goes on with
// how much time would do.
func (p *phrases) tooLate(plan *program.Plan) string {
	return p.format("No longer within reach since %s", "Hors de portée depuis le %s", p.soon(plan.LastChance.AddDays(1), plan.Day))
}

func (p *phrases) needsTime(plan *program.Plan) string {
	return p.format(
		" – %s was the last day to start. Begun now, it is over on %s: a manager can grant time until then.",
		" – le %s était le dernier jour pour commencer. En commençant maintenant, c'est fini le %s\u00a0: un responsable peut accorder un délai jusque-là.",
		p.soon(plan.LastChance, plan.Day), p.soon(plan.Earliest, plan.Day))
}

// timeWasOver is for a partner that has lapsed, and stillToTrain goes on with what remains.
func (p *phrases) timeWasOver(plan *program.Plan) string {
	return p.format("The time was over on %s", "Le délai a pris fin le %s", p.weekday(plan.Deadline))
}

func (p *phrases) stillToTrain(plan *program.Plan) string {
	still := p.either(" – this is what is missing today.", " – voici ce qui manque aujourd'hui.")
	if len(plan.Steps) > 0 {
		still += p.earliest(plan)
	}
	return still + p.either(" Then a manager decides.", " La décision revient alors à un responsable.")
}

// onlyFigures is for a tier of which no training is missing, and figuresBy goes on with
// until when.
func (p *phrases) onlyFigures() string {
	return p.either("Nothing to train", "Aucune formation à suivre")
}

func (p *phrases) figuresBy(plan *program.Plan) string {
	return p.format(" – what is missing by %s no training brings.",
		" – ce qui manque d'ici au %s ne s'obtient par aucune formation.", p.soon(plan.Deadline, plan.Day))
}

// reachable is how soon a tier above can be reached, and noHurry goes on with what hangs on
// it: nothing, but the day on which the grace of everybody else in it ends.
func (p *phrases) reachable(plan *program.Plan) string {
	switch {
	case len(plan.Steps) == 0:
		return p.onlyFigures()
	case plan.Earliest == plan.Day:
		return p.either("Within reach today", "À portée aujourd'hui")
	}
	return p.format("Within reach from %s on", "À portée dès le %s", p.soon(plan.Earliest, plan.Day))
}

func (p *phrases) noHurry(tier string, plan *program.Plan) string {
	free := p.format(" – %s has no deadline here: once all of it is met, a manager decides.",
		" – le niveau %s n'a pas d'échéance ici\u00a0: une fois tout rempli, la décision revient à un responsable.", tier)
	if plan.LatestStart.IsZero() || plan.LatestStart.Before(plan.Day) {
		return free
	}
	return free + p.format(" To meet it when the grace ends on %s, start by %s.",
		" Pour le remplir à la fin du délai, le %s, commencer au plus tard le %s.",
		p.weekday(plan.Deadline), p.soon(plan.LatestStart, plan.Day))
}

// instead is what would do in the place of a competency; empty when nothing would.
func (p *phrases) instead(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return p.format("or %s instead", "ou %s à la place", p.any(names))
}

// mustBeNew is how many of the people, or that all of them, must be such as do not hold a
// certificate of any kind yet.
func (p *phrases) mustBeNew(n int64, all bool, certificate string) string {
	name := p.quoted(certificate)
	if all {
		return p.format(" new to %s", " n'ayant pas encore %s", name)
	}
	return p.format(" (%s of them new to %s)", " (dont %s n'ayant pas encore %s)", p.number(n), name)
}

// figureStep goes on from a figure with how much it must be.
func (p *phrases) figureStep(needed, missing string, some bool) string {
	if !some {
		return p.format(" – at least %s; no training brings it", " – au moins %s\u00a0; aucune formation ne l'apporte", needed)
	}
	return p.format(" – at least %s, %s; no training brings it",
		" – au moins %s, soit %s\u00a0; aucune formation ne l'apporte", needed, p.more(missing))
}

func (p *phrases) mailLabel() string {
	return p.either("Copy for the partner", "Copier pour le partenaire")
}

func (p *phrases) mailTitle() string { return p.either(" · e-mail to copy", " · e-mail à copier") }

func (p *phrases) mailIntro() string {
	return p.either("To be copied into an e-mail. Nothing in it is for us alone.",
		"À copier dans un e-mail. Rien n'y est réservé à l'interne.")
}

// otherLang is the language that the reader does not read.
func (p *phrases) otherLang() program.Lang {
	if p.lang == program.French {
		return program.English
	}
	return program.French
}

// mailInOther is the button for the same e-mail in that language.
func (p *phrases) mailInOther() string { return p.either("In French", "En anglais") }

func (p *phrases) mailSubject(name, tier string) string {
	return p.format("%s: training programme for %s", "%s\u00a0: programme de formation pour le niveau %s", name, tier)
}

func (p *phrases) mailHello() string { return p.either("Hello,", "Bonjour,") }

// mailSubjectLead stands before the subject.
func (p *phrases) mailSubjectLead() string { return p.either("Subject: ", "Objet\u00a0: ") }

// mailKeep, mailLate, mailOver and mailReach lead to what is to be done.
func (p *phrases) mailKeep(name, tier, programme string, deadline program.Date) string {
	return p.format(
		"To keep %[2]s in the %[3]s, this is what %[1]s still needs by %[4]s, end of day %[5]s:",
		"Pour conserver le niveau %[2]s du %[3]s, voici ce qu'il reste à faire pour %[1]s d'ici au %[4]s inclus (%[5]s)\u00a0:",
		name, tier, programme, p.weekday(deadline), p.city)
}

func (p *phrases) mailLate(name, tier string, deadline program.Date) string {
	return p.format(
		"The grace period for %[2]s ends on %[3]s, and not all of this can be over by then. This is what %[1]s still needs:",
		"Le délai pour le niveau %[2]s prend fin le %[3]s, et tout ne peut plus être terminé d'ici là. Voici ce qu'il reste à faire pour %[1]s\u00a0:",
		name, tier, p.weekday(deadline))
}

func (p *phrases) mailOver(name, tier string, deadline program.Date) string {
	return p.format(
		"The grace period for %[2]s ended on %[3]s. This is what %[1]s still needs to meet what %[2]s asks for:",
		"Le délai pour le niveau %[2]s a pris fin le %[3]s. Voici ce qu'il reste à faire pour %[1]s afin de remplir ce que ce niveau demande\u00a0:",
		name, tier, p.weekday(deadline))
}

func (p *phrases) mailReach(name, tier, programme string) string {
	return p.format(
		"To meet what %[2]s in the %[3]s asks for, this is what %[1]s still needs:",
		"Pour remplir ce que demande le niveau %[2]s du %[3]s, voici ce qu'il reste à faire pour %[1]s\u00a0:",
		name, tier, programme)
}

// byDeadline is for a training that can begin as late as on the deadline day itself.
func (p *phrases) byDeadline(deadline, today program.Date) string {
	return p.format("by %s", "d'ici au %s", p.soon(deadline, today))
}

// mailBegin is the last day to begin, in full: who reads it does so on another day.
func (p *phrases) mailBegin(latest program.Date) string {
	return p.format("to begin by %s", "à commencer au plus tard le %s", p.weekday(latest))
}

func (p *phrases) mailFigure(amount string) string {
	return p.format("at least %s", "au moins %s", amount)
}

// mailTimes is when all can be over.
func (p *phrases) mailTimes(several bool, earliest program.Date) string {
	together := ""
	if several {
		together = p.either("Different people can train at the same time. ", "Plusieurs personnes peuvent se former en même temps. ")
	}
	return together + p.format("If training begins now, all of it can be over on %s.",
		"En commençant maintenant, tout peut être terminé le %s.", p.weekday(earliest))
}

// mailThen goes on with the day on which the grace ends for a tier above.
func (p *phrases) mailThen(tier string, plan *program.Plan) string {
	return p.format(" To meet %s when its grace period ends on %s, please begin by %s.",
		" Pour remplir le niveau %s à la fin de son délai, le %s, merci de commencer au plus tard le %s.",
		tier, p.weekday(plan.Deadline), p.weekday(plan.LatestStart))
}

// mailSchool goes on with where trainings are found.
func (p *phrases) mailSchool(school string) string {
	return p.format(" You find the trainings at %s.", " Les formations se trouvent sur %s.", school)
}

func (p *phrases) mailClosing(trainings bool) string {
	if !trainings {
		return p.either("Please tell me as soon as it is reached, so that I can have it recorded.\n\nKind regards,",
			"Merci de me prévenir dès que c'est atteint, pour que je le fasse enregistrer.\n\nBien cordialement,")
	}
	return p.either("Please tell me as soon as each is passed, so that I can have it recorded.\n\nKind regards,",
		"Merci de me prévenir dès que chacune est réussie, pour que je la fasse enregistrer.\n\nBien cordialement,")
}
