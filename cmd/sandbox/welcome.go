package main

import (
	"strings"

	"github.com/tierbot/tierbot/bot/sandbox"
	"github.com/tierbot/tierbot/commands"
	"github.com/tierbot/tierbot/program"
)

// hints are the bot's commands as its own help has them, in the language of a locale.
func hints(locale string) []sandbox.Hint {
	lang := program.English
	if strings.HasPrefix(strings.ToLower(locale), "fr") {
		lang = program.French
	}
	var all []sandbox.Hint
	for _, c := range commands.Table() {
		typed := strings.TrimSpace(c.Line(lang) + " " + c.Usage.In(lang))
		all = append(all, sandbox.Hint{Typed: typed, Says: c.Help.In(lang)})
	}
	return all
}

// A try is a command, and in a few words what it is good for.
type try struct{ typed, says string }

// welcome is what somebody could try first, in their language. Everybody has something
// else to see: those who may not ask see how they are refused. Acme is one of the invented
// partners: who brought others is shown how to find those.
func (f *flags) welcome(person sandbox.User) []sandbox.Hint {
	english, french := tries(person.ID, f.file == nil)
	said := english
	if strings.HasPrefix(person.Locale, "fr") {
		said = french
	}
	var hints []sandbox.Hint
	for _, t := range said {
		hints = append(hints, sandbox.Hint{Typed: t.typed, Says: t.says})
	}
	return hints
}

func tries(id string, acme bool) (english, french []try) {
	switch id {
	case dominique:
		english, french = managersTry()
	case guest, external:
		return strangersTry()
	default:
		english, french = ownersTry()
	}
	if acme {
		return english, french
	}
	listEnglish, listFrench := listTry()
	return withoutAcme(english, listEnglish), withoutAcme(french, listFrench)
}

// listTry is what comes first where there is no Acme.
func listTry() (english, french try) {
	return try{"/tier list", "all partners; press Open beside one"},
		try{"/tier liste", "tous les partenaires ; appuyez sur Ouvrir à côté de l'un d'eux"}
}

// withoutAcme leaves out what is asked of Acme, and has something else come first.
func withoutAcme(all []try, first try) []try {
	kept := []try{first}
	for _, t := range all {
		if !strings.Contains(t.typed, "acme") {
			kept = append(kept, t)
		}
	}
	return kept
}

func ownersTry() (english, french []try) {
	english = []try{
		{"/tier acme", "where a partner stands, and the next step"},
		{"/grace", "your own partners, the nearest deadline first"},
		{"/missing acme for premier", "what the way to a higher tier takes"},
		{"/tier reminders", "when you are reminded; then let days go by in the calendar"},
	}
	french = []try{
		{"/tier acme", "où en est un partenaire, et la prochaine étape"},
		{"/grace", "vos propres partenaires, l'échéance la plus proche d'abord"},
		{"/missing acme pour premier", "ce que demande un niveau supérieur"},
		{"/tier rappels", "quand on vous rappelle ; puis laissez passer les jours dans le calendrier"},
	}
	return english, french
}

func managersTry() (english, french []try) {
	english = []try{
		{"/tier acme", "where a partner stands"},
		{"/certify acme", "record what it has earned, in a form"},
		{"/tier export", "all partners as a spreadsheet; change a line and drop the file here to import it"},
		{"/tier rehearse", "who will fall on the deadline day, and the cheapest saves"},
	}
	french = []try{
		{"/tier acme", "où en est un partenaire"},
		{"/certify acme", "enregistrer ce qu'il a acquis, dans un formulaire"},
		{"/tier exporter", "tous les partenaires en tableur ; changez une ligne et déposez le fichier ici pour l'importer"},
		{"/tier simuler", "qui changera de niveau à l'échéance, et ce qui se rattrape au moindre coût"},
	}
	return english, french
}

func strangersTry() (english, french []try) {
	english = []try{{"/tier acme", "you may not ask: one neutral sentence, and no data"}}
	french = []try{{"/tier acme", "vous ne pouvez rien demander : une phrase neutre, et aucune donnée"}}
	return english, french
}
