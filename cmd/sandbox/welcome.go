package main

import (
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
)

// welcome is what somebody could try first, in their language. Everybody has something
// else to see: those who may not ask see how they are refused.
func welcome(person sandbox.User) []sandbox.Hint {
	english, french := tries(person.ID)
	if strings.HasPrefix(person.Locale, "fr") {
		return french
	}
	return english
}

func tries(id string) (english, french []sandbox.Hint) {
	switch id {
	case dominique:
		return managersTry()
	case guest, external:
		return strangersTry()
	}
	return ownersTry()
}

func ownersTry() (english, french []sandbox.Hint) {
	return []sandbox.Hint{
			{Typed: "/tier acme", Says: "where a partner stands, and the next step"},
			{Typed: "/grace", Says: "your own partners, the nearest deadline first"},
			{Typed: "/missing acme for premier", Says: "what the way to a higher tier takes"},
			{Typed: "/tier reminders", Says: "when you are reminded; then let days go by in the calendar"},
		}, []sandbox.Hint{
			{Typed: "/tier acme", Says: "où en est un partenaire, et la prochaine étape"},
			{Typed: "/grace", Says: "vos propres partenaires, l'échéance la plus proche d'abord"},
			{Typed: "/missing acme pour premier", Says: "ce que demande un niveau supérieur"},
			{Typed: "/tier rappels", Says: "quand on vous rappelle ; puis laissez passer les jours dans le calendrier"},
		}
}

func managersTry() (english, french []sandbox.Hint) {
	return []sandbox.Hint{
			{Typed: "/tier acme", Says: "where a partner stands"},
			{Typed: "/certify acme", Says: "record what it has earned, in a form"},
			{Typed: "/tier export", Says: "all partners as a spreadsheet; change a line and drop the file here to import it"},
			{Typed: "/tier rehearse", Says: "who will fall on the deadline day, and the cheapest saves"},
		}, []sandbox.Hint{
			{Typed: "/tier acme", Says: "où en est un partenaire"},
			{Typed: "/certify acme", Says: "enregistrer ce qu'il a acquis, dans un formulaire"},
			{Typed: "/tier exporter", Says: "tous les partenaires en tableur ; changez une ligne et déposez le fichier ici pour l'importer"},
			{Typed: "/tier simuler", Says: "qui changera de niveau à l'échéance, et ce qui se rattrape au moindre coût"},
		}
}

func strangersTry() (english, french []sandbox.Hint) {
	return []sandbox.Hint{
			{Typed: "/tier acme", Says: "you may not ask: one neutral sentence, and no data"},
		}, []sandbox.Hint{
			{Typed: "/tier acme", Says: "vous ne pouvez rien demander : une phrase neutre, et aucune donnée"},
		}
}
