package commands

import (
	"strconv"
	"time"

	"github.com/tierbot/tierbot/program"
	"github.com/tierbot/tierbot/program/board"
)

// landingTitle is over where the programme lands, or stands when all is over.
func (p *phrases) landingTitle(end program.Date, over bool) string {
	if over {
		return p.either("Programme · where it stands", "Programme · où il en est")
	}
	return p.format("Programme · where it lands on %s", "Programme · où il en sera le %s", p.day(end))
}

// landsAt are the numbers of a tier, behind its name. Once all is over, what nothing
// changes is what the decisions that are still waiting will make of it.
func (p *phrases) landsAt(c counts, l *landing, hoped program.Target) string {
	text := p.format("%s now", "%s aujourd'hui", p.number(int64(c.now)))
	switch {
	case !l.over():
		text += p.format(" · %s if nothing changes · %s with every save", " · %s sans changement · %s avec tous les sauvetages",
			p.number(int64(c.then)), p.number(int64(c.saved)))
	case l.waiting > 0:
		text += p.format(" · %s once every fall is applied", " · %s une fois les rétrogradations appliquées", p.number(int64(c.then)))
	}
	if hoped.Max > 0 {
		text += p.either(" · target ", " · objectif ") + p.hoped(hoped)
	}
	return text
}

// hoped is how many partners the vendor hopes for.
func (p *phrases) hoped(t program.Target) string {
	if t.Min == t.Max {
		return p.number(int64(t.Min))
	}
	return p.format("%s to %s", "%s à %s", p.number(int64(t.Min)), p.number(int64(t.Max)))
}

// outside is those that keep no tier.
func (p *phrases) outside() string { return p.either("Leaving", "Hors programme") }

func (p *phrases) addsUp(partners int64) string {
	return p.count(partners,
		forms{"Each column adds up to %s partner.", "Each column adds up to %s partners."},
		forms{"Chaque colonne totalise %s partenaire.", "Chaque colonne totalise %s partenaires."})
}

func (p *phrases) barsTitle() string { return p.either("Partners per tier", "Partenaires par niveau") }

func (p *phrases) nowBar() string { return p.either("Now", "Aujourd'hui") }

func (p *phrases) thenBar(over bool) string {
	if over {
		return p.either("Falls applied", "Après décision")
	}
	return p.either("If nothing changes", "Sans changement")
}

func (p *phrases) savedBar() string { return p.either("With every save", "Tous sauvés") }

// targetBar is the target, or its lower end where some tier has two.
func (p *phrases) targetBar(ranges bool) string {
	if ranges {
		return p.either("Target, at least", "Objectif, au moins")
	}
	return p.either("Target", "Objectif")
}

// barsLegend says what the bars of text are made of.
func (p *phrases) barsLegend(over bool) string {
	if over {
		return p.either("Against the target: ▇ reached, ░ short", "Face à l'objectif\u00a0: ▇ atteint, ░ manque")
	}
	return p.either("Against the target: ▇ if nothing changes, ▒ saves can add, ░ short",
		"Face à l'objectif\u00a0: ▇ sans changement, ▒ sauvetages possibles, ░ manque")
}

// againstTarget is how many a tier would have, or has, against what is hoped for.
func (p *phrases) againstTarget(then int64, hoped program.Target, l *landing) string {
	over := l.over()
	switch short := int64(hoped.Min) - then; {
	case short > 0 && over && l.waiting > 0:
		return p.format("%s short of the target of %s once every fall is applied.", "il en manquera %s pour l'objectif de %s, une fois les rétrogradations appliquées.",
			p.number(short), p.number(int64(hoped.Min)))
	case short > 0 && over:
		return p.format("%s short of the target of %s.", "il en manque %s pour l'objectif de %s.", p.number(short), p.number(int64(hoped.Min)))
	case short > 0:
		return p.format("%s short of the target of %s if nothing changes.", "il en manquera %s pour l'objectif de %s, sans changement.",
			p.number(short), p.number(int64(hoped.Min)))
	case then > int64(hoped.Max):
		return p.format("%s more than the target of %s.", "%s de plus que l'objectif de %s.", p.number(then-int64(hoped.Max)), p.number(int64(hoped.Max)))
	case over:
		return p.format("on target (%s).", "objectif atteint (%s).", p.hoped(hoped))
	}
	return p.format("on target (%s) even if nothing changes.", "objectif atteint (%s) même sans changement.", p.hoped(hoped))
}

