package commands

import "github.com/tierbot/tierbot/program"

// moveOf is how many partners fall from one tier to another.
func (p *phrases) moveOf(n int64, from, to string) string { return p.number(n) + p.fromTo(from, to) }

func (p *phrases) fromTo(from, to string) string {
	return p.format(" from %s to %s", " du niveau %s au niveau %s", from, to)
}

// fallRow is the same of one partner, in a line.
func (p *phrases) fallRow(from, to string) string {
	if to == "" {
		return from + " → " + p.either("leaves the programme", "quitte le programme")
	}
	return from + " → " + to
}

func (p *phrases) lapsedOn(day program.Date) string {
	return p.format(", time was over on %s", ", délai dépassé le %s", p.day(day))
}

// someNames are names, and how many more there are.
func (p *phrases) someNames(names []string, more int64) string {
	if more == 0 {
		return p.all(names)
	}
	return p.all(append(names[:len(names):len(names)], p.count(more,
		forms{"%s other", "%s others"}, forms{"%s autre", "%s autres"})))
}

// decisionTitle is how many wait for a decision, since the day on which the time of all
// was over, if it was one for all.
func (p *phrases) decisionTitle(lapse program.Date, n int64) string {
	switch {
	case n == 0:
		return p.either("No fall waits for a decision", "Aucune rétrogradation n'attend de décision")
	case lapse.IsZero():
		return p.count(n,
			forms{"%s partner has lapsed: a decision is needed", "%s partners have lapsed: a decision is needed"},
			forms{"%s partenaire au délai dépassé\u00a0: une décision est attendue", "%s partenaires au délai dépassé\u00a0: une décision est attendue"})
	}
	return p.count(n,
		forms{"%s partner has lapsed", "%s partners have lapsed"},
		forms{"%s partenaire au délai dépassé", "%s partenaires au délai dépassé"}) +
		p.format(": the time was over on %s", "\u00a0: échéance du %s", p.day(lapse))
}

// nothingFellYet says what happens without a decision, and what still counts.
func (p *phrases) nothingFellYet(n int64) string {
	return p.count(n,
		forms{
			"%.0sIt keeps its tier until somebody decides. What was earned in time and is recorded late still takes it off this list.",
			"%.0sEach of them keeps its tier until somebody decides. What was earned in time and is recorded late still takes a partner off this list.",
		},
		forms{
			"%.0sIl garde son niveau jusqu'à une décision. Ce qui a été obtenu à temps et enregistré tard le retire encore de cette liste.",
			"%.0sChacun garde son niveau jusqu'à une décision. Ce qui a été obtenu à temps et enregistré tard retire encore un partenaire de cette liste.",
		})
}

func (p *phrases) leaving(n int64, names string) string {
	return p.count(n,
		forms{"%s partner keeps no tier at all; /tier archive takes it out of the programme", "%s partners keep no tier at all; /tier archive takes one out of the programme"},
		forms{"%s partenaire ne garde aucun niveau\u00a0; /tier archiver le fait sortir du programme", "%s partenaires ne gardent aucun niveau\u00a0; /tier archiver en fait sortir un du programme"}) +
		p.colon() + names
}

func (p *phrases) heldNow(n int64, names string) string {
	return p.count(n,
		forms{"%s is held by a decision", "%s are held by a decision"},
		forms{"%s suspendu par décision", "%s suspendus par décision"}) + p.colon() + names
}

// fallIsHeld is [phrases.fallsWaiting] of a fall that is put off, and leads to by whom.
func (p *phrases) fallIsHeld(after string) string {
	if after == "" {
		return p.either("Leaves the programme, put off by ", "Quitte le programme, suspendu par ")
	}
	return p.format("Falls to %s, put off by ", "Passe au niveau %s, suspendu par ", after)
}

// byDecision is by whom in a channel.
func (p *phrases) byDecision() string { return p.either("a decision", "décision") }

// fallIsHeldRow is the same inside a line.
func (p *phrases) fallIsHeldRow(after string) string {
	if after == "" {
		return p.either("leaves the programme, put off", "quitte le programme, suspendu")
	}
	return p.format("falls to %s, put off", "passe au niveau %s, suspendu", after)
}

// heldBy leads to who put a fall off.
func (p *phrases) heldBy() string { return p.either(" · held by ", " · suspendu par ") }

