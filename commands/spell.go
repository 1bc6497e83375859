package commands

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tierbot/tierbot/program"
)

// A spell is how long somebody wants to hear nothing of a partner. Exactly one of its
// fields is set.
type spell struct {
	days  int          // so many, from today
	last  bool         // until the last day on which its training can start
	until program.Date // until a day
	wrong *problem     // it cannot be read
}

// spells are the words, folded, for how long.
var spells = map[string]spell{
	"day": {days: 1}, "a day": {days: 1}, "one day": {days: 1},
	"jour": {days: 1}, "un jour": {days: 1}, "une journee": {days: 1},
	"week": {days: 7}, "a week": {days: 7}, "one week": {days: 7},
	"semaine": {days: 7}, "une semaine": {days: 7},

	"last": {last: true}, "last day": {last: true}, "last start": {last: true}, "last start day": {last: true}, "last day to start": {last: true},
	"the last day": {last: true}, "the last start": {last: true}, "the last start day": {last: true}, "the last day to start": {last: true},
	"dernier jour": {last: true}, "le dernier jour": {last: true}, "dernier depart": {last: true},
	"dernier jour de depart": {last: true}, "dernier jour pour commencer": {last: true}, "le dernier jour pour commencer": {last: true},
}

// spellUnits are the words, folded, that stand behind a number of days or weeks.
var spellUnits = map[string]int{
	"day": 1, "days": 1, "jour": 1, "jours": 1,
	"week": 7, "weeks": 7, "semaine": 7, "semaines": 7,
}

// spellLeads are the words, folded, that lead to how long; true for those that lead to a
// day.
var spellLeads = map[string]bool{
	"for": false, "by": false, "pour": false, "pendant": false, "de": false,
	"until": true, "till": true, "to": true, "jusquau": true, "jusqua": true, "jusque": true, "au": true, "le": true,
}

// longestSpell is for how many days a partner can be put off by their number.
const longestSpell = 366

// spell reads words as how long; false when they say nothing of the kind.
func (q *question) spell(ws words) (spell, bool) {
	if ws.quoted() {
		return spell{}, false
	}
	led := false
	for len(ws) > 1 {
		day, leads := spellLeads[program.Fold(ws[0].text)]
		if !leads {
			break
		}
		led = led || day
		ws = ws[1:]
	}
	text := q.Text[ws[0].at:ws[len(ws)-1].end]
	folded := program.Fold(text)
	if s, ok := spells[folded]; ok {
		return s, true
	}
	if n, unit, ok := strings.Cut(folded, " "); ok && spellUnits[unit] > 0 {
		days, err := strconv.Atoi(n)
		if err == nil && days > 0 && days*spellUnits[unit] <= longestSpell {
			return spell{days: days * spellUnits[unit]}, true
		}
	}
	if day, ok := weekdayCalled(text); ok && led {
		return spell{until: nextSuch(int(day), q.today)}, true
	}
	return q.spellUntil(dated{text: text, days: daysAhead(text, q.today), at: ws[0].at}, led)
}

// spellUntil reads a day as how long. Behind a word that leads to one there should be
// one.
func (q *question) spellUntil(d dated, led bool) (spell, bool) {
	if len(d.days) == 0 && !led {
		return spell{}, false
	}
	day, wrong := q.oneDay(d)
	if wrong != nil {
		return spell{wrong: wrong}, true
	}
	return spell{until: day}, true
}

// weekdayCalled is the day of the week that a word names in one of the languages, or
// begins with three letters at least.
func weekdayCalled(word string) (day int, ok bool) {
	word = strings.TrimSuffix(program.Fold(word), "s")
	if len(word) < 3 {
		return 0, false
	}
	for _, names := range [...][7]string{weekdaysEN, weekdaysFR} {
		i := slices.IndexFunc(names[:], func(name string) bool { return strings.HasPrefix(program.Fold(name), word) })
		if i >= 0 {
			return i, true
		}
	}
	return 0, false
}

// nextSuch is the next of a day of the week after today.
func nextSuch(weekday int, today program.Date) program.Date {
	day := today.AddDays(1)
	for int(day.Weekday()) != weekday {
		day = day.AddDays(1)
	}
	return day
}
