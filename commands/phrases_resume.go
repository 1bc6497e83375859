package commands

import "github.com/tierbot/tierbot/program"

func (p *phrases) resumeLabel() string { return p.either("Resume", "Relancer") }

func (p *phrases) resumeWhat() string {
	return p.either("Write nothing behind it to see how storage is, or now to send reminders again.",
		"N'écrivez rien d'autre pour voir l'état du stockage, ou maintenant pour que les rappels repartent.")
}

func (p *phrases) notSuspect() string {
	return p.either("Storage has lost nothing that I know of, and reminders go out.",
		"Le stockage n'a rien perdu à ma connaissance, et les rappels partent.")
}

// suspect says since when, and whether everything is lost.
func (p *phrases) suspect(empty bool, since, today program.Date) string {
	if empty {
		return p.format("Since %s storage is empty, or another than it was. No reminders go out.",
			"Depuis le %s, le stockage est vide, ou n'est plus le même. Aucun rappel ne part.", p.near(since, today))
	}
	return p.format("Storage went back to an earlier state on %s: what was recorded last may be missing. No reminders go out.",
		"Le stockage est revenu à un état antérieur le %s\u00a0: les derniers enregistrements manquent peut-être. Aucun rappel ne part.", p.near(since, today))
}

func (p *phrases) beforeResuming() string {
	return p.either("Look at the history first: bring back from a backup, or record again, what is missing. Then resume.",
		"Regardez d'abord l'historique\u00a0: restaurez une sauvegarde, ou enregistrez de nouveau ce qui manque. Puis relancez.")
}

func (p *phrases) resumeSure() string {
	return p.either("Reminders go out again, from what storage holds now.",
		"Les rappels repartent, d'après ce que contient le stockage.")
}

func (p *phrases) resumed() string {
	return p.either("Reminders go out again.", "Les rappels repartent.")
}

func (p *phrases) carefulFor() string {
	return p.either("For a day I look for each message before I send it, so that nobody hears the same twice, and no fall is applied without asking.",
		"Pendant une journée, je cherche chaque message avant de l'envoyer, pour que personne ne le reçoive deux fois, et aucune rétrogradation n'est appliquée sans demander.")
}
