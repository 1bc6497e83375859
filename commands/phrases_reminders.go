package commands

import (
	"strconv"
	"time"

	"github.com/tierbot/tierbot/program"
)

// aboutReminders leads to the commands about one's own reminders.
func (p *phrases) aboutReminders() string {
	return p.either("Your reminders (/tier help snooze explains one):", "Vos rappels (/tier aide reporter en explique une)\u00a0:")
}

func (p *phrases) remindersTitle() string { return p.either("Your reminders", "Vos rappels") }

func (p *phrases) hourLabel() string { return p.either("When: ", "Quand\u00a0: ") }
func (p *phrases) rungsLabel() string {
	return p.either("Before a deadline: ", "Avant une échéance\u00a0: ")
}
func (p *phrases) offLabel() string  { return p.either("Days off: ", "Jours de repos\u00a0: ") }
func (p *phrases) awayLabel() string { return p.either("Away: ", "Absences\u00a0: ") }

// hour is an hour of the day.
func (p *phrases) hour(n int) string {
	return p.format("%[1]s:00", "%[1]s\u00a0h", strconv.Itoa(n))
}

// hourOf is when digests come, in a time zone that is the reader's or only assumed.
func (p *phrases) hourOf(hour int, zone *time.Location, guessed bool) string {
	text := p.format("at %s %s, one message a day at most, and none when nothing is due.",
		"à %s, %s, un message par jour au plus, et aucun si rien n'est dû.", p.hour(hour), p.zoneCity(zone.String()))
	if guessed {
		text += p.either(" (Slack has not said yet in which time zone you are.)", " (Slack n'a pas encore dit dans quel fuseau horaire vous êtes.)")
	}
	return text
}

// rungsOf is how many days before a deadline reminders come.
func (p *phrases) rungsOf(rungs []int) string {
	var before []string
	last := false
	for _, n := range rungs {
		if n == 0 {
			last = true
			continue
		}
		before = append(before, p.number(int64(n)))
	}
	start := p.either("and on the last day to start a training", "et au dernier jour pour commencer une formation")
	switch {
	case len(before) == 0:
		return p.either("on the last day, ", "au dernier jour, ") + start + "."
	case last:
		start = p.either("on the last day, ", "au dernier jour, ") + start
	}
	unit := p.count(int64(rungs[0]), forms{"%.0s day before, ", "%.0s days before, "}, forms{"%.0s jour avant, ", "%.0s jours avant, "})
	return p.all(before) + unit + start + "."
}

// offOf is on which days the reader does not work.
func (p *phrases) offOf(off []time.Weekday) string {
	text := p.either("Saturday, Sunday and public holidays", "samedi, dimanche et jours fériés")
	if len(off) == 0 {
		return text + p.either("; what falls on one comes earlier.", "\u00a0; ce qui tombe un de ces jours vient plus tôt.")
	}
	names := make([]string, len(off))
	for i, day := range off {
		names[i] = p.nameOfWeekday(day)
	}
	return p.all(names) + p.either(", besides ", "\u00a0; en plus de ") + text + "."
}

func (p *phrases) nameOfWeekday(day time.Weekday) string {
	return p.either(weekdaysEN[day], weekdaysFR[day])
}

// awayOf is when the reader is away.
func (p *phrases) awayOf(away []program.Span, today program.Date) string {
	if len(away) == 0 {
		return p.either("none.", "aucune.")
	}
	each := make([]string, len(away))
	for i, s := range away {
		each[i] = p.soon(s.From, today)
		if s.From != s.To {
			each[i] = p.format("%s to %s", "du %s au %s", each[i], p.soon(s.To, today))
		}
	}
	return p.items(each) + "."
}

// toldBefore goes on from awayOf: so many partners have their last day meanwhile, of which
// the reader hears by a day.
func (p *phrases) toldBefore(n int64, by, today program.Date) string {
	return p.count(n,
		forms{
			"%.0sOne of your partners has its last day while you are away: you hear of it before, by ",
			"%s of your partners have their last day while you are away: you hear of them before, by ",
		},
		forms{
			"%.0sUn de vos partenaires a son dernier jour pendant votre absence\u00a0: il vous sera rappelé avant, au plus tard le ",
			"%s de vos partenaires ont leur dernier jour pendant votre absence\u00a0: ils vous seront rappelés avant, au plus tard le ",
		}) + p.soon(by, today) + "."
}

// notToldBefore is for those for which it is too late for that.
func (p *phrases) notToldBefore(n int64) string {
	return p.count(n,
		forms{
			"%.0sOne of your partners has its last day while you are away, and no reminder can come before: look at it now.",
			"%s of your partners have their last day while you are away, and no reminder can come before: look at them now.",
		},
		forms{
			"%.0sUn de vos partenaires a son dernier jour pendant votre absence, et plus aucun rappel ne peut venir avant\u00a0: regardez-le maintenant.",
			"%s de vos partenaires ont leur dernier jour pendant votre absence, et plus aucun rappel ne peut venir avant\u00a0: regardez-les maintenant.",
		})
}

func (p *phrases) asTheHouse() string {
	return p.either("These are the defaults; change whatever you like, for you alone.",
		"Ce sont les réglages par défaut\u00a0; changez ce que vous voulez, rien que pour vous.")
}

// askedFor leads to partners about which the reader has asked for something.
func (p *phrases) askedFor() string {
	return p.either("What you asked for:", "Ce que vous avez demandé\u00a0:")
}

// What the reader has asked for about a partner, inside a line.

