package commands

import "github.com/tierbot/tierbot/program"

// homeToday, and those after it until homeAllWell, are the one thing to know today of the
// partners of one's own.
func (p *phrases) homeToday(n int64) string {
	return p.count(n,
		forms{"Today is the last day to start %s partner's training", "Today is the last day to start %s partners' training"},
		forms{"Dernier jour pour commencer la formation de %s partenaire", "Dernier jour pour commencer les formations de %s partenaires"})
}

func (p *phrases) homeSoon(n int64) string {
	return p.count(n,
		forms{"%s partner to start within seven days", "%s partners to start within seven days"},
		forms{"%s partenaire à lancer dans les sept jours", "%s partenaires à lancer dans les sept jours"})
}

func (p *phrases) homeNothingYet() string {
	return p.either("Nothing has to start within seven days", "Rien à lancer dans les sept jours")
}

func (p *phrases) homeLapsed(n int64) string {
	return p.count(n,
		forms{"%s of your partners has lapsed", "%s of your partners have lapsed"},
		forms{"%s de vos partenaires a dépassé son délai", "%s de vos partenaires ont dépassé leur délai"})
}

func (p *phrases) homeTooLate(n int64) string {
	return p.count(n,
		forms{"%s of your partners needs more time", "%s of your partners need more time"},
		forms{"%s de vos partenaires a besoin d'un délai", "%s de vos partenaires ont besoin d'un délai"})
}

func (p *phrases) homeAllWell() string {
	return p.either("Nothing is due: your partners keep their tiers", "Rien à faire\u00a0: vos partenaires gardent leur niveau")
}

// homeNext is the partner for which something must start first.
func (p *phrases) homeNext(name string, by, today program.Date) string {
	return p.format("First comes %s, by %s: %s.", "D'abord %s, d'ici au %s\u00a0: %s.", name, p.soon(by, today), p.homeIn(by.Since(today)))
}

// homeIn is how many days there are until then: several, as what must start within days is
// not next.
func (p *phrases) homeIn(days int) string {
	return p.format("%s days to go", "encore %s jours", p.number(int64(days)))
}

// homeHeading is over the partners of a bucket.
func (p *phrases) homeHeading(at bucket) string {
	switch at {
	case startNow:
		return p.either("Within seven days", "Dans les sept jours")
	case startNext:
		return p.either("Next", "Ensuite")
	case hasLapsed:
		return p.either("Lapsed: a manager decides", "Délai dépassé\u00a0: la décision revient à un responsable")
	}
	return p.either("Too late to train in time: ask a manager for more time", "Trop tard pour une formation à temps\u00a0: demandez un délai à un responsable")
}

func (p *phrases) homeEligible(n int64) string {
	return p.count(n,
		forms{"%s of your partners has earned a higher tier.", "%s of your partners have earned a higher tier."},
		forms{"%s de vos partenaires a mérité un niveau plus haut.", "%s de vos partenaires ont mérité un niveau plus haut."})
}

func (p *phrases) homeRecorded() string {
	return p.either("You recorded lately", "Vos derniers enregistrements")
}

// homeSettings is how somebody is reminded, in a few words.
func (p *phrases) homeSettings(h *program.Habits) string {
	text := p.homeRungs(h.Rungs) + p.either(", at ", ", à ") + p.hour(h.Hour)
	if len(h.Off) > 0 {
		names := make([]string, len(h.Off))
		for i, day := range h.Off {
			names[i] = p.nameOfWeekday(day)
		}
		text += p.either("; off on ", "\u00a0; repos le ") + p.all(names)
	}
	return text + "."
}

