package commands

func (p *phrases) handoverLabel() string { return p.either("Hand over…", "Transmettre…") }
func (p *phrases) handLabel() string     { return p.either("Hand over", "Transmettre") }
func (p *phrases) handoverTitle() string { return p.either("Hand partners over", "Passation") }

// handoverWho, handoverTo and handoverSame are for a handover of which somebody is missing.
func (p *phrases) handoverWho() string {
	return p.either("From whom to whom? Name both with @somebody, an e-mail address or me.",
		"De qui à qui\u00a0? Nommez les deux avec @quelqu'un, une adresse e-mail ou moi.")
}

func (p *phrases) handoverTo() string {
	return p.either("To whom? Name the second person before the partners.",
		"À qui\u00a0? Nommez la seconde personne avant les partenaires.")
}

// handoverStranger is for an @somebody in which Slack has found nobody.
func (p *phrases) handoverStranger(name string) string {
	return p.format("Slack knows nobody called %s here: pick one of the names that it offers while you type.",
		"Slack ne connaît ici personne du nom de %s\u00a0: choisissez l'un des noms qu'il propose pendant la saisie.", p.quoted(name))
}

func (p *phrases) handoverSame() string {
	return p.either("This is one and the same person: nothing was handed over.",
		"C'est la même personne\u00a0: rien n'a été transmis.")
}

// ownsNothing and ownsNow go on from the name of an account manager.
func (p *phrases) ownsNothing() string {
	return p.either(" looks after no partner: there is nothing to hand over.",
		" ne suit aucun partenaire\u00a0: il n'y a rien à transmettre.")
}

func (p *phrases) ownsNow(n int64) string {
	return p.count(n,
		forms{" looks after %s partner", " looks after %s partners"},
		forms{" suit %s partenaire", " suit %s partenaires"})
}

// notTheirs leads to the name of an account manager.
func (p *phrases) notTheirs(partner string) string {
	return p.format("Nothing was handed over: no partner is called %s among those of ",
		"Rien n'a été transmis\u00a0: aucun partenaire ne s'appelle %s parmi ceux de ", p.quoted(partner))
}

// handoverOthers is for a button that was about other partners than there are now.
func (p *phrases) handoverOthers() string {
	return p.either("These are no longer the same partners, so nothing was handed over yet.",
		"Ce ne sont plus les mêmes partenaires\u00a0: rien n'a encore été transmis.")
}

// wouldHand and handedLead lead to from whom to whom.
func (p *phrases) wouldHand(n int64) string {
	return p.count(n, forms{"%s partner would go: ", "%s partners would go: "},
		forms{"%s partenaire à transmettre\u00a0: ", "%s partenaires à transmettre\u00a0: "})
}

func (p *phrases) handedLead(n int64) string {
	return p.count(n, forms{"%s partner handed over: ", "%s partners handed over: "},
		forms{"%s partenaire transmis\u00a0: ", "%s partenaires transmis\u00a0: "})
}

func (p *phrases) handoverArrow() string { return " → " }

func (p *phrases) othersStay() string {
	return p.either("Others who look after these partners as well stay.",
		"Les autres référents de ces partenaires le restent.")
}

func (p *phrases) handSure(n int64) string {
	return p.count(n, forms{"Hand %s partner over? It can be undone.", "Hand %s partners over? It can be undone."},
		forms{"Transmettre %s partenaire\u00a0? Cela peut s'annuler.", "Transmettre %s partenaires\u00a0? Cela peut s'annuler."})
}

// handedToYou and handedFromYou go on from the name of whoever handed partners over, and
// lead to the name of the other account manager.
func (p *phrases) handedToYou(n int64) string {
	return p.count(n, forms{" put you in charge of %s partner of ", " put you in charge of %s partners of "},
		forms{" vous a confié %s partenaire de ", " vous a confié %s partenaires de "})
}

func (p *phrases) handedFromYou(n int64) string {
	return p.count(n, forms{" handed %s of your partners over to ", " handed %s of your partners over to "},
		forms{" a transmis %s de vos partenaires à ", " a transmis %s de vos partenaires à "})
}

// handedOwn goes on from the name of whoever gave partners of their own away.
func (p *phrases) handedOwn(n int64) string {
	return p.count(n, forms{" put you in charge of %s of their partners", " put you in charge of %s of their partners"},
		forms{" vous a confié %s de ses partenaires", " vous a confié %s de ses partenaires"})
}

// tookOver goes on from the name of whoever became their owner.
func (p *phrases) tookOver(n int64) string {
	return p.count(n, forms{" took over %s of your partners", " took over %s of your partners"},
		forms{" a repris %s de vos partenaires", " a repris %s de vos partenaires"})
}

func (p *phrases) departedTitle(n int64) string {
	return p.count(n, forms{"%s partner needs somebody else", "%s partners need somebody else"},
		forms{"%s partenaire à confier à quelqu'un d'autre", "%s partenaires à confier à quelqu'un d'autre"})
}

// departed goes on from the name of somebody whose account was deactivated.
func (p *phrases) departed(n int64) string {
	return p.count(n,
		forms{" is deactivated in Slack and looks after %s partner:", " is deactivated in Slack and looks after %s partners, the most urgent first:"},
		forms{" n'a plus de compte Slack actif et suit %s partenaire\u00a0:", " n'a plus de compte Slack actif et suit %s partenaires, les plus urgents d'abord\u00a0:"})
}

// The fields of the form in which partners are handed over.
func (p *phrases) fromField() string { return p.either("From", "De") }
func (p *phrases) toField() string   { return p.either("To", "À") }
func (p *phrases) onlyField() string {
	return p.either("Only these partners", "Seulement ces partenaires")
}

func (p *phrases) onlyHint(n int64) string {
	return p.count(n, forms{"None chosen: all %s.", "None chosen: all %s."}, forms{"Sans choix\u00a0: tous les %s.", "Sans choix\u00a0: tous les %s."})
}
