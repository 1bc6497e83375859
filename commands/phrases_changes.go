package commands

import (
	"github.com/tierbot/tierbot/program"
)

// deed leads to what was changed, by what the audit log calls it.
func (p *phrases) deed(what string) string {
	object := objectOf(what)
	switch verbOf(what) {
	case "certify":
		return p.either("Recorded:", "Enregistré\u00a0:")
	case "assign":
		return p.either("Assigned:", "Confié\u00a0:")
	case "unassign":
		return p.either("No longer assigned:", "Repris\u00a0:")
	case verbHandover:
		return p.either("Handed over:", "Transmis\u00a0:")
	case "alias":
		return p.either("Other name added:", "Autre nom ajouté\u00a0:")
	case "unalias":
		return p.either("Other name removed:", "Autre nom retiré\u00a0:")
	case "extend":
		return p.either("More time given:", "Délai accordé\u00a0:")
	case "set":
		return p.either("Decided:", "Décidé\u00a0:")
	case "add":
		return p.either("Added:", "Ajouté\u00a0:")
	case "archive":
		return p.either("Archived:", "Archivé\u00a0:")
	case verbFall:
		return p.either("Fallen:", "Rétrogradé\u00a0:")
	case verbHold:
		return p.either("Put off:", "Suspendu\u00a0:")
	case verbUndo:
		return p.format("Undone: %s. What changed:", "Annulation de %s. Ce qui change\u00a0:", p.undone(object))
	}
	return p.either("Changed:", "Modifié\u00a0:")
}

// hasDone goes on from the name of whoever changed something.
func (p *phrases) hasDone(what string) string {
	object := short(objectOf(what))
	switch verbOf(what) {
	case "certify":
		return p.either("recorded", "a enregistré")
	case "assign":
		return p.either("assigned the partner", "a confié le partenaire")
	case "unassign":
		return p.either("took the partner back", "a repris le partenaire")
	case verbHandover:
		return p.either("handed over", "a transmis")
	case "alias":
		return p.either("added another name", "a ajouté un autre nom")
	case "unalias":
		return p.either("removed another name", "a retiré un autre nom")
	case "extend":
		return p.either("gave more time", "a accordé un délai")
	case "set":
		return p.either("decided on the tier", "a décidé du niveau")
	case "add":
		return p.either("added the partner", "a ajouté le partenaire")
	case "archive":
		return p.either("archived the partner", "a archivé le partenaire")
	case "import":
		return p.format("imported %s", "a importé %s", object)
	case verbFall:
		return p.either("applied the fall", "a appliqué la rétrogradation")
	case verbHold:
		return p.either("put the fall off", "a suspendu la rétrogradation")
	case verbUndo:
		return p.format("undid %s", "a annulé %s", p.undone(object))
	}
	return what
}

// undone is what an undoing undid: an entry, or an import by its first one.
func (p *phrases) undone(object string) string {
	switch n := objectOf(object); verbOf(object) {
	case "import":
		return p.either("the import of entry ", "l'import de l'entrée ") + n
	case verbHandover:
		return p.either("the handover of entry ", "la passation de l'entrée ") + n
	case verbFall:
		return p.either("the falls of entry ", "les rétrogradations de l'entrée ") + n
	case verbHold:
		return p.either("the holds of entry ", "les suspensions de l'entrée ") + n
	}
	return p.either("entry ", "l'entrée ") + object
}

// putInCharge goes on from the name of whoever made the reader a partner's owner.
func (p *phrases) putInCharge() string {
	return p.either("put you in charge of this partner", "vous a confié ce partenaire")
}

// backAgain is for a partner that comes back as it was.
func (p *phrases) backAgain() string {
	return p.either("In the programme again, as before", "De nouveau dans le programme, comme avant")
}

func (p *phrases) archivedTitle() string { return p.either(" · archived", " · archivé") }

func (p *phrases) archivedLine() string {
	return p.either("no longer in the programme; its history stays", "n'est plus dans le programme\u00a0; son historique reste")
}

func (p *phrases) sameAgain() string { return p.either("as it was before", "comme auparavant") }