// The buttons of a decision, and their questions.
func (p *phrases) fallAllLabel() string { return p.either("Apply all", "Tout appliquer") }
func (p *phrases) holdAllLabel() string { return p.either("Hold all", "Tout suspendre") }
func (p *phrases) chooseLabel() string  { return p.either("Choose…", "Choisir…") }
func (p *phrases) fallLabel() string    { return p.either("Apply", "Appliquer") }
func (p *phrases) holdLabel() string    { return p.either("Hold", "Suspendre") }
func (p *phrases) exemptLabel() string  { return p.either("Exempt…", "Exempter…") }
func (p *phrases) decideLabel() string  { return p.either("Who waits", "Voir qui attend") }
func (p *phrases) fallHeldLabel() string {
	return p.either("Apply to the held", "Appliquer aux suspendus")
}

func (p *phrases) fallAllSure(n int64, moves string) string {
	return p.count(n,
		forms{"%s partner falls now", "%s partners fall now"},
		forms{"%s partenaire est rétrogradé maintenant", "%s partenaires sont rétrogradés maintenant"}) +
		moves + p.either(". It can be undone.", ". Cela peut être annulé.")
}

func (p *phrases) fallHeldSure(n int64, moves string) string {
	return p.count(n,
		forms{"%s partner whose fall is held falls now", "%s partners whose falls are held fall now"},
		forms{"%s partenaire suspendu est rétrogradé maintenant", "%s partenaires suspendus sont rétrogradés maintenant"}) +
		moves + p.either(". It can be undone.", ". Cela peut être annulé.")
}

// pressToFall is for whoever has typed a decision about many.
func (p *phrases) pressToFall() string {
	return p.either("Nothing has changed yet. For so many, please confirm with a button below.",
		"Rien n'a encore changé. Pour autant de partenaires, confirmez avec un bouton ci-dessous.")
}

func (p *phrases) holdAllSure(n int64) string {
	return p.count(n,
		forms{"The fall of %s partner is put off until somebody decides otherwise.", "The falls of %s partners are put off until somebody decides otherwise."},
		forms{"La rétrogradation de %s partenaire est suspendue jusqu'à nouvelle décision.", "La rétrogradation de %s partenaires est suspendue jusqu'à nouvelle décision."})
}

// eachTitle is how many wait and how many are put off.
func (p *phrases) eachTitle(waiting, held int64) string {
	title := p.count(waiting,
		forms{"%s partner waits for a decision", "%s partners wait for a decision"},
		forms{"%s partenaire attend une décision", "%s partenaires attendent une décision"})
	if held > 0 {
		title += p.count(held, forms{" · %s held", " · %s held"}, forms{" · %s suspendu", " · %s suspendus"})
	}
	return title
}

// filterLead leads to buttons that show one tier each, and filteredLead says which is shown.
func (p *phrases) filterLead() string {
	return p.either("The highest tier first. Only:", "Du niveau le plus haut au plus bas. Seulement\u00a0:")
}

func (p *phrases) filteredLead(tier string) string {
	return p.format("Only %s. Show:", "Seulement %s. Afficher\u00a0:", tier)
}

func (p *phrases) allTiers() string { return p.either("All", "Tous") }

func (p *phrases) decideWhat() string {
	return p.format("%[1]s alone shows who waits, and %[1]s each one partner after the other, of one tier if you name it.",
		"%[1]s seul montre qui attend, et %[1]s chacun un partenaire après l'autre, d'un seul niveau si vous le nommez.", p.either("/tier decide", "/tier décider"))
}

// noneHeld, noneWaits, allFell and allHeld answer a decision about all.
func (p *phrases) noneHeld() string {
	return p.either("No fall is held.", "Aucune rétrogradation n'est suspendue.")
}

func (p *phrases) noneWaits() string {
	return p.either("No partner waits for a decision.", "Aucun partenaire n'attend de décision.")
}

func (p *phrases) allFell(n int64, moves string) string {
	return p.count(n,
		forms{"%s partner fell", "%s partners fell"},
		forms{"%s partenaire rétrogradé", "%s partenaires rétrogradés"}) + moves + "."
}

func (p *phrases) allHeld(n int64) string {
	return p.count(n,
		forms{"The fall of %s partner is put off.", "The falls of %s partners are put off."},
		forms{"La rétrogradation de %s partenaire est suspendue.", "La rétrogradation de %s partenaires est suspendue."})
}

func (p *phrases) toldInDigest(n int64) string {
	return p.count(n,
		forms{"%.0sIts owners read it in their next digest.", "%.0sTheir owners read it in their next digest."},
		forms{"%.0sSes référents l'apprennent dans leur prochain récapitulatif.", "%.0sLeurs référents l'apprennent dans leur prochain récapitulatif."})
}

