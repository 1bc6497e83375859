package commands

import "github.com/tierbot/tierbot/program"

// state is a state in a word or two.
func (p *phrases) state(s program.State) string {
	switch s {
	case program.Conforming:
		return p.either("conforming", "conforme")
	case program.Lapsed:
		return p.either("lapsed", "délai dépassé")
	}
	return p.either("in grace", "délai en cours")
}

// states is a state of several partners.
func (p *phrases) states(s program.State) string {
	if s == program.Conforming {
		return p.either("conforming", "conformes")
	}
	return p.state(s)
}

// timeLeft is the days left, and until when.
func (p *phrases) timeLeft(s *program.Standing, extended bool) (strong, rest string) {
	more := ""
	if extended {
		more = p.either(" (extended)", " (délai prolongé)")
	}
	if s.DaysLeft == 0 {
		return p.either("Last day", "Dernier jour"),
			p.format(" – today, %s, until the end of the day %s%s", " – aujourd'hui, %s, jusqu'à minuit, %s%s", p.weekday(s.Deadline), p.city, more)
	}
	return p.daysLeft(s.DaysLeft),
		p.format(" – until %s, end of day %s%s", " – jusqu'au %s inclus, %s%s", p.weekday(s.Deadline), p.city, more)
}

// daysLeft is how many days are left.
func (p *phrases) daysLeft(n int) string {
	if n == 0 {
		return p.either("last day", "dernier jour")
	}
	return p.count(int64(n),
		forms{"%s day left", "%s days left"},
		forms{"%s jour restant", "%s jours restants"})
}

func (p *phrases) nothingMissing() string {
	return p.either("Nothing is missing", "Rien ne manque")
}

func (p *phrases) nothingMissingToday() string {
	return p.either("Nothing is missing today", "Rien ne manque aujourd'hui")
}

// keptAt goes on from nothingMissing before the deadline.
func (p *phrases) keptAt(tier string, s *program.Standing) string {
	return p.format(
		" – %s is kept when the grace period ends on %s (%s).",
		" – le niveau %s sera conservé à la fin du délai, le %s (%s).",
		tier, p.weekday(s.Deadline), p.daysLeft(s.DaysLeft))
}

// butEnds goes on from nothingMissingToday when evidence ends before the deadline.
func (p *phrases) butEnds(s *program.Standing, items []string) string {
	return p.format(
		" – but something that counts now ends by %s (%s), and then this is missing: %s.",
		" – mais un élément pris en compte prend fin d'ici au %s (%s), et il manquera alors\u00a0: %s.",
		p.weekday(s.Deadline), p.daysLeft(s.DaysLeft), p.items(items))
}

// heldAfter goes on from nothingMissing after the deadline.
func (p *phrases) heldAfter(tier string, deadline program.Date) string {
	return p.format(
		" – %s is held as long as that stays so; the grace period ended on %s.",
		" – le niveau %s est tenu tant que cela dure\u00a0; le délai a pris fin le %s.",
		tier, p.weekday(deadline))
}

// asksNothing goes on from nothingMissing in a tier without requirements.
func (p *phrases) asksNothing(tier string) string {
	return p.format(
		" – %s asks for nothing and has no deadline.",
		" – le niveau %s ne demande rien et n'a pas d'échéance.", tier)
}

// fallsWaiting is the fall of a lapsed partner; the empty tier is none.
func (p *phrases) fallsWaiting(after string) string {
	if after == "" {
		return p.either("Leaves the programme, waiting for a decision", "Quitte le programme, décision en attente")
	}
	return p.format("Falls to %s, waiting for a decision", "Passe au niveau %s, décision en attente", after)
}

// stoodAt goes on from fallsWaiting and leads to the checks of that day.
func (p *phrases) stoodAt(deadline program.Date) string {
	return p.format(
		" – where it stood at the end of %s:",
		" – situation à la fin du %s\u00a0:", p.weekday(deadline))
}

// falls is where the partner ends if nothing changes; the empty tier is none.
func (p *phrases) falls(after string, on program.Date) string {
	if after == "" {
		return p.format("If nothing changes: leaves the programme on %s.",
			"Sans changement\u00a0: quitte le programme le %s.", p.day(on))
	}
	return p.format("If nothing changes: falls to %s on %s.",
		"Sans changement\u00a0: passe au niveau %s le %s.", after, p.day(on))
}

// keepsAnyway is for what is on record and begins to count before the deadline.
func (p *phrases) keepsAnyway(tier string) string {
	return p.format("If nothing changes: keeps %s, since what is on record counts by then.",
		"Sans changement\u00a0: conserve le niveau %s, car ce qui est enregistré comptera d'ici là.", tier)
}

func (p *phrases) next() string { return p.either("Next: ", "À faire\u00a0: ") }

// book, havePass and bringTo are what to do about something missing. One of the next
// two ends the sentence.
func (p *phrases) book(competencies string, n int64) string {
	return p.either("book ", "réserver ") + p.count(n,
		forms{"%.0s", "%.0s"}, forms{"%.0sla formation pour ", "%.0sles formations pour "}) + competencies
}

func (p *phrases) havePass(people, certificate string) string {
	return p.format("have %[1]s pass %[2]s", "faire passer %[2]s à %[1]s", people, certificate)
}

