package commands

import (
	"unicode"
	"unicode/utf8"

	"github.com/tierbot/tierbot/program"
)

// near is a day without the year that goes without saying, and without its day of the
// week.
func (p *phrases) near(d, today program.Date) string {
	if n := d.Since(today); n < -nearby || n > nearby {
		return p.day(d)
	}
	return p.dayOfMonth(d)
}

// daysTo is how far off a deadline is, at the beginning of a title.
func (p *phrases) daysTo(n int, deadline, today program.Date) string {
	day := p.near(deadline, today)
	if n == 0 {
		return p.format("Last day, %s", "Dernier jour, le %s", day)
	}
	return p.count(int64(n), forms{"%s day to ", "%s days to "}, forms{"À %s jour du ", "À %s jours du "}) + day
}

// of whom a title tells, and whether that is several.
func (p *phrases) subject(s subject) (who string, several bool) {
	n := p.number(s.n)
	switch {
	case s.name != "":
		return s.name, false
	case s.whose == nobodys:
		return p.format("%s partners that nobody looks after", "%s partenaires que personne ne suit", n), true
	case s.whose == somebodys && s.of > s.n:
		return p.format("%s of %s partners", "%s des %s partenaires", n, p.number(s.of)), true
	case s.whose == somebodys:
		return p.format("%s partners", "%s partenaires", n), true
	case s.of > s.n:
		return p.format("%s of your %s partners", "%s de vos %s partenaires", n, p.number(s.of)), true
	}
	if s.n == 2 {
		return p.either("both of your partners", "vos deux partenaires"), true
	}
	return p.format("all %s of your partners", "vos %s partenaires", n), true
}

// capital is a text with its first letter as at the beginning of a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// said is what is said of one partner, or of several.
func (p *phrases) said(s subject, enOne, enSeveral, frOne, frSeveral string) string {
	who, several := p.subject(s)
	if several {
		return who + p.either(enSeveral, frSeveral)
	}
	return who + p.either(enOne, frOne)
}

// wouldFall is who loses a tier if nothing changes; the empty tier is not the same for
// all.
func (p *phrases) wouldFall(s subject, after string) string {
	if after == "" {
		return p.said(s, " would fall", " would fall", " perdrait son niveau", " perdraient leur niveau")
	}
	return p.said(s, " would fall to ", " would fall to ", " passerait au niveau ", " passeraient au niveau ") + after
}

func (p *phrases) haveLapsed(s subject) string {
	return p.said(s, " has lapsed", " have lapsed", " a dépassé son délai", " ont dépassé leur délai")
}

func (p *phrases) haveFallen(s subject) string {
	return p.said(s, " fell to a lower tier", " fell to a lower tier", " est passé à un niveau inférieur", " sont passés à un niveau inférieur")
}

func (p *phrases) waitForALook(s subject) string {
	return p.said(s, " needs a look", " need a look", " est à revoir", " sont à revoir")
}

// moreAfter and moreLater go on from wouldFall: how many more would after the next
// deadline, or after several.
func (p *phrases) moreAfter(n int64, deadline, today program.Date) string {
	return p.format(", %s more after %s", ", %s de plus après le %s", p.number(n), p.near(deadline, today))
}

func (p *phrases) moreLater(n int64) string {
	return p.format(", %s more later", ", %s de plus après", p.number(n))
}

// nobodyLooksAfter leads a digest of partners without an owner.
func (p *phrases) nobodyLooksAfter(n int64) string {
	return p.count(n,
		forms{"%.0sNobody looks after this partner", "%.0sNobody looks after these partners"},
		forms{"%.0sPersonne ne suit ce partenaire", "%.0sPersonne ne suit ces partenaires"}) + p.either(
		", so that nobody else is reminded. /tier assign <partner> @somebody changes that.",
		", et personne d'autre ne reçoit ce rappel. /tier confier <partenaire> @quelqu'un y remédie.")
}

// cannotBeTold goes on from somebody's name.
func (p *phrases) cannotBeTold(n int64, code string) string {
	why := p.format("Slack says %s", "Slack répond %s", code)
	switch code {
	case "user_disabled", "account_inactive":
		why = p.either("the account is deactivated", "le compte est désactivé")
	case "user_not_found", "users_not_found", "user_not_visible":
		why = p.either("there is no such person in this workspace", "cette personne n'est pas dans cet espace de travail")
	case "messages_tab_disabled", "cannot_dm_bot", "channel_not_found":
		why = p.either("Slack takes no message to this person", "Slack n'accepte pas de message pour cette personne")
	}
	return p.count(n,
		forms{"%.0s looks after this partner", "%.0s looks after these partners"},
		forms{"%.0s suit ce partenaire", "%.0s suit ces partenaires"}) +
		p.format(" and cannot be told: %s.", " et n'est pas joignable\u00a0: %s.", why)
}

