package commands

import (
	"errors"

	"github.com/tierbot/tierbot/program"
)

func (p *phrases) recordLabel() string  { return p.either("Record…", "Enregistrer…") }
func (p *phrases) recordIt() string     { return p.either("Record it", "L'enregistrer") }
func (p *phrases) recordTitle() string  { return p.either("Record an update", "Nouvel enregistrement") }
func (p *phrases) recordSubmit() string { return p.either("Record", "Enregistrer") }

// The fields of the form in which managers record.
func (p *phrases) partnerField() string { return p.either("Partner", "Partenaire") }

func (p *phrases) partnerPlaceholder() string {
	return p.either("Type the beginning of a name", "Tapez le début d'un nom")
}

func (p *phrases) whatField() string       { return p.either("What to record", "À enregistrer") }
func (p *phrases) whatPlaceholder() string { return p.either("Choose", "Choisissez") }
func (p *phrases) statusField() string     { return p.either("Status", "Statut") }

func (p *phrases) statusEarned() string {
	return p.either("Earned on the date below", "Obtention à la date ci-dessous")
}

func (p *phrases) statusEnded() string {
	return p.either("No longer valid from the date below", "N'est plus valable à partir de la date ci-dessous")
}
func (p *phrases) holdersField() string { return p.either("Who", "Qui") }
func (p *phrases) holdersHint() string {
	return p.either("One name a line, first name first, as on the certificate.", "Un nom par ligne, prénom d'abord, comme sur le certificat.")
}
func (p *phrases) amountField() string { return p.either("Amount", "Montant") }
func (p *phrases) dayField() string    { return p.either("Date", "Date") }
func (p *phrases) evidenceField() string {
	return p.either("Link to the evidence", "Lien vers la preuve")
}
func (p *phrases) noteField() string    { return p.either("Note", "Note") }
func (p *phrases) certificates() string { return p.either("Certificates", "Certificats") }
func (p *phrases) figures() string      { return p.either("Figures", "Chiffres") }

// recordThis asks about words that were not said to be recorded.
func (p *phrases) recordThis(text string) string {
	return p.format("Is this to be recorded: %s?", "Faut-il enregistrer ceci\u00a0: %s\u00a0?", p.quoted(text))
}

// doubtful is for words in the place of a name that do not look like one.
func (p *phrases) doubtful(text string) string {
	return p.format("%s does not look like a person's name. If it is one, put it in quotes.",
		"%s ne ressemble pas à un nom de personne. Si c'en est un, mettez-le entre guillemets.", p.quoted(text))
}

// dayForEach is for a list in which some have a day and others none.
func (p *phrases) dayForEach() string {
	return p.either("Write a day behind each name, or one behind the last for all.",
		"Écrivez un jour après chaque nom, ou un seul après le dernier pour tous.")
}

func (p *phrases) isAName() string { return p.either("It is a name", "C'est un nom") }

// oneALine is for several names on one line of a form.
func (p *phrases) oneALine(text string) string {
	return p.format("%s holds a comma: write one name a line, first name first.",
		"%s contient une virgule\u00a0: écrivez un nom par ligne, le prénom d'abord.", p.quoted(text))
}

// whatOf asks what to record of a partner.
func (p *phrases) whatOf(name string) string {
	return p.format("What would you like to record for %s? Nothing has been changed yet.",
		"Que voulez-vous enregistrer pour %s\u00a0? Rien n'a encore été modifié.", name)
}

func (p *phrases) nothingRecorded() string {
	return p.either("Nothing was recorded:", "Rien n'a été enregistré\u00a0:")
}

func (p *phrases) youTyped() string { return p.either("You typed: ", "Vous avez tapé\u00a0: ") }

// nothingToRecord is for words that say nothing that could be recorded.
func (p *phrases) nothingToRecord(text string, things []string) string {
	if text == "" {
		return p.format("Say what to record: %s.", "Dites ce qu'il faut enregistrer\u00a0: %s.", p.any(things))
	}
	return p.format("I do not see what to record in %s. You can name %s.",
		"Je ne vois pas ce qu'il faut enregistrer dans %s. Vous pouvez nommer %s.", p.quoted(text), p.any(things))
}

func (p *phrases) unknownThing(text string, things []string) string {
	return p.format("I do not know %s. You can name %s.", "Je ne connais pas %s. Vous pouvez nommer %s.", p.quoted(text), p.any(things))
}

// noDay is for a text that is no day, and shows how one is written.
func (p *phrases) noDay(text string, today program.Date) string {
	return p.format("%s is not a date I can read. Write it like %s or %s.",
		"%s n'est pas une date que je sais lire. Écrivez-la comme %s ou %s.", p.quoted(text), p.day(today), today)
}

// whichDay asks which of two days is meant.
func (p *phrases) whichDay(text string, days []program.Date) string {
	var names []string
	for _, d := range days {
		names = append(names, p.day(d))
	}
	return p.format("%s can be %s. Which one?", "%s peut être le %s. Lequel\u00a0?", p.quoted(text), list(names, p.either(" or ", " ou le ")))
}