// colon, semicolon and between stand between the things of a line.
func (p *phrases) colon() string     { return p.either(": ", "\u00a0: ") }
func (p *phrases) semicolon() string { return p.either("; ", "\u00a0; ") }

func (p *phrases) between(i int) string {
	if i == 0 {
		return p.colon()
	}
	return p.semicolon()
}

func (p *phrases) nameWord() string  { return p.either("Name", "Nom") }
func (p *phrases) tierWord() string  { return p.either("Tier", "Niveau") }
func (p *phrases) aliasWord() string { return p.either("Also called", "Aussi appelé") }

// ownerLead leads to the name of an owner.
func (p *phrases) ownerLead() string { return p.either("Owner – ", "Référent – ") }

// goneMark and gone are for what is no longer on record.
func (p *phrases) goneMark() string { return p.either(" (removed)", " (retiré)") }

func (p *phrases) gone(what string) string { return what + p.either(" (removed)", " (retrait)") }

func (p *phrases) andMoreLines(n int64) string {
	return p.count(n,
		forms{"and %s more change", "and %s more changes"},
		forms{"et %s autre changement", "et %s autres changements"})
}

// earnedOn, wasDay, countsNoMore and countsAgain are about when evidence counts.
func (p *phrases) earnedOn(day program.Date, competency bool) string {
	if competency {
		return p.either("earned on ", "acquise le ") + p.day(day)
	}
	return p.either("earned on ", "obtenu le ") + p.day(day)
}

func (p *phrases) wasDay(day program.Date) string {
	return p.format(" (before: %s)", " (avant\u00a0: %s)", p.day(day))
}

func (p *phrases) countsNoMore(from program.Date) string {
	return p.either("no longer counts from ", "ne compte plus à partir du ") + p.day(from)
}

func (p *phrases) countsAgain() string { return p.either("counts again", "compte de nouveau") }

func (p *phrases) fromDay(day program.Date) string {
	return p.either(" from ", " à partir du ") + p.day(day)
}

func (p *phrases) extendedUntil(day program.Date) string {
	return p.either("Extended deadline – ", "Délai prolongé – jusqu'au ") + p.day(day)
}

// nowState is the state that a change has brought about.
func (p *phrases) nowState(s program.State) string {
	switch s {
	case program.Conforming:
		return p.either("Now conforming.", "Désormais conforme.")
	case program.Lapsed:
		return p.either("Now lapsed.", "Délai désormais dépassé.")
	}
	return p.either("Now in grace.", "Délai désormais en cours.")
}

// nowInBrief ends a line about a change.
func (p *phrases) nowInBrief(tier string, s *program.Standing) string {
	text := p.either(". Now ", ". Aujourd'hui ") + tier + ", " + p.state(s.State)
	if s.State == program.InGrace {
		text += ", " + p.daysLeft(s.DaysLeft)
	}
	return text + "."
}

// changedBy is the words before and after the name of who made a change.
func (p *phrases) changedBy(on, today program.Date) (before, after string) {
	return p.either("By ", "Par "), p.format(" on %s", " le %s", p.recent(on, today))
}

func (p *phrases) entryNumber(n int64) string {
	return p.either("entry ", "entrée ") + decimal(n)
}

func (p *phrases) evidenceLead() string { return p.either("Evidence: ", "Preuve\u00a0: ") }

func (p *phrases) nothingNew() string {
	return p.either("That is on record already: nothing was changed.",
		"C'est déjà enregistré\u00a0: rien n'a été modifié.")
}

// changeThisOne leads to the one partner that a change may be meant for.
func (p *phrases) changeThisOne(name string) string {
	return p.format("No partner is called exactly %s, so nothing was changed yet. Is it this one?",
		"%s n'est le nom exact d'aucun partenaire\u00a0: rien n'a encore été modifié. Est-ce celui-ci\u00a0?", p.quoted(name))
}

func (p *phrases) thisOne() string { return p.either("This one", "Celui-ci") }