// cheapestSaves leads to so many partners that are the cheapest to save, with what they
// have in common.
func (p *phrases) cheapestSaves(n int, c *common, today program.Date) string {
	text := p.count(int64(n),
		forms{"%.0sCheapest save first", "%.0sCheapest saves first"},
		forms{"%.0sLe moins cher à sauver d'abord", "%.0sLes moins chers à sauver d'abord"})
	if c.step != "" {
		text += p.count(int64(n), forms{"%.0s – it needs ", "%.0s – each needs "}, forms{"%.0s – il faut ", "%.0s – il faut pour chacun "}) + c.step
		if c.start == today {
			return text + p.either(", to start today:", ", à commencer aujourd'hui\u00a0:")
		}
		return text + p.format(", to start by %s:", ", à commencer au plus tard le %s\u00a0:", p.soon(c.start, today))
	}
	return text + p.either(":", "\u00a0:")
}

// crossedALine leads to partners for which so many days are left.
func (p *phrases) crossedALine(first bool) string {
	if first {
		return p.either("A deadline is approaching:", "Une échéance approche\u00a0:")
	}
	return p.either("A deadline is approaching here too:", "Une échéance approche aussi\u00a0:")
}

// lastDayToStart leads to partners whose training must start; a day that is not the same
// for all is absent.
func (p *phrases) lastDayToStart(day, today program.Date) string {
	switch {
	case day.IsZero():
		return p.either("The last day to start a training:", "Dernier jour pour commencer une formation\u00a0:")
	case day.Before(today):
		return p.format("%s was the last day to start:", "Le dernier jour pour commencer était le %s\u00a0:", p.soon(day, today))
	case day == today:
		return p.either("Today is the last day to start:", "C'est aujourd'hui le dernier jour pour commencer\u00a0:")
	}
	return p.format("%s is the last day to start:", "Le %s est le dernier jour pour commencer\u00a0:", p.soon(day, today))
}

// listedToManagers is what follows when nobody cares for partners whose training must
// start.
func (p *phrases) listedToManagers(n int64, monday, today program.Date) string {
	return p.count(n,
		forms{
			"%.0sIf nobody takes care of it, it is on the managers' list on ",
			"%.0sThose that nobody takes care of are on the managers' list on ",
		},
		forms{
			"%.0sSi personne ne s'en occupe, il figurera sur la liste des responsables le ",
			"%.0sCeux dont personne ne s'occupe figureront sur la liste des responsables le ",
		}) + p.soon(monday, today) + "."
}

// decidedAfter is what follows for partners whose deadline is over before that list.
func (p *phrases) decidedAfter() string {
	return p.either("If something is still missing after the deadline, a manager decides.",
		"S'il manque encore quelque chose après l'échéance, un responsable décide.")
}

func (p *phrases) putOffUntilNow(n int64) string {
	return p.count(n,
		forms{"%.0sPut off until today:", "%.0sPut off until today:"},
		forms{"%.0sReporté à aujourd'hui\u00a0:", "%.0sReportés à aujourd'hui\u00a0:"})
}

// managerDecides leads to partners that have lapsed.
func (p *phrases) managerDecides(n int64) string {
	return p.count(n,
		forms{"%.0sLapsed – a manager decides:", "%.0sLapsed – a manager decides:"},
		forms{"%.0sDélai dépassé – un responsable décide\u00a0:", "%.0sDélai dépassé – un responsable décide\u00a0:"})
}

func (p *phrases) recordedInTime() string {
	return p.either("Was something earned in time and not recorded yet? It still counts: tell a manager.",
		"Quelque chose a-t-il été obtenu à temps sans être enregistré\u00a0? Cela compte encore\u00a0: prévenez un responsable.")
}

// fellSince leads to partners whose fall was applied.
func (p *phrases) fellSince(n int64) string {
	return p.count(n,
		forms{"%.0sFell since; a manager can undo it:", "%.0sFell since; a manager can undo it:"},
		forms{
			"%.0sA changé de niveau depuis\u00a0; un responsable peut l'annuler\u00a0:",
			"%.0sOnt changé de niveau depuis\u00a0; un responsable peut l'annuler\u00a0:",
		})
}

func (p *phrases) fellRow(tier string, on program.Date) string {
	return p.format("fell from %s on %s", "ancien niveau %s, perdu le %s", tier, p.day(on))
}