func (p *phrases) dayAhead(day program.Date) string {
	return p.format("%s is still to come: only what has happened is recorded.",
		"Le %s est encore à venir\u00a0: on n'enregistre que ce qui est arrivé.", p.day(day))
}

// notYet is for a look at a day that lies ahead.
func (p *phrases) notYet(day program.Date) string {
	return p.format("%s is still to come: the card says what happens if nothing changes.",
		"Le %s est encore à venir\u00a0: la fiche dit ce qui arrive sans changement.", p.day(day))
}

func (p *phrases) noLink() string {
	return p.format("After %s comes a link that begins with https://.",
		"Après %s vient un lien qui commence par https://.", p.quoted(p.either("evidence", "preuve")))
}

func (p *phrases) noteTooLong(most int64) string {
	return p.format("A note has at most %s characters.", "Une note compte au plus %s caractères.", p.number(most))
}

func (p *phrases) nameThePeople(certificate string) string {
	return p.format("Name the people who passed %s: a number alone cannot be checked.",
		"Nommez les personnes qui ont obtenu %s\u00a0: un nombre seul ne peut pas être vérifié.", certificate)
}

func (p *phrases) whoHolds(certificate string) string {
	return p.format("Who? Write at least one name for %s.", "Qui\u00a0? Écrivez au moins un nom pour %s.", certificate)
}

func (p *phrases) writeTheName(text string) string {
	return p.format("%s is an account. Write the person's name, as on the certificate.",
		"%s est un compte. Écrivez le nom de la personne, comme sur le certificat.", p.quoted(text))
}

// badName says why a text cannot be a name.
func (p *phrases) badName(text string, err error) string {
	switch {
	case errors.Is(err, program.ErrNameLong):
		return p.format("%s is too long: a name has at most 200 characters.",
			"%s est trop long\u00a0: un nom compte au plus 200 caractères.", p.quoted(text))
	case errors.Is(err, program.ErrNameDeceives):
		return p.format("%s holds characters that cannot be seen. Please type it anew.",
			"%s contient des caractères invisibles. Retapez-le.", p.quoted(text))
	}
	return p.format("%s is not a name: it needs a letter or a digit.",
		"%s n'est pas un nom\u00a0: il faut une lettre ou un chiffre.", p.quoted(text))
}

func (p *phrases) noAmount(text, metric string) string {
	if text == "" {
		return p.format("How much? Write an amount for %s.", "Combien\u00a0? Écrivez un montant pour %s.", metric)
	}
	return p.format("%s is not an amount I can read for %s. Write it like %s.",
		"%s n'est pas un montant que je sais lire pour %s. Écrivez-le comme %s.", p.quoted(text), metric, p.either("12,000.50", "12\u00a0000,50"))
}

func (p *phrases) figureStays(metric string) string {
	return p.format("%s is not revoked: record the right amount, or undo the entry.",
		"%s ne se révoque pas\u00a0: enregistrez le bon montant, ou annulez l'entrée.", metric)
}

func (p *phrases) notHeld(competency string) string {
	return p.format("%s is not on record, so there is nothing to revoke.",
		"%s n'est pas enregistrée\u00a0: il n'y a rien à révoquer.", competency)
}

// noSuchHolder is for somebody who is not on record, with those who are.
func (p *phrases) noSuchHolder(name, certificate string, others []string) string {
	text := p.format("%s is not on record for %s.", "%s ne figure pas parmi les titulaires de %s.", p.quoted(name), certificate)
	if len(others) > 0 {
		text += p.format(" Did you mean %s?", " Vouliez-vous dire %s\u00a0?", p.any(others))
	}
	return text
}

// alreadyKnown is who and what was on record among what is new.
func (p *phrases) alreadyKnown(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return p.either("On record already: ", "Déjà enregistré\u00a0: ") + p.all(names) + "."
}

// overSince is for what was revoked, and is told to have been earned before.
func (p *phrases) overSince(what string, ended program.Date) string {
	return p.format("%s is on record as no longer valid from %s. If that was a mistake, undo that entry; if it was earned again, give that date.",
		"%s ne compte plus à partir du %s. Si c'est une erreur, annulez cette entrée\u00a0; s'il y a eu une nouvelle obtention, donnez sa date.",
		what, p.day(ended))
}

func (p *phrases) fewerUnnamed(n int64, certificate string) string {
	return p.count(n,
		forms{"Only %s person without a name is on record", "Only %s people without a name are on record"},
		forms{"Seule %s personne sans nom est enregistrée", "Seules %s personnes sans nom sont enregistrées"}) +
		p.format(" for %s. Name those who no longer hold it.", " pour %s. Nommez celles qui ne l'ont plus.", certificate)
}

// changedMeanwhile leads to what others have done since a form was opened.
func (p *phrases) changedMeanwhile(name string) string {
	return p.format("%s was changed since this form was opened:",
		"%s a été modifié depuis l'ouverture de ce formulaire\u00a0:", name)
}

func (p *phrases) submitAgain() string {
	return p.either("Nothing has been recorded yet. Check it, then record it again.",
		"Rien n'a encore été enregistré. Vérifiez, puis enregistrez de nouveau.")
}

func (p *phrases) recordAnyway() string {
	return p.either("Record it anyway", "Enregistrer quand même")
}