func (p *phrases) onItRow() string { return p.either("you are on it", "vous vous en occupez") }

func (p *phrases) stoppedRow() string { return p.either("no reminders", "aucun rappel") }

func (p *phrases) snoozedRow(until, today program.Date) string {
	return p.format("snoozed until %s", "reporté au %s", p.soon(until, today))
}

func (p *phrases) nextNow() string {
	return p.either("The next message is about to come.", "Le prochain message est sur le point de partir.")
}

func (p *phrases) nextOn(on, today program.Date) string {
	return p.format("As things are, the next message comes on %s.", "En l'état, le prochain message viendra le %s.", p.soon(on, today))
}

func (p *phrases) nextNever() string {
	return p.either("As things are, there is nothing to remind you of.", "En l'état, il n'y a rien à vous rappeler.")
}

func (p *phrases) changeLabel() string { return p.either("Change…", "Modifier…") }
func (p *phrases) houseLabel() string  { return p.either("Use the defaults", "Réglages par défaut") }
func (p *phrases) asBefore() string    { return p.either("Undo", "Annuler") }
func (p *phrases) keepLabel() string   { return p.either("Save", "Enregistrer") }
func (p *phrases) fromNowOn() string   { return p.either("From now on:", "Désormais\u00a0:") }

// The fields of the form.
func (p *phrases) hourField() string { return p.either("Hour", "Heure") }

func (p *phrases) rungsField() string {
	return p.either("Days before a deadline", "Jours avant une échéance")
}
func (p *phrases) offField() string  { return p.either("Days off", "Jours de repos") }
func (p *phrases) awayField() string { return p.either("Away", "Absences") }

func (p *phrases) rungsHint() string {
	return p.either("Such as 30,14,7. 0 is the last day itself.", "Par exemple 30,14,7. 0 est le dernier jour lui-même.")
}

func (p *phrases) offHint() string {
	return p.either("Besides weekends and public holidays, such as Wednesday.", "En plus des week-ends et des jours fériés, par exemple mercredi.")
}

func (p *phrases) awayHint() string {
	return p.either("One period a line, such as 3 August to 21 August.", "Une période par ligne, par exemple 3 août au 21 août.")
}

// What keeps a wish from being granted.

func (p *phrases) unclearHabit(text string) string {
	return p.format("I do not know what %s is to change.", "Je ne sais pas ce que %s doit changer.", p.quoted(text))
}

func (p *phrases) badHour(text string) string {
	return p.format("%s is no hour of the day: 0 to 23, such as at 8.", "%s n'est pas une heure de la journée\u00a0: 0 à 23, par exemple à 8 h.", p.quoted(text))
}

func (p *phrases) fullHours(text string) string {
	return p.format("Reminders come on the hour, which %s is not.", "Les rappels viennent à l'heure pile, ce que %s n'est pas.", p.quoted(text))
}

func (p *phrases) badRung(text string) string {
	return p.format("%s is no number of days before a deadline. Write them like 30,14,7.",
		"%s n'est pas un nombre de jours avant une échéance. Écrivez-les comme 30,14,7.", p.quoted(text))
}

func (p *phrases) noRungs() string {
	return p.either("At least one reminder stays: such as days 7. To hear nothing of one partner: /tier mute <partner>.",
		"Il reste au moins un rappel\u00a0: par exemple jours 7. Pour ne rien recevoir d'un partenaire\u00a0: /tier taire <partenaire>.")
}

func (p *phrases) tooManyRungs(most int64) string {
	return p.format("That is more than %s reminders.", "Cela fait plus de %s rappels.", p.number(most))
}

func (p *phrases) badWeekday(text string) string {
	if text == "" {
		return p.either("Which weekday? Such as off wednesday, or off none.", "Quel jour de la semaine\u00a0? Par exemple repos mercredi, ou repos aucun.")
	}
	return p.format("%s is no day of the week. Write one such as Wednesday, or none.",
		"%s n'est pas un jour de la semaine. Écrivez par exemple mercredi, ou aucun.", p.quoted(text))
}

func (p *phrases) neverWorks() string {
	return p.either("One working day at least must remain, or no reminder could ever come.",
		"Il doit rester au moins un jour ouvré, sinon aucun rappel ne pourrait venir.")
}

func (p *phrases) badPeriod(text string) string {
	if text == "" {
		return p.either("From when to when? Such as away 3 August to 21 August, or away none.",
			"De quand à quand\u00a0? Par exemple absent du 3 au 21 août, ou absent aucun.")
	}
	return p.format("%s is no period: such as away 3 August to 21 August, or away none.",
		"%s n'est pas une période\u00a0: par exemple absent du 3 au 21 août, ou absent aucun.", p.quoted(text))
}

func (p *phrases) endsBeforeItBegins(from, to program.Date) string {
	return p.format("The period ends on %[2]s, before it begins on %[1]s.", "La période finit le %[2]s, avant de commencer le %[1]s.", p.weekday(from), p.weekday(to))
}

func (p *phrases) periodOver(to program.Date) string {
	return p.format("The period is over: it ended on %s.", "La période est passée\u00a0: elle a fini le %s.", p.weekday(to))
}

func (p *phrases) awayTooLong(most int64) string {
	return p.format("A period has at most %s days.", "Une période compte au plus %s jours.", p.number(most))
}

func (p *phrases) awayTooOften(most int64) string {
	return p.format("That is more than %s periods.", "Cela fait plus de %s périodes.", p.number(most))
}