func (p *phrases) bringTo(metric, amount string) string {
	return p.format("bring %s to %s", "porter «\u00a0%s\u00a0» à %s", metric, amount)
}

// daysToStart is how many days there are to start.
func (p *phrases) daysToStart(days int) string {
	if days == 0 {
		return p.either("; today is the last day to start.", "\u00a0; dernier jour pour commencer.")
	}
	return p.count(int64(days),
		forms{"; %s day left to start it.", "; %s days left to start it."},
		forms{"\u00a0; il reste %s jour pour commencer.", "\u00a0; il reste %s jours pour commencer."})
}

// byThen is by when, where no training says how long it takes.
func (p *phrases) byThen(deadline, today program.Date) string {
	return p.format(" by %s.", " d'ici au %s.", p.soon(deadline, today))
}

// askForTime is the way out when a training can no longer end in time.
func (p *phrases) askForTime(what string) string {
	return p.format(
		"ask a manager for more time; training for %s can no longer end by the deadline.",
		"demander un délai à un responsable\u00a0; la formation pour %s ne peut plus finir à temps.", what)
}

// stillCounts is the way out of a lapse: evidence counts by the day it was earned,
// not by the day it was recorded.
func (p *phrases) stillCounts(deadline, today program.Date) string {
	return p.format(
		"Earned by %s but not recorded yet? It still counts: ",
		"Obtenu au plus tard le %s mais pas encore enregistré\u00a0? Cela compte encore\u00a0: ",
		p.soon(deadline, today))
}

// lateWhatToDo goes on from stillCounts with what to do, for a manager or for somebody else.
func (p *phrases) lateWhatToDo(manager bool) string {
	if manager {
		return p.either("record it.", "enregistrez-le.")
	}
	return p.either("tell a manager.", "prévenez un responsable.")
}

// decideLead leads to the buttons with which a manager decides on a lapsed partner.
func (p *phrases) decideLead() string { return p.either("Your decision:", "Votre décision\u00a0:") }

// stillMissing is the way back for a lapsed partner.
func (p *phrases) stillMissing(tier string, items []string) string {
	return p.format("meet what is still missing for %s today: %s. Then a manager decides.",
		"remplir ce qui manque encore aujourd'hui pour %s\u00a0: %s. La décision revient alors à un responsable.", tier, p.items(items))
}

// metAgain is for a lapsed partner that has caught up, on a day if it is known.
func (p *phrases) metAgain(tier string, on, today program.Date) string {
	if on.IsZero() {
		return p.format("a manager decides, since all that %s asks for is met today.",
			"la décision revient à un responsable, car tout ce que demande le niveau %s est rempli aujourd'hui.", tier)
	}
	return p.format("a manager decides, since all that %s asks for has been met again since %s.",
		"la décision revient à un responsable, car tout ce que demande le niveau %s est de nouveau rempli depuis le %s.",
		tier, p.soon(on, today))
}

// eligible is for a partner that has earned a higher tier.
func (p *phrases) eligible(tier string) string {
	return p.format("Eligible for %s: a manager decides.",
		"Éligible au niveau %s\u00a0: la décision revient à un responsable.", tier)
}

// oneDeparture is for a partner with nobody to spare for some certificates.
func (p *phrases) oneDeparture(tier string, certificates []string) string {
	return p.format("One departure breaks %s: nobody to spare for %s.",
		"Un seul départ fait perdre %s\u00a0: personne en réserve pour %s.", tier, p.all(certificates))
}

// forTier is what a higher tier still asks for.
func (p *phrases) forTier(tier string, items []string) string {
	return p.format("Missing for %s: %s.", "Il manque pour %s\u00a0: %s.", tier, p.items(items))
}

// asOf is the day an answer holds for, and when the programme takes effect if it has
// not yet.
func (p *phrases) asOf(today, first program.Date) string {
	day := p.format("As of %s", "Au %s", p.day(today))
	if !today.Before(first) {
		return day
	}
	return day + p.format(", before the programme takes effect on %s",
		", avant l'entrée en vigueur du programme le %s", p.day(first))
}

// reportedBy is the words before and after the name of who reported last.
func (p *phrases) reportedBy(on, today program.Date) (before, after string) {
	return p.either("Reported by ", "Signalé par "), p.format(" on %s", " le %s", p.recent(on, today))
}

// importedFrom leads to the name of the file that reported last.
func (p *phrases) importedFrom() string { return p.either("Imported from ", "Importé de ") }

// recordedOnly is a certificate that no tier asks for.
func (p *phrases) recordedOnly(certificate string, n int64) string {
	return certificate + p.either(": ", "\u00a0: ") + p.count(n,
		forms{"%s person, required by no tier", "%s people, required by no tier"},
		forms{"%s personne (aucun niveau ne l'exige)", "%s personnes (aucun niveau ne l'exige)"})
}

func (p *phrases) moneyLeftOut() string {
	return p.either("Figures in money are left out of what is shared", "Les montants ne figurent pas dans ce qui est partagé")
}

func (p *phrases) missingLabel() string { return p.either("Missing", "Ce qui manque") }

func (p *phrases) cardLabel() string { return p.either("Open the card", "Ouvrir la fiche") }

func (p *phrases) pathLabel(tier string) string { return p.either("Path to ", "Vers ") + tier }

func (p *phrases) shareLabel() string { return p.either("Share in channel", "Partager dans le canal") }