// canBeSaved is how many partners can still be saved, by what that takes. The figure is what
// a metric is called when there is but one.
func (p *phrases) canBeSaved(saves []board.Save, figure string) string {
	total := 0
	kinds := make([]string, len(saves))
	for i := range saves {
		s := &saves[i]
		total += s.Partners
		kinds[i] = p.saveKind(s, figure)
		if len(saves) > 1 {
			kinds[i] = p.number(int64(s.Partners)) + " " + kinds[i]
		}
	}
	text := p.count(int64(total), forms{"%s can still be saved", "%s can still be saved"}, forms{"%s peut encore être sauvé", "%s peuvent encore être sauvés"})
	if len(saves) > 1 {
		return text + p.colon() + p.all(kinds) + "."
	}
	return text + ", " + p.all(kinds) + "."
}

// saveKind is one way in which partners can be saved, and what that takes for all of them.
func (p *phrases) saveKind(s *board.Save, figure string) string {
	text := ""
	switch s.Kind {
	case board.ByCertificates:
		text = p.either("by certificates alone", "par des certificats seuls")
	case board.ByCompetencies:
		text = p.count(int64(s.Partners), forms{"%.0swith a competency", "%.0swith competencies"}, forms{"%.0savec une compétence", "%.0savec des compétences"})
	default:
		text = p.format("that need %s", "à qui manque %s", p.figure(figure))
		if s.Partners == 1 {
			text = p.format("that needs %s", "à qui manque %s", p.figure(figure))
		}
	}
	if s.PersonDays > 0 {
		text += " (" + p.personDays(s.PersonDays) + ")"
	}
	return text
}

// figure is what a metric is called, or any when it has no name.
func (p *phrases) figure(name string) string {
	switch {
	case name == "":
		return p.either("a figure", "un chiffre")
	case p.lang == program.French:
		return p.quoted(name)
	}
	return name
}

// personDays is what trainings take together.
func (p *phrases) personDays(n float64) string {
	if p.several(n) {
		return p.days(n) + p.either(" person-days", " jours-personne")
	}
	return p.days(n) + p.either(" person-day", " jour-personne")
}

// cheapestReach is how many of the cheapest saves reach the target.
func (p *phrases) cheapestReach(g *gap, hoped int, figure string) string {
	text := p.count(int64(g.needed),
		forms{"%.0sThe cheapest one reaches", "The %s cheapest reach"},
		forms{"%.0sLe moins coûteux suffit à atteindre", "Les %s moins coûteux suffisent à atteindre"}) +
		p.format(" the target of %s", " l'objectif de %s", p.number(int64(hoped)))
	if g.days > 0 {
		text += p.colon() + p.personDays(g.days)
	}
	if g.figures > 0 {
		text += p.format(", and %s for %s", ", et %s pour %s", p.figure(figure), p.number(int64(g.figures)))
	}
	text += "."
	if g.freed > 0 {
		text += " " + p.count(int64(g.freed),
			forms{"That makes up for %s saved above, which no longer falls here.", "That makes up for %s saved above, which no longer fall here."},
			forms{"Cela compense %s sauvé au-dessus, qui n'arrive plus ici.", "Cela compense %s sauvés au-dessus, qui n'arrivent plus ici."})
	}
	return text
}

func (p *phrases) pastSaving(n int64) string {
	return p.count(n,
		forms{"%s is past saving.", "%s are past saving."},
		forms{"%s ne peut plus être sauvé.", "%s ne peuvent plus être sauvés."})
}

func (p *phrases) waitHere(n int64) string {
	return p.count(n,
		forms{"%s has lapsed and waits for a decision.", "%s have lapsed and wait for a decision."},
		forms{"%s au délai dépassé attend une décision.", "%s au délai dépassé attendent une décision."})
}

func (p *phrases) heldHere(n int64) string {
	return p.count(n,
		forms{"%s keeps it because its fall is held.", "%s keep it because their falls are held."},
		forms{"%s le garde, sa rétrogradation étant suspendue.", "%s le gardent, leur rétrogradation étant suspendue."})
}

// stillShort is what saves cannot close where there are some.
func (p *phrases) stillShort(short int64) string {
	return p.format("Even with every save %s short.", "Même avec tous les sauvetages, il en manque %s.", p.number(short))
}

// shortForOthers is what a tier is short of because saves keep others from falling into it.
func (p *phrases) shortForOthers(short, others int64) string {
	return p.format("With every save %s short, ", "Avec tous les sauvetages, il en manque %s, ", p.number(short)) +
		p.count(others,
			forms{"as %s then keeps a higher tier.", "as %s then keep a higher tier."},
			forms{"car %s garde alors un niveau plus haut.", "car %s gardent alors un niveau plus haut."})
}

