package commands

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tierbot/tierbot/program"
)

// The ways a day is written in figures: year first, and year last or left out.
var (
	yearFirst = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$`)
	ordinal   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th|er)?$`)
	figures   = regexp.MustCompile(`\d`)
	fullYear  = regexp.MustCompile(`\d{4}|\d[-/.]\d{1,2}[-/.]\d{2}`)
)

// daysNamed are days that people have a word for, folded, by how many days ago they
// were.
var daysNamed = map[string]int{
	"tomorrow": -1, "demain": -1,
	"today": 0, "aujourdhui": 0, "ce jour": 0,
	"yesterday": 1, "hier": 1,
	"the day before yesterday": 2, "day before yesterday": 2, "avant hier": 2,
}

// days are the days that a text may mean, in either language: none when it is not a
// day, and two when day and month could be either way round, as in 05/06/2009. Then
// the first is the one with the day first, as everybody but Americans writes. A text
// without a year means the last such day up to today.
func days(text string, today program.Date) []program.Date {
	text = strings.TrimRight(strings.TrimSpace(visible(text)), sentenceMarks)
	if ago, ok := daysNamed[program.Fold(text)]; ok {
		return []program.Date{today.AddDays(-ago)}
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return onCalendar(program.Date{Year: whole(m[1]), Month: time.Month(whole(m[2])), Day: whole(m[3])})
	}
	if m := yearLast.FindStringSubmatch(text); m != nil {
		return inFigures(whole(m[1]), whole(m[2]), m[3], today)
	}
	return inWords(strings.Fields(strings.ReplaceAll(text, ",", " ")), today)
}

// daysAhead are the same of a day that lies ahead: without a year it is the next such
// day.
func daysAhead(text string, today program.Date) []program.Date {
	if found := days(text, today); len(found) > 0 && (writesYear(text) || !found[0].Before(today)) {
		return found
	}
	return days(text, today.AddMonths(12).AddDays(-1))
}

// writesYear reports whether a text says its year, or is a word for a day.
func writesYear(text string) bool {
	_, named := daysNamed[program.Fold(text)]
	return named || fullYear.MatchString(text)
}

// inFigures are the days of two numbers that are a day and a month, and perhaps a
// year.
func inFigures(a, b int, year string, today program.Date) []program.Date {
	dayFirst := onCalendar(inYear(b, a, year, today))
	monthFirst := onCalendar(inYear(a, b, year, today))
	if a == b {
		return dayFirst
	}
	return append(dayFirst, monthFirst...)
}

// inWords is the day of words such as 14 mai 2009, May 14th or jeudi 14 mai.
func inWords(words []string, today program.Date) []program.Date {
	if len(words) > 1 && isWeekday(words[0]) {
		words = words[1:]
	}
	if len(words) < 2 || len(words) > 3 {
		return nil
	}
	day, month := words[0], words[1]
	if ordinal.MatchString(month) {
		day, month = month, day
	}
	m := ordinal.FindStringSubmatch(strings.ToLower(day))
	number := monthCalled(month)
	year := strings.Join(words[2:], "")
	if m == nil || number == 0 || year != "" && (len(year) != 4 || strings.Trim(year, "0123456789") != "") {
		return nil
	}
	return onCalendar(inYear(number, whole(m[1]), year, today))
}

// monthCalled is the month that a word names or, with three letters at least, begins
// in one of the languages; 0 when it is none, or could be two.
func monthCalled(word string) int {
	word = program.Fold(word)
	if len(word) < 3 {
		return 0
	}
	found := 0
	for _, months := range [...][12]string{monthsEN, monthsFR} {
		for i, name := range months {
			switch name = program.Fold(name); {
			case name == word:
				return i + 1
			case !strings.HasPrefix(name, word), found == i+1:
			case found != 0:
				return 0
			default:
				found = i + 1
			}
		}
	}
	return found
}