// toldOfOthers is for a button whose message told of other partners than there were.
func (p *phrases) toldOfOthers(told string, now int64) string {
	return p.format("The message told of %s; when you pressed, it was these %s that waited.",
		"Le message en annonçait %s\u00a0; au moment du clic, ce sont ces %s qui attendaient.", told, p.number(now))
}

func (p *phrases) changedBeforeFall(n int64) string {
	return p.count(n,
		forms{"%s more was changed meanwhile, and is as somebody else has left it.", "%s more were changed meanwhile, and are as somebody else has left them."},
		forms{"%s autre a été modifié entre-temps et reste tel quel.", "%s autres ont été modifiés entre-temps et restent tels quels."})
}

func (p *phrases) sweptBefore() string {
	return p.either("This was decided before; nothing was changed now.", "C'était déjà décidé\u00a0; rien n'a été modifié à présent.")
}

func (p *phrases) sweeping(done, total int64) string {
	return p.either("Applying: ", "En cours\u00a0: ") + p.soFar(done, total)
}

// soFar is how many of the partners are done.
func (p *phrases) soFar(done, total int64) string {
	if p.lang == program.French {
		return p.count(done, forms{}, forms{"%s partenaire", "%s partenaires"}) + " sur " + p.number(total) + "…"
	}
	return p.number(done) + " of " + p.count(total, forms{"%s partner", "%s partners"}, forms{}) + "…"
}

// tooMany is why a person is asked where nobody should have to be.
func (p *phrases) tooMany(n, partners int64) string {
	return p.format("%s of %s partners would fall at once. That is too many to do unasked: please decide.",
		"%s partenaires sur %s seraient rétrogradés d'un coup. C'est trop pour le faire sans demander\u00a0: décidez.", p.number(n), p.number(partners))
}

// Why there is no fall of a partner to decide on.
func (p *phrases) keepsNoTier(tier string) string {
	return p.format("It has lapsed in %s and keeps no tier at all: /tier archive takes it out of the programme. Nothing was changed.",
		"Son délai est dépassé au niveau %s et il ne garde aucun niveau\u00a0: /tier archiver le fait sortir du programme. Rien n'a été modifié.", tier)
}

func (p *phrases) hasTimeYet(deadline program.Date) string {
	return p.format("It has time until %s: there is no fall to decide on yet.",
		"Il a encore jusqu'au %s\u00a0: il n'y a pas encore de rétrogradation à décider.", p.day(deadline))
}

func (p *phrases) fellBefore(from string, lapse program.Date) string {
	return p.format("It has fallen already, from %s, whose time was over on %s. Nothing was changed.",
		"Il a déjà quitté le niveau %s, dont le délai a pris fin le %s. Rien n'a été modifié.", from, p.day(lapse))
}

// fellNote is small print about a partner that fell to its tier.
func (p *phrases) fellNote(from string, lapse program.Date) string {
	return p.format("Fell from %s, whose time was over on %s", "Rétrogradé depuis le niveau %s, échéance du %s", from, p.day(lapse))
}

// decidedBy leads to who decided a fall, and unasked is for one that nobody was to be asked
// about.
func (p *phrases) decidedBy() string { return p.either("decided by ", "décidé par ") }

func (p *phrases) unasked() string {
	return p.either("applied automatically", "appliqué automatiquement")
}

func (p *phrases) doesNotFall(tier string) string {
	return p.format("It meets all that %s asks for: there is no fall to decide on.",
		"Il remplit tout ce que demande le niveau %s\u00a0: il n'y a pas de rétrogradation à décider.", tier)
}

// The form that gives a partner more time.
func (p *phrases) exemptTitle() string  { return p.either("Give more time", "Accorder un délai") }
func (p *phrases) exemptSubmit() string { return p.either("Give it", "Accorder") }
func (p *phrases) untilField() string {
	return p.either("Until, and including", "Jusqu'au (ce jour compris)")
}
func (p *phrases) reasonField() string { return p.either("Why", "Pourquoi") }

func (p *phrases) exemptHow() string {
	return p.either("The partner gets a deadline of its own. The reason is kept with the decision.",
		"Le partenaire reçoit sa propre échéance. La raison est conservée avec la décision.")
}

// heldLine tells of a fall that is put off in a history.
func (p *phrases) heldLine(lapse program.Date) string {
	return p.format("Deadline of %s – held", "Échéance du %s – en suspens", p.day(lapse))
}
