package commands

import (
	"slices"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// A spell is how long somebody wants to hear nothing of a partner. At most one of its
// fields is set; none when they have not said so that it can be read.
type spell struct {
	days   int          // so many, from today
	months int          // so many, from today
	last   bool         // until the last day on which its training can start
	until  program.Date // until a day
	wrong  *problem     // it cannot be read, and why
}

// lastDays are the words, folded, for the last day on which training can start.
var lastDays = map[string]bool{
	"last": true, "last day": true, "last start": true, "last start day": true, "last day to start": true,
	"dernier jour": true, "dernier depart": true, "dernier jour de depart": true, "dernier jour pour commencer": true,
}

// spellUnits are the words, folded, for lengths of time.
var spellUnits = map[string]spell{
	"day": {days: 1}, "jour": {days: 1}, "journee": {days: 1},
	"week": {days: 7}, "semaine": {days: 7},
	"fortnight": {days: 14}, "quinzaine": {days: 14},
	"month": {months: 1}, "mois": {months: 1},
	"year": {months: 12}, "an": {months: 12}, "annee": {months: 12},
}

// spellNumbers are the words, folded, that say how many.
var spellNumbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4,
	"five": 5, "cinq": 5, "six": 6, "seven": 7, "sept": 7, "eight": 8, "nine": 9, "neuf": 9, "ten": 10, "dix": 10,
	"twelve": 12, "douze": 12, "fourteen": 14, "quatorze": 14, "fifteen": 15, "twenty": 20, "vingt": 20, "thirty": 30, "trente": 30,
}

// idioms are lengths of time, folded, that are not what their words say.
var idioms = map[string]spell{"huit jours": {days: 7}, "quinze jours": {days: 14}}

// nextWords say, before or behind the name of a day, a week or a month, that it is the next.
var nextWords = map[string]bool{"next": true, "this": true, "coming": true, "prochain": true, "prochaine": true, "ce": true}

// spellLeads are the words, folded, that lead to how long; true for those that lead to a
// day.
var spellLeads = map[string]bool{
	"for": false, "by": false, "in": false, "pour": false, "pendant": false, "dans": false, "de": false, "the": false, "la": false,
	"until": true, "till": true, "to": true, "jusquau": true, "jusqua": true, "jusque": true, "au": true, "le": true, "on": true,
}

// spellAlways are those of them, folded, behind which nothing but how long can stand.
var spellAlways = map[string]bool{"for": true, "until": true, "till": true, "pour": true, "pendant": true, "jusquau": true, "jusqua": true, "jusque": true}

// longestSpell is the highest number of days, weeks or months that is believed.
const longestSpell = 1000

// spell reads words as how long; false when they say nothing of the kind.
func (q *question) spell(ws words) (spell, bool) {
	if ws.quoted() {
		return spell{}, false
	}
	led, always := false, false
	for len(ws) > 1 {
		word := program.Fold(ws[0].text)
		day, leads := spellLeads[word]
		if !leads {
			break
		}
		led, always = led || day, always || spellAlways[word]
		ws = ws[1:]
	}
	text := q.Text[ws[0].at:ws[len(ws)-1].end]
	if s, ok := q.spellWords(program.Fold(text), led); ok {
		return s, true
	}
	switch found := daysAhead(text, q.today); {
	case len(found) > 0, led && figures.MatchString(text):
		return q.spellUntil(dated{text: text, days: found, at: ws[0].at}), true
	case always:
		return spell{}, true
	}
	return spell{}, false
}

// spellUntil reads a day as how long.
func (q *question) spellUntil(d dated) spell {
	day, wrong := q.oneDay(d)
	if wrong != nil {
		return spell{wrong: wrong}
	}
	return spell{until: day}
}

// spellWords reads folded words as how long, unless they are a date.
func (q *question) spellWords(text string, led bool) (spell, bool) {
	if lastDays[text] {
		return spell{last: true}, true
	}
	if s, ok := idioms[text]; ok {
		return s, true
	}
	fields := strings.Fields(text)
	if s, ok := lengthOfTime(fields); ok {
		return s, true
	}
	return q.nextTime(fields, led)
}

// lengthOfTime reads folded words such as 10 days, two weeks, a fortnight.
func lengthOfTime(fields []string) (spell, bool) {
	n := 1
	if len(fields) == 2 {
		n = spellNumbers[fields[0]]
		if n == 0 {
			n = min(whole(fields[0]), longestSpell)
		}
		fields = fields[1:]
	}
	if len(fields) != 1 || n < 1 {
		return spell{}, false
	}
	unit, ok := unitOf(fields[0])
	return spell{days: n * unit.days, months: n * unit.months}, ok
}

// unitOf is the length of time that a folded word names, in the singular or the plural.
func unitOf(word string) (spell, bool) {
	if unit, ok := spellUnits[word]; ok {
		return unit, true
	}
	unit, ok := spellUnits[strings.TrimSuffix(word, "s")]
	return unit, ok
}

// nextTime reads folded words such as next friday, la semaine prochaine; and friday behind
// a word that leads to a day.
func (q *question) nextTime(fields []string, led bool) (spell, bool) {
	bare := slices.DeleteFunc(slices.Clone(fields), func(w string) bool { return nextWords[w] })
	next := len(bare) < len(fields)
	if len(bare) != 1 || !next && !led {
		return spell{}, false
	}
	if day, ok := weekdayCalled(bare[0]); ok {
		return spell{until: nextSuch(day, q.today)}, true
	}
	switch unit, ok := unitOf(bare[0]); {
	case !ok || !next:
		return spell{}, false
	case unit.days == 7:
		return spell{until: nextSuch(int(time.Monday), q.today)}, true
	case unit.months == 1:
		return spell{until: q.today.AddDays(1 - q.today.Day).AddMonths(1)}, true
	}
	return spell{}, false
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