func isWeekday(word string) bool {
	word = program.Fold(word)
	named := func(name string) bool { return program.Fold(name) == word }
	return slices.ContainsFunc(weekdaysEN[:], named) || slices.ContainsFunc(weekdaysFR[:], named)
}

// inYear is a day of a year as it was written: in full, with two figures, or not at
// all, which means the last such day up to today.
func inYear(month, day int, year string, today program.Date) program.Date {
	d := program.Date{Year: whole(year), Month: time.Month(month), Day: day}
	switch {
	case len(year) == 2:
		d.Year += today.Year / 100 * 100
	case year == "":
		if d.Year = today.Year; d.After(today) {
			d.Year--
		}
	}
	return d
}

// The years in which evidence can have been earned.
const firstYear, lastYear = 1970, 2200

// onCalendar is the day as a list, which is empty when the calendar has no such day.
func onCalendar(d program.Date) []program.Date {
	if d.Month < 1 || d.Month > 12 || d.AddDays(0) != d || d.Year < firstYear || d.Year > lastYear {
		return nil
	}
	return []program.Date{d}
}

// whole is a number of a few digits.
func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// lead are the words, folded, behind which a day stands: always where there are figures,
// or, when it is false, only if that is what the figures say.
var lead = map[string]bool{
	"on": true, "since": true, "from": true, "dated": true, "of": false,
	"le": true, "du": true, "depuis": true, "des": true, "au": true,
}

// leads reports whether a word may lead to a day, and whether it always does.
func (w *word) leads() (may, always bool) {
	if w.quoted {
		return false, false
	}
	always, may = lead[program.Fold(w.text)]
	return may, always
}

// longestDay is how many words a day can have: on Thursday 14 May 2009.
const longestDay = 4

// A dated is words that end in a day.
type dated struct {
	rest words          // what stands before the day
	text string         // the day as written; empty: there is none
	days []program.Date // what it may mean; none: it is no day
	at   int            // where the day begins in the line, behind the word that leads to it
	led  bool           // such a word stands there
}

// cutDay takes a day off the end of words that stand in a line. Behind a word that
// leads to one, whatever has figures in it should be a day; without, only what
// certainly is.
func cutDay(ws words, line string, today program.Date) dated {
	for n := 1; n <= min(longestDay, len(ws)); n++ {
		tail := ws[len(ws)-n:]
		if tail.quoted() {
			break
		}
		text := line[tail[0].at:tail[n-1].end]
		before := ws[:len(ws)-n]
		led, always := false, false
		if len(before) > 0 {
			led, always = before[len(before)-1].leads()
		}
		found := days(text, today)
		switch {
		case led && len(found) > 0, always && figures.MatchString(text):
			return dated{cutLead(before), text, found, tail[0].at, true}
		case len(found) > 0 && !isLonger(before, tail, line, today):
			return dated{before, text, found, tail[0].at, false}
		}
	}
	return dated{rest: ws}
}

// isLonger reports whether the words before a day belong to it as well: in 1 May 2009,
// May 2009 would be none, but in Thursday 14 May, 14 May is.
func isLonger(before, tail words, line string, today program.Date) bool {
	for n := 1; n <= min(longestDay-len(tail), len(before)); n++ {
		more := before[len(before)-n:]
		if !more.quoted() && len(days(line[more[0].at:tail[len(tail)-1].end], today)) > 0 {
			return true
		}
		if led, _ := more[0].leads(); led {
			return true
		}
	}
	return false
}

// cutLead takes the words that lead to a day off the end: depuis le 14 mai. Before the
// first of them a capital makes one a name: Olivier Le on 14 May.
func cutLead(ws words) words {
	for cut := 0; len(ws) > 0; cut++ {
		last := &ws[len(ws)-1]
		if led, _ := last.leads(); !led || cut > 0 && last.text != strings.ToLower(last.text) {
			break
		}
		ws = ws[:len(ws)-1]
	}
	return ws
}
