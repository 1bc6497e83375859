package commands

import "github.com/tierbot/tierbot/program"

func (p *phrases) careLabel() string { return p.either("I'm on it", "Je m'en occupe") }
func (p *phrases) muteLabel() string {
	return p.either("Stop for this partner", "Ne plus me le rappeler")
}
func (p *phrases) snoozeLabel() string   { return p.either("Snooze…", "Reporter…") }
func (p *phrases) remindMeLabel() string { return p.either("Remind me again", "Me le rappeler") }
func (p *phrases) takeBackLabel() string { return p.either("Take it back", "Annuler") }

// The days until which a partner can be put off, as a menu says them.
func (p *phrases) aDay(until, today program.Date) string {
	return p.format("A day – until %s", "Un jour – jusqu'au %s", p.soon(until, today))
}

func (p *phrases) aWeek(until, today program.Date) string {
	return p.format("A week – until %s", "Une semaine – jusqu'au %s", p.soon(until, today))
}

func (p *phrases) untilTheLast(until, today program.Date, start bool) string {
	if start {
		return p.format("Until the last start day – %s", "Jusqu'au dernier jour pour commencer – %s", p.soon(until, today))
	}
	return p.format("Until the deadline – %s", "Jusqu'à l'échéance – %s", p.soon(until, today))
}

// untilLabel is the same on a button.
func (p *phrases) untilLabel(until, today program.Date) string {
	return p.format("Until %s", "Jusqu'au %s", p.near(until, today))
}

func (p *phrases) oneAtATime() string {
	return p.either("That goes for one partner at a time: name it, or press below it in your list. The settings say how often you hear of all of them, and when you are away.",
		"Cela vaut pour un partenaire à la fois\u00a0: nommez-le, ou appuyez sous son nom dans votre liste. Les réglages disent à quel rythme vous entendez parler de tous, et quand vous êtes absent.")
}

func (p *phrases) howLong() string {
	return p.either("For how long? Choose, or type such as: a week, until 21 September, until the last start day.",
		"Pour combien de temps\u00a0? Choisissez, ou tapez par exemple\u00a0: une semaine, jusqu'au 21 septembre, jusqu'au dernier jour.")
}

func (p *phrases) putOff(until, today program.Date) string {
	return p.format("Put off: you hear nothing of it until %s.", "Reporté\u00a0: vous n'en entendrez plus parler avant le %s.", p.soon(until, today))
}

func (p *phrases) snoozePast(wish program.Date) string {
	return p.format("%s is not ahead. Until when?", "Le %s n'est pas à venir. Jusqu'à quand\u00a0?", p.day(wish))
}

// notFurther is why a partner is not put off for as long as was wished.
func (p *phrases) notFurther(limit, today program.Date, start bool) string {
	return p.format("No further, since %s.", "Pas plus loin, car %s.", p.limitIs(limit, today, start))
}

// limitIs says what a day is, beyond which a partner cannot be put off.
func (p *phrases) limitIs(limit, today program.Date, start bool) string {
	day := p.format("%s is ", "le %s est ", p.soon(limit, today))
	if limit == today {
		day = p.either("today is ", "c'est aujourd'hui ")
	}
	if start {
		return day + p.either("the last day to start its training", "le dernier jour pour commencer sa formation")
	}
	return day + p.either("its deadline", "l'échéance")
}

func (p *phrases) lastMorningBefore(wish, today program.Date) string {
	return p.format("It is your last working morning up to %s.", "C'est votre dernier matin ouvré jusqu'au %s.", p.soon(wish, today))
}

// cannotPutOff is for a partner that would be put off for too long whatever the day.
func (p *phrases) cannotPutOff(limit, today program.Date, start bool) string {
	why := p.limitIs(limit, today, start)
	if limit == today {
		return p.format("It cannot be put off any more: %s.", "Il ne peut plus être reporté\u00a0: %s.", why)
	}
	return p.format("It cannot be put off any more: %s, and you do not work on any day before.",
		"Il ne peut plus être reporté\u00a0: %s, et vous ne travaillez pas d'ici là.", why)
}

// nothingToPutOff is for a partner of which there are no reminders.
func (p *phrases) nothingToPutOff(s *program.Standing) string {
	if s.State == program.Lapsed {
		return p.either("There is nothing left to put off: its deadline is over and a manager decides.",
			"Il n'y a plus rien à reporter\u00a0: son délai est dépassé et un responsable décide.")
	}
	return p.either("There is nothing to put off: nothing is missing, so there are no reminders.",
		"Il n'y a rien à reporter\u00a0: rien ne manque, donc il n'y a pas de rappel.")
}

func (p *phrases) nothingToCareFor() string {
	return p.either("There is nothing to take care of: nothing is missing.", "Il n'y a rien à faire\u00a0: rien ne manque.")
}

func (p *phrases) takenCareOf() string {
	return p.either("Noted: you are on it. It stays off the managers' weekly list of partners that nobody has touched.",
		"C'est noté\u00a0: vous vous en occupez. Il ne figurera pas parmi les partenaires délaissés que les responsables voient chaque semaine.")
}

// stopped says that there are no more reminders of a partner, which may need somebody's
// care all the same.
func (p *phrases) stopped(open bool) string {
	if !open {
		return p.either("You get no more reminders of it.", "Vous n'en recevrez plus de rappel.")
	}
	return p.either("You get no more reminders of it. Your own list still shows it, and so does the managers' if nobody takes care of it.",
		"Vous n'en recevrez plus de rappel. Votre liste le montre toujours, et celle des responsables aussi si personne ne s'en occupe.")
}

func (p *phrases) stillStopped() string {
	return p.either("You get no reminders of it, as you asked.", "Vous n'en recevez pas de rappel, comme vous l'avez demandé.")
}

func (p *phrases) remindedAgain() string {
	return p.either("You are reminded of it again.", "Ses rappels reprennent.")
}

// The next that the reader hears of a partner.
func (p *phrases) againOn(on, today program.Date) string {
	return p.format("If something is still missing then, you hear of it again on %s.", "S'il manque encore quelque chose, il vous sera rappelé le %s.", p.soon(on, today))
}

func (p *phrases) againSoon() string {
	return p.either("It is in your next message, which is about to come.", "Il figure dans votre prochain message, sur le point de partir.")
}

func (p *phrases) neverAgain() string {
	return p.either("As things are, there is no other reminder of it.", "En l'état, il n'y a pas d'autre rappel.")
}

// notYours is for a partner that the asker does not look after; itIsBy leads to who does.
func (p *phrases) notYours() string {
	return p.either("You do not look after this partner, so you get no reminders of it", "Vous ne suivez pas ce partenaire et n'en recevez donc pas de rappel")
}

func (p *phrases) itIsBy() string {
	return p.either(": it is in the care of ", "\u00a0: il est confié à ")
}
