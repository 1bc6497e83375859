package commands

func (p *phrases) welcome() string {
	return p.either(
		"Which partner? Type its name, or the beginning of it: /tier acme. Or start here:",
		"Quel partenaire\u00a0? Tapez son nom, ou le début\u00a0: /tier acme. Ou commencez ici\u00a0:")
}

// courtesy answers somebody who greets or thanks.
func (p *phrases) courtesy(thanks bool) string {
	if thanks {
		return p.either("You are welcome!", "Avec plaisir\u00a0!")
	}
	return p.either("Hello!", "Bonjour\u00a0!")
}

// isPerson is for somebody named where a partner was expected.
func (p *phrases) isPerson() string {
	return p.either("That is a person. Their partners?", "C'est une personne. Voir ses partenaires\u00a0?")
}

func (p *phrases) theirsLabel() string { return p.either("Their partners", "Ses partenaires") }

// didYouMean leads to names that are spelt nearly like what was typed.
func (p *phrases) didYouMean(name string) string {
	return p.format("No partner is called %s. Did you mean:",
		"Aucun partenaire ne s'appelle %s. Vouliez-vous dire\u00a0:", p.quoted(name))
}

// whichOne leads to several partners that a name fits.
func (p *phrases) whichOne(name string) string {
	return p.format("Several partners fit %s. Which one?",
		"Plusieurs partenaires correspondent à %s. Lequel\u00a0?", p.quoted(name))
}

func (p *phrases) thereAreMore() string {
	return p.either("There are more: type a little more of the name.",
		"Il y en a d'autres\u00a0: tapez un peu plus du nom.")
}

// notFound is for a name that nobody has, nor nearly has.
func (p *phrases) notFound(name string) string {
	return p.format("No partner is called %s, nor anything like it.",
		"Aucun partenaire ne s'appelle %s, ni à peu près.", p.quoted(name))
}

// commandMeant is for a command that was taken for a name.
func (p *phrases) commandMeant(line string) string {
	return p.format("Did you mean %s?", "Vouliez-vous dire %s\u00a0?", line)
}

// youCanAsk leads to the help.
func (p *phrases) youCanAsk() string {
	return p.either("You can ask:", "Vous pouvez demander\u00a0:")
}

func (p *phrases) nameTooLong(n, most int64) string {
	return p.format("A partner's name has at most %[2]s characters; this one has %[1]s.",
		"Un nom de partenaire compte au plus %[2]s caractères\u00a0; celui-ci en a %[1]s.", p.number(n), p.number(most))
}

// notAllowed is for a command that exists, and not for this person.
func (p *phrases) notAllowed(command string) string {
	return p.format("You may not run %s: it is for other people of this workspace.",
		"Vous ne pouvez pas utiliser %s\u00a0: cette commande est réservée à d'autres personnes de cet espace de travail.", command)
}

func (p *phrases) partnerGone() string {
	return p.either("This button is out of date: its partner is no longer on record.",
		"Ce bouton n'est plus à jour\u00a0: son partenaire n'est plus enregistré.")
}

// storageUnavailable promises nothing but that nothing was guessed.
func (p *phrases) storageUnavailable() string {
	return p.either("No answer for now: storage is unavailable. Nothing is lost; please try again in a minute.",
		"Pas de réponse pour l'instant\u00a0: le stockage est indisponible. Rien n'est perdu\u00a0; réessayez dans une minute.")
}

func (p *phrases) tryAgain() string { return p.either("Try again", "Réessayer") }

func (p *phrases) open() string { return p.either("Open", "Ouvrir") }

func (p *phrases) helpTitle() string {
	return p.either("What you can ask", "Ce que vous pouvez demander")
}

// forManagers leads to the commands of those who keep the programme.
func (p *phrases) forManagers() string {
	return p.either("Managers also (/tier help certify explains one):", "Les responsables aussi (/tier aide certify en explique une)\u00a0:")
}

// namingTips are what there is to know about typing a name.
func (p *phrases) namingTips() string {
	return p.either(
		"The beginning of a name is enough, and accents and capitals do not matter. In quotes, any words are a name: /tier \"help\".",
		"Le début d'un nom suffit, sans accents ni majuscules. Entre guillemets, tout est un nom\u00a0: /tier \"aide\".")
}

func (p *phrases) noSuchCommand(word string) string {
	return p.format("There is no command %s.", "Il n'y a pas de commande %s.", p.quoted(word))
}

func (p *phrases) forExample() string { return p.either("For example: ", "Par exemple\u00a0: ") }

func (p *phrases) helpLabel() string { return p.either("Help", "Aide") }

func (p *phrases) allCommands() string { return p.either("All commands", "Toutes les commandes") }

func (p *phrases) listLabel() string { return p.either("All partners", "Tous les partenaires") }

func (p *phrases) ownLabel() string { return p.either("My partners", "Mes partenaires") }