// homeRungs is how many days before a deadline reminders come, falling.
func (p *phrases) homeRungs(rungs []int) string {
	var before []string
	for _, n := range rungs {
		if n > 0 {
			before = append(before, p.number(int64(n)))
		}
	}
	if len(before) == 0 {
		return p.either("on the last day before a deadline", "le dernier jour avant une échéance")
	}
	text := p.all(before) + p.count(int64(rungs[0]),
		forms{"%.0s day before a deadline", "%.0s days before a deadline"},
		forms{"%.0s jour avant une échéance", "%.0s jours avant une échéance"})
	if len(before) < len(rungs) {
		text += p.either(" and on the last day", " et le dernier jour")
	}
	return text
}

// homeAway is the next time in which somebody is away.
func (p *phrases) homeAway(s program.Span, today program.Date) string {
	return " " + p.either("Away: ", "Absence\u00a0: ") + p.awayOf([]program.Span{s}, today)
}

// homeWelcome is over the Home of whoever looks after nobody.
func (p *phrases) homeWelcome() string { return p.either("Welcome", "Bienvenue") }

func (p *phrases) homeWhatFor() string {
	return p.either(
		"I know where each partner stands in the programme: its tier, what it misses, and how long it has left. Once partners are in your care, you read here each morning what to do about them.",
		"Je sais où en est chaque partenaire dans le programme\u00a0: son niveau, ce qui lui manque et le temps qui lui reste. Dès que des partenaires vous sont confiés, vous lisez ici chaque matin ce qu'il y a à faire.")
}

func (p *phrases) homeWhatToType() string {
	return p.either(
		"Anywhere in Slack, type /tier and a partner's name, such as /tier acme; or write the name to me under Messages.",
		"Partout dans Slack, tapez /tier et le nom d'un partenaire, par exemple /tier acme\u00a0; ou écrivez-moi ce nom sous Messages.")
}

// homeProgramme is how many partners there are, and how many fall.
func (p *phrases) homeProgramme(partners, falling int64, end, today program.Date) string {
	all := p.count(partners, forms{"There is %s partner", "There are %s partners"}, forms{"Il y a %s partenaire", "Il y a %s partenaires"})
	if falling == 0 {
		return all + "."
	}
	return all + p.count(falling,
		forms{"; if nothing changes, %s falls by ", "; if nothing changes, %s fall by "},
		forms{"\u00a0; sans changement, %s sera rétrogradé d'ici au ", "\u00a0; sans changement, %s seront rétrogradés d'ici au "}) +
		p.soon(end.AddDays(1), today) + "."
}

// homeFall is how many partners lose their tier if nothing changes, and by which day.
func (p *phrases) homeFall(n int64, on, today program.Date) string {
	return p.count(n,
		forms{"If nothing changes, %s partner falls by ", "If nothing changes, %s partners fall by "},
		forms{"Sans changement, %s partenaire sera rétrogradé d'ici au ", "Sans changement, %s partenaires seront rétrogradés d'ici au "}) + p.soon(on, today)
}

func (p *phrases) homeEmpty() string {
	return p.either("There are no partners yet. A programme manager brings them in.",
		"Il n'y a pas encore de partenaires. Un responsable du programme les importe.")
}

func (p *phrases) homeImport() string {
	return p.either("There are no partners yet. Drop a CSV or XLSX file with them under Messages, and I show you what it would do.",
		"Il n'y a pas encore de partenaires. Déposez sous Messages un fichier CSV ou XLSX, et je vous montre ce qu'il ferait.")
}

func (p *phrases) homeImportLabel() string { return p.either("How to import", "Comment importer") }

func (p *phrases) homeProgrammeHeading() string { return p.either("The programme", "Le programme") }

func (p *phrases) homeUnreached(n int64) string {
	return p.count(n,
		forms{"%s person could not be told of their partners.", "%s people could not be told of their partners."},
		forms{"%s personne n'a pas pu être prévenue pour ses partenaires.", "%s personnes n'ont pas pu être prévenues pour leurs partenaires."})
}

func (p *phrases) homeWhichLabel() string { return p.either("Which ones", "Lesquels") }
func (p *phrases) homeWhoLabel() string   { return p.either("Who", "Qui") }