// managersOnly and managersUnknown refuse a change.
func (p *phrases) managersOnly(command string) string {
	return p.format("%s is for the managers of the programme: nothing was changed. Please ask one of them.",
		"%s est réservé aux responsables du programme\u00a0: rien n'a été modifié. Adressez-vous à l'un d'eux.", command)
}

func (p *phrases) managersUnknown(command string) string {
	return p.format(
		"Slack does not say just now who the managers are, so %s is refused and nothing was changed. Looking things up still works; please try again in a minute.",
		"Slack ne dit pas en ce moment qui sont les responsables\u00a0: %s est donc refusé et rien n'a été modifié. La consultation fonctionne toujours\u00a0; réessayez dans une minute.", command)
}

func (p *phrases) historyTitle() string { return p.either(" · history", " · historique") }

func (p *phrases) latestTitle() string { return p.either("Latest changes", "Derniers changements") }

func (p *phrases) nothingHappened(later bool) string {
	if later {
		return p.either("There are no more.", "Il n'y en a plus.")
	}
	return p.either("Nothing has been changed yet.", "Rien n'a encore été modifié.")
}

// changesMany ends a line about a batch.
func (p *phrases) changesMany(n int64) string {
	return p.count(n,
		forms{": %s partner", ": %s partners"},
		forms{"\u00a0: %s partenaire", "\u00a0: %s partenaires"})
}

func (p *phrases) asKnownToday() string {
	return p.either("From what is on record today and what had been decided by then",
		"D'après ce qui est enregistré aujourd'hui et ce qui était décidé à cette date")
}

func (p *phrases) historyLabel() string { return p.either("History", "Historique") }
func (p *phrases) undoLabel() string    { return p.either("Undo", "Annuler") }
func (p *phrases) undoAllLabel() string { return p.either("Undo all of it", "Tout annuler") }

func (p *phrases) undoAllSure(n int64) string {
	return p.count(n,
		forms{"This takes %s change back.", "This takes %s changes back."},
		forms{"Cela annule %s changement.", "Cela annule les %s changements."})
}

func (p *phrases) nothingToUndo() string {
	return p.either("You have no change to undo.", "Vous n'avez aucun changement à annuler.")
}

func (p *phrases) noEntry(n int64) string {
	return p.format("There is no entry %s.", "Il n'y a pas d'entrée %s.", decimal(n))
}

func (p *phrases) undoneAlready(n, by int64) string {
	return p.format("Entry %[1]s is undone already, by entry %[2]s. To bring it back, undo entry %[2]s.",
		"L'entrée %[1]s est déjà annulée, par l'entrée %[2]s. Pour la rétablir, annulez l'entrée %[2]s.", decimal(n), decimal(by))
}

func (p *phrases) cannotUndo(n int64) string {
	return p.format("Entry %s cannot be undone: something later depends on it. Nothing was changed.",
		"L'entrée %s ne peut pas être annulée\u00a0: un changement ultérieur en dépend. Rien n'a été modifié.", decimal(n))
}

func (p *phrases) becauseOf() string {
	return p.either("Undo this one first:", "Annulez d'abord celui-ci\u00a0:")
}

func (p *phrases) changedWhileUndoing() string {
	return p.either("A partner was changed meanwhile, so nothing was undone. Please try again.",
		"Un partenaire a été modifié entre-temps, rien n'a donc été annulé. Réessayez.")
}

// What commands that change something lack.
func (p *phrases) needsOwner() string {
	return p.either("Who? Name the partner, then @somebody, an e-mail address or me.",
		"Qui\u00a0? Nommez le partenaire, puis @quelqu'un, une adresse e-mail ou moi.")
}

// outsider goes on from the name of somebody who reads nothing here.
func (p *phrases) outsider() string {
	return p.either(" is no full member of this workspace, and cannot look after a partner.",
		" n'est pas membre à part entière de cet espace de travail et ne peut pas être référent.")
}

func (p *phrases) needsAlias() string {
	return p.either("Name the partner, then its other name, in quotes if it has several words.",
		"Nommez le partenaire, puis son autre nom, entre guillemets s'il a plusieurs mots.")
}