// andMore is how many of a group are not shown.
func (p *phrases) andMore(n int64) string {
	return p.format("%s more.", "Encore %s.", p.number(n))
}

// reminderAt is the rung that was crossed where the days left are others.
func (p *phrases) reminderAt(r rung) string {
	name := p.either("last-day reminder", "rappel du dernier jour")
	if r.days > 0 {
		name = p.count(int64(r.days), forms{"%s-day reminder", "%s-day reminder"}, forms{"rappel à %s jour", "rappel à %s jours"})
	}
	return " (" + name + ", " + p.offTime(r.off) + ")"
}

// offTime says that a reminder comes early or late.
func (p *phrases) offTime(off int) string {
	if off < 0 {
		return p.either("early", "en avance")
	}
	return p.either("late", "en retard")
}

// fallsRow is where a partner falls that has lapsed, inside a line; the empty tier is none.
func (p *phrases) fallsRow(after string) string {
	if after == "" {
		return p.either("leaves the programme", "quitte le programme")
	}
	return p.format("falls to %s", "passe au niveau %s", after)
}

// thenTier is where a partner falls, inside a line; the empty tier is none.
func (p *phrases) thenTier(after string) string {
	if after == "" {
		return p.either("then leaves the programme", "puis quitte le programme")
	}
	return p.format("then %s", "puis %s", after)
}

func (p *phrases) keepsTier() string {
	return p.either("keeps its tier, since what is on record counts by then", "garde son niveau, car ce qui est enregistré comptera d'ici là")
}

// whyThisMessage is why the reader gets a digest: by which reminders, and because of
// which sorts of partners.
func (p *phrases) whyThisMessage(partners int64, rungs []rung, has map[sort]bool) string {
	reasons := p.rungReasons(rungs)
	for _, r := range [...]struct {
		sort   sort
		en, fr string
	}{
		{startsNow, "the last day to start a training", "le dernier jour pour commencer une formation"},
		{woken, "a snooze that is over", "un report qui prend fin"},
		{lapsed, "a deadline that has passed", "un délai dépassé"},
		{fallen, "a fall that was decided", "un changement de niveau décidé"},
	} {
		if has[r.sort] {
			reasons = append(reasons, p.either(r.en, r.fr))
		}
	}
	return p.count(partners,
		forms{"%.0sWhy this message: you look after this partner. Today: ", "%.0sWhy this message: you look after these partners. Today: "},
		forms{"%.0sPourquoi ce message\u00a0: vous suivez ce partenaire. Aujourd'hui\u00a0: ", "%.0sPourquoi ce message\u00a0: vous suivez ces partenaires. Aujourd'hui\u00a0: "}) +
		p.all(reasons) + "."
}

// rungReasons are reminders by how many days before a deadline they come: those that come
// when they should, and those that come early or late.
func (p *phrases) rungReasons(rungs []rung) []string {
	var reasons []string
	for _, off := range [...]int{0, -1, 1} {
		var days []int
		for _, r := range rungs {
			if r.off == off {
				days = append(days, r.days)
			}
		}
		switch {
		case len(days) == 0:
		case off == 0:
			reasons = append(reasons, p.yourReminders(days))
		default:
			reasons = append(reasons, p.yourReminders(days)+" ("+p.offTime(off)+")")
		}
	}
	return reasons
}

// yourReminders are reminders of so many days before a deadline, falling.
func (p *phrases) yourReminders(rungs []int) string {
	if len(rungs) == 1 && rungs[0] == 0 {
		return p.either("your last-day reminder", "votre rappel du dernier jour")
	}
	days := make([]string, 0, len(rungs))
	for _, rung := range rungs {
		if rung > 0 {
			days = append(days, p.number(int64(rung)))
		}
	}
	last := ""
	if len(days) < len(rungs) {
		last = p.either(" and on the last day", " et du dernier jour")
	}
	if len(days) == 1 && last == "" {
		return p.format("your %s-day reminder", "votre rappel à %s jour", days[0]) + p.count(int64(rungs[0]),
			forms{"%.0s", "%.0s"}, forms{"%.0s", "%.0ss"})
	}
	unit := p.either("days", "jours")
	if len(days) == 1 && rungs[0] == 1 {
		unit = p.either("day", "jour")
	}
	return p.format("your reminders %s %s before%s", "vos rappels à %s %s%s", p.all(days), unit, last)
}

func (p *phrases) showAll() string { return p.either("Show all", "Tout afficher") }

func (p *phrases) settingsLabel() string { return p.either("Settings", "Réglages") }

func (p *phrases) takeItOn() string { return p.either("I look after it", "Je m'en charge") }
