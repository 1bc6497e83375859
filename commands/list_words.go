package commands

import (
	"slices"
	"strconv"

	"github.com/tierbot/tierbot/program"
)

// nobody is how a list of partners without an owner is asked for, in every language.
const nobody = "nobody"

// What people say to narrow a list, folded, in either language.
var (
	stateNames = map[string]program.State{
		"conforming": program.Conforming, "conforme": program.Conforming, "conformes": program.Conforming, "ok": program.Conforming,

		"in grace": program.InGrace, "grace": program.InGrace,
		"en delai": program.InGrace, "delai": program.InGrace, "delai en cours": program.InGrace, "en cours": program.InGrace,

		"delais en cours": program.InGrace, "delais depasses": program.Lapsed, "hors delai": program.Lapsed,

		"lapsed": program.Lapsed, "dechu": program.Lapsed, "dechus": program.Lapsed,
		"delai depasse": program.Lapsed, "depasse": program.Lapsed, "depasses": program.Lapsed,
	}

	kindNames = map[string]kind{
		"risk": saving, "risks": saving, "at risk": saving, "save": saving, "saves": saving, "to save": saving, "cheapest saves": saving,
		"risque": saving, "risques": saving, "a risque": saving, "a sauver": saving, "sauver": saving,

		"late": tooLate, "too late": tooLate, "past saving": tooLate, "trop tard": tooLate, "tard": tooLate,

		"promote": promoting, "promotion": promoting, "promotions": promoting, "candidate": promoting, "candidates": promoting,
		"to promote": promoting, "promouvoir": promoting, "a promouvoir": promoting, "candidat": promoting, "candidats": promoting,
	}

	eligibleWords = map[string]bool{"eligible": true, "eligibles": true}

	ownWords = []string{
		"mine", "my own", "my partners", "mes partenaires", "les miens", "a moi",
	}

	nobodyWords = []string{
		"nobody", "nobodys", "no owner", "no one", "unowned", "without owner", "without an owner", "without owners",
		"personne", "a personne", "sans referent", "sans responsable", "aucun referent",
	}

	fallWords = []string{
		"falls to", "fall to", "falling to", "would fall to", "that fall to", "drops to",
		"tombe a", "tombe en", "tombent a", "tombent en", "tomber a", "tomber en", "passe a", "passe en", "passe au niveau", "passent au niveau",
		"retombe a", "retombe en", "retombent a", "retombent en",
	}

	missingWords = []string{
		"missing", "misses", "miss", "lacks", "lacking", "without",
		"manque", "il manque", "manquent", "manquant", "sans",
		"manque le", "manque la", "manque les", "manque du", "il manque le", "il manque la", "il manque les", "il manque du",
	}

	// withinWords lead to a time in which something must start, which they may stand in
	// front of or not.
	withinWords = []string{
		"within", "within the next", "in", "in the next", "the next", "next", "start", "starting", "to start", "start within", "starting within",
		"to start within", "starting in", "start in", "starts within", "start by", "starting by", "by",
		"sous", "dans", "dans les", "dici", "dici a", "commencer", "a commencer", "a commencer sous", "a commencer dans", "a commencer dici",
		"commencer sous", "commencent sous", "commence sous",
	}

	timeUnits = map[string]int{
		"day": 1, "days": 1, "d": 1, "jour": 1, "jours": 1, "j": 1,
		"week": 7, "weeks": 7, "semaine": 7, "semaines": 7,
		"month": 30, "months": 30, "mois": 30,
	}
	oneWords = []string{"a", "an", "one", "un", "une"}
)

// longestLead is how many words can lead to a criterion.
const longestLead = 4

// led is how many words at the beginning of some lead to a criterion; 0 when none do.
func led(ws words, leads []string) int {
	for n := min(len(ws), longestLead); n > 0; n-- {
		if !ws[:n].quoted() && slices.Contains(leads, program.Fold(ws[:n].String())) {
			return n
		}
	}
	return 0
}

// readWithin reads in which time they must start.
func (q *question) readWithin(f *filter, ws words) int {
	if f.within > 0 {
		return 0
	}
	n := led(ws, withinWords)
	days, m := timeFrom(ws[n:], q.today)
	if m == 0 {
		return 0
	}
	f.within = days + 1
	return n + m
}

// furthestStart is the longest time in which something can be asked to start, in days.
const furthestStart = 3660

// timeFrom is how many days behind today a time ends that words begin with, and how many
// words it has; 0 when they begin with none.
func timeFrom(ws words, today program.Date) (days, n int) {
	if len(ws) == 0 || ws[0].quoted {
		return 0, 0
	}
	if today := program.Fold(ws[0].text); today == "today" || today == "aujourdhui" {
		return 0, 1
	}
	if len(ws) == 1 || ws[1].quoted {
		return 0, 0
	}
	first, unit := program.Fold(ws[0].text), program.Fold(ws[1].text)
	switch first + " " + unit {
	case "this week", "cette semaine":
		return (7 - int(today.Weekday())) % 7, 2
	case "this month", "ce mois":
		first := program.Date{Year: today.Year, Month: today.Month, Day: 1}
		return first.AddMonths(1).Since(today) - 1, 2
	}
	count, err := strconv.Atoi(first)
	if slices.Contains(oneWords, first) {
		count, err = 1, nil
	}
	length := timeUnits[unit]
	if err != nil || length == 0 || count < 0 || count > furthestStart/length {
		return 0, 0
	}
	return count * length, 2
}