func (p *phrases) needsDay() string {
	return p.format("Until when? Add %s and a date.", "Jusqu'à quand\u00a0? Ajoutez %s et une date.", p.quoted(p.either("until", "jusqu'au")))
}

func (p *phrases) needsReason() string {
	return p.format("Why? Add %s and the reason: it is kept with the decision.",
		"Pourquoi\u00a0? Ajoutez %s et la raison\u00a0: elle est conservée avec la décision.", p.quoted(p.either("because", "car")))
}

func (p *phrases) needsTier(tiers []string) string {
	return p.format("Which tier? Name the partner, then its tier: %s.",
		"Quel niveau\u00a0? Nommez le partenaire, puis son niveau\u00a0: %s.", p.any(tiers))
}

func (p *phrases) needsName() string {
	return p.either("What is the new partner called?", "Comment s'appelle le nouveau partenaire\u00a0?")
}

// behindName is for words behind a name in quotes that are no tier.
func (p *phrases) behindName(text string, tiers []string) string {
	return p.format("%s is no tier. The tiers are %s.", "%s n'est pas un niveau. Les niveaux sont %s.", p.quoted(text), p.all(tiers))
}

// decidedLater is for a decision that would lie before the one in force.
func (p *phrases) decidedLater(tier string, since, day program.Date) string {
	return p.format("%s was decided from %s; a decision from %s cannot come before it. Undo that one first.",
		"%s a été décidé à partir du %s\u00a0; une décision à partir du %s ne peut pas la précéder. Annulez d'abord celle-là.", tier, p.day(since), p.day(day))
}

// yourLastBatch leads to a change of many partners, which is not undone unasked.
func (p *phrases) yourLastBatch(what string) string {
	if verbOf(what) == "import" {
		return p.either("Your last change is an import. Nothing is undone yet:", "Votre dernier changement est un import. Rien n'est encore annulé\u00a0:")
	}
	return p.either("Your last change is of many partners at once. Nothing is undone yet:", "Votre dernier changement porte sur plusieurs partenaires. Rien n'est encore annulé\u00a0:")
}

func (p *phrases) wasArchived() string {
	return p.either("This partner is no longer in the programme:", "Ce partenaire n'est plus dans le programme\u00a0:")
}

func (p *phrases) needsPartner() string { return p.either("Which partner?", "Quel partenaire\u00a0?") }

func (p *phrases) needsNumber() string {
	return p.either("Which entry? Give its number, as the history shows it.",
		"Quelle entrée\u00a0? Donnez son numéro, que l'historique indique.")
}

func (p *phrases) nameTaken(alias, other string) string {
	return p.format("%s is already a name of %s: nothing was changed.",
		"%s est déjà un nom de %s\u00a0: rien n'a été modifié.", p.quoted(alias), other)
}

// noAlias is for a name to be taken away that is none of a partner's others.
func (p *phrases) noAlias(alias string, others []string) string {
	if len(others) == 0 {
		return p.either("This partner has no other names.", "Ce partenaire n'a pas d'autres noms.")
	}
	return p.format("%s is none of its other names: %s.", "%s n'est aucun de ses autres noms\u00a0: %s.", p.quoted(alias), p.all(others))
}

func (p *phrases) isThere(name string) string {
	return p.format("%s is there already: nothing was added.", "%s existe déjà\u00a0: rien n'a été ajouté.", name)
}

func (p *phrases) neverEnds(tier string) string {
	return p.format("%s has no deadline that could be extended.", "Le niveau %s n'a pas d'échéance à prolonger.", tier)
}

func (p *phrases) dayPast(day program.Date) string {
	return p.format("%s is past: an extension ends today or later.",
		"Le %s est passé\u00a0: une prolongation finit aujourd'hui ou plus tard.", p.day(day))
}

func (p *phrases) notLater(until, deadline program.Date) string {
	return p.format("The deadline is already %s; %s would not extend it.",
		"L'échéance est déjà le %s\u00a0; le %s ne prolongerait rien.", p.day(deadline), p.day(until))
}
