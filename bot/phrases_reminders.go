package bot

// suspectStore takes what the store has lost: everything, or what came last.
func (p phrases) suspectStore(reason string) string {
	if reason == emptied {
		return p.either("Storage has come back empty or as another than it was. I send no reminders until a manager has looked at it and writes /tier resume.",
			"Le stockage est revenu vide, ou n'est plus le même. Je n'envoie plus de rappels tant qu'un responsable n'a pas vérifié puis écrit /tier relancer.")
	}
	return p.either("Storage has gone back to an earlier state: what was recorded last may be missing. I send no reminders until a manager has looked at it and writes /tier resume.",
		"Le stockage est revenu à un état antérieur\u00a0: les derniers enregistrements manquent peut-être. Je n'envoie plus de rappels tant qu'un responsable n'a pas vérifié puis écrit /tier relancer.")
}
