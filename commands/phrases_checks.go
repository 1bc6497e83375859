package commands

import (
	"strings"

	"github.com/tierbot/tierbot/program"
)

// of is how much is held of what is needed.
func (p *phrases) of(held, needed string) string { return held + p.either(" of ", " sur ") + needed }

// beyond is how many are held where fewer are needed.
func (p *phrases) beyond(held, needed string) string {
	return p.format("%s (%s needed)", "%s (il en faut %s)", held, needed)
}

// held and missing are said of a competency.
func (p *phrases) held() string    { return p.either("held", "acquise") }
func (p *phrases) missing() string { return p.either("missing", "manquante") }

// competencies is a choice of several competencies.
func (p *phrases) competencies() string { return p.either("Competencies", "Compétences") }

// items lists what is missing, where one item may itself be a list.
func (p *phrases) items(items []string) string {
	return strings.Join(items, p.either("; ", "\u00a0; "))
}

// more is an amount that is missing.
func (p *phrases) more(amount string) string { return amount + p.either(" more", " de plus") }

// someOf is a number of competencies to choose.
func (p *phrases) someOf(n int64, names []string) string {
	return p.number(n) + p.either(" of ", " compétences parmi ") + p.all(names)
}

// wouldCount is which competencies are held, and which of the others would do.
func (p *phrases) wouldCount(held []string, open string, n int64) string {
	if n > 1 {
		return p.heldBefore(held) + open
	}
	return p.heldBefore(held) + p.format("%s would count", "%s compterait", open)
}

// allNeeded is which competencies are held, and the others where all are needed.
func (p *phrases) allNeeded(held []string, open string) string {
	return p.heldBefore(held) + p.format("%s missing", "il manque %s", open)
}

// heldBefore is which competencies are held; empty when none is.
func (p *phrases) heldBefore(held []string) string {
	if len(held) == 0 {
		return ""
	}
	return p.all(held) + p.count(int64(len(held)),
		forms{"%.0s held; ", "%.0s held; "},
		forms{"%.0s acquise\u00a0; ", "%.0s acquises\u00a0; "})
}

// morePeople is how many more people.
func (p *phrases) morePeople(n int64) string {
	return p.count(n,
		forms{"%s more person", "%s more people"},
		forms{"%s personne de plus", "%s personnes de plus"})
}

// training is what n trainings of a kind take; empty when nothing is known.
func (p *phrases) training(t program.Training, n int64) string {
	var text string
	switch {
	case t.Days > 0 && t.Online:
		text = p.duration(t.Days) + p.either(" online", " en ligne")
	case t.Days > 0:
		text = p.trainingOf(t.Days)
	case t.Online:
		text = p.either("online", "en ligne")
	}
	if text != "" && t.Days > 0 && n > 1 {
		text += p.either(" each", " chacune")
	}
	switch {
	case !t.Free:
		return text
	case text == "":
		return p.either("free", "sans frais")
	}
	return text + p.either(", free", ", sans frais")
}

// trainingOf is a training of so many working days: a week's training.
func (p *phrases) trainingOf(days float64) string {
	if p.lang == program.French {
		return p.duration(days) + " de formation"
	}
	duration := p.duration(days)
	if strings.HasSuffix(duration, "s") {
		return duration + "' training"
	}
	return duration + "'s training"
}

// duration is working days as people say them: half a day, a week, 3 days.
func (p *phrases) duration(days float64) string {
	weeks := int64(days) / 5
	switch {
	case days == 0.5:
		return p.either("half a day", "une demi-journée")
	case days == 1:
		return p.either("a day", "une journée")
	case days == 5:
		return p.either("a week", "une semaine")
	case days == float64(weeks*5):
		return p.count(weeks, forms{"%s week", "%s weeks"}, forms{"%s semaine", "%s semaines"})
	case p.several(days):
		return p.days(days) + p.either(" days", " jours")
	}
	return p.days(days) + p.either(" day", " jour")
}

// startBy is the last day to begin, and startToday that it is today.
func (p *phrases) startBy(latest, today program.Date) string {
	return p.format("start by %s", "commencer au plus tard le %s", p.soon(latest, today))
}

func (p *phrases) startToday() string { return p.either("start today", "commencer aujourd'hui") }

// tooLateToStart is for a training that can no longer end in time.
func (p *phrases) tooLateToStart(latest, today program.Date) string {
	return p.format("too late to start: %s was the last day",
		"trop tard pour commencer\u00a0: le %s était le dernier jour", p.soon(latest, today))
}

// tooLateToCount is for a certificate earned, or a figure reached, after the deadline.
func (p *phrases) tooLateToCount(on program.Date, figure bool) string {
	verb := p.either("earned on ", "obtenu le ")
	if figure {
		verb = p.either("reached on ", "atteint le ")
	}
	return verb + p.weekday(on) + p.either(", too late to count", ", trop tard pour compter")
}