// risers are those that could be promoted.
func (p *phrases) risers(g *gap) string {
	text := ""
	if g.eligible > 0 {
		text = p.count(int64(g.eligible),
			forms{"%s lower partner has earned it already", "%s lower partners have earned it already"},
			forms{"%s partenaire d'un niveau inférieur y a déjà droit", "%s partenaires d'un niveau inférieur y ont déjà droit"})
	}
	if g.trainable == 0 {
		if text != "" {
			text += "."
		}
		return text
	}
	if text != "" {
		return text + ", " + p.count(int64(g.trainable),
			forms{"%s more lacks nothing but training.", "%s more lack nothing but training."},
			forms{"%s autre n'a besoin que de formations.", "%s autres n'ont besoin que de formations."})
	}
	return p.count(int64(g.trainable),
		forms{"%s of the tier below lacks nothing but training.", "%s of the tier below lack nothing but training."},
		forms{"%s du niveau inférieur n'a besoin que de formations.", "%s du niveau inférieur n'ont besoin que de formations."})
}

// deadlineOf is when the grace of some tiers ends.
func (p *phrases) deadlineOf(tiers string, day, today program.Date) string {
	text := tiers + p.either(" ", " le ") + p.near(day, today)
	if day.Before(today) {
		return text + p.either(", over", ", passée")
	}
	return text + ", " + p.daysLeft(day.Since(today))
}

func (p *phrases) deadlines(each []string) string {
	return p.count(int64(len(each)), forms{"%.0sDeadline: ", "%.0sDeadlines: "}, forms{"%.0sÉchéance\u00a0: ", "%.0sÉchéances\u00a0: "}) +
		list(each, p.semicolon()) + "."
}

func (p *phrases) whatSavesAre() string {
	return p.either("With every save: as if every training that can still be started in time were passed, and every missing figure reached",
		"Avec tous les sauvetages\u00a0: comme si chaque formation qui peut encore commencer à temps était réussie, et chaque chiffre manquant atteint")
}

func (p *phrases) trendTitle() string {
	return p.either("If nothing changes, month by month", "Sans changement, mois par mois")
}

func (p *phrases) trendLead(first string) string {
	return p.format("If nothing changes, month by month since %s:", "Sans changement, mois par mois depuis %s\u00a0:", first)
}

// month is a month of a year in at most 20 characters.
func (p *phrases) month(year int, month time.Month) string {
	return p.either(monthsEN[month-1], monthsFR[month-1]) + " " + strconv.Itoa(year)
}

// sinceMonth is what has turned since a month began.
func (p *phrases) sinceMonth(month time.Month, turns []string) string {
	first := p.dayOfMonth(program.Date{Year: 1, Month: month, Day: 1})
	if len(turns) == 0 {
		return p.format("No partner has changed its course since %s.", "Aucun partenaire n'a changé de trajectoire depuis le %s.", first)
	}
	return p.format("Since %s: %s.", "Depuis le %s\u00a0: %s.", first, p.all(turns))
}

// turned is for how many partners something has turned.
func (p *phrases) turned(n int64, kind board.TurnKind) string {
	switch kind {
	case board.Saved:
		return p.count(n, forms{"%s saved", "%s saved"}, forms{"%s sauvé", "%s sauvés"})
	case board.Slipped:
		return p.count(n, forms{"%s slipped", "%s slipped"}, forms{"%s désormais en danger", "%s désormais en danger"})
	case board.Promoted:
		return p.count(n, forms{"%s promoted", "%s promoted"}, forms{"%s promu", "%s promus"})
	case board.Fell:
		return p.count(n, forms{"%s fell", "%s fell"}, forms{"%s rétrogradé", "%s rétrogradés"})
	case board.Joined:
		return p.count(n, forms{"%s joined", "%s joined"}, forms{"%s arrivé", "%s arrivés"})
	}
	return p.count(n, forms{"%s left", "%s left"}, forms{"%s parti", "%s partis"})
}

func (p *phrases) noDayToLookAt(text string) string {
	return p.format("%s is no day. At the end of which one is the programme to be looked at? Without a day it is the last deadline.",
		"%s n'est pas un jour. À la fin duquel regarder le programme\u00a0? Sans date, c'est la dernière échéance.", p.quoted(text))
}

func (p *phrases) pastProgramme(day program.Date) string {
	return p.format("%s is past: the programme is looked at as of today or later.",
		"Le %s est passé\u00a0: on ne regarde le programme qu'à partir d'aujourd'hui.", p.day(day))
}

func (p *phrases) programmeLabel() string {
	return p.either("Where it lands", "Où en est le programme")
}

func (p *phrases) riskLabel() string { return p.either("Cheapest saves", "Les moins chers à sauver") }

func (p *phrases) promotionsLabel() string {
	return p.either("Promotions", "Promotions possibles")
}

func (p *phrases) whoPromotedLabel() string {
	return p.either("Who could be promoted", "Qui peut être promu")
}
func (p *phrases) rehearseLabel() string { return p.either("Rehearse", "Simuler") }
